"""The rules of what is watched: what an admin says of a monitor, whoever looks at it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.events.status import Dependency
from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Invalid, NotFound
from medianest.status.domain.probes import Probe

DEPENDENCIES_MOST: Final = 20


class NoSuchMonitor(NotFound):
    """There is no such monitor."""


class NotOurs(Conflict):
    """Somebody else says what is watched here; only what it means can be changed."""


class DependsOnItself(Invalid):
    """A monitor can't depend on itself, not even around corners."""


class Meaning(Record):
    """`text`: what it means for people when this is down. `serves`: what others wait for then."""

    text: str = ""
    serves: Dependency | None = None
    depends_on: tuple[UUID, ...] = ()


class Plan(Record):
    """How we look at it. `limit_ms`: above this an answer counts as slow."""

    name: str
    probe: Probe
    every_s: float
    limit_ms: float | None = None


class Make(Record):
    by: UUID
    now: datetime
    plan: Plan


class Change(Record):
    by: UUID
    now: datetime
    plan: Plan


class Explain(Record):
    """`dependencies` is what every monitor depends on today."""

    by: UUID
    now: datetime
    monitor_id: UUID
    meaning: Meaning
    dependencies: Mapping[UUID, Sequence[UUID]]


class Delete(Record):
    by: UUID
    now: datetime


WatchCommand = Make | Change | Explain | Delete


class Made(Fact, tag="status.monitor-made"):
    by: UUID
    at: datetime
    plan: Plan


class Changed(Fact, tag="status.monitor-changed"):
    by: UUID
    at: datetime
    plan: Plan


class Explained(Fact, tag="status.monitor-explained"):
    by: UUID
    at: datetime
    meaning: Meaning


class Deleted(Fact, tag="status.monitor-deleted"):
    by: UUID
    at: datetime


WatchFact = Made | Changed | Explained | Deleted


class Watch(Record):
    """`plan` is none where another system, or the operator's settings, say what is watched."""

    plan: Plan | None = None
    meaning: Meaning = Meaning()


def decide(command: WatchCommand, state: Watch) -> Sequence[WatchFact]:
    match command:
        case Make(by=by, now=now, plan=plan):
            return [Made(by=by, at=now, plan=plan)]
        case Change(by=by, now=now, plan=plan):
            if state.plan is None:
                raise NotOurs
            return [] if plan == state.plan else [Changed(by=by, at=now, plan=plan)]
        case Explain():
            return _explained(command, state)
        case Delete(by=by, now=now):
            if state.plan is None:
                raise NotOurs
            return [Deleted(by=by, at=now)]


def evolve(state: Watch, fact: WatchFact) -> Watch:
    match fact:
        case Made(plan=plan) | Changed(plan=plan):
            return Watch(plan=plan, meaning=state.meaning)
        case Explained(meaning=meaning):
            return Watch(plan=state.plan, meaning=meaning)
        case Deleted():
            return Watch()


def _explained(command: Explain, state: Watch) -> Sequence[WatchFact]:
    if command.meaning == state.meaning:
        return []
    for dependency in command.meaning.depends_on:
        if dependency not in command.dependencies:
            raise NoSuchMonitor
        if command.monitor_id in reached(dependency, command.dependencies):
            raise DependsOnItself
    return [Explained(by=command.by, at=command.now, meaning=command.meaning)]


def reached(start: UUID, dependencies: Mapping[UUID, Sequence[UUID]]) -> frozenset[UUID]:
    """`start`, and all that it depends on, around however many corners."""
    found, ahead = {start}, [start]
    while ahead:
        for next_ in dependencies.get(ahead.pop(), ()):
            if next_ not in found:
                found.add(next_)
                ahead.append(next_)
    return frozenset(found)
