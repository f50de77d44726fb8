"""What downloads does about its own facts: who waits gets a job, what has ended is cleared away."""

from datetime import datetime
from functools import partial
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.meta import Meta
from medianest.downloads.domain.collection import (
    CollectionFact,
    Finished,
    Gathered,
    Item,
    ItemEnded,
    NoteEnd,
)
from medianest.downloads.domain.collection import decide as note_end
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
    StoodBack,
    Submit,
)
from medianest.downloads.handlers import (
    CLEAR,
    FETCH,
    GATHER,
    ClearJob,
    FetchJob,
    GatherJob,
    Streams,
)
from medianest.eventlog.facts import Stored
from medianest.eventlog.jobs import Job
from medianest.eventlog.log import Step
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.turn import Turn


def own_facts(streams: Streams) -> Reaction:
    """The reaction to what was appended here."""

    async def react(turn: Turn, stored: Stored[DownloadFact | CollectionFact]) -> None:
        """One job for each fact that needs one; its key is the fact, so a repeat plans nothing."""
        fact = stored.fact
        if isinstance(fact, Gathered):
            # A long list in this transaction would keep everybody's commands waiting.
            await turn.plan(gathering(fact, str(stored.fact_id), turn.meta))
        elif not isinstance(fact, ItemEnded | Finished):
            await _follow(turn, stored.id, fact, str(stored.fact_id))

    async def _follow(turn: Turn, download_id: UUID, fact: DownloadFact, key: str) -> None:
        ended = end_of_item(download_id, fact)
        if ended is not None:
            collection_id, note = ended
            await turn.carry_out(Step(streams.collection, collection_id, partial(note_end, note)))
        job = job_after(download_id, fact, key)
        if job is not None:
            await turn.plan(job)

    return Reaction(name="own-downloads", sources="own", start="zero", react=react)


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
        case (
            Failed()
            | Started()
            | Identified()
            | StoodBack()
            | Declined()
            | Paused()
            | Prioritized()
            | Moved()
        ):
            return None


def end_of_item(download_id: UUID, fact: DownloadFact) -> tuple[UUID, NoteEnd] | None:
    """Which collection this ends an item of, and how."""
    if not isinstance(fact, Completed | Failed | Cancelled | Declined):
        return None
    if fact.collection_id is None:
        return None
    note = _note(download_id, fact)
    return None if note is None else (fact.collection_id, note)


def _note(download_id: UUID, fact: Completed | Failed | Cancelled | Declined) -> NoteEnd | None:
    match fact:
        case Completed(completed_at=at):
            return NoteEnd(download_id=download_id, outcome="completed", now=at)
        case Failed(failed_at=at, retry_at=None):
            return NoteEnd(download_id=download_id, outcome="failed", now=at)
        case Cancelled(cancelled_at=at) | Declined(declined_at=at):
            return NoteEnd(download_id=download_id, outcome="cancelled", now=at)
        case Failed():
            return None


def gathering(fact: Gathered, key: str, meta: Meta) -> Job:
    """Making downloads of its items."""
    wishes = tuple(submission(fact, item) for item in fact.items)
    data = GatherJob(wishes=wishes, meta=meta)
    return Job(kind=GATHER, key=key, data=data, due_at=fact.gathered_at)


def submission(fact: Gathered, item: Item) -> Submit:
    """The wish for one item."""
    return Submit(
        download_id=item.download_id,
        member_id=fact.member_id,
        now=fact.gathered_at,
        url=item.url,
        preset=fact.preset,
        priority=fact.priority,
        video=item.video,
        needs_approval=fact.needs_approval,
        collection_id=fact.collection_id,
        collection_title=fact.title,
        item_index=item.index,
        extras=fact.extras,
    )


def _fetching(download_id: UUID, key: str, at: datetime, member_id: UUID) -> Job:
    data = FetchJob(download_id=download_id, member_id=member_id)
    return Job(kind=FETCH, key=key, data=data, due_at=at)


def _clearing(download_id: UUID, key: str, at: datetime, files: tuple[PlacedFile, ...] = ()) -> Job:
    data = ClearJob(download_id=download_id, files=files)
    return Job(kind=CLEAR, key=key, data=data, due_at=at)
