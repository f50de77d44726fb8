"""The rules of the library: names elsewhere, folders as the server sees them, playlists, widths."""

from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medianest.contracts.events.requests import PlaylistAdded
from medianest.requests import publishing
from medianest.requests.adapters.plex import words
from medianest.requests.adapters.plex.shares import SharesUnknown, tokens_in
from medianest.requests.app import LIBRARY_HOUSE, PLAYLIST
from medianest.requests.domain import library_house, library_playlist
from medianest.requests.domain.library import Guid, guids_in
from medianest.requests.domain.library_house import (
    Furnish,
    Furnished,
    NoFolder,
    beside,
    lies_in,
    seen_as,
)
from medianest.requests.domain.library_playlist import (
    Arrive,
    Collect,
    Note,
    Playlist,
    PlaylistArrived,
    PlaylistCollected,
    PlaylistNoted,
)
from medianest.requests.domain.picture import WIDTHS, OddWidth, fitting
from medianest.testkit import ANNA, NOON, Spec

house = Spec(LIBRARY_HOUSE, library_house.decide)
playlist = Spec(PLAYLIST, library_playlist.decide)
ONE, TWO, TRAINS = UUID(int=1), UUID(int=2), UUID(int=3)
GUIDS = [
    ("imdb://tt0133093", "imdb", "tt0133093"),
    ("tmdb://603", "tmdb", "603"),
    ("tvdb://169", "tvdb", "169"),
    ("com.plexapp.agents.imdb://tt0133093?lang=en", "imdb", "tt0133093"),
    ("com.plexapp.agents.themoviedb://603?lang=en", "tmdb", "603"),
    ("com.plexapp.agents.thetvdb://81189/1/2?lang=en", "tvdb", "81189"),
    ("com.plexapp.agents.hama://tvdb-123?lang=en", "tvdb", "123"),
    ("com.plexapp.agents.hama://tvdb2-123?lang=en", "tvdb", "123"),
    ("com.plexapp.agents.hama://anidb-456", "anidb", "456"),
]


@pytest.mark.parametrize(("text", "source", "value"), GUIDS)
def test_every_form_of_a_guid_is_read(text: str, source: str, value: str) -> None:
    assert guids_in([text]) == (Guid(source=source, value=value),)


@pytest.mark.parametrize(
    "text", ["local://17", "com.plexapp.agents.none://x", "plex://movie/5d77", ""]
)
def test_what_no_catalogue_knows_has_no_name_elsewhere(text: str) -> None:
    assert guids_in([text]) == ()


def test_a_path_of_ours_is_seen_where_the_server_sees_our_folder() -> None:
    assert seen_as("/data/videos", "Channel/A talk.mp4") == "/data/videos/Channel/A talk.mp4"
    assert beside("/data/videos", "Channel/A talk.mp4") == "/data/videos/Channel"
    assert beside("/data/videos", "A talk.mp4") == "/data/videos"
    assert seen_as("D:\\Videos", "Channel/A talk.mp4") == "D:\\Videos\\Channel\\A talk.mp4"
    assert seen_as("\\\\nas\\Videos", "A.mp4") == "\\\\nas\\Videos\\A.mp4"


def test_a_folder_lies_in_another_only_as_a_whole() -> None:
    assert lies_in("/data/videos", "/data/videos/")
    assert lies_in("/data/videos/new", "/data/videos")
    assert not lies_in("/data/videos2", "/data/videos")
    assert lies_in("D:\\Videos\\New", "d:\\videos")


@pytest.mark.parametrize(
    "folder", ["videos", "../videos", "/data/../etc", "/da\nta", "C:", "http://x"]
)
def test_what_is_no_folder_is_refused(folder: str) -> None:
    house.given().when(Furnish(by=ANNA, now=NOON, folder=folder, unlinked_see="nothing")).refused(
        NoFolder
    )


def test_the_same_house_is_furnished_once() -> None:
    furnish = Furnish(by=ANNA, now=NOON, folder="/data/videos/", unlinked_see="everything")
    furnished = Furnished(by=ANNA, at=NOON, folder="/data/videos", unlinked_see="everything")
    house.given().when(furnish).then(furnished)
    house.given(furnished).when(furnish).then()


def test_a_playlist_is_noted_once_and_collected_once() -> None:
    noted = PlaylistNoted(title="Trains", downloads=(ONE, TWO), at=NOON)
    collected = PlaylistCollected(rating_key="17", at=NOON)
    note = Note(title="Trains", downloads=(ONE, TWO), now=NOON)
    collect = Collect(rating_key="17", now=NOON)
    playlist.given().when(note).then(noted)
    playlist.given(noted).when(note).then()
    playlist.given().when(collect).then()
    playlist.given(noted).when(collect).then(collected)
    playlist.given(noted, collected).when(collect).then()


def test_a_playlist_of_an_older_message_has_no_order_and_is_left_alone() -> None:
    playlist.given().when(Note(title="Trains", downloads=(), now=NOON)).then()


def arrive(shown: int, *, at_last: bool = False) -> Arrive:
    return Arrive(collection_id=TRAINS, shown=shown, at_last=at_last, now=NOON)


def test_a_playlist_has_arrived_once_when_all_that_was_fetched_is_shown() -> None:
    noted = PlaylistNoted(
        title="Trains", downloads=(ONE, TWO), at=NOON, member_id=ANNA, completed=2
    )
    arrived = PlaylistArrived(collection_id=TRAINS, shown=2, at=NOON)
    playlist.given().when(arrive(2)).then()
    playlist.given(noted).when(arrive(1)).then()
    playlist.given(noted).when(arrive(2)).then(arrived)
    playlist.given(noted, arrived).when(arrive(2, at_last=True)).then()


def test_in_the_end_what_is_shown_of_a_playlist_is_enough_but_nothing_is_not() -> None:
    noted = PlaylistNoted(
        title="Trains", downloads=(ONE, TWO), at=NOON, member_id=ANNA, completed=2
    )
    arrived = PlaylistArrived(collection_id=TRAINS, shown=1, at=NOON)
    playlist.given(noted).when(arrive(1, at_last=True)).then(arrived)
    playlist.given(noted).when(arrive(0, at_last=True)).then()


def test_of_a_playlist_it_is_said_how_much_came_to_whoever_asked_for_it() -> None:
    fact = PlaylistArrived(collection_id=TRAINS, shown=1, at=NOON)
    state = Playlist(title="Trains", downloads=(ONE, TWO), member_id=ANNA, completed=2, failed=3)
    assert publishing.of_playlist(state, fact) == PlaylistAdded(
        collection_id=TRAINS, member_id=ANNA, title="Trains", shown=1, missing=1, failed=3
    )
    assert publishing.of_playlist(Playlist(title="Trains", downloads=(ONE,)), fact) is None


def test_s40_pictures_have_a_few_widths_and_no_other() -> None:
    assert [fitting(width) for width in WIDTHS] == list(WIDTHS)
    with pytest.raises(OddWidth):
        fitting(321)


@pytest.mark.parametrize(
    "path",
    [
        "http://127.0.0.1/x",
        "//evil/library/metadata/1/thumb/2",
        "/library/metadata/1/thumb/../../../:/prefs",
        "/library/metadata/1/thumb/2?url=http://169.254.169.254",
        "/library/metadata/1/thumb/2\n",
        "/:/prefs",
        "/photo/:/transcode?url=/library/metadata/1/thumb/2",
        "/library/metadata/%2e%2e/thumb/2",
    ],
)
def test_s40_a_picture_lies_under_the_library_or_nowhere(path: str) -> None:
    assert words.picture_of(path) is None


def test_a_picture_of_the_library_is_one() -> None:
    assert words.picture_of("/library/metadata/17/thumb/1764412345")
    assert words.picture_of("/library/collections/17/composite/1764412345")


@given(st.binary(max_size=300))
def test_whatever_plex_tv_says_of_shares_is_read_or_refused(document: bytes) -> None:
    with suppress(SharesUnknown):
        tokens_in(document)


def test_s59_a_list_of_shares_that_unfolds_is_none() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bb">]><MediaContainer><SharedServer/></MediaContainer>'
    with pytest.raises(SharesUnknown):
        tokens_in(bomb)


def test_only_a_whole_share_counts() -> None:
    document = (
        b'<MediaContainer><SharedServer userID="7" accessToken="abc"/>'
        b'<SharedServer userID="x" accessToken="abc"/><SharedServer userID="8" accessToken=""/>'
        b'<SharedServer userID="9" accessToken="a&#10;b"/></MediaContainer>'
    )
    assert tokens_in(document) == {7: "abc"}
