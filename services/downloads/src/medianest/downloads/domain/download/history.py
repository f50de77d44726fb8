"""How the facts of a download add up to its state."""

from medianest.contracts.record import replace
from medianest.downloads.domain.download.facts import (
    Approved,
    Cancelled,
    Completed,
    Declined,
    DownloadFact,
    Failed,
    Identified,
    LaterFact,
    Moved,
    Paused,
    Prioritized,
    Queued,
    Removed,
    Resumed,
    Retried,
    Started,
    StoodBack,
    Worked,
)
from medianest.downloads.domain.download.states import (
    AwaitingApproval,
    Done,
    DownloadState,
    GivenUp,
    Gone,
    Known,
    Missing,
    Refused,
    Resting,
    Running,
    TakenBack,
    Waiting,
    Wish,
)


def evolve(state: DownloadState, fact: DownloadFact) -> DownloadState:
    """The state after a fact. Any history that `decide` allowed can be replayed."""
    if isinstance(fact, Queued):
        wish = _wish(fact)
        return AwaitingApproval(wish=wish) if fact.needs_approval else Waiting(wish=wish)
    return state if isinstance(state, Missing) else _evolve_known(state, fact)


def _wish(fact: Queued) -> Wish:
    return Wish(
        download_id=fact.download_id,
        member_id=fact.member_id,
        url=fact.url,
        preset=fact.preset,
        priority=fact.priority,
        video=fact.video,
        needs_approval=fact.needs_approval,
        collection_id=fact.collection_id,
        collection_title=fact.collection_title,
        extras=fact.extras,
    )


def _evolve_known(state: Known, fact: LaterFact) -> Known:
    match fact:
        case Started() | Identified() | Completed() | Failed() | StoodBack():
            return _after_work(state, fact)
        case Prioritized(priority=priority):
            return replace(state, wish=replace(state.wish, priority=priority))
        case Paused() | Resumed():
            return _after_a_rest(state, fact)
        case Moved():
            return state
        case Approved() | Declined() | Cancelled() | Retried() | Removed():
            return _after_a_word(state.wish, fact)


def _after_work(state: Known, fact: Worked) -> Known:
    wish, (attempts, failures) = state.wish, _tries(state)
    match fact:
        case Started(attempt=attempt, claim=claim):
            return Running(wish=wish, attempts=attempt, failures=failures, claim=claim)
        case Identified(video=video):
            return replace(state, wish=replace(wish, video=video))
        case Completed(files=files):
            return Done(wish=wish, files=files)
        case StoodBack():
            return Waiting(wish=wish, attempts=max(attempts - 1, 0), failures=failures)
        case Failed(failure=failure, retry_at=None):
            return GivenUp(wish=wish, failure=failure)
        case Failed(attempt=attempt):
            return Waiting(wish=wish, attempts=attempt, failures=failures + 1)


def _after_a_rest(state: Known, fact: Paused | Resumed) -> Known:
    attempts, failures = _tries(state)
    match fact:
        case Paused():
            return Resting(wish=state.wish, attempts=attempts, failures=failures)
        case Resumed():
            return Waiting(wish=state.wish, attempts=attempts, failures=failures)


def _after_a_word(wish: Wish, fact: Approved | Declined | Cancelled | Retried | Removed) -> Known:
    match fact:
        case Approved():
            return Waiting(wish=replace(wish, needs_approval=False))
        case Declined():
            return Refused(wish=wish)
        case Retried():
            return Waiting(wish=wish)
        case Cancelled():
            return TakenBack(wish=wish)
        case Removed():
            return Gone(wish=wish)


def _tries(state: Known) -> tuple[int, int]:
    """Attempts and failures so far."""
    if isinstance(state, Waiting | Running | Resting):
        return state.attempts, state.failures
    return 0, 0
