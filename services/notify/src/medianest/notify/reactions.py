"""What notify does when others announce something, and about its own facts: work is planned."""

from typing import Final

from medianest.eventlog.facts import Stored
from medianest.eventlog.jobs import Job
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.notify.domain.channel import CodeMade
from medianest.notify.domain.delivery import Planned
from medianest.notify.domain.notification import Gathered, Informed
from medianest.notify.handlers.jobs import DELIVER, ROUTE, SEND_CODE, CodeJob, DeliverJob, RouteJob
from medianest.notify.handlers.listening import Listening
from medianest.notify.handlers.telling import Telling


def whatever_is_announced(telling: Telling) -> Reaction:
    """From the very first event on: what was told already is not told again."""

    async def react(turn: Turn, heard: Heard) -> None:
        await telling.hear(turn, heard)

    return Reaction(
        name="telling",
        sources=("identity", "requests", "downloads", "status", "gateway"),
        start="zero",
        react=react,
    )


def browsers_that_left(listening: Listening) -> Reaction:
    """From the very first event on: what ended before a channel was made stops nothing."""

    async def react(turn: Turn, heard: Heard) -> None:
        await listening.hear(turn, heard)

    return Reaction(name="browsers-that-left", sources=("identity",), start="zero", react=react)


async def _plan(turn: Turn, stored: Stored[object]) -> None:
    job = job_after(stored)
    if job is not None:
        await turn.plan(job)


def job_after(stored: Stored[object]) -> Job | None:
    """What is to be done once this has happened; the job's key is the fact, so it is there once."""
    key = str(stored.fact_id)
    match stored.fact:
        case Informed() | Gathered() as told:
            due_at = told.gathers_until or told.happened_at
            return Job(kind=ROUTE, key=key, data=RouteJob(notification_id=stored.id), due_at=due_at)
        case Planned(due_at=due_at):
            deliver = DeliverJob(delivery_id=stored.id)
            return Job(kind=DELIVER, key=key, data=deliver, due_at=due_at)
        case CodeMade(at=at):
            return Job(kind=SEND_CODE, key=key, data=CodeJob(channel_id=stored.id), due_at=at)
        case _:
            return None


OWN_FACTS: Final = Reaction(name="own-notifications", sources="own", start="zero", react=_plan)
