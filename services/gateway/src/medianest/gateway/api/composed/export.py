"""What every service holds of a person, in one document, for that person alone.

It is put together when it is fetched: nothing personal is kept anywhere for it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_202_ACCEPTED

from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs
from medianest.chassis.inside import Book
from medianest.contracts.explorer import FactShown
from medianest.contracts.record import Record
from medianest.contracts.topology import ServiceName
from medianest.gateway.api.composed.asking import OpenBooks, ask_all

PLACE: Final = "/api/v1/me/export"
PAGE: Final = 500
PAGES_MAX: Final = 100
WITHIN_S: Final = 30.0


class Fetch(Record):
    """Where it can be fetched from now on, as often as wanted."""

    fetch: str = PLACE


class Export(Record):
    """What the services hold. `missing` ones did not answer; `cut` ones hold more than this."""

    member_id: UUID
    made_at: datetime
    services: Mapping[ServiceName, tuple[FactShown, ...]]
    missing: tuple[ServiceName, ...]
    cut: tuple[ServiceName, ...]


def export() -> list[HTTPRouteHandler]:
    """The routes."""

    @post("/me/export", opt=needs("me.manage"), status_code=HTTP_202_ACCEPTED)
    async def ask_for_export() -> Response[Fetch]:
        return Response(Fetch(), headers={"Location": PLACE})

    @get("/me/export", opt=needs("me.manage"))
    async def fetch_export(person: NamedDependency[Person], books: OpenBooks) -> Response[Export]:
        told = await ask_all(books, lambda _, book: _everything(book, person.id), within_s=WITHIN_S)
        document = Export(
            member_id=person.id,
            made_at=now(),
            services={name: tuple(facts) for name, (facts, _) in told.came.items()},
            missing=told.missing,
            cut=tuple(name for name, (_, more) in told.came.items() if more),
        )
        kept_as = 'attachment; filename="medianest-export.json"'
        return Response(document, headers={"Content-Disposition": kept_as})

    return [ask_for_export, fetch_export]


async def _everything(book: Book, person: UUID) -> tuple[list[FactShown], bool]:
    """All that there is, and whether there is more than is told at once."""
    facts: list[FactShown] = []
    after = 0
    for _ in range(PAGES_MAX):
        held = await book.held_of(person, after=after, limit=PAGE)
        facts += held.items
        if held.next is None:
            return facts, False
        after = held.next
    return facts, True
