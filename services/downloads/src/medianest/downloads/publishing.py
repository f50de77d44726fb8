"""Which facts of downloads are announced, and in which words. The URL is never said."""

from medianest.contracts.events import Event, downloads
from medianest.downloads.domain.download import (
    Cancelled,
    Completed,
    DownloadFact,
    DownloadState,
    Failed,
    Identified,
    Missing,
    Queued,
    Removed,
    Retried,
    Started,
    Wish,
)


def announce(state: DownloadState, fact: DownloadFact) -> Event | None:
    """What others hear; `state` is the one after the fact."""
    return None if isinstance(state, Missing) else _of(state.wish, fact)


def _of(wish: Wish, fact: DownloadFact) -> Event | None:
    who, member_id, title = wish.download_id, wish.member_id, wish.video.title
    event: Event | None = None
    match fact:
        case Queued() | Retried():
            event = downloads.DownloadQueued(download_id=who, member_id=member_id, title=title)
        case Started(attempt=attempt):
            event = downloads.DownloadStarted(
                download_id=who, member_id=member_id, title=title, attempt=attempt
            )
        case Completed(files=files):
            event = downloads.DownloadCompleted(
                download_id=who, member_id=member_id, title=title, files=files
            )
        case Failed(failure=failure, retry_at=None):
            event = downloads.DownloadFailed(
                download_id=who,
                member_id=member_id,
                title=title,
                error_class=failure.error_class,
                reason=failure.reason,
            )
        case Cancelled():
            event = downloads.DownloadCancelled(download_id=who, member_id=member_id, title=title)
        case Failed() | Identified() | Removed():
            pass  # it is still on its way, or nobody else's affair
    return event
