"""Pictures come by names of ours, small and drawn anew, and nothing else comes by that door."""

import base64
import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from medianest.requests.adapters.pictures import Pillow
from medianest.requests.domain.picture import NoPicture
from medianest.testkit import ANNA

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def drawn(kind: str, size: tuple[int, int], colour: str = "#204080") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is this large, and unfolds to no end."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 10_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


async def poster(desk: Any) -> str:
    return str((await desk.see("/library/sections/1/items?limit=1"))["items"][0]["image"])


def pictures_of(plex: Any) -> int:
    """How many it was asked for."""
    return sum("/thumb/" in path for path in plex.pages.calls)


async def test_a_poster_is_shown_small_and_kept_for_ever(desk: Any) -> None:
    name = await poster(desk)
    for width in (120, 480):
        answer = await desk.as_member(f"/images/{name}?w={width}", ANNA)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/jpeg"
        assert "immutable" in answer.headers["cache-control"]
        assert 0 <= int(answer.headers["mn-tint"]) < 360
        shown = Image.open(io.BytesIO(answer.content))
        assert (shown.format, shown.width) == ("JPEG", width)
        known = {"If-None-Match": answer.headers["etag"]}
        again = await desk.ask(f"/images/{name}?w={width}", headers=known)
        assert (again.status_code, again.content) == (304, b"")


async def test_a_picture_has_the_same_name_always_and_is_fetched_once(desk: Any, plex: Any) -> None:
    name = await poster(desk)
    assert await poster(desk) == name
    await desk.ask(f"/images/{name}?w=640")
    before = pictures_of(plex)
    for _ in range(5):
        await desk.ask(f"/images/{name}?w=640")
    assert pictures_of(plex) == before


async def test_a_face_comes_in_the_sizes_that_faces_have(desk: Any) -> None:
    page = await desk.see("/titles/movie/603")
    face = next(one["image"] for one in page["title"]["credits"]["cast"] if one["image"])
    # The last one is larger than any that there is.
    for width, shown_as in ((120, 120), (240, 240), (960, 421)):
        answer = await desk.as_member(f"/images/{face}?w={width}", ANNA)
        assert answer.status_code == 200, answer.text
        assert Image.open(io.BytesIO(answer.content)).width == shown_as


async def test_s40_nobody_makes_a_name_or_bends_one(desk: Any, plex: Any) -> None:
    name = await poster(desk)
    raw = base64.urlsafe_b64decode(name + "=" * (-len(name) % 4))
    bent = [
        base64.urlsafe_b64encode(bytes([raw[0] ^ 1]) + raw[1:]).decode().rstrip("="),
        base64.urlsafe_b64encode(raw[:-1]).decode().rstrip("="),
        base64.urlsafe_b64encode(b"plex/library/metadata/101/thumb/1").decode().rstrip("="),
        "http:%2F%2F127.0.0.1%2F",
        "..%2F..%2Fetc%2Fpasswd",
        "x" * 5000,
        "%00",
        "é",
    ]
    before = pictures_of(plex)
    for wrong in bent:
        answer = await desk.ask(f"/images/{wrong}")
        assert answer.status_code in {400, 404}, wrong
    assert pictures_of(plex) == before
    for width in ("0", "321", "99999", "-1", "x"):
        assert (await desk.ask(f"/images/{name}?w={width}")).status_code == 400, width


async def test_s40_whatever_the_server_sends_as_a_picture_no_page_gets_it_as_it_is(
    desk: Any, plex: Any
) -> None:
    # Each in a width that was not asked for before, for what was drawn is kept.
    name = (await desk.see("/library/sections/1/items?limit=3"))["items"][2]["image"]
    for fault, width, status in (
        ("html", 120, 404),
        ("garbage", 240, 404),
        ("empty", 320, 404),
        ("huge", 480, 503),
        ("error", 640, 503),
        ("hang", 960, 503),
    ):
        plex.misbehave(fault)
        answer = await desk.ask(f"/images/{name}?w={width}")
        plex.misbehave("", times=0)
        assert answer.status_code == status, (fault, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
async def test_a_picture_of_these_kinds_is_drawn_anew(kind: str) -> None:
    picture = await Pillow().shrunk(drawn(kind, (800, 1200)), 320)
    shown = Image.open(io.BytesIO(picture.jpeg))
    assert (shown.format, shown.size) == ("JPEG", (320, 480))
    assert abs(picture.tint - 220) < 8


async def test_a_small_picture_is_not_made_larger() -> None:
    picture = await Pillow().shrunk(drawn("PNG", (50, 80)), 320)
    assert Image.open(io.BytesIO(picture.jpeg)).size == (50, 80)


@pytest.mark.parametrize(
    "original",
    [
        SVG,
        b"<?xml version='1.0'?>" + SVG,
        b"",
        b"GIF89a" + b"\0" * 100,
        drawn("GIF", (10, 10)),
        drawn("TIFF", (10, 10)),
        drawn("ICO", (16, 16)),
        drawn("PNG", (20, 20))[:60],
        b"\xff\xd8\xff" + b"\0" * 1000,
        bomb(30_000, 30_000),
        bomb(7_000, 7_000),
        bomb(2**31 - 1, 2**31 - 1),
        bomb(0, 10),
    ],
    ids=lambda original: repr(original[:12]),
)
async def test_s40_bombs_drawings_and_odd_kinds_are_no_pictures(original: bytes) -> None:
    with pytest.raises(NoPicture):
        await Pillow().shrunk(original, 320)


async def test_s40_nothing_that_hides_in_a_picture_comes_through() -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"
    Image.new("RGB", (400, 400)).save(file, "JPEG", exif=exif, comment=b"<script>")
    picture = await Pillow().shrunk(file.getvalue() + b"PK\x03\x04<script>", 320)
    assert b"script" not in picture.jpeg
