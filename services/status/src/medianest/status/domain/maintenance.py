"""The rules of planned maintenance: while it lasts, what it strikes rests and calls nobody."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict, Invalid, NotFound

LONGEST: Final = timedelta(days=30)


class NoSuchMaintenance(NotFound):
    """There is no such maintenance."""


class EndsBeforeItStarts(Invalid):
    """Maintenance ends after it starts, in the future, and within 30 days."""


class MaintenanceIsOver(Conflict):
    """This maintenance is over."""


class Plan(Record):
    maintenance_id: UUID
    by: UUID
    now: datetime
    title: str
    text: str
    starts_at: datetime
    ends_at: datetime
    monitor_ids: tuple[UUID, ...]


class Start(Record):
    now: datetime


class Finish(Record):
    """`by` is none when its time has come."""

    now: datetime
    by: UUID | None = None


MaintenanceCommand = Plan | Start | Finish


class Planned(Fact, tag="status.maintenance-planned"):
    maintenance_id: UUID
    by: UUID
    at: datetime
    title: str
    text: str
    starts_at: datetime
    ends_at: datetime
    monitor_ids: tuple[UUID, ...]


class Started(Fact, tag="status.maintenance-started"):
    at: datetime


class Finished(Fact, tag="status.maintenance-finished"):
    at: datetime
    by: UUID | None = None


class Cancelled(Fact, tag="status.maintenance-cancelled"):
    at: datetime
    by: UUID | None = None


MaintenanceFact = Planned | Started | Finished | Cancelled


class Unplanned(Record):
    pass


class Maintenance(Record):
    plan: Planned
    stage: Literal["planned", "going on", "over"] = "planned"


State = Unplanned | Maintenance


def decide(command: MaintenanceCommand, state: State) -> Sequence[MaintenanceFact]:
    match state:
        case Unplanned():
            if isinstance(command, Plan):
                return [_planned(command)]
            raise NoSuchMaintenance
        case Maintenance():
            return _went_on(command, state)


def evolve(state: State, fact: MaintenanceFact) -> State:
    match fact:
        case Planned():
            return Maintenance(plan=fact)
        case Started():
            return state if isinstance(state, Unplanned) else replace(state, stage="going on")
        case Finished() | Cancelled():
            return state if isinstance(state, Unplanned) else replace(state, stage="over")


def _went_on(command: MaintenanceCommand, state: Maintenance) -> Sequence[MaintenanceFact]:
    match command:
        case Plan():
            return []
        case Start(now=now):
            return [Started(at=now)] if state.stage == "planned" else []
        case Finish(now=now, by=by):
            if state.stage == "planned":
                return [Cancelled(at=now, by=by)]
            if state.stage == "going on":
                return [Finished(at=now, by=by)]
            if by is None:
                return []  # its time came after somebody had ended it
            raise MaintenanceIsOver


def _planned(plan: Plan) -> Planned:
    is_sane = plan.now < plan.ends_at and plan.starts_at < plan.ends_at <= plan.starts_at + LONGEST
    if not is_sane:
        raise EndsBeforeItStarts
    return Planned(
        maintenance_id=plan.maintenance_id,
        by=plan.by,
        at=plan.now,
        title=plan.title,
        text=plan.text,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        monitor_ids=plan.monitor_ids,
    )
