"""Asking all services at once, each for no longer than a deadline."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Generic, TypeVar

import structlog
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from medianest.chassis.inside import Book
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotFound, Unavailable
from medianest.contracts.topology import ServiceName
from medianest.gateway.ports import PartFailed

T = TypeVar("T")
WITHIN_S: Final = 3.0
_log: Final = structlog.get_logger("medianest.gateway.composed")

Books = Mapping[ServiceName, Book]
"""The logs of services."""
OpenBooks = NamedDependency[SkipValidation[Books]]
"""Those of all services, open to who asks: whatever is done there is noted in their story."""


class SomeAway(Unavailable):
    """A part of MediaNest that would know is away just now."""


class Parts(Record, Generic[T]):
    """What came, by service, and who is missing."""

    came: Mapping[ServiceName, T]
    missing: tuple[ServiceName, ...]


async def ask_all(
    books: Books, ask: Callable[[ServiceName, Book], Awaitable[T]], *, within_s: float = WITHIN_S
) -> Parts[T]:
    """Ask everybody the same at once. Whoever fails or is late is missing, whatever the reason."""
    parts = await asyncio.gather(
        *(_part(ask(name, book), within_s) for name, book in books.items())
    )
    named = list(zip(books, parts, strict=True))
    missing = []
    for name, part in named:
        if isinstance(part, Exception):
            missing.append(name)
            _log.warning("composed.missing", service=name, error=repr(part))
    return Parts(
        came={name: part for name, part in named if not isinstance(part, Exception)},
        missing=tuple(missing),
    )


async def ask_one(asked: Awaitable[T], *, within_s: float = WITHIN_S) -> T:
    """Wait for one service. Raises `SomeAway`, and the `NotFound` that it answers."""
    part = await _part(asked, within_s)
    if isinstance(part, NotFound):
        raise part
    if isinstance(part, Exception):
        raise SomeAway(retry_after_s=5) from part
    return part


async def _part(asked: Awaitable[T], within_s: float) -> T | Exception:
    try:
        async with asyncio.timeout(within_s):
            return await asked
    except (Unavailable, PartFailed, NotFound, OSError) as error:
        return error
