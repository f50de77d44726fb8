"""What requests does when others announce something: downloads arrive, limits change, people go."""

from datetime import timedelta
from functools import partial
from typing import Final

from medianest.contracts.events.downloads import CollectionFinished, DownloadCompleted
from medianest.contracts.events.identity import MemberErased, MemberLimitsChanged
from medianest.contracts.meta import Meta
from medianest.eventlog.facts import Stored
from medianest.eventlog.jobs import Job
from medianest.eventlog.log import Step
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.turn import Turn
from medianest.requests.domain.library_playlist import Note, decide
from medianest.requests.domain.wish import (
    UNDO_WITHIN,
    Approved,
    Arrived,
    Cancelled,
    Retried,
    Undone,
)
from medianest.requests.handlers.fulfilling import FULFIL, WITHDRAW, WishJob
from medianest.requests.handlers.library_collecting import COLLECT, CollectJob, PlaylistStream
from medianest.requests.handlers.library_looking import LOOK_AT_NEW, LookJob
from medianest.requests.handlers.library_placing import PLACE, job_of
from medianest.requests.handlers.wishing import Wishing

_LOOKS_AFTER_S: Final = (1, 20, 120)


def finished_downloads(playlists: PlaylistStream) -> Reaction:
    """From the very first download on: a repeat adds nothing."""

    async def react(turn: Turn, heard: Heard) -> None:
        match heard.event:
            case DownloadCompleted(download_id=download_id) as completed:
                data = job_of(completed, heard.at, turn.meta)
                await turn.plan(Job(kind=PLACE, key=str(download_id), data=data, due_at=heard.at))
            case CollectionFinished(collection_id=collection_id) as finished:
                note = Note(
                    title=finished.title,
                    downloads=finished.download_ids,
                    now=heard.at,
                    member_id=finished.member_id,
                    completed=finished.completed,
                    failed=finished.failed,
                )
                await turn.carry_out(Step(playlists, collection_id, partial(decide, note)))
                done = CollectJob(
                    collection_id=collection_id, completed=finished.completed, meta=turn.meta
                )
                key = str(collection_id)
                await turn.plan(Job(kind=COLLECT, key=key, data=done, due_at=heard.at))
            case _:  # the rest of a download's life is nothing to the library
                pass

    return Reaction(name="finished-downloads", sources=("downloads",), start="zero", react=react)


def own_wishes() -> Reaction:
    """What was approved is sent after a moment to undo, and what was taken back is withdrawn.

    The key of each job is the fact, so that a repeat plans nothing.
    """

    async def react(turn: Turn, stored: Stored[object]) -> None:
        job = job_after(stored, turn.meta)
        if job is not None:
            await turn.plan(job)
        if isinstance(stored.fact, Arrived):
            # What has come is in the library, now or when that has looked at its folders.
            for after_s in _LOOKS_AFTER_S:
                due_at = stored.recorded_at + timedelta(seconds=after_s)
                key = f"{stored.fact_id}:{after_s}"
                await turn.plan(Job(kind=LOOK_AT_NEW, key=key, data=LookJob(), due_at=due_at))

    return Reaction(name="own-wishes", sources="own", start="zero", react=react)


def job_after(stored: Stored[object], meta: Meta) -> Job | None:
    """What is to be done once this has happened, if anything."""
    match stored.fact:
        case Approved(approved_at=at) | Undone(undone_at=at) | Retried(retried_at=at):
            kind = FULFIL
        case Cancelled(cancelled_at=at):
            kind = WITHDRAW
        case _:
            return None
    data = WishJob(request_id=stored.id, meta=meta, since=at)
    return Job(kind=kind, key=str(stored.fact_id), data=data, due_at=at + UNDO_WITHIN)


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
