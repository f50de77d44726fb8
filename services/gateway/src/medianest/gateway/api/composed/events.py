"""The event explorer: facts of all services in one line, one thing's history, and what led to what.

A cursor names, for each service, the position before which its next facts stand; a service that
was missing goes on from where it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, QueryParameter

from medianest.chassis.answers import Limit, decode_cursor, encode_cursor
from medianest.chassis.doorway.access import needs
from medianest.chassis.inside import Book
from medianest.contracts.explorer import FactShown, Proof, Story, Turn, Wanted
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import NotFound
from medianest.contracts.topology import ServiceName
from medianest.gateway.api.composed.asking import (
    Books,
    OpenBooks,
    Parts,
    SomeAway,
    ask_all,
    ask_one,
)

PROOF_S: Final = 60.0
CHAIN_MAX: Final = 50
Words = Annotated[str | None, QueryParameter(max_length=200)]


class NoSuchEvent(NotFound):
    """There is no such event."""


class Events(Record):
    """Facts, newest first. `missing`: services that did not answer; theirs are not among them."""

    items: tuple[FactShown, ...]
    missing: tuple[ServiceName, ...]
    next: str | None = None


class StreamPage(Record):
    """What happened to one thing, oldest first, with its state before and after."""

    items: tuple[Turn, ...]
    next: str | None = None


class Causes(Record):
    """One event, what led to it (the first cause first), and what came of it."""

    event: FactShown
    causes: tuple[FactShown, ...]
    effects: tuple[FactShown, ...]
    missing: tuple[ServiceName, ...]


class Proofs(Record):
    """Whether each log is as it was written; `faults` says in sentences what is not."""

    intact: bool
    items: tuple[Proof, ...]
    faults: tuple[str, ...]
    missing: tuple[ServiceName, ...]


def explorer() -> list[HTTPRouteHandler]:
    """The routes."""

    @get("/admin/events", opt=needs("events.read"))
    async def see_events(  # noqa: PLR0917  they come by name
        books: OpenBooks,
        service: FromQuery[ServiceName | None] = None,
        stream: Words = None,
        type: Words = None,  # noqa: A002  the word on the wire
        actor: FromQuery[UUID | None] = None,
        after: FromQuery[datetime | None] = None,
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> Events:
        wanted = Wanted(stream=stream, type=type, actor=actor, after=after, limit=limit + 1)
        if service is not None:
            books = {service: books[service]}
        before = {} if cursor is None else decode_cursor(cursor, dict[ServiceName, int])
        return await _newest(books, wanted, before, limit)

    @get("/admin/events/{event_id:uuid}/causes", opt=needs("events.read"))
    async def see_causes(event_id: FromPath[UUID], books: OpenBooks) -> Causes:
        event = _only(await _one(event_id, books))
        told = await ask_all(books, lambda _, book: book.story(event.correlation, since=event.at))
        facts = await with_causes(event, list(_all(told)), books)
        return Causes(
            event=event,
            causes=tuple(causes(event, facts)),
            effects=tuple(effects(event, facts)),
            missing=told.missing,
        )

    @get("/admin/streams/{service:str}/{stream:str}", opt=needs("events.read"))
    async def see_stream(
        service: FromPath[ServiceName],
        stream: FromPath[str],
        books: OpenBooks,
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> StreamPage:
        after = 0 if cursor is None else decode_cursor(cursor, int)
        found = await ask_one(books[service].history(stream, after=after, limit=limit))
        return StreamPage(
            items=found.items, next=None if found.next is None else encode_cursor(found.next)
        )

    @get("/admin/proofs", opt=needs("events.read"))
    async def prove(books: OpenBooks) -> Proofs:
        told = await ask_all(books, lambda _, book: book.proof(), within_s=PROOF_S)
        proofs = tuple(told.came.values())
        faults = tuple(f"{one.service}: {fault}" for one in proofs for fault in one.faults())
        return Proofs(
            intact=not faults and not told.missing,
            items=proofs,
            faults=faults,
            missing=told.missing,
        )

    return [see_events, see_causes, see_stream, prove]


async def _newest(
    books: Books, wanted: Wanted, before: Mapping[ServiceName, int], limit: int
) -> Events:
    async def newest(name: ServiceName, book: Book) -> Story:
        return await book.facts(replace(wanted, before=before.get(name)))

    told = await ask_all(books, newest)
    items = merged({name: story.items for name, story in told.came.items()})
    return Events(
        items=tuple(items[:limit]),
        missing=told.missing,
        next=encode_cursor(_place(before, items[:limit])) if len(items) > limit else None,
    )


def merged(by_service: Mapping[ServiceName, Sequence[FactShown]]) -> list[FactShown]:
    """All facts, newest first; those of one service stay in the order of its log."""
    heads = {name: 0 for name, facts in by_service.items() if facts}
    line = []
    while heads:
        name = max(heads, key=lambda one: (by_service[one][heads[one]].at, one))
        line.append(by_service[name][heads[name]])
        heads[name] += 1
        if heads[name] == len(by_service[name]):
            del heads[name]
    return line


async def with_causes(
    event: FactShown, facts: Sequence[FactShown], books: Books
) -> Sequence[FactShown]:
    """These, and what led to it that a long story left out."""
    known = {fact.id: fact for fact in facts}
    cause = event.causation
    for _ in range(CHAIN_MAX):
        if cause is None:
            break
        if cause not in known:
            known |= {fact.id: fact for fact in _all(await _one(cause, books))}
        cause = known[cause].causation if cause in known else None
    return tuple(known.values())


async def _one(event_id: UUID, books: Books) -> Parts[Story]:
    return await ask_all(books, lambda _, book: book.fact(event_id))


def causes(event: FactShown, facts: Sequence[FactShown]) -> list[FactShown]:
    """What led to it, the first cause first, as far as these facts tell."""
    by_id = {fact.id: fact for fact in facts if fact.id != event.id}
    chain: list[FactShown] = []
    cause = event.causation
    while cause is not None and cause in by_id:
        fact = by_id.pop(cause)
        chain.append(fact)
        cause = fact.causation
    return chain[::-1]


def effects(event: FactShown, facts: Sequence[FactShown]) -> list[FactShown]:
    """What came of it, and of that, and so on, in the order of time."""
    caused: dict[UUID, list[FactShown]] = {}
    for fact in facts:
        if fact.causation is not None:
            caused.setdefault(fact.causation, []).append(fact)
    came: list[FactShown] = []
    open_ = [event.id]
    while open_:
        more = caused.pop(open_.pop(), [])
        came += more
        open_ += [fact.id for fact in more]
    return sorted(came, key=lambda fact: (fact.at, fact.position))


def _only(parts: Parts[Story]) -> FactShown:
    for fact in _all(parts):
        return fact
    if parts.missing:
        raise SomeAway(retry_after_s=5)
    raise NoSuchEvent


def _all(parts: Parts[Story]) -> Iterator[FactShown]:
    for story in parts.came.values():
        yield from story.items


def _place(before: Mapping[ServiceName, int], shown: Sequence[FactShown]) -> dict[ServiceName, int]:
    return {**before, **{fact.service: fact.position for fact in shown}}
