"""The system page: what failed for good in any service, and how each of them is."""

from collections.abc import Callable, Mapping
from uuid import UUID

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.status_codes import HTTP_204_NO_CONTENT

from medianest.chassis.breaker import State
from medianest.chassis.doorway.access import needs
from medianest.contracts.explorer import DeadLetter, JobsCounted, ReaderShown
from medianest.contracts.record import Record
from medianest.contracts.topology import ServiceName
from medianest.gateway.api.composed.asking import OpenBooks, ask_all, ask_one


class DeadPage(Record):
    """Work that failed for good, the latest first."""

    items: tuple[DeadLetter, ...]
    missing: tuple[ServiceName, ...]


class ServiceNow(Record):
    """One service. `breaker`: whether the gateway asks it; `detail`: what it lacks just now."""

    service: ServiceName
    breaker: State | None
    head: int
    detail: str | None
    readers: tuple[ReaderShown, ...]
    jobs: tuple[JobsCounted, ...]


class SystemNow(Record):
    """How the house is. `missing` services did not answer."""

    items: tuple[ServiceNow, ...]
    missing: tuple[ServiceName, ...]


def system(breakers: Callable[[], Mapping[ServiceName, State]]) -> list[HTTPRouteHandler]:
    """The routes."""

    @get("/admin/dead-letters", opt=needs("events.read"))
    async def see_dead_letters(books: OpenBooks) -> DeadPage:
        told = await ask_all(books, lambda _, book: book.dead_letters())
        items = [letter for part in told.came.values() for letter in part.items]
        items.sort(key=lambda letter: letter.due_at, reverse=True)
        return DeadPage(items=tuple(items), missing=told.missing)

    @post(
        "/admin/dead-letters/{service:str}/{job_id:uuid}/redrive",
        opt=needs("settings.manage"),
        status_code=HTTP_204_NO_CONTENT,
    )
    async def redrive(
        service: FromPath[ServiceName],
        job_id: FromPath[UUID],
        books: OpenBooks,
    ) -> None:
        await ask_one(books[service].redrive(job_id))

    @get("/admin/system", opt=needs("system.read"))
    async def see_system(books: OpenBooks) -> SystemNow:
        told = await ask_all(books, lambda _, book: book.system())
        states = breakers()
        return SystemNow(
            items=tuple(
                ServiceNow(
                    service=name,
                    breaker=states.get(name),
                    head=part.head,
                    detail=part.detail,
                    readers=part.readers,
                    jobs=part.jobs,
                )
                for name, part in told.came.items()
            ),
            missing=told.missing,
        )

    return [see_dead_letters, redrive, see_system]
