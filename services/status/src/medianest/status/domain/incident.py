"""The rules of an incident: one cause, everything that is down with it, and what people do."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import NotFound


class NoSuchIncident(NotFound):
    """There is no such incident."""


class Struck(Record):
    """A monitor that is down. `tell` asked to be told; `means` is what they are told."""

    id: UUID
    name: str
    detail: str
    means: str = ""
    tell: tuple[UUID, ...] = ()


class Strike(Record):
    """`monitor` is down for longer than a moment, because of `cause`, which may be itself."""

    incident_id: UUID
    now: datetime
    cause: Struck
    monitor: Struck


class Recover(Record):
    """A monitor has been back for longer than a moment, or is gone, or rests as planned."""

    now: datetime
    monitor_id: UUID


class Acknowledge(Record):
    by: UUID
    now: datetime


class Note(Record):
    by: UUID
    now: datetime
    text: str


class Close(Record):
    by: UUID
    now: datetime


IncidentCommand = Strike | Recover | Acknowledge | Note | Close


class Opened(Fact, tag="status.incident-opened"):
    incident_id: UUID
    at: datetime
    cause: Struck


class Spread(Fact, tag="status.incident-spread"):
    at: datetime
    monitor: Struck


class Recovered(Fact, tag="status.incident-recovered"):
    at: datetime
    monitor_id: UUID


class Acknowledged(Fact, tag="status.incident-acknowledged"):
    by: UUID
    at: datetime


class Noted(Fact, tag="status.incident-noted"):
    """Words for the status page, which everybody in the household reads."""

    by: UUID
    at: datetime
    text: str


class Closed(Fact, tag="status.incident-closed"):
    """`by` is none when it closed by itself, because everything was back."""

    at: datetime
    by: UUID | None = None


IncidentFact = Opened | Spread | Recovered | Acknowledged | Noted | Closed


class NoIncident(Record):
    pass


class Incident(Record):
    """`down`: what is still down of it. `told`: everybody who was told of it by name."""

    id: UUID
    cause: Struck
    opened_at: datetime
    down: frozenset[UUID]
    told: frozenset[UUID]
    acknowledged_by: UUID | None = None
    is_open: bool = True


State = NoIncident | Incident


def decide(command: IncidentCommand, state: State) -> Sequence[IncidentFact]:
    match command:
        case Strike():
            return _struck(command, state)
        case Recover(now=now, monitor_id=monitor_id):
            if isinstance(state, NoIncident) or monitor_id not in state.down:
                return []
            recovered = Recovered(at=now, monitor_id=monitor_id)
            is_last = state.is_open and state.down == {monitor_id}
            return [recovered, Closed(at=now)] if is_last else [recovered]
        case Acknowledge() | Note() | Close():
            if isinstance(state, NoIncident):
                raise NoSuchIncident
            return _handled(command, state)


def evolve(state: State, fact: IncidentFact) -> State:
    match fact:
        case Opened(at=at, cause=cause):
            return Incident(
                id=fact.incident_id,
                cause=cause,
                opened_at=at,
                down=frozenset({cause.id}),
                told=frozenset(cause.tell),
            )
        case Spread() | Recovered() | Acknowledged() | Noted() | Closed():
            return state if isinstance(state, NoIncident) else _after(state, fact)


def _after(state: Incident, fact: Spread | Recovered | Acknowledged | Noted | Closed) -> Incident:
    match fact:
        case Spread(monitor=monitor):
            told = state.told | set(monitor.tell)
            return replace(state, down=state.down | {monitor.id}, told=told)
        case Recovered(monitor_id=monitor_id):
            return replace(state, down=state.down - {monitor_id})
        case Acknowledged(by=by):
            return replace(state, acknowledged_by=by)
        case Noted():
            return state
        case Closed():
            return replace(state, is_open=False)


def _struck(strike: Strike, state: State) -> Sequence[IncidentFact]:
    match state:
        case NoIncident():
            opened = Opened(incident_id=strike.incident_id, at=strike.now, cause=strike.cause)
            if strike.monitor.id == strike.cause.id:
                return [opened]
            return [opened, _spread(strike, frozenset(strike.cause.tell))]
        case Incident(is_open=True) if strike.monitor.id not in state.down:
            return [_spread(strike, state.told)]
        case Incident():
            return []  # it is in it already, or somebody has closed it


def _spread(strike: Strike, told: frozenset[UUID]) -> Spread:
    """Nobody is told twice of one incident."""
    tell = tuple(one for one in strike.monitor.tell if one not in told)
    return Spread(at=strike.now, monitor=replace(strike.monitor, tell=tell))


def _handled(command: Acknowledge | Note | Close, state: Incident) -> Sequence[IncidentFact]:
    match command:
        case Acknowledge(by=by, now=now):
            is_new = state.is_open and state.acknowledged_by is None
            return [Acknowledged(by=by, at=now)] if is_new else []
        case Note(by=by, now=now, text=text):
            return [Noted(by=by, at=now, text=text)]
        case Close(by=by, now=now):
            return [Closed(at=now, by=by)] if state.is_open else []


def root_of(
    monitor_id: UUID, dependencies: Mapping[UUID, Sequence[UUID]], down: Mapping[UUID, datetime]
) -> UUID:
    """Of what this one depends on, around however many corners, the one that is to blame.

    That is the one of those that are down (`down` says since when) which depends on nothing that
    is down as well; of several, the one that went down first. Without any, it is itself.
    """
    guilty, seen, ahead = set[UUID](), {monitor_id}, [monitor_id]
    while ahead:
        one = ahead.pop()
        deeper = [next_ for next_ in dependencies.get(one, ()) if next_ in down]
        if not deeper:
            guilty.add(one)
        new = [next_ for next_ in deeper if next_ not in seen]
        seen.update(new)
        ahead += new
    return min(guilty, key=lambda one: (down[one], one), default=monitor_id)
