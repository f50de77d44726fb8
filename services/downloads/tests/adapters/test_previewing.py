"""What sites say of a video, a playlist and a channel (recorded and shortened), as a preview."""

from typing import Any

import pytest

from medianest.downloads.adapters.ytdlp.previewing import listed

ENTRIES: list[dict[str, Any]] = [
    {"_type": "url", "id": "a1B_", "title": "One", "url": "https://youtu.be/a1B_", "duration": 61},
    {"_type": "url", "id": "c2D-", "title": None, "url": "https://youtu.be/c2D-", "duration": None},
    {"_type": "url", "id": "gone", "title": "[Private video]", "url": ""},
]
PLAYLIST: dict[str, Any] = {
    "_type": "playlist",
    "id": "PL123",
    "title": "Nests",
    "extractor_key": "YoutubeTab",
    "channel": "Nestlings",
    "channel_id": "UC1",
    "uploader_id": "@nestlings",
}


@pytest.mark.parametrize(
    ("id_", "kind"), [("PL123", "playlist"), ("UC1", "channel"), ("@nestlings", "channel")]
)
def test_a_channel_is_told_from_a_playlist(id_: str, kind: str) -> None:
    assert listed({**PLAYLIST, "id": id_, "entries": ENTRIES}, 200).kind == kind


def test_a_list_without_an_owner_is_a_playlist() -> None:
    info = {"_type": "playlist", "id": "list", "title": "Nests", "entries": ENTRIES}
    assert listed(info, 200).kind == "playlist"


def test_its_items_can_be_chosen_by_their_place() -> None:
    preview = listed({**PLAYLIST, "entries": iter(ENTRIES)}, 200)
    assert (preview.title, preview.channel) == ("Nests", "Nestlings")
    assert [(item.index, item.title, item.url) for item in preview.items] == [
        (1, "One", "https://youtu.be/a1B_"),
        (2, "https://youtu.be/c2D-", "https://youtu.be/c2D-"),
        (3, "[Private video]", None),
    ]
    assert [item.duration_s for item in preview.items] == [61.0, None, None]


def test_no_more_of_it_is_read_than_is_shown() -> None:
    endless = ({**ENTRIES[0], "id": str(n)} for n in iter(int, 1))
    assert len(listed({**PLAYLIST, "entries": endless}, 200).items) == 200
