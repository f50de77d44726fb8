"""Which facts of downloads are announced, and in which words. The URL is never said."""

from typing import TypedDict
from uuid import UUID

from medianest.contracts.events import Event, downloads
from medianest.downloads.domain.collection import (
    CollectionFact,
    CollectionState,
    Finished,
    NotGathered,
)
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
    Prioritized,
    Queued,
    Removed,
    Resumed,
    Retried,
    Started,
    StoodBack,
    Wish,
    Worked,
)


def announce(state: DownloadState, fact: DownloadFact) -> Event | None:
    """What others hear; `state` is the one after the fact."""
    return None if isinstance(state, Missing) else _of(state.wish, fact)


def _of(wish: Wish, fact: DownloadFact) -> Event | None:
    match fact:
        case Started() | Identified() | Completed() | Failed() | StoodBack():
            return _of_work(wish, fact)
        case Queued(needs_approval=True):
            return downloads.DownloadAwaitsApproval(**_about(wish), **_playlist(wish))
        case Queued() | Approved() | Resumed() | Retried():
            return downloads.DownloadQueued(**_about(wish))
        case Declined() | Paused() | Cancelled():
            return _of_an_end(wish, fact)
        case Prioritized() | Moved() | Removed():
            return None  # nobody else's affair


def _of_an_end(wish: Wish, fact: Declined | Paused | Cancelled) -> Event:
    match fact:
        case Declined():
            return downloads.DownloadDeclined(**_about(wish), **_playlist(wish))
        case Paused():
            return downloads.DownloadPaused(**_about(wish))
        case Cancelled():
            return downloads.DownloadCancelled(**_about(wish))


def _of_work(wish: Wish, fact: Worked) -> Event | None:
    match fact:
        case Started(attempt=attempt):
            return downloads.DownloadStarted(**_about(wish), attempt=attempt)
        case Completed(files=files):
            return downloads.DownloadCompleted(
                **_about(wish), files=files, collection_id=wish.collection_id
            )
        case Failed(failure=failure, retry_at=None):
            return downloads.DownloadFailed(
                **_about(wish),
                error_class=failure.error_class,
                reason=failure.reason,
                collection_id=wish.collection_id,
            )
        case Failed() | Identified() | StoodBack():
            return None  # it is still on its way


class _About(TypedDict):
    download_id: UUID
    member_id: UUID
    title: str


def _about(wish: Wish) -> _About:
    return _About(
        download_id=wish.download_id,
        member_id=wish.member_id,
        title=wish.video.title,
    )


class _Playlist(TypedDict):
    collection_id: UUID | None
    collection_title: str | None


def _playlist(wish: Wish) -> _Playlist:
    return _Playlist(collection_id=wish.collection_id, collection_title=wish.collection_title)


def announce_collection(state: CollectionState, fact: CollectionFact) -> Event | None:
    """Once, when all of it has ended; its items speak for themselves before."""
    if isinstance(state, NotGathered) or not isinstance(fact, Finished):
        return None
    return downloads.CollectionFinished(
        collection_id=state.collection_id,
        member_id=state.member_id,
        title=state.title,
        completed=fact.completed,
        failed=fact.failed,
        download_ids=state.items,
    )
