"""The rules of being watched: beats are measurements; only a change of state is a fact.

What goes down is down at once, for whoever looks. It is an outage, and somebody is called, only
when it stayed down; otherwise it was a blip.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.events.status import Dependency
from medianest.contracts.record import Record, replace
from medianest.status.domain.health import (
    Blipped,
    Health,
    MaintenanceBegan,
    MaintenanceEnded,
    MonitorFact,
    OutageConfirmed,
    OutageEnded,
    Renamed,
    SightLost,
    Slowed,
    Source,
    WatchBegan,
    WatchEnded,
    WentDown,
    WentUp,
)
from medianest.status.domain.looks import Answered, Failed, Outcome

FAILURES_UNTIL_DOWN: Final = 2
"""One lost beat is nothing; two in a row are down."""

SLOW_UNTIL_DEGRADED: Final = 3
"""Slow once or twice is nothing; three times in a row is degraded."""


SAYS_SO: Final = "Uptime Kuma says so."
"""Why something is down that another system watches: it tells no more than that."""


class Beat(Record):
    """One look of ours. `slow` says in what way it was; the counts are of looks right before."""

    monitor_id: UUID
    name: str
    outcome: Outcome
    now: datetime
    failures_before: int = 0
    slow: str | None = None
    slow_before: int = 0


class Enlist(Record):
    """Somebody watches this, under this name; `resting` while they do not look."""

    monitor_id: UUID
    name: str
    source: Source
    resting: bool
    now: datetime


class Report(Record):
    """What the newest beat of another system says; it has waited out the lost beats itself."""

    monitor_id: UUID
    says: Literal["up", "down", "maintenance"]
    now: datetime


class LoseSight(Record):
    """Nobody knows how it is."""

    monitor_id: UUID
    why: str
    now: datetime


class Rest(Record):
    """A maintenance that we planned begins."""

    monitor_id: UUID
    maintenance_id: UUID
    now: datetime


class Wake(Record):
    """It is over."""

    monitor_id: UUID
    maintenance_id: UUID
    now: datetime


class Confirm(Record):
    """It should have come back by now, if it went down at `since` for a moment only."""

    monitor_id: UUID
    since: datetime
    serves: Dependency | None
    now: datetime


class Dismiss(Record):
    """Nobody watches it any more."""

    monitor_id: UUID
    now: datetime


MonitorCommand = Beat | Enlist | Report | LoseSight | Rest | Wake | Confirm | Dismiss


class Unseen(Record):
    """Nobody watches it, yet or any more."""


class Watched(Record):
    """`is_outage`: it is down, and that is confirmed. `rests`: the maintenances it is in."""

    name: str
    health: Health
    since: datetime
    detail: str = ""
    is_outage: bool = False
    serves: Dependency | None = None
    rests: tuple[UUID, ...] = ()


Monitor = Unseen | Watched


def decide(command: MonitorCommand, state: Monitor) -> Sequence[MonitorFact]:
    match command:
        case Beat():
            return _looked(command, state)
        case Enlist():
            return _enlisted(command, state)
        case Report() | LoseSight() | Rest() | Wake() | Confirm() | Dismiss():
            return [] if isinstance(state, Unseen) else _heard(command, state)


def evolve(state: Monitor, fact: MonitorFact) -> Monitor:  # noqa: C901, PLR0911  one arm a fact
    match fact:
        case WatchEnded():
            return Unseen()
        case Renamed():
            return _named(state, fact.name, fact.at)
        case WatchBegan():
            return Watched(name=fact.name, health="unknown", since=fact.at)
        case SightLost():
            return _now(state, fact, "unknown")
        case WentUp():
            return _now(state, fact, "up")
        case Slowed():
            return _now(state, fact, "degraded")
        case WentDown(detail=detail):
            return replace(_now(state, fact, "down"), detail=detail)
        case MaintenanceBegan(maintenance_id=maintenance_id):
            rests = _rests(state) if maintenance_id is None else (*_rests(state), maintenance_id)
            return replace(_now(state, fact, "maintenance"), rests=rests)
        case MaintenanceEnded(maintenance_id=maintenance_id):
            rests = tuple(one for one in _rests(state) if one != maintenance_id)
            health: Health = "maintenance" if rests else "unknown"
            return replace(_now(state, fact, health), rests=rests)
        case OutageConfirmed(serves=serves):
            return replace(_named(state, fact.name, fact.at), is_outage=True, serves=serves)
        case Blipped() | OutageEnded():
            return replace(_named(state, fact.name, fact.at), is_outage=False, serves=None)


def _named(state: Monitor, name: str, at: datetime) -> Watched:
    match state:
        case Unseen():
            return Watched(name=name, health="unknown", since=at)
        case Watched():
            return replace(state, name=name)


def _now(state: Monitor, fact: MonitorFact, health: Health) -> Watched:
    return Watched(name=fact.name, health=health, since=fact.at, rests=_rests(state))


def _rests(state: Monitor) -> tuple[UUID, ...]:
    return () if isinstance(state, Unseen) else state.rests


def _looked(beat: Beat, state: Monitor) -> Sequence[MonitorFact]:
    if _rests(state):
        return []
    health: Health = "unknown" if isinstance(state, Unseen) else state.health
    who, name, at = beat.monitor_id, beat.name, beat.now
    match beat.outcome:
        case Failed(detail=detail):
            is_lost_beat = beat.failures_before + 1 < FAILURES_UNTIL_DOWN
            if is_lost_beat or health == "down":
                return []
            return [WentDown(monitor_id=who, name=name, at=at, detail=detail)]
        case Answered(detail=missing):
            flaw = missing or _slow(beat, health)
            if flaw is None:
                return [] if health == "up" else _back(state, _up(who, name, at))
            if health == "degraded":
                return []
            return _back(state, Slowed(monitor_id=who, name=name, at=at, detail=flaw))


def _slow(beat: Beat, health: Health) -> str | None:
    often = health == "degraded" or beat.slow_before + 1 >= SLOW_UNTIL_DEGRADED
    return beat.slow if often else None


def _enlisted(command: Enlist, state: Monitor) -> Sequence[MonitorFact]:
    who, name, at = command.monitor_id, command.name, command.now
    match state:
        case Unseen():
            return [WatchBegan(monitor_id=who, name=name, source=command.source, at=at)]
        case Watched():
            facts: list[MonitorFact] = []
            if state.name != name:
                facts.append(Renamed(monitor_id=who, name=name, at=at))
            if command.resting and state.health != "unknown" and not state.rests:
                facts += _away(
                    state, SightLost(monitor_id=who, name=name, at=at, detail="It is paused.")
                )
            return facts


def _heard(  # noqa: PLR0911  one arm a command
    command: Report | LoseSight | Rest | Wake | Confirm | Dismiss, state: Watched
) -> Sequence[MonitorFact]:
    who, name, at = command.monitor_id, state.name, command.now
    match command:
        case Dismiss():
            return _away(state, WatchEnded(monitor_id=who, name=name, at=at))
        case LoseSight(why=why):
            if state.health == "unknown" or state.rests:
                return []
            return _away(state, SightLost(monitor_id=who, name=name, at=at, detail=why))
        case Report():
            return [] if command.says == state.health or state.rests else _reported(command, state)
        case Rest(maintenance_id=maintenance_id):
            if maintenance_id in state.rests:
                return []
            rest = MaintenanceBegan(monitor_id=who, name=name, at=at, maintenance_id=maintenance_id)
            return _away(state, rest)
        case Wake(maintenance_id=maintenance_id):
            if maintenance_id not in state.rests:
                return []
            return [
                MaintenanceEnded(monitor_id=who, name=name, at=at, maintenance_id=maintenance_id)
            ]
        case Confirm():
            return _confirmed(command, state)


def _reported(report: Report, state: Watched) -> Sequence[MonitorFact]:
    who, name, at = report.monitor_id, state.name, report.now
    match report.says:
        case "up":
            return _back(state, _up(who, name, at))
        case "down":
            return [WentDown(monitor_id=who, name=name, at=at, detail=SAYS_SO)]
        case "maintenance":
            return _away(state, MaintenanceBegan(monitor_id=who, name=name, at=at))


def _confirmed(command: Confirm, state: Watched) -> Sequence[MonitorFact]:
    if state.health != "down" or state.since != command.since or state.is_outage:
        return []
    return [
        OutageConfirmed(
            monitor_id=command.monitor_id,
            name=state.name,
            at=command.now,
            since=state.since,
            detail=state.detail,
            serves=command.serves,
        )
    ]


def _back(state: Monitor, fact: WentUp | Slowed) -> Sequence[MonitorFact]:
    """It answers again; if it was down, that was a blip or an outage."""
    if isinstance(state, Unseen) or state.health != "down" or state.is_outage:
        return _away(state, fact)
    who, at = fact.monitor_id, fact.at
    return [Blipped(monitor_id=who, name=state.name, at=at, since=state.since), fact]


def _away(state: Monitor, fact: MonitorFact) -> Sequence[MonitorFact]:
    """It is in another state now; an outage ends with that, whatever comes."""
    if isinstance(state, Unseen) or not state.is_outage:
        return [fact]
    who, name, at = fact.monitor_id, state.name, fact.at
    return [OutageEnded(monitor_id=who, name=name, at=at, serves=state.serves), fact]


def _up(who: UUID, name: str, at: datetime) -> WentUp:
    return WentUp(monitor_id=who, name=name, at=at)
