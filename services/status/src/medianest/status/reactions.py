"""What status does about its own facts, and about members who are gone."""

from medianest.contracts.events.identity import MemberErased
from medianest.eventlog.facts import Stored
from medianest.eventlog.jobs import Job
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.status.domain.health import (
    MaintenanceBegan,
    OutageConfirmed,
    Slowed,
    WatchEnded,
    WentDown,
    WentUp,
)
from medianest.status.domain.maintenance import Planned
from medianest.status.handlers.outages import CONFIRM, SETTLE, Incidents, Question
from medianest.status.handlers.planned import FINISH, START
from medianest.status.handlers.subscribing import Subscribing


def minding(incidents: Incidents) -> Reaction:
    """What goes down is asked again after a while; so is what comes back."""

    async def react(turn: Turn, stored: Stored[object]) -> None:
        match stored.fact:
            case OutageConfirmed() as fact:
                await incidents.strike(turn, fact)
            case _:
                for job in _jobs_after(stored, incidents):
                    await turn.plan(job)

    return Reaction(name="minding", sources="own", start="zero", react=react)


def _jobs_after(stored: Stored[object], incidents: Incidents) -> list[Job]:
    """One for each fact that needs one; its key is the fact, so a repeat plans nothing."""
    key = str(stored.fact_id)
    match stored.fact:
        case WentDown(monitor_id=monitor_id, at=at):
            asked = Question(monitor_id=monitor_id, since=at)
            return [Job(kind=CONFIRM, key=key, data=asked, due_at=at + incidents.hold)]
        case WentUp(monitor_id=monitor_id, at=at) | Slowed(monitor_id=monitor_id, at=at):
            asked = Question(monitor_id=monitor_id, since=at)
            return [Job(kind=SETTLE, key=key, data=asked, due_at=at + incidents.hold)]
        case (
            MaintenanceBegan(monitor_id=monitor_id, at=at)
            | WatchEnded(monitor_id=monitor_id, at=at)
        ):
            asked = Question(monitor_id=monitor_id, since=at)
            return [Job(kind=SETTLE, key=key, data=asked, due_at=at)]
        case Planned(maintenance_id=id_, starts_at=starts_at, ends_at=ends_at):
            return [
                Job(kind=START, key=str(id_), data=id_, due_at=starts_at),
                Job(kind=FINISH, key=str(id_), data=id_, due_at=ends_at),
            ]
        case _:  # the log holds other facts too
            return []


def forgetting(subscribing: Subscribing) -> Reaction:
    """An erased member is told of nothing."""

    async def react(turn: Turn, heard: Heard) -> None:
        if isinstance(heard.event, MemberErased):
            await subscribing.forget(turn, heard.event.member_id, now=heard.at)

    return Reaction(name="forgetting", sources=("identity",), start="zero", react=react)
