"""The door for people who sign in with an OpenID provider, and for its word that they left."""

from typing import Annotated, Any, Final
from urllib.parse import parse_qs

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER

from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, open_to_all
from medianest.contracts.meta import Meta
from medianest.contracts.refusals import Forbidden, Invalid, Refusal
from medianest.identity.api.askers import by
from medianest.identity.api.effects import with_effects_of, with_login_cookie
from medianest.identity.api.elsewhere import held, on, refused, seen
from medianest.identity.api.second_factor import LOGIN
from medianest.identity.handlers.begun import page_of_ours
from medianest.identity.handlers.left_elsewhere import LeftElsewhere
from medianest.identity.handlers.openid import NoSuchProvider, OpenIdSignIn, Returned
from medianest.identity.handlers.opening import Browser
from medianest.identity.ports import NotVouchedFor, ProviderAway

AT: Final = "/auth/oidc/{provider:str}"
COMES_FROM: Final = "sec-fetch-site"
HERE: Final = "same-origin"
FORM: Final = "application/x-www-form-urlencoded"
Text = Annotated[str | None, QueryParameter(max_length=4096)]
Ticket = Annotated[str, QueryParameter(name="state", max_length=4096)]


class NotPressedHere(Forbidden):
    """A link from elsewhere signs nobody in: press the button here."""


class WordNotTaken(Invalid):
    """This is no word that ends a session here."""


def ways_in(sign_in: OpenIdSignIn) -> list[HTTPRouteHandler]:
    """The two ends of a sign-in with a provider."""

    @get(f"{AT}/start", opt=open_to_all(), status_code=HTTP_303_SEE_OTHER)
    async def start(
        provider: FromPath[str],
        request: Request[Any, Any, Any],
        return_to: FromQuery[str | None] = None,
    ) -> Response[None]:
        """Only from our own pages, as far as the browser says where it comes from; never links.

        A page or a mail elsewhere can make a browser follow a link, and whoever the provider still
        knows would be signed in without having wished for it.
        """
        to = page_of_ours(return_to)
        if request.headers.get(COMES_FROM, HERE) != HERE:
            return refused(NotPressedHere(), to)
        try:
            started = await sign_in.start(provider, return_to=to, by=None, now=now())
        except ProviderAway as away:
            return refused(away, to)
        return with_login_cookie(seen(started.auth_url), held(started))

    @get(f"{AT}/return", opt=open_to_all(), status_code=HTTP_303_SEE_OTHER)
    async def return_from_provider(
        provider: FromPath[str],
        request: Request[Any, Any, Any],
        *,
        person: Person | None,
        meta: NamedDependency[Meta],
        browser: NamedDependency[Browser],
        ticket: Ticket = "",
        code: Text = None,
        iss: Text = None,
    ) -> Response[None]:
        try:
            finished = await sign_in.finish(
                provider,
                Returned(state=ticket, code=code, issuer=iss),
                request.headers.get(LOGIN, ""),
                by=by(person) if person else None,
                browser=browser,
                now=now(),
                meta=meta,
            )
        except NoSuchProvider:
            raise
        except Refusal as refusal:
            return refused(refusal)
        return on(finished)

    return [start, return_from_provider]


def ways_out(left: LeftElsewhere) -> list[HTTPRouteHandler]:
    """The provider itself calls here, with a token that proves it."""

    @post(f"{AT}/backchannel-logout", opt=open_to_all(), status_code=HTTP_200_OK)
    async def log_out(
        provider: FromPath[str], request: Request[Any, Any, Any], meta: NamedDependency[Meta]
    ) -> Response[None]:
        left.provider(provider)
        word = _word_in(await request.body(), request.headers.get("content-type", ""))
        try:
            receipts = await left.hear(provider, word, now=now(), meta=meta)
        except NotVouchedFor:
            raise WordNotTaken from None
        answer: Response[None] = Response(None, headers={"Cache-Control": "no-store"})
        # What does not fit into one header the stream says a moment later.
        return with_effects_of(answer, receipts[0]) if receipts else answer

    return [log_out]


def _word_in(body: bytes, content_type: str) -> str:
    """The one logout token of a form."""
    if content_type.partition(";")[0].strip().lower() != FORM:
        raise WordNotTaken
    try:
        form = parse_qs(body.decode("ascii"), strict_parsing=True, max_num_fields=10)
    except ValueError:
        raise WordNotTaken from None
    words = form.get("logout_token", [])
    if len(words) != 1:
        raise WordNotTaken
    return words[0]
