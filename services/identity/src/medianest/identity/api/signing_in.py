"""First run, sign-in and sign-out: for people who have no session yet, or want none any more."""

from collections.abc import Iterable

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from medianest.chassis.answers import created, done
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, open_to_all, signed_in
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotSignedIn
from medianest.identity.api.askers import Typed
from medianest.identity.api.effects import (
    LOGIN_COOKIE,
    with_cookie,
    with_effects_of,
    without_cookie,
)
from medianest.identity.domain.plex import On
from medianest.identity.handlers.accounts import Accounts, NewAccount
from medianest.identity.handlers.entering import Halfway
from medianest.identity.handlers.openid import Offered
from medianest.identity.handlers.opening import Browser, Cookie
from medianest.identity.handlers.plex import PlexSettings
from medianest.identity.handlers.signing_in import SigningIn
from medianest.identity.queries import MemberPage, People


class SetupState(Record):
    """Whether the first run is still to come."""

    open: bool


class SetupBody(Record):
    setup_token: Typed
    username: Typed
    password: Typed
    display_name: Typed | None = None
    email: Typed | None = None


class SignInBody(Record):
    username: Typed
    password: Typed


class SignedInBody(Record):
    member: MemberPage


class SecondFactorWanted(NotSignedIn):
    """Your password is right; now prove it with your second factor."""

    def __init__(self, cookie: Cookie) -> None:
        super().__init__()
        self.headers = {LOGIN_COOKIE: f"{cookie.value}; Max-Age={cookie.max_age_s}"}


class Provider(Record):
    """One way in that this installation offers."""

    id: str
    kind: str
    name: str


class Providers(Record):
    """`can_reset_password`: who forgot theirs can be sent a mail."""

    items: tuple[Provider, ...]
    next: str | None = None
    can_reset_password: bool = False


LOCAL = Provider(id="local", kind="password", name="Username and password")
PLEX = Provider(id="plex", kind="plex", name="Plex")


def first_run(accounts: Accounts, people: People) -> list[HTTPRouteHandler]:
    """The routes by which an installation gets its owner, once."""

    @get("/setup", opt=open_to_all())
    async def see_setup() -> SetupState:
        return SetupState(open=await accounts.is_setup_open())

    @post("/setup", opt=open_to_all())
    async def set_up(
        data: JSONBody[SetupBody], meta: NamedDependency[Meta], browser: NamedDependency[Browser]
    ) -> Response[SignedInBody]:
        account = NewAccount(
            username=data.username,
            password=data.password,
            display_name=data.display_name,
            email=data.email,
        )
        into = await accounts.set_up(
            data.setup_token, account, browser=browser, now=now(), meta=meta
        )
        page = await people.known(into.member_id, with_email=True)
        answer = created(page.id, into.receipt, SignedInBody(member=page), "/api/v1/me")
        return with_cookie(with_effects_of(answer, into.receipt), into.cookie)

    return [see_setup, set_up]


def ways_in(
    signing_in: SigningIn,
    people: People,
    plex: PlexSettings,
    elsewhere: Iterable[Offered],
    *,
    can_reset_password: bool,
) -> list[HTTPRouteHandler]:
    """The routes by which people come in and go."""
    others = tuple(Provider(id=one.id, kind="oidc", name=one.name) for one in elsewhere)

    @get("/auth/providers", opt=open_to_all())
    async def see_providers() -> Providers:
        has_plex = isinstance((await plex.shown()).state, On)
        items = (LOCAL, *((PLEX,) if has_plex else ()), *others)
        return Providers(items=items, can_reset_password=can_reset_password)

    @post("/auth/local", opt=open_to_all(), status_code=HTTP_200_OK)
    async def sign_in(
        data: JSONBody[SignInBody], meta: NamedDependency[Meta], browser: NamedDependency[Browser]
    ) -> Response[SignedInBody]:
        into = await signing_in.sign_in(data.username, data.password, browser=browser, meta=meta)
        if isinstance(into, Halfway):
            raise SecondFactorWanted(into.cookie)
        page = await people.known(into.member_id, with_email=True)
        answer = done(into.receipt, SignedInBody(member=page))
        return with_cookie(with_effects_of(answer, into.receipt), into.cookie)

    @post("/auth/logout", opt=signed_in(), status_code=HTTP_204_NO_CONTENT)
    async def sign_out(
        person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Response[None]:
        receipt = await signing_in.sign_out(person.id, person.session_id, meta=meta)
        answer = done(receipt, None, HTTP_204_NO_CONTENT)
        return without_cookie(with_effects_of(answer, receipt))

    return [see_providers, sign_in, sign_out]
