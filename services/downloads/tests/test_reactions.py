"""What follows from each fact of a download: the job that does the next thing."""

from datetime import UTC, datetime
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.record import replace
from medianest.downloads.domain.download import (
    Approved,
    Cancelled,
    Completed,
    Declined,
    Failed,
    Paused,
    Queued,
    Removed,
    Resumed,
    Retried,
    Started,
)
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.video import Video
from medianest.downloads.handlers import CLEAR, FETCH, ClearJob, FetchJob
from medianest.downloads.reactions import job_after

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANNA, NEST = UUID(int=1), UUID(int=2)
FILE = PlacedFile(path="a/b.mp4", size_bytes=5)
BROKEN_OFF = Failure(error_class="transient", reason="It broke off.")


QUEUED = Queued(
    download_id=NEST, member_id=ANNA, queued_at=NOON, url="https://a.example/b",
    preset="best", priority="high", video=Video(title="b"),
)  # fmt: skip


def test_who_waits_gets_a_job() -> None:
    for fact in (
        QUEUED,
        Approved(by=ANNA, approved_at=NOON, member_id=ANNA, priority="low"),
        Resumed(by=ANNA, resumed_at=NOON, member_id=ANNA, priority="low"),
        Retried(by=ANNA, retried_at=NOON, member_id=ANNA, priority="low"),
    ):
        job = job_after(NEST, fact, "the-fact")
        assert job is not None
        assert (job.kind, job.key, job.due_at) == (FETCH, "the-fact", NOON)
        assert job.data == FetchJob(download_id=NEST, member_id=ANNA)


def test_what_nobody_approved_is_not_fetched() -> None:
    assert job_after(NEST, replace(QUEUED, needs_approval=True), "the-fact") is None
    assert job_after(NEST, Declined(by=ANNA, declined_at=NOON), "the-fact") is None


def test_what_rests_is_neither_fetched_nor_cleared_away() -> None:
    assert job_after(NEST, Paused(by=ANNA, paused_at=NOON), "the-fact") is None


def test_what_has_ended_is_cleared_away() -> None:
    for fact in (
        Completed(completed_at=NOON, files=(FILE,)),
        Cancelled(by=ANNA, cancelled_at=NOON),
        Failed(failed_at=NOON, attempt=1, failure=BROKEN_OFF, retry_at=None),
    ):
        job = job_after(NEST, fact, "the-fact")
        assert job is not None
        assert (job.kind, job.data) == (CLEAR, ClearJob(download_id=NEST))


def test_files_go_only_with_what_is_removed_with_its_files() -> None:
    job = job_after(NEST, Removed(by=ANNA, removed_at=NOON, files=(FILE,)), "the-fact")
    assert job is not None
    assert job.data == ClearJob(download_id=NEST, files=(FILE,))


def test_what_goes_on_needs_nothing() -> None:
    waits = Failed(failed_at=NOON, attempt=1, failure=BROKEN_OFF, retry_at=NOON)
    started = Started(claim=UUID(int=3), attempt=1, started_at=NOON)
    assert job_after(NEST, waits, "the-fact") is None
    assert job_after(NEST, started, "the-fact") is None
