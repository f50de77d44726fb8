"""The rules of being watched: beats are measurements; only a change of state is a fact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record

FAILURES_UNTIL_DOWN: Final = 2
"""One lost beat is a blip; two in a row are an outage."""

SLOW_MS: Final = 1_000
"""Above this an answer counts as slow."""


class Answered(Record):
    """It answered as it should; `detail` is set where a part was missing."""

    response_ms: float
    detail: str | None = None


class Failed(Record):
    """It did not answer, or wrongly."""

    detail: str


Outcome = Answered | Failed


class Beat(Record):
    """One look at a monitor: `now` is when, `outcome` what was seen."""

    monitor_id: UUID
    name: str
    outcome: Outcome
    now: datetime


class WentUp(Fact, tag="status.went-up"):
    monitor_id: UUID
    name: str
    at: datetime


class Slowed(Fact, tag="status.slowed"):
    monitor_id: UUID
    name: str
    at: datetime
    detail: str


class WentDown(Fact, tag="status.went-down"):
    monitor_id: UUID
    name: str
    at: datetime
    detail: str


MonitorFact = WentUp | Slowed | WentDown


class Unseen(Record):
    pass


class Up(Record):
    pass


class Degraded(Record):
    pass


class Down(Record):
    pass


Monitor = Unseen | Up | Degraded | Down


def decide(beat: Beat, state: Monitor, failures_before: int) -> Sequence[MonitorFact]:
    """`failures_before` counts the failed beats right before this one."""
    match beat.outcome:
        case Failed(detail=detail):
            blip = failures_before + 1 < FAILURES_UNTIL_DOWN
            return [] if blip or isinstance(state, Down) else [_down(beat, detail)]
        case Answered() as answered:
            flaw = _flaw(answered)
            if flaw is None:
                return [] if isinstance(state, Up) else [_up(beat)]
            return [] if isinstance(state, Degraded) else [_slowed(beat, flaw)]


def evolve(state: Monitor, fact: MonitorFact) -> Monitor:
    match fact:
        case WentUp():
            return Up()
        case Slowed():
            return Degraded()
        case WentDown():
            return Down()


def _flaw(answered: Answered) -> str | None:
    if answered.detail is not None:
        return answered.detail
    if answered.response_ms > SLOW_MS:
        return f"It took {answered.response_ms / 1000:.1f} s to answer."
    return None


def _up(beat: Beat) -> WentUp:
    return WentUp(monitor_id=beat.monitor_id, name=beat.name, at=beat.now)


def _slowed(beat: Beat, detail: str) -> Slowed:
    return Slowed(monitor_id=beat.monitor_id, name=beat.name, at=beat.now, detail=detail)


def _down(beat: Beat, detail: str) -> WentDown:
    return WentDown(monitor_id=beat.monitor_id, name=beat.name, at=beat.now, detail=detail)
