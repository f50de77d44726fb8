"""What is brought into the library is in it, once."""

from uuid import UUID

from medianest.contracts.events.downloads import DownloadCompleted, PlacedFile
from medianest.contracts.events.requests import LibraryItemAdded
from medianest.requests import publishing
from medianest.requests.app import LIBRARY_ITEM
from medianest.requests.domain.library_item import (
    Add,
    InLibrary,
    ItemAdded,
    Missing,
    decide,
    item_id_of,
)
from medianest.requests.handlers.library import Library
from medianest.testkit import ANNA, NOON, Spec

DOWNLOAD = UUID(int=9)
ITEM = item_id_of(DOWNLOAD, "Talks/A talk.mp4")

spec = Spec(LIBRARY_ITEM, decide)
add = Add(
    item_id=ITEM,
    title="A talk",
    origin="downloads",
    origin_id=DOWNLOAD,
    path="Talks/A talk.mp4",
    size_bytes=1000,
    duration_s=60.0,
    added_by=ANNA,
    now=NOON,
)
added = ItemAdded(
    item_id=ITEM,
    title="A talk",
    origin="downloads",
    origin_id=DOWNLOAD,
    path="Talks/A talk.mp4",
    size_bytes=1000,
    duration_s=60.0,
    added_by=ANNA,
    added_at=NOON,
)


def test_what_is_added_lies_in_the_library() -> None:
    spec.given().when(add).then(added)


def test_what_is_there_is_not_added_again() -> None:
    spec.given(added).when(add).then()


def test_the_same_file_of_the_same_download_is_the_same_item() -> None:
    assert item_id_of(DOWNLOAD, "a.mp4") == item_id_of(DOWNLOAD, "a.mp4")
    assert item_id_of(DOWNLOAD, "a.mp4") != item_id_of(DOWNLOAD, "b.mp4")
    assert item_id_of(DOWNLOAD, "a.mp4") != item_id_of(UUID(int=10), "a.mp4")


def test_others_hear_of_the_item_but_not_where_it_lies() -> None:
    state = InLibrary(item_id=ITEM, title="A talk", origin="downloads", origin_id=DOWNLOAD)
    assert publishing.of_library_item(state, added) == LibraryItemAdded(
        item_id=ITEM, title="A talk", origin="downloads", origin_id=DOWNLOAD
    )


def test_each_file_of_a_download_becomes_an_item() -> None:
    completed = DownloadCompleted(
        download_id=DOWNLOAD,
        member_id=ANNA,
        title="A talk",
        files=(
            PlacedFile(path="Talks/A talk.mp4", size_bytes=1000, duration_s=60.0),
            PlacedFile(path="Talks/A talk.srt", size_bytes=10),
            PlacedFile(path="Talks/A talk.mp4", size_bytes=1000, duration_s=60.0),
        ),
    )
    steps = Library(items=LIBRARY_ITEM).arrivals(completed, NOON)
    assert [step.id for step in steps] == [ITEM, item_id_of(DOWNLOAD, "Talks/A talk.srt")]
    assert list(steps[0].decide(Missing())) == [added]
