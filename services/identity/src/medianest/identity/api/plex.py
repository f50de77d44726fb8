"""The door for people who sign in with Plex, and for who says whether they may."""

from collections.abc import Sequence
from typing import Annotated, Any, Final
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER

from medianest.chassis.access import Person, needs, open_to_all
from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.refusals import Refusal
from medianest.eventlog.log import Receipt
from medianest.identity.api.askers import Typed, by
from medianest.identity.api.effects import (
    with_cookie,
    with_effects_of,
    with_login_cookie,
    without_login_cookie,
)
from medianest.identity.api.second_factor import LOGIN
from medianest.identity.domain import plex
from medianest.identity.handlers.begun import LIVES_S, page_of_ours
from medianest.identity.handlers.entering import Halfway
from medianest.identity.handlers.opening import Browser, Cookie, SignedIn
from medianest.identity.handlers.plex import (
    Finished,
    PlexSettings,
    PlexSignIn,
    Shown,
    TriedStep,
)

SETTINGS: Final = "/settings/identity/plex"
Ticket = Annotated[str, QueryParameter(name="tx", max_length=100)]


class PlexStartBody(Record):
    """`return_to`: a page of this MediaNest."""

    return_to: Typed | None = None


class PlexStarted(Record):
    """The browser goes to `auth_url` with the whole page, and is sent back."""

    auth_url: str
    expires_at: str


class PlexBody(Record):
    """`machine_identifier` of the media server, null to turn it off.

    `join_as`: what somebody becomes who may use the server; null lets in only who is known.
    """

    machine_identifier: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9-]{8,64}\Z")] | None
    join_as: plex.JoinAs | None = "member"


class PlexPage(Record):
    enabled: bool
    machine_identifier: str | None
    join_as: plex.JoinAs | None


class PlexTrial(Record):
    """Every step up to the first that failed."""

    steps: Sequence[TriedStep]


def ways_in(plex_sign_in: PlexSignIn) -> list[HTTPRouteHandler]:
    """The two ends of a sign-in with Plex."""

    @post("/auth/plex/start", opt=open_to_all())
    async def start_plex(
        data: JSONBody[PlexStartBody], person: Person | None
    ) -> Response[PlexStarted]:
        asker = by(person) if person else None
        started = await plex_sign_in.start(
            return_to=page_of_ours(data.return_to), by=asker, now=now()
        )
        body = PlexStarted(auth_url=started.auth_url, expires_at=started.expires_at.isoformat())
        held = Cookie(value=started.ticket.browser, max_age_s=LIVES_S)
        return with_login_cookie(Response(body), held)

    @get("/auth/plex/return", opt=open_to_all(), status_code=HTTP_303_SEE_OTHER)
    async def return_from_plex(
        request: Request[Any, Any, Any],
        person: Person | None,
        meta: NamedDependency[Meta],
        browser: NamedDependency[Browser],
        tx: Ticket = "",
    ) -> Response[None]:
        try:
            finished = await plex_sign_in.finish(
                tx,
                request.headers.get(LOGIN, ""),
                by=by(person) if person else None,
                browser=browser,
                now=now(),
                meta=meta,
            )
        except plex.PlexIsOff:
            raise
        except Refusal as refusal:
            return _to(f"/login?{urlencode({'problem': refusal.type_slug()})}")
        return _on(finished)

    return [start_plex, return_from_plex]


def settings_of_plex(settings: PlexSettings) -> list[HTTPRouteHandler]:
    """Whether people sign in with Plex, and for which media server."""

    @get(SETTINGS, opt=needs("settings.manage"))
    async def see_plex() -> Response[PlexPage]:
        shown = await settings.shown()
        return versioned(shown.version, _page(shown))

    @put(SETTINGS, opt=needs("settings.manage"))
    async def set_plex(
        data: JSONBody[PlexBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[PlexPage]:
        receipt = await settings.change(_command(data, person), expected=expected, meta=meta)
        return done(receipt, _page(await settings.shown()))

    @post(f"{SETTINGS}/test", opt=needs("settings.manage"), status_code=HTTP_200_OK)
    async def test_plex() -> PlexTrial:
        return PlexTrial(steps=await settings.steps())

    return [see_plex, set_plex, test_plex]


def _on(finished: Finished) -> Response[None]:
    """Into the house, or to the second factor; or back, for a member who linked theirs."""
    match finished.into:
        case SignedIn(receipt=receipt, cookie=cookie):
            return with_cookie(with_effects_of(_to(finished.return_to), receipt), cookie)
        case Halfway(cookie=cookie):
            wanted = {"problem": "second-factor-wanted", "to": finished.return_to}
            answer = _seen(f"/login?{urlencode(wanted)}")
            return with_login_cookie(answer, cookie)
        case Receipt() as receipt:
            return with_effects_of(_to(finished.return_to), receipt)


def _to(path: str) -> Response[None]:
    """The cookie of this sign-in is used up, wherever it leads."""
    return without_login_cookie(_seen(path))


def _seen(path: str) -> Response[None]:
    return Response(None, status_code=HTTP_303_SEE_OTHER, headers={"Location": path})


def _command(wish: PlexBody, person: Person) -> plex.PlexCommand:
    if wish.machine_identifier is None:
        return plex.TurnOff(by=person.id, now=now())
    return plex.TurnOn(
        by=person.id, now=now(), machine_id=wish.machine_identifier, join_as=wish.join_as
    )


def _page(shown: Shown) -> PlexPage:
    match shown.state:
        case plex.Off():
            return PlexPage(enabled=False, machine_identifier=None, join_as=None)
        case plex.On(machine_id=machine_id, join_as=join_as):
            return PlexPage(enabled=True, machine_identifier=machine_id, join_as=join_as)
