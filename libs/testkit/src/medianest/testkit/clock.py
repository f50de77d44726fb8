"""A clock that moves only when the test says so."""

from datetime import datetime, timedelta

from medianest.testkit.people import NOON


class FakeClock:
    """Stands at noon until `advance` is called. Does what `medianest.chassis.clock.Clock` asks."""

    def __init__(self, at: datetime = NOON) -> None:
        self._now = at
        self._monotonic = 1000.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, by: timedelta | float) -> None:
        """Let this much time pass; a number means seconds."""
        passed = by if isinstance(by, timedelta) else timedelta(seconds=by)
        self._now += passed
        self._monotonic += passed.total_seconds()
