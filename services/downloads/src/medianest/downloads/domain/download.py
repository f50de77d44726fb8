"""One download: from the wish to the file in the library.

`claim` names one worker's turn at it. What a worker says is taken only from the one that began
last, so one that slept through its lease changes nothing when it wakes.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict, NotFound
from medianest.downloads.domain.failures import Failure, next_try
from medianest.downloads.domain.video import Video

Priority = Literal["low", "normal", "high"]


class Submit(Record):
    download_id: UUID
    member_id: UUID
    now: datetime
    url: str
    preset: str
    priority: Priority
    video: Video


class Start(Record):
    claim: UUID
    now: datetime


class Identify(Record):
    """The site was asked, and says what this is."""

    claim: UUID
    now: datetime
    video: Video


class Complete(Record):
    claim: UUID
    now: datetime
    files: tuple[PlacedFile, ...]


class Fail(Record):
    """`base_s`: the operator's unit of patience; see `failures.next_try`."""

    claim: UUID
    now: datetime
    failure: Failure
    base_s: float


class Cancel(Record):
    by: UUID
    now: datetime


class Retry(Record):
    by: UUID
    now: datetime


class Remove(Record):
    """Take it off the list; `with_files` also off the shelf."""

    by: UUID
    now: datetime
    with_files: bool


DownloadCommand = Submit | Start | Identify | Complete | Fail | Cancel | Retry | Remove


class Queued(Fact, tag="downloads.queued"):
    download_id: UUID
    member_id: UUID
    queued_at: datetime
    url: str
    preset: str
    priority: Priority
    video: Video


class Started(Fact, tag="downloads.started"):
    """`attempt` counts from 1 since the last time that somebody asked for it."""

    claim: UUID
    attempt: int
    started_at: datetime


class Identified(Fact, tag="downloads.identified"):
    identified_at: datetime
    video: Video


class Completed(Fact, tag="downloads.completed"):
    completed_at: datetime
    files: tuple[PlacedFile, ...]


class Failed(Fact, tag="downloads.failed"):
    """`retry_at` is when it is tried again by itself; without one, it has failed for good."""

    failed_at: datetime
    attempt: int
    failure: Failure
    retry_at: datetime | None

    @property
    def will_retry(self) -> bool:
        return self.retry_at is not None


class Cancelled(Fact, tag="downloads.cancelled"):
    by: UUID
    cancelled_at: datetime


class Retried(Fact, tag="downloads.retried"):
    """In line again, for the same member."""

    by: UUID
    retried_at: datetime
    member_id: UUID
    priority: Priority


class Removed(Fact, tag="downloads.removed"):
    """Off the list; `files` shall go off the shelf too, unless another download shares them."""

    by: UUID
    removed_at: datetime
    files: tuple[PlacedFile, ...]


DownloadFact = Queued | Started | Identified | Completed | Failed | Cancelled | Retried | Removed
FACTS = (Queued, Started, Identified, Completed, Failed, Cancelled, Retried, Removed)


class Missing(Record):
    """Nobody asked for it."""


class Wish(Record):
    """What was asked for, by whom, and what is known of it so far."""

    download_id: UUID
    member_id: UUID
    url: str
    preset: str
    priority: Priority
    video: Video


class Waiting(Record):
    """In line, perhaps for a second try."""

    wish: Wish
    attempts: int = 0
    failures: int = 0


class Running(Record):
    """A worker is at it."""

    wish: Wish
    attempts: int
    failures: int
    claim: UUID


class Done(Record):
    """In the library."""

    wish: Wish
    files: tuple[PlacedFile, ...]


class GivenUp(Record):
    """Failed, and not tried again by itself."""

    wish: Wish
    failure: Failure


class TakenBack(Record):
    """Cancelled."""

    wish: Wish


class Gone(Record):
    """Taken off the list."""

    wish: Wish


Known = Waiting | Running | Done | GivenUp | TakenBack | Gone
DownloadState = Missing | Known


class NoSuchDownload(NotFound):
    """There is no such download."""


class AlreadySubmitted(Conflict):
    """This download exists already."""


class AlreadyFinished(Conflict):
    """This download has already ended."""


class NothingToRetry(Conflict):
    """Only a failed or cancelled download can be tried again."""


class Superseded(Conflict):
    """Another worker has taken this download over, or it was taken back."""


def decide(command: DownloadCommand, state: DownloadState) -> Sequence[DownloadFact]:
    """What happens, or why not."""
    match command:
        case Submit():
            return _submit(command, state)
        case Start():
            return _start(command, state)
        case Identify() | Complete() | Fail():
            return _report(command, state)
        case Cancel():
            return _cancel(command, state)
        case Retry():
            return _retry(command, state)
        case Remove():
            return _remove(command, state)


def _submit(command: Submit, state: DownloadState) -> Sequence[DownloadFact]:
    if not isinstance(state, Missing):
        raise AlreadySubmitted
    return [
        Queued(
            download_id=command.download_id,
            member_id=command.member_id,
            queued_at=command.now,
            url=command.url,
            preset=command.preset,
            priority=command.priority,
            video=command.video,
        )
    ]


def _start(command: Start, state: DownloadState) -> Sequence[DownloadFact]:
    match state:
        case Running(claim=claim) if claim == command.claim:
            return []
        case Waiting() | Running():
            return [
                Started(claim=command.claim, attempt=state.attempts + 1, started_at=command.now)
            ]
        case Missing() | Done() | GivenUp() | TakenBack() | Gone():
            raise Superseded


def _report(command: Identify | Complete | Fail, state: DownloadState) -> Sequence[DownloadFact]:
    """What the worker says counts only while it is the one that runs this."""
    if not isinstance(state, Running) or state.claim != command.claim:
        raise Superseded
    match command:
        case Identify(video=video):
            if video == state.wish.video:
                return []
            return [Identified(identified_at=command.now, video=video)]
        case Complete():
            return [Completed(completed_at=command.now, files=command.files)]
        case Fail():
            return [
                Failed(
                    failed_at=command.now,
                    attempt=state.attempts,
                    failure=command.failure,
                    retry_at=next_try(command.failure, state.failures, command.base_s, command.now),
                )
            ]


def _cancel(command: Cancel, state: DownloadState) -> Sequence[DownloadFact]:
    match state:
        case Waiting() | Running():
            return [Cancelled(by=command.by, cancelled_at=command.now)]
        case TakenBack():
            return []  # asked twice: same answer, no new fact
        case Done() | GivenUp():
            raise AlreadyFinished
        case Missing() | Gone():
            raise NoSuchDownload


def _retry(command: Retry, state: DownloadState) -> Sequence[DownloadFact]:
    match state:
        case GivenUp() | TakenBack():
            return [_retried(command, state.wish)]
        case Waiting(failures=failures) if failures > 0:
            return [_retried(command, state.wish)]  # now, not later
        case Waiting() | Running() | Done():
            raise NothingToRetry
        case Missing() | Gone():
            raise NoSuchDownload


def _retried(command: Retry, wish: Wish) -> Retried:
    return Retried(
        by=command.by,
        retried_at=command.now,
        member_id=wish.member_id,
        priority=wish.priority,
    )


def _remove(command: Remove, state: DownloadState) -> Sequence[DownloadFact]:
    removed = Removed(by=command.by, removed_at=command.now, files=())
    match state:
        case Done(files=files):
            return [replace(removed, files=files if command.with_files else ())]
        case GivenUp() | TakenBack():
            return [removed]
        case Waiting() | Running():
            return [Cancelled(by=command.by, cancelled_at=command.now), removed]
        case Gone():
            return []
        case Missing():
            raise NoSuchDownload


def evolve(state: DownloadState, fact: DownloadFact) -> DownloadState:
    """The state after a fact. Any history that `decide` allowed can be replayed."""
    if isinstance(fact, Queued):
        return Waiting(wish=_wish(fact))
    return state if isinstance(state, Missing) else _evolve_known(state, fact)


def _wish(fact: Queued) -> Wish:
    return Wish(
        download_id=fact.download_id,
        member_id=fact.member_id,
        url=fact.url,
        preset=fact.preset,
        priority=fact.priority,
        video=fact.video,
    )


def _evolve_known(
    state: Known,
    fact: Started | Identified | Completed | Failed | Cancelled | Retried | Removed,
) -> Known:
    wish = state.wish
    after: Known
    match fact:
        case Started(attempt=attempt, claim=claim):
            failures = state.failures if isinstance(state, Waiting | Running) else 0
            after = Running(wish=wish, attempts=attempt, failures=failures, claim=claim)
        case Identified(video=video):
            after = replace(state, wish=replace(wish, video=video))
        case Completed(files=files):
            after = Done(wish=wish, files=files)
        case Failed():
            after = _after_failure(state, fact)
        case Cancelled():
            after = TakenBack(wish=wish)
        case Retried():
            after = Waiting(wish=wish)
        case Removed():
            after = Gone(wish=wish)
    return after


def _after_failure(state: Known, fact: Failed) -> Known:
    if fact.retry_at is None:
        return GivenUp(wish=state.wish, failure=fact.failure)
    failures = state.failures if isinstance(state, Waiting | Running) else 0
    return Waiting(wish=state.wish, attempts=fact.attempt, failures=failures + 1)
