"""The door for people who sign in with Plex, and for who says whether they may."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs, open_to_all
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.refusals import Refusal
from medianest.identity.api.askers import by
from medianest.identity.api.effects import with_login_cookie
from medianest.identity.api.elsewhere import StartBody, StartedBody, held, on, refused, told
from medianest.identity.api.second_factor import LOGIN
from medianest.identity.domain import plex
from medianest.identity.domain.roles import must_be_there
from medianest.identity.handlers.begun import page_of_ours
from medianest.identity.handlers.opening import Browser
from medianest.identity.handlers.plex import (
    PlexSettings,
    PlexSignIn,
    Shown,
    TriedStep,
)
from medianest.identity.handlers.plex_owner import OwnersAccount, OwnerShown

SETTINGS: Final = "/settings/identity/plex"
Ticket = Annotated[str, QueryParameter(name="tx", max_length=100)]


class PlexBody(Record):
    """`machine_identifier` of the media server, null to turn it off.

    `join_as`: what somebody becomes who may use the server; null lets in only who is known.
    """

    machine_identifier: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9-]{8,64}\Z")] | None
    join_as: plex.JoinAs | None = "member"


class OwnerLine(Record):
    """The owner's account as it was linked here: `name` at Plex, by which member, and when."""

    name: str | None
    linked_by: UUID
    linked_at: datetime


class PlexPage(Record):
    """`watch`: how it goes to look who may use the server; null without the owner's token.

    `owner` is null as long as nobody linked their account here: then the environment gave the
    token, if there is one.
    """

    enabled: bool
    machine_identifier: str | None
    join_as: plex.JoinAs | None
    has_owner_token: bool
    watch: plex.Watch | None
    owner: OwnerLine | None


class ServerLine(Record):
    """One of the owner's media servers; `chosen` is the one that people sign in for."""

    machine_identifier: str
    name: str
    chosen: bool


class ServerLines(Record):
    items: Sequence[ServerLine]
    next: str | None = None


class PlexTrial(Record):
    """Every step up to the first that failed."""

    steps: Sequence[TriedStep]


def ways_in(plex_sign_in: PlexSignIn) -> list[HTTPRouteHandler]:
    """The two ends of a sign-in with Plex."""

    @post("/auth/plex/start", opt=open_to_all())
    async def start_plex(data: JSONBody[StartBody], person: Person | None) -> Response[StartedBody]:
        """Never links, whoever is signed in: somebody else may sit there by now."""
        if person is not None:
            must_be_there(by(person))
        started = await plex_sign_in.start(
            return_to=page_of_ours(data.return_to), by=None, now=now()
        )
        return with_login_cookie(Response(told(started)), held(started))

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
            return refused(refusal)
        return on(finished)

    return [start_plex, return_from_plex]


def settings_of_plex(settings: PlexSettings, owner: OwnersAccount) -> list[HTTPRouteHandler]:
    """Whether people sign in with Plex, for which media server, and whose that is."""

    @get(SETTINGS, opt=needs("settings.manage"))
    async def see_plex() -> Response[PlexPage]:
        shown = await settings.shown()
        return versioned(shown.version, _page(shown, await owner.shown()))

    @put(SETTINGS, opt=needs("settings.manage"))
    async def set_plex(
        data: JSONBody[PlexBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[PlexPage]:
        receipt = await settings.change(_command(data, person), expected=expected, meta=meta)
        return done(receipt, _page(await settings.shown(), await owner.shown()))

    @get(f"{SETTINGS}/servers", opt=needs("settings.manage"))
    async def see_servers() -> ServerLines:
        """To choose from, also when the server was replaced: people keep their accounts."""
        state = (await settings.shown()).state
        chosen = state.machine_id if isinstance(state, plex.On) else None
        return ServerLines(
            items=[
                ServerLine(
                    machine_identifier=one.machine_id,
                    name=one.name,
                    chosen=one.machine_id == chosen,
                )
                for one in await settings.servers()
            ]
        )

    @post(f"{SETTINGS}/test", opt=needs("settings.manage"), status_code=HTTP_200_OK)
    async def test_plex() -> PlexTrial:
        return PlexTrial(steps=await settings.steps())

    return [see_plex, set_plex, see_servers, test_plex]


def _command(wish: PlexBody, person: Person) -> plex.PlexCommand:
    if wish.machine_identifier is None:
        return plex.TurnOff(by=person.id, now=now())
    return plex.TurnOn(
        by=person.id, now=now(), machine_id=wish.machine_identifier, join_as=wish.join_as
    )


def _page(shown: Shown, owner: OwnerShown) -> PlexPage:
    state, is_known = shown.state, owner.has_token
    on = state if isinstance(state, plex.On) else None
    return PlexPage(
        enabled=on is not None,
        machine_identifier=on.machine_id if on else None,
        join_as=on.join_as if on else None,
        has_owner_token=is_known,
        watch=on.watch if on and is_known else None,
        owner=_line(owner),
    )


def _line(owner: OwnerShown) -> OwnerLine | None:
    if owner.linked is None:
        return None
    return OwnerLine(name=owner.name, linked_by=owner.linked.by, linked_at=owner.linked.at)
