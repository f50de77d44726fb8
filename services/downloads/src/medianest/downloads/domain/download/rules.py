"""What follows from a command, or why not."""

from collections.abc import Sequence

from medianest.contracts.record import replace
from medianest.contracts.refusals import Conflict, NotFound
from medianest.downloads.domain.download.commands import (
    Approve,
    Cancel,
    Complete,
    Decline,
    DownloadCommand,
    Fail,
    Identify,
    Move,
    Pause,
    Prioritize,
    Remove,
    Report,
    Resume,
    Retry,
    StandBack,
    Start,
    Steering,
    Submit,
)
from medianest.downloads.domain.download.facts import (
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
)
from medianest.downloads.domain.download.states import (
    AwaitingApproval,
    Done,
    DownloadState,
    GivenUp,
    Gone,
    Missing,
    Refused,
    Resting,
    Running,
    TakenBack,
    Waiting,
    Wish,
)
from medianest.downloads.domain.failures import next_try


class NoSuchDownload(NotFound):
    """There is no such download."""


class AlreadySubmitted(Conflict):
    """This download exists already."""


class AlreadyFinished(Conflict):
    """This download has already ended."""


class AlreadyDecided(Conflict):
    """This download was already approved or declined."""


class NotApprovedYet(Conflict):
    """This download waits for somebody to approve it."""


class NothingToRetry(Conflict):
    """Only a failed or cancelled download can be tried again."""


class NotPaused(Conflict):
    """This download is not paused."""


class Superseded(Conflict):
    """Another worker has taken this download over, or it was taken back."""


def decide(command: DownloadCommand, state: DownloadState) -> Sequence[DownloadFact]:
    """What happens, or why not."""
    match command:
        case Submit():
            return _submit(command, state)
        case Start():
            return _start(command, state)
        case Identify() | Complete() | Fail() | StandBack():
            return _report(command, state)
        case (
            Approve()
            | Decline()
            | Pause()
            | Resume()
            | Prioritize()
            | Move()
            | Cancel()
            | Retry()
            | Remove()
        ):
            if isinstance(state, Missing | Gone):
                return _of_nothing(command, state)
            return _steer(command, state)


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
            needs_approval=command.needs_approval,
            collection_id=command.collection_id,
            collection_title=command.collection_title,
            item_index=command.item_index,
            extras=command.extras,
        )
    ]


def _start(command: Start, state: DownloadState) -> Sequence[DownloadFact]:
    match state:
        case Running(claim=claim) if claim == command.claim:
            return []
        case Waiting() | Running():
            return [
                Started(
                    claim=command.claim,
                    attempt=state.attempts + 1,
                    started_at=command.now,
                    with_cookies=command.with_cookies,
                )
            ]
        case (
            Missing()
            | AwaitingApproval()
            | Refused()
            | Resting()
            | Done()
            | GivenUp()
            | TakenBack()
            | Gone()
        ):
            raise Superseded


def _report(command: Report, state: DownloadState) -> Sequence[DownloadFact]:
    """What the worker says counts only while it is the one that runs this."""
    if not isinstance(state, Running) or state.claim != command.claim:
        raise Superseded
    match command:
        case Identify(video=video):
            if video == state.wish.video:
                return []
            return [Identified(identified_at=command.now, video=video)]
        case Complete():
            return [
                Completed(
                    completed_at=command.now,
                    files=command.files,
                    collection_id=state.wish.collection_id,
                )
            ]
        case StandBack():
            return [StoodBack(stood_back_at=command.now)]
        case Fail():
            return [
                Failed(
                    failed_at=command.now,
                    attempt=state.attempts,
                    failure=command.failure,
                    retry_at=next_try(command.failure, state.failures, command.base_s, command.now),
                    collection_id=state.wish.collection_id,
                )
            ]


def _of_nothing(command: Steering, state: Missing | Gone) -> Sequence[DownloadFact]:
    if isinstance(command, Remove) and isinstance(state, Gone):
        return []  # asked twice: same answer, no new fact
    raise NoSuchDownload


_Standing = AwaitingApproval | Refused | Waiting | Running | Resting | Done | GivenUp | TakenBack


def _steer(command: Steering, state: _Standing) -> Sequence[DownloadFact]:
    match command:
        case Approve() | Decline():
            return _judge(command, state)
        case Pause() | Resume():
            return _rest(command, state)
        case Prioritize() | Move():
            return _reorder(command, state)
        case Cancel():
            return _cancel(command, state)
        case Retry():
            return _retry(command, state)
        case Remove():
            return _remove(command, state)


def _judge(command: Approve | Decline, state: _Standing) -> Sequence[DownloadFact]:
    wish = state.wish
    match command:
        case Decline() if isinstance(state, Refused):
            return []
        case Approve() if isinstance(state, AwaitingApproval):
            return [
                Approved(
                    by=command.by,
                    approved_at=command.now,
                    member_id=wish.member_id,
                    priority=wish.priority,
                )
            ]
        case Decline() if isinstance(state, AwaitingApproval):
            return [
                Declined(by=command.by, declined_at=command.now, collection_id=wish.collection_id)
            ]
        case Approve() | Decline():
            raise AlreadyDecided


def _rest(command: Pause | Resume, state: _Standing) -> Sequence[DownloadFact]:
    match command:
        case Pause():
            return _pause(command, state)
        case Resume():
            return _resume(command, state)


def _pause(command: Pause, state: _Standing) -> Sequence[DownloadFact]:
    match state:
        case Waiting() | Running():
            return [Paused(by=command.by, paused_at=command.now)]
        case Resting():
            return []
        case AwaitingApproval():
            raise NotApprovedYet
        case Refused() | Done() | GivenUp() | TakenBack():
            raise AlreadyFinished


def _resume(command: Resume, state: _Standing) -> Sequence[DownloadFact]:
    match state:
        case Resting(wish=wish):
            return [
                Resumed(
                    by=command.by,
                    resumed_at=command.now,
                    member_id=wish.member_id,
                    priority=wish.priority,
                )
            ]
        case Waiting() | Running():
            return []
        case AwaitingApproval() | Refused() | Done() | GivenUp() | TakenBack():
            raise NotPaused


def _reorder(command: Prioritize | Move, state: _Standing) -> Sequence[DownloadFact]:
    if not isinstance(state, AwaitingApproval | Waiting | Running | Resting):
        raise AlreadyFinished
    match command:
        case Prioritize(priority=priority):
            if state.wish.priority == priority:
                return []
            return [Prioritized(by=command.by, prioritized_at=command.now, priority=priority)]
        case Move():
            return [Moved(by=command.by, moved_at=command.now, place=command.place)]


def _cancel(command: Cancel, state: _Standing) -> Sequence[DownloadFact]:
    match state:
        case AwaitingApproval() | Waiting() | Running() | Resting():
            return [_cancelled(command, state.wish)]
        case TakenBack():
            return []
        case Refused() | Done() | GivenUp():
            raise AlreadyFinished


def _cancelled(command: Cancel | Remove, wish: Wish) -> Cancelled:
    return Cancelled(by=command.by, cancelled_at=command.now, collection_id=wish.collection_id)


def _retry(command: Retry, state: _Standing) -> Sequence[DownloadFact]:
    match state:
        case TakenBack(wish=wish) if wish.needs_approval:
            raise NotApprovedYet  # taking it back and asking again is no way around
        case GivenUp() | TakenBack():
            return [_retried(command, state.wish)]
        case Waiting(failures=failures) if failures > 0:
            return [_retried(command, state.wish)]  # now, not later
        case AwaitingApproval() | Refused() | Waiting() | Running() | Resting() | Done():
            raise NothingToRetry


def _retried(command: Retry, wish: Wish) -> Retried:
    return Retried(
        by=command.by,
        retried_at=command.now,
        member_id=wish.member_id,
        priority=wish.priority,
    )


def _remove(command: Remove, state: _Standing) -> Sequence[DownloadFact]:
    removed = Removed(by=command.by, removed_at=command.now, files=())
    match state:
        case Done(files=files):
            return [replace(removed, files=files if command.with_files else ())]
        case Refused() | GivenUp() | TakenBack():
            return [removed]
        case AwaitingApproval() | Waiting() | Running() | Resting():
            return [_cancelled(command, state.wish), removed]
