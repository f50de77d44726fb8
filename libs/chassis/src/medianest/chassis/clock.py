"""The time: the one place that reads it.

`now` is for what people see and what is stored; `monotonic` for waits, leases and deadlines,
because it never jumps.
"""

import time
from datetime import UTC, datetime
from typing import Annotated, Final, Protocol, TypeAlias

import msgspec

Moment: TypeAlias = Annotated[datetime, msgspec.Meta(tz=True)]
"""A time that somebody sends: one without a zone is refused, for it can't be compared with ours."""


class Clock(Protocol):
    """What tells the time; tests bring their own."""

    def now(self) -> datetime:
        """The time of day, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment; only differences mean anything."""
        ...


def now() -> datetime:
    """The time of day, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this module is the ban's one exception


def monotonic() -> float:
    """Seconds since some moment; only differences mean anything."""
    return time.monotonic()


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The time of day, aware, in UTC."""
        return now()

    def monotonic(self) -> float:
        """Seconds since some moment; only differences mean anything."""
        return monotonic()


SYSTEM: Final[Clock] = SystemClock()
