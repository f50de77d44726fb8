"""Any title becomes a safe and readable name."""

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from medianest.downloads.domain.names import Layout, Titled, shelf_path, taken

DAY = date(2026, 11, 23)


def wide(text: str) -> str:
    """In the full-width forms of letters, digits and signs."""
    return "".join(chr(ord(char) + 0xFEE0) for char in text)


def named(title: str, channel: str | None = "Nestlings", source_id: str = "a1B_") -> str:
    about = Titled(title=title, source_id=source_id, channel=channel, site="Site")
    return shelf_path(about, "mp4")


def laid(layout: Layout, title: str, day: date | None = DAY, channel: str = "Nestlings") -> str:
    about = Titled(title=title, source_id="a1B_", channel=channel, published_on=day)
    return shelf_path(about, "mp4", layout)


def test_a_series_goes_by_channel_and_date() -> None:
    name = "Nestlings/Season 2026/Nestlings - 2026-11-23 - Birds - part 1 [a1B_].mp4"
    assert laid("series", "Birds: part 1") == name


def test_a_film_has_its_year_and_a_folder_of_its_own() -> None:
    assert laid("films", "Birds") == "Birds (2026) [a1B_]/Birds (2026) [a1B_].mp4"


@pytest.mark.parametrize("layout", ["series", "films"])
def test_without_a_date_it_lies_with_its_channel(layout: Layout) -> None:
    assert laid(layout, "Birds", day=None) == "Nestlings/Birds [a1B_].mp4"


def test_a_name_is_readable() -> None:
    assert named("Birds: a film / part 1?") == "Nestlings/Birds - a film - part 1 [a1B_].mp4"


def test_without_a_channel_the_site_gives_the_folder() -> None:
    assert named("Birds", channel=None).startswith("Site/")


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("../../etc/passwd", "etc-passwd [a1B_].mp4"),
        ("..", "Untitled [a1B_].mp4"),
        ("a\0b\x1b[31m\r\nc", "ab[31m c [a1B_].mp4"),
        ("left\u202egpj.exe", "leftgpj.exe [a1B_].mp4"),
        ("CON", "_CON [a1B_].mp4"),
        ("lpt1.txt", "_lpt1.txt [a1B_].mp4"),
        ("--exec rm", "exec rm [a1B_].mp4"),
        (".hidden", "hidden [a1B_].mp4"),
        ("%(title)s", "%(title)s [a1B_].mp4"),
        ("\ud800", "Untitled [a1B_].mp4"),
        ("   ", "Untitled [a1B_].mp4"),
        (wide("../../etc"), "etc [a1B_].mp4"),
        (wide("CON"), "_CON [a1B_].mp4"),
        (f"Part {wide('12')} of {wide('3')}", "Part 12 of 3 [a1B_].mp4"),
        (wide("--exec"), "exec [a1B_].mp4"),
        ("nul", "_nul [a1B_].mp4"),
    ],
)
def test_s38_a_hostile_title_becomes_a_harmless_name(title: str, file: str) -> None:
    assert named(title) == f"Nestlings/{file}"


def test_s38_twins_that_look_alike_are_one_name() -> None:
    assert named(unicodedata.normalize("NFD", "Käfer")) == named("Käfer")


def test_s38_a_long_title_keeps_its_id_and_its_kind() -> None:
    name = named("ü" * 300).split("/")[1]
    assert name.endswith(" [a1B_].mp4")
    assert len(name.encode()) <= 255


def test_the_name_after_a_taken_one_still_fits() -> None:
    name = taken(named("x" * 300), 98).split("/")[1]
    assert name.endswith(" [a1B_] (99).mp4")
    assert len(name.encode()) <= 255


def test_an_odd_id_is_replaced_by_its_digest() -> None:
    assert "../" not in named("Birds", source_id="../../x")[1:]


def test_only_kinds_of_files_that_belong_on_the_shelf_have_names() -> None:
    with pytest.raises(ValueError, match="not a kind"):
        shelf_path(Titled(title="x", source_id="1"), "sh")


anything = some.text(alphabet=some.characters(), max_size=400)


@given(
    channel=some.none() | anything,
    title=anything,
    source_id=anything,
    layout=some.sampled_from(["videos", "series", "films"]),
)
@example(channel="CON ", title="con. .", source_id="", layout="videos")
@example(channel="/", title="/", source_id="/", layout="films")
@example(channel="\uff0d \u0301", title="\u0301", source_id="", layout="series")
def test_s38_any_title_gives_a_confined_and_valid_name(
    channel: str | None, title: str, source_id: str, layout: Layout
) -> None:
    about = Titled(title=title, source_id=source_id, channel=channel, published_on=DAY)
    path = shelf_path(about, "mp4", layout)
    parts = path.split("/")
    assert len(parts) == (3 if layout == "series" else 2)
    for part in parts:
        assert part
        assert part.strip(" .") == part.rstrip(" .")
        assert not part.startswith((".", "-", "~", " "))
        assert not part.endswith((".", " "))
        assert len(part.encode()) <= 255
        assert unicodedata.is_normalized("NFC", part)
        assert not any(unicodedata.category(char).startswith("C") for char in part)
        assert not set(part) & set('\\/:*?"<>|')
    assert path == shelf_path(about, "mp4", layout)
