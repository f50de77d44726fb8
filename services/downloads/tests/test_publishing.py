"""What downloads tells the others."""

from datetime import UTC, datetime
from uuid import UUID

import msgspec

from medianest.contracts.events import downloads
from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.record import replace
from medianest.downloads.domain.download import (
    Approved,
    Cancelled,
    Completed,
    Declined,
    DownloadFact,
    DownloadState,
    Failed,
    Identified,
    Missing,
    Moved,
    Paused,
    Queued,
    Removed,
    Resumed,
    Retried,
    Started,
    evolve,
)
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.video import Video
from medianest.downloads.publishing import announce

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANNA, NEST = UUID(int=1), UUID(int=2)
URL = "https://videos.example/nest.mp4?token=canary"
FILE = PlacedFile(path="a/b.mp4", size_bytes=5)

queued = Queued(
    download_id=NEST, member_id=ANNA, queued_at=NOON, url=URL, preset="best",
    priority="normal", video=Video(title="videos.example"),
)  # fmt: skip
started = Started(claim=UUID(int=9), attempt=1, started_at=NOON)
identified = Identified(identified_at=NOON, video=Video(title="A nest"))
GONE = Failure(error_class="permanent", reason="There is none.")


def said(*facts: DownloadFact) -> object:
    state: DownloadState = Missing()
    event = None
    for fact in facts:
        state = evolve(state, fact)
        event = announce(state, fact)
    return event


def test_each_step_that_others_care_for_is_announced() -> None:
    about = {"download_id": NEST, "member_id": ANNA}
    assert said(queued) == downloads.DownloadQueued(**about, title="videos.example")
    assert said(queued, started) == downloads.DownloadStarted(
        **about, title="videos.example", attempt=1
    )
    completed = Completed(completed_at=NOON, files=(FILE,))
    assert said(queued, started, identified, completed) == downloads.DownloadCompleted(
        **about, title="A nest", files=(FILE,)
    )
    cancelled = Cancelled(by=ANNA, cancelled_at=NOON)
    assert said(queued, cancelled) == downloads.DownloadCancelled(**about, title="videos.example")
    retried = Retried(by=ANNA, retried_at=NOON, member_id=ANNA, priority="normal")
    assert isinstance(said(queued, cancelled, retried), downloads.DownloadQueued)


def test_a_failure_is_announced_once_it_is_final() -> None:
    again = Failed(failed_at=NOON, attempt=1, failure=GONE, retry_at=NOON)
    final = Failed(failed_at=NOON, attempt=1, failure=GONE, retry_at=None)
    assert said(queued, started, again) is None
    assert isinstance(said(queued, started, final), downloads.DownloadFailed)


def test_a_wish_that_waits_for_a_yes_is_announced_as_such() -> None:
    about = {"download_id": NEST, "member_id": ANNA, "title": "videos.example"}
    waits = replace(queued, needs_approval=True)
    assert said(waits) == downloads.DownloadAwaitsApproval(**about)
    approved = Approved(by=ANNA, approved_at=NOON, member_id=ANNA, priority="normal")
    assert said(waits, approved) == downloads.DownloadQueued(**about)
    declined = Declined(by=ANNA, declined_at=NOON)
    assert said(waits, declined) == downloads.DownloadDeclined(**about)


def test_a_rest_and_its_end_are_announced() -> None:
    about = {"download_id": NEST, "member_id": ANNA, "title": "videos.example"}
    paused = Paused(by=ANNA, paused_at=NOON)
    resumed = Resumed(by=ANNA, resumed_at=NOON, member_id=ANNA, priority="normal")
    moved = Moved(by=ANNA, moved_at=NOON, place=1.0)
    assert said(queued, paused) == downloads.DownloadPaused(**about)
    assert said(queued, paused, resumed) == downloads.DownloadQueued(**about)
    assert said(queued, moved) is None


def test_the_url_is_never_said() -> None:
    for fact in (queued, started, identified, Removed(by=ANNA, removed_at=NOON, files=())):
        assert b"canary" not in msgspec.json.encode(said(queued, fact))
