"""The rules of being watched: beats are measurements; only a change of state is a fact."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record

FAILURES_UNTIL_DOWN: Final = 2
"""One lost beat is a blip; two in a row are an outage."""

SLOW_MS: Final = 1_000
"""Above this an answer counts as slow."""

Source = Literal["probe", "uptime_kuma"]
"""Who looks: we ourselves, or another system that has its own rules of when it is down."""

Health = Literal["unknown", "up", "degraded", "down", "maintenance"]


class Answered(Record):
    """It answered as it should; `detail` is set where a part was missing."""

    response_ms: float
    detail: str | None = None


class Failed(Record):
    """It did not answer, or wrongly."""

    detail: str


Outcome = Answered | Failed


class Beat(Record):
    """One look of ours. `failures_before` counts the failed looks right before this one."""

    monitor_id: UUID
    name: str
    outcome: Outcome
    now: datetime
    failures_before: int = 0


class Enlist(Record):
    """Another system watches this, under this name; `resting` while it does not look."""

    monitor_id: UUID
    name: str
    source: Source
    resting: bool
    now: datetime


class Report(Record):
    """What the newest beat of another system says; it has waited out the blips itself."""

    monitor_id: UUID
    says: Literal["up", "down", "maintenance"]
    now: datetime


class LoseSight(Record):
    """Nobody knows how it is."""

    monitor_id: UUID
    why: str
    now: datetime


class Dismiss(Record):
    """Nobody watches it any more."""

    monitor_id: UUID
    now: datetime


MonitorCommand = Beat | Enlist | Report | LoseSight | Dismiss


class WatchBegan(Fact, tag="status.watch-began"):
    monitor_id: UUID
    name: str
    source: Source
    at: datetime


class Renamed(Fact, tag="status.renamed"):
    monitor_id: UUID
    name: str
    at: datetime


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


class SightLost(Fact, tag="status.sight-lost"):
    monitor_id: UUID
    name: str
    at: datetime
    detail: str


class MaintenanceBegan(Fact, tag="status.maintenance-began"):
    monitor_id: UUID
    name: str
    at: datetime


class WatchEnded(Fact, tag="status.watch-ended"):
    monitor_id: UUID
    name: str
    at: datetime


MonitorFact = (
    WatchBegan | Renamed | WentUp | Slowed | WentDown | SightLost | MaintenanceBegan | WatchEnded
)


class Unseen(Record):
    """Nobody watches it, yet or any more."""


class Watched(Record):
    name: str
    health: Health


Monitor = Unseen | Watched


def decide(command: MonitorCommand, state: Monitor) -> Sequence[MonitorFact]:
    match command:
        case Beat():
            return _looked(command, state)
        case Enlist():
            return _enlisted(command, state)
        case Report() | LoseSight() | Dismiss():
            return [] if isinstance(state, Unseen) else _heard(command, state)


def evolve(state: Monitor, fact: MonitorFact) -> Monitor:  # noqa: PLR0911  one arm a fact
    match fact:
        case WatchEnded():
            return Unseen()
        case Renamed():
            return Watched(name=fact.name, health=_health(state))
        case WatchBegan() | SightLost():
            return Watched(name=fact.name, health="unknown")
        case WentUp():
            return Watched(name=fact.name, health="up")
        case Slowed():
            return Watched(name=fact.name, health="degraded")
        case WentDown():
            return Watched(name=fact.name, health="down")
        case MaintenanceBegan():
            return Watched(name=fact.name, health="maintenance")


def _health(state: Monitor) -> Health:
    return "unknown" if isinstance(state, Unseen) else state.health


def _looked(beat: Beat, state: Monitor) -> Sequence[MonitorFact]:
    health = _health(state)
    who, name, at = beat.monitor_id, beat.name, beat.now
    match beat.outcome:
        case Failed(detail=detail):
            blip = beat.failures_before + 1 < FAILURES_UNTIL_DOWN
            if blip or health == "down":
                return []
            return [WentDown(monitor_id=who, name=name, at=at, detail=detail)]
        case Answered() as answered:
            flaw = _flaw(answered)
            if flaw is None:
                return [] if health == "up" else [WentUp(monitor_id=who, name=name, at=at)]
            if health == "degraded":
                return []
            return [Slowed(monitor_id=who, name=name, at=at, detail=flaw)]


def _enlisted(command: Enlist, state: Monitor) -> Sequence[MonitorFact]:
    who, name, at = command.monitor_id, command.name, command.now
    facts: list[MonitorFact] = []
    if isinstance(state, Unseen):
        facts.append(WatchBegan(monitor_id=who, name=name, source=command.source, at=at))
    elif state.name != name:
        facts.append(Renamed(monitor_id=who, name=name, at=at))
    if command.resting and isinstance(state, Watched) and state.health != "unknown":
        facts.append(SightLost(monitor_id=who, name=name, at=at, detail="It is paused."))
    return facts


def _heard(command: Report | LoseSight | Dismiss, state: Watched) -> Sequence[MonitorFact]:
    who, name, at = command.monitor_id, state.name, command.now
    match command:
        case Dismiss():
            return [WatchEnded(monitor_id=who, name=name, at=at)]
        case LoseSight(why=why):
            if state.health == "unknown":
                return []
            return [SightLost(monitor_id=who, name=name, at=at, detail=why)]
        case Report(says=says):
            return [] if says == state.health else [_reported(command, name)]


def _reported(report: Report, name: str) -> MonitorFact:
    who, at = report.monitor_id, report.now
    match report.says:
        case "up":
            return WentUp(monitor_id=who, name=name, at=at)
        case "down":
            return WentDown(monitor_id=who, name=name, at=at, detail="It does not answer.")
        case "maintenance":
            return MaintenanceBegan(monitor_id=who, name=name, at=at)


def _flaw(answered: Answered) -> str | None:
    if answered.detail is not None:
        return answered.detail
    if answered.response_ms > SLOW_MS:
        return f"It took {answered.response_ms / 1000:.1f} s to answer."
    return None
