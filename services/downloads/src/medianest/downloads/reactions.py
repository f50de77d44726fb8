"""What downloads does about its own facts: who waits gets a job, what has ended is cleared away."""

from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.downloads.domain.download import (
    Approved,
    Cancelled,
    Completed,
    Declined,
    DownloadFact,
    Failed,
    Identified,
    Moved,
    Paused,
    Prioritized,
    Queued,
    Removed,
    Resumed,
    Retried,
    Started,
)
from medianest.downloads.handlers import CLEAR, FETCH, ClearJob, FetchJob
from medianest.eventlog.facts import Stored
from medianest.eventlog.jobs import Job
from medianest.eventlog.reactions import Reaction
from medianest.eventlog.turn import Turn


async def react(turn: Turn, stored: Stored[DownloadFact]) -> None:
    """One job for each fact that needs one; its key is the fact, so a repeat plans nothing."""
    job = job_after(stored.id, stored.fact, str(stored.fact_id))
    if job is not None:
        await turn.plan(job)


def job_after(download_id: UUID, fact: DownloadFact, key: str) -> Job | None:
    """What is to be done once this has happened, if anything."""
    match fact:
        case Queued(needs_approval=True):
            return None
        case (
            Queued(queued_at=at)
            | Approved(approved_at=at)
            | Resumed(resumed_at=at)
            | Retried(retried_at=at)
        ):
            return _fetching(download_id, key, at, fact.member_id)
        case Completed(completed_at=at) | Cancelled(cancelled_at=at):
            return _clearing(download_id, key, at)
        case Failed(failed_at=at, retry_at=None):
            return _clearing(download_id, key, at)
        case Removed(removed_at=at, files=files):
            return _clearing(download_id, key, at, files)
        case Failed() | Started() | Identified() | Declined() | Paused() | Prioritized() | Moved():
            return None


def _fetching(download_id: UUID, key: str, at: datetime, member_id: UUID) -> Job:
    data = FetchJob(download_id=download_id, member_id=member_id)
    return Job(kind=FETCH, key=key, data=data, due_at=at)


def _clearing(download_id: UUID, key: str, at: datetime, files: tuple[PlacedFile, ...] = ()) -> Job:
    data = ClearJob(download_id=download_id, files=files)
    return Job(kind=CLEAR, key=key, data=data, due_at=at)


OWN_FACTS: Final = Reaction(name="own-downloads", sources="own", start="zero", react=react)
