"""What is brought into the library is in it, once."""

from uuid import UUID

from medianest.contracts.events.downloads import DownloadCompleted, PlacedFile
from medianest.contracts.events.requests import LibraryItemAdded
from medianest.contracts.meta import Meta
from medianest.requests import publishing
from medianest.requests.app import LIBRARY_ITEM
from medianest.requests.domain.library_item import (
    Add,
    GiveUp,
    InLibrary,
    ItemAdded,
    ItemGivenUp,
    Missing,
    decide,
    item_id_of,
)
from medianest.requests.handlers.library_placing import job_of
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
        item_id=ITEM, title="A talk", origin="downloads", origin_id=DOWNLOAD, member_id=ANNA
    )


def test_what_was_given_up_may_still_come_and_is_given_up_once() -> None:
    give_up = GiveUp(
        item_id=ITEM,
        title="A talk",
        origin="downloads",
        origin_id=DOWNLOAD,
        path="Talks/A talk.mp4",
        reason="Nobody saw it.",
        now=NOON,
    )
    given_up = ItemGivenUp(
        item_id=ITEM,
        title="A talk",
        origin="downloads",
        origin_id=DOWNLOAD,
        path="Talks/A talk.mp4",
        reason="Nobody saw it.",
        given_up_at=NOON,
    )
    spec.given().when(give_up).then(given_up)
    spec.given(given_up).when(give_up).then()
    spec.given(given_up).when(add).then(added)
    spec.given(added).when(give_up).then()
    assert publishing.of_library_item(Missing(), given_up) is None


def test_a_path_that_is_named_twice_is_placed_once() -> None:
    file = PlacedFile(path="Talks/A talk.mp4", size_bytes=1000, duration_s=60.0)
    completed = DownloadCompleted(
        download_id=DOWNLOAD, member_id=ANNA, title="A talk", files=(file, file)
    )
    assert job_of(completed, NOON, Meta(correlation=DOWNLOAD)).files == (file,)
