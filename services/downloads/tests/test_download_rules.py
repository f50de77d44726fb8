"""The rules of a download's life."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as some

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.record import replace
from medianest.contracts.refusals import Refusal
from medianest.downloads.domain.download import (
    AlreadyDecided,
    AlreadyFinished,
    AlreadySubmitted,
    Approve,
    Approved,
    Cancel,
    Cancelled,
    Complete,
    Completed,
    Decline,
    Declined,
    DownloadCommand,
    DownloadFact,
    DownloadState,
    Fail,
    Failed,
    Gone,
    Identified,
    Identify,
    Missing,
    Move,
    Moved,
    NoSuchDownload,
    NotApprovedYet,
    NothingToRetry,
    NotPaused,
    Pause,
    Paused,
    Prioritize,
    Prioritized,
    Queued,
    Remove,
    Removed,
    Resume,
    Resumed,
    Retried,
    Retry,
    StandBack,
    Start,
    Started,
    StoodBack,
    Submit,
    Superseded,
    decide,
    evolve,
)
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.video import Video

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANNA = UUID("0197a0a0-0000-7000-8000-00000000a11a")
DOWNLOAD = UUID("0197a0a0-0000-7000-8000-0000000000d1")
BEN = UUID("0197a0a0-0000-7000-8000-00000000be11")
FIRST, SECOND = UUID(int=1), UUID(int=2)
URL = "https://videos.example/nest.mp4"
NEST = Video(title="A nest", site="videos.example", source_id="nest", duration_s=4.0)
FILE = PlacedFile(path="videos.example/A nest [nest].mp4", size_bytes=5, sha256="ab")
BROKEN_OFF = Failure(error_class="transient", reason="The connection broke off.")
PRIVATE = Failure(error_class="permanent", reason="This video is private.")
FULL = Failure(error_class="local", reason="The disk is full.")

submit = Submit(
    download_id=DOWNLOAD,
    member_id=ANNA,
    now=NOON,
    url=URL,
    preset="1080p",
    priority="normal",
    video=Video(title=URL),
)
queued = Queued(
    download_id=DOWNLOAD,
    member_id=ANNA,
    queued_at=NOON,
    url=URL,
    preset="1080p",
    priority="normal",
    video=Video(title=URL),
)
start = Start(claim=FIRST, now=NOON)
started = Started(claim=FIRST, attempt=1, started_at=NOON)
complete = Complete(claim=FIRST, now=NOON, files=(FILE,))
completed = Completed(completed_at=NOON, files=(FILE,))
cancel = Cancel(by=ANNA, now=NOON)
cancelled = Cancelled(by=ANNA, cancelled_at=NOON)
retry = Retry(by=ANNA, now=NOON)
retried = Retried(by=ANNA, retried_at=NOON, member_id=ANNA, priority="normal")
remove = Remove(by=ANNA, now=NOON, with_files=True)
removed = Removed(by=ANNA, removed_at=NOON, files=())


def failing(failure: Failure, claim: UUID = FIRST) -> Fail:
    return Fail(claim=claim, now=NOON, failure=failure, base_s=10)


def failed(failure: Failure, retry_after_s: float | None = None) -> Failed:
    retry_at = None if retry_after_s is None else NOON + timedelta(seconds=retry_after_s)
    return Failed(failed_at=NOON, attempt=1, failure=failure, retry_at=retry_at)


class History:
    def __init__(self, *facts: DownloadFact) -> None:
        self.state: DownloadState = Missing()
        for fact in facts:
            self.state = evolve(self.state, fact)

    def when(self, command: DownloadCommand) -> "Outcome":
        return Outcome(command, self.state)


class Outcome:
    def __init__(self, command: DownloadCommand, state: DownloadState) -> None:
        self.command, self.state = command, state

    def then(self, *facts: DownloadFact) -> None:
        assert list(decide(self.command, self.state)) == list(facts)

    def refused(self, refusal: type[Refusal]) -> None:
        with pytest.raises(refusal):
            decide(self.command, self.state)


given = History


def test_a_wish_is_queued() -> None:
    given().when(submit).then(queued)


def test_the_same_wish_is_queued_once() -> None:
    given(queued).when(submit).refused(AlreadySubmitted)


def test_a_worker_starts_it() -> None:
    given(queued).when(start).then(started)


def test_a_start_is_told_once() -> None:
    given(queued, started).when(start).then()


def test_nothing_is_started_that_has_ended() -> None:
    given(queued, cancelled).when(start).refused(Superseded)
    given(queued, started, completed).when(Start(claim=SECOND, now=NOON)).refused(Superseded)


def test_a_second_worker_takes_over() -> None:
    given(queued, started).when(Start(claim=SECOND, now=NOON)).then(
        Started(claim=SECOND, attempt=2, started_at=NOON)
    )


def test_a_worker_whose_lease_ran_out_changes_nothing() -> None:
    taken_over = given(queued, started, Started(claim=SECOND, attempt=2, started_at=NOON))
    taken_over.when(complete).refused(Superseded)
    taken_over.when(failing(BROKEN_OFF)).refused(Superseded)
    taken_over.when(Identify(claim=FIRST, now=NOON, video=NEST)).refused(Superseded)


def test_what_the_site_says_of_it_is_kept_once() -> None:
    identify = Identify(claim=FIRST, now=NOON, video=NEST)
    identified = Identified(identified_at=NOON, video=NEST)
    given(queued, started).when(identify).then(identified)
    given(queued, started, identified).when(identify).then()


def test_it_is_completed() -> None:
    given(queued, started).when(complete).then(completed)


def test_a_passing_fault_is_tried_again() -> None:
    given(queued, started).when(failing(BROKEN_OFF)).then(failed(BROKEN_OFF, retry_after_s=10))


def test_waits_grow_with_each_failure() -> None:
    again = given(
        queued, started, failed(BROKEN_OFF, 10), Started(claim=SECOND, attempt=2, started_at=NOON)
    )
    (fact,) = decide(failing(BROKEN_OFF, claim=SECOND), again.state)
    assert isinstance(fact, Failed)
    assert fact.retry_at == NOON + timedelta(seconds=20)


def test_patience_ends() -> None:
    facts: list[DownloadFact] = [queued]
    for n in range(1, 8):
        facts += [Started(claim=UUID(int=n), attempt=n, started_at=NOON), failed(BROKEN_OFF, 10)]
    facts[-1:] = []
    given(*facts).when(failing(BROKEN_OFF, claim=UUID(int=7))).then(
        Failed(failed_at=NOON, attempt=7, failure=BROKEN_OFF, retry_at=None)
    )


def test_what_time_does_not_heal_fails_at_once() -> None:
    given(queued, started).when(failing(PRIVATE)).then(failed(PRIVATE))


def test_a_full_disk_waits_and_tries_again() -> None:
    given(queued, started).when(failing(FULL)).then(failed(FULL, retry_after_s=30))


def test_a_premiere_is_not_tried_before_it_is_shown() -> None:
    shown_at = NOON + timedelta(days=2)
    premiere = Failure(error_class="not_yet", reason="Not yet.", not_before=shown_at)
    (fact,) = decide(failing(premiere), given(queued, started).state)
    assert isinstance(fact, Failed)
    assert fact.retry_at == shown_at


def test_a_running_download_is_cancelled_only_once() -> None:
    given(queued, started).when(cancel).then(cancelled)
    given(queued, started, cancelled).when(cancel).then()


def test_what_has_ended_is_not_cancelled() -> None:
    given(queued, started, completed).when(cancel).refused(AlreadyFinished)
    given(queued, started, failed(PRIVATE)).when(cancel).refused(AlreadyFinished)
    given().when(cancel).refused(NoSuchDownload)


def test_a_cancelled_download_is_not_completed() -> None:
    given(queued, started, cancelled).when(complete).refused(Superseded)


def test_a_failed_or_cancelled_download_is_tried_again_from_the_start() -> None:
    given(queued, started, failed(PRIVATE)).when(retry).then(retried)
    given(queued, cancelled).when(retry).then(retried)
    given(queued, cancelled, retried).when(start).then(started)


def test_a_waiting_retry_can_be_hurried() -> None:
    given(queued, started, failed(FULL, 30)).when(retry).then(retried)


def test_nothing_else_is_tried_again() -> None:
    given(queued).when(retry).refused(NothingToRetry)
    given(queued, started).when(retry).refused(NothingToRetry)
    given(queued, started, completed).when(retry).refused(NothingToRetry)


def test_a_download_is_taken_off_the_list() -> None:
    given(queued, started, failed(PRIVATE)).when(remove).then(removed)
    given(queued, started, completed, removed).when(remove).then()
    given().when(remove).refused(NoSuchDownload)


def test_its_files_go_with_it_only_if_that_was_asked() -> None:
    with_files = Removed(by=ANNA, removed_at=NOON, files=(FILE,))
    given(queued, started, completed).when(remove).then(with_files)
    keeping = Remove(by=ANNA, now=NOON, with_files=False)
    given(queued, started, completed).when(keeping).then(removed)


def test_a_running_download_is_cancelled_before_it_is_taken_off_the_list() -> None:
    given(queued, started).when(remove).then(cancelled, removed)
    assert isinstance(given(queued, started, cancelled, removed).state, Gone)


approve = Approve(by=BEN, now=NOON)
decline = Decline(by=BEN, now=NOON)
approved = Approved(by=BEN, approved_at=NOON, member_id=ANNA, priority="normal")
declined = Declined(by=BEN, declined_at=NOON)
waits_for_a_yes = replace(queued, needs_approval=True)
pause = Pause(by=ANNA, now=NOON)
resume = Resume(by=ANNA, now=NOON)
paused = Paused(by=ANNA, paused_at=NOON)
resumed = Resumed(by=ANNA, resumed_at=NOON, member_id=ANNA, priority="normal")


def test_a_wish_that_needs_a_yes_is_not_started_before() -> None:
    given().when(replace(submit, needs_approval=True)).then(waits_for_a_yes)
    given(waits_for_a_yes).when(start).refused(Superseded)
    given(waits_for_a_yes).when(pause).refused(NotApprovedYet)
    given(waits_for_a_yes).when(approve).then(approved)
    given(waits_for_a_yes, approved).when(start).then(started)


def test_it_is_decided_only_once() -> None:
    given(waits_for_a_yes, approved).when(decline).refused(AlreadyDecided)
    given(waits_for_a_yes, declined).when(approve).refused(AlreadyDecided)
    given(waits_for_a_yes, declined).when(decline).then()
    given(queued).when(approve).refused(AlreadyDecided)


def test_taking_a_wish_back_and_asking_again_is_no_way_around_a_yes() -> None:
    given(waits_for_a_yes, cancelled).when(retry).refused(NotApprovedYet)
    given(waits_for_a_yes, declined).when(retry).refused(NothingToRetry)
    given(waits_for_a_yes, approved, cancelled).when(retry).then(retried)


def test_a_download_rests_and_goes_on() -> None:
    given(queued, started).when(pause).then(paused)
    given(queued, started, paused).when(pause).then()
    given(queued, started, paused).when(complete).refused(Superseded)
    given(queued, started, paused).when(resume).then(resumed)
    given(queued).when(resume).then()
    given(queued, cancelled).when(resume).refused(NotPaused)
    given(queued, cancelled).when(pause).refused(AlreadyFinished)


def test_a_rest_forgets_no_attempt() -> None:
    again = Started(claim=SECOND, attempt=2, started_at=NOON)
    given(queued, started, paused, resumed).when(Start(claim=SECOND, now=NOON)).then(again)


def test_what_rests_can_be_taken_back() -> None:
    given(queued, paused).when(cancel).then(cancelled)
    given(queued, paused).when(remove).then(cancelled, removed)


def test_one_who_stands_back_waits_as_if_nothing_had_been_tried() -> None:
    stand_back = StandBack(claim=FIRST, now=NOON)
    stood_back = StoodBack(stood_back_at=NOON)
    given(queued, started).when(stand_back).then(stood_back)
    given(queued, started, stood_back).when(start).then(started)
    given(queued, started).when(StandBack(claim=SECOND, now=NOON)).refused(Superseded)


def test_its_place_in_line_changes_until_it_ends() -> None:
    hurry = Prioritize(by=ANNA, now=NOON, priority="high")
    hurried = Prioritized(by=ANNA, prioritized_at=NOON, priority="high")
    given(queued).when(hurry).then(hurried)
    given(queued, hurried).when(hurry).then()
    given(queued, started, completed).when(hurry).refused(AlreadyFinished)
    move = Move(by=ANNA, now=NOON, place=7.5)
    given(queued).when(move).then(Moved(by=ANNA, moved_at=NOON, place=7.5))
    given(queued, cancelled).when(move).refused(AlreadyFinished)


COMMANDS = [
    StandBack(claim=FIRST, now=NOON),
    replace(submit, needs_approval=True),
    approve,
    decline,
    pause,
    resume,
    Prioritize(by=ANNA, now=NOON, priority="low"),
    submit,
    start,
    Start(claim=SECOND, now=NOON),
    Identify(claim=FIRST, now=NOON, video=NEST),
    complete,
    failing(BROKEN_OFF),
    failing(PRIVATE, claim=SECOND),
    cancel,
    retry,
    remove,
]


@any_of(some.lists(some.sampled_from(COMMANDS), max_size=20))
def test_any_history_replays_to_the_same_state(commands: list[DownloadCommand]) -> None:
    state: DownloadState = Missing()
    facts: list[DownloadFact] = []
    for command in commands:
        try:
            decided = decide(command, state)
        except Refusal:
            continue
        for fact in decided:
            state = evolve(state, fact)
            facts.append(fact)
    assert given(*facts).state == state
