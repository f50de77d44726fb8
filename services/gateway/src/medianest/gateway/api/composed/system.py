"""The system page: what failed for good in any service, and how each of them is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.status_codes import HTTP_204_NO_CONTENT

from medianest.chassis.breaker import Breaker, State
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


class GivenUp(Record):
    """A service that the gateway asks no more, for it does not answer, and when it tries again."""

    service: ServiceName
    since: datetime
    tries_again_in_s: int


class SystemNow(Record):
    """How the house is. `missing` services did not answer; some of them are `given_up`."""

    items: tuple[ServiceNow, ...]
    missing: tuple[ServiceName, ...]
    given_up: tuple[GivenUp, ...]


class KnowsReach(Protocol):
    """Who knows since when a service is lost."""

    async def lost_since(self, toward: str) -> datetime | None:
        """None where it is not."""
        ...


def system(breakers: Mapping[ServiceName, Breaker], reach: KnowsReach) -> list[HTTPRouteHandler]:
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
        return SystemNow(
            items=tuple(
                ServiceNow(
                    service=name,
                    breaker=breakers[name].state if name in breakers else None,
                    head=part.head,
                    detail=part.detail,
                    readers=part.readers,
                    jobs=part.jobs,
                )
                for name, part in told.came.items()
            ),
            missing=told.missing,
            given_up=await given_up(told.missing, breakers, reach),
        )

    return [see_dead_letters, redrive, see_system]


async def given_up(
    missing: Sequence[ServiceName], breakers: Mapping[ServiceName, Breaker], reach: KnowsReach
) -> tuple[GivenUp, ...]:
    """Of those that did not answer, the ones that are not even asked."""
    lost = [(name, await reach.lost_since(name)) for name in missing if name in breakers]
    return tuple(
        GivenUp(service=name, since=since, tries_again_in_s=breakers[name].retry_after_s())
        for name, since in lost
        if since is not None
    )
