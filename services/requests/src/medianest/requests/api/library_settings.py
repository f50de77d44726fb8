"""The door for those who run the household: its Plex Media Server."""

from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.jobs import Job, Jobs
from medianest.requests.api.connections import (
    ConnectionBody,
    ConnectionPage,
    TrialPage,
    page_of,
    wish_of,
)
from medianest.requests.domain.library_house import Furnish, LibraryHouse, Unlinked
from medianest.requests.handlers.connecting import Connections, Shown
from medianest.requests.handlers.library_looking import LOOK_AT_NEW, LookJob
from medianest.requests.handlers.library_seeing import Seeing
from medianest.requests.ports import Shelves

PLEX: Final = "/settings/requests/plex"
InAPath = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{16,128}\Z")]
Folder = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]


class PlexBody(ConnectionBody):
    """What is left out stays as it is. `key` is the `X-Plex-Token` of the server's owner.

    `folder`: where the server sees the folder that MediaNest puts videos in; null for nowhere.
    `unlinked_see`: what people see who have no Plex account here. `webhook_secret` is the end of
    the address that Plex calls, `/api/v1/webhooks/plex/{secret}`.
    """

    webhook_secret: InAPath | msgspec.UnsetType | None = msgspec.UNSET
    folder: Folder | msgspec.UnsetType | None = msgspec.UNSET
    unlinked_see: Unlinked | msgspec.UnsetType = msgspec.UNSET


class PlexPage(ConnectionPage):
    """The server in use; its secrets never come back."""

    folder: str | None
    unlinked_see: Unlinked


class PlexServerPage(Record):
    """What the connected server calls itself, for ever: by this its people sign in."""

    machine_identifier: str


def plex_settings(
    connections: Connections, seeing: Seeing, shelves: Shelves, jobs: Jobs
) -> list[HTTPRouteHandler]:
    """The routes of the media server."""

    @get(PLEX, opt=needs("settings.manage"))
    async def see_plex() -> Response[PlexPage]:
        shown = await connections.shown()
        return versioned(shown.version, _page(shown, await seeing.house()))

    @put(PLEX, opt=needs("settings.manage"))
    async def connect_plex(
        data: JSONBody[PlexBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[PlexPage]:
        wish = wish_of(data)
        furnish = _furnish(data, await seeing.house(), person.id)
        await seeing.vet(furnish)
        receipt = await connections.change(
            wish, by=person.id, now=now(), expected=expected, meta=meta
        )
        await seeing.furnish(furnish, meta)
        # What it holds is looked at right now, by whichever replica is free.
        look = Job(
            kind=LOOK_AT_NEW, key=str(receipt.position), data=LookJob(all_of_it=True), due_at=now()
        )
        await jobs.plan(look)
        return done(receipt, _page(await connections.shown(), await seeing.house()))

    @delete(PLEX, opt=needs("settings.manage"))
    async def disconnect_plex(person: Person, meta: Meta, expected: int | None) -> None:
        """Where it sees our videos, and who sees what, is kept for the next one."""
        await connections.take_away(by=person.id, now=now(), expected=expected, meta=meta)

    @post(f"{PLEX}/test", opt=needs("settings.manage"), status_code=HTTP_200_OK)
    async def test_plex(data: JSONBody[ConnectionBody | None] = None) -> TrialPage:
        """What is set, or what is about to be."""
        wish = None if data is None else wish_of(data)
        return TrialPage(steps=await connections.steps(wish))

    @get(f"{PLEX}/server", opt=needs("settings.manage"))
    async def see_server() -> PlexServerPage:
        """It is asked itself, so there is none where it is away."""
        return PlexServerPage(machine_identifier=await shelves.machine_id())

    return [see_plex, connect_plex, disconnect_plex, test_plex, see_server]


def _furnish(body: PlexBody, before: LibraryHouse, by: UUID) -> Furnish:
    return Furnish(
        by=by,
        now=now(),
        folder=before.folder if isinstance(body.folder, msgspec.UnsetType) else body.folder,
        unlinked_see=(
            before.unlinked_see
            if isinstance(body.unlinked_see, msgspec.UnsetType)
            else body.unlinked_see
        ),
    )


def _page(shown: Shown, house: LibraryHouse) -> PlexPage:
    of_all: dict[str, Any] = msgspec.to_builtins(page_of(shown))
    return PlexPage(**of_all, folder=house.folder, unlinked_see=house.unlinked_see)
