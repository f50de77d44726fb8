"""What requests does when others announce something: downloads arrive, limits change, people go."""

from uuid import UUID

from medianest.contracts.events.downloads import DownloadCompleted
from medianest.contracts.events.identity import MemberErased, MemberLimitsChanged
from medianest.eventlog.facts import Stored
from medianest.eventlog.heard import Heard
from medianest.eventlog.jobs import Job
from medianest.eventlog.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.requests.domain.wish import UNDO_WITHIN, Approved, Cancelled, Retried, Undone
from medianest.requests.handlers.fulfilling import FULFIL, WITHDRAW, WishJob
from medianest.requests.handlers.library import Library
from medianest.requests.handlers.wishing import Wishing


def finished_downloads(library: Library) -> Reaction:
    """From the very first download on: a repeat adds nothing."""

    async def react(turn: Turn, heard: Heard) -> None:
        if isinstance(heard.event, DownloadCompleted):
            steps = library.arrivals(heard.event, heard.at)
            if steps:
                await turn.carry_out(*steps, meta=turn.meta)

    return Reaction(name="finished-downloads", sources=("downloads",), start="zero", react=react)


def own_wishes() -> Reaction:
    """What was approved is sent after a moment to undo, and what was taken back is withdrawn.

    The key of each job is the fact, so that a repeat plans nothing.
    """

    async def react(turn: Turn, stored: Stored[object]) -> None:
        job = job_after(stored.fact, stored.id, str(stored.fact_id))
        if job is not None:
            await turn.plan(job)

    return Reaction(name="own-wishes", sources="own", start="zero", react=react)


def job_after(fact: object, request_id: UUID, key: str) -> Job | None:
    """What is to be done once this has happened, if anything."""
    match fact:
        case Approved(approved_at=at) | Undone(undone_at=at) | Retried(retried_at=at):
            kind = FULFIL
        case Cancelled(cancelled_at=at):
            kind = WITHDRAW
        case _:
            return None
    data = WishJob(request_id=request_id)
    return Job(kind=kind, key=key, data=data, due_at=at + UNDO_WITHIN)


def members(wishing: Wishing) -> Reaction:
    """Limits of their own count at once; what an erased member wrote opens no more."""

    async def react(turn: Turn, heard: Heard) -> None:
        match heard.event:
            case MemberLimitsChanged(member_id=member_id, limits=limits):
                own = {limit.name: limit.at_most for limit in limits}
                step = wishing.limit(member_id, own.get("requests_per_hour"), heard.at)
                await turn.carry_out(step)
            case MemberErased(member_id=member_id):
                await wishing.keys.shred(member_id, turn.connection)
            case _:  # the rest of people's lives is nothing to us
                pass

    return Reaction(name="members", sources=("identity",), start="zero", react=react)
