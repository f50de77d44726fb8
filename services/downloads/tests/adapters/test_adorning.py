"""Subtitles, sponsors, cover and tags by the real yt-dlp and ffmpeg; nothing fails without."""

import asyncio
import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import av
import pytest
from yt_dlp.postprocessor import ModifyChaptersPP, SponsorBlockPP

from medianest.contracts.record import replace
from medianest.downloads.adapters.ytdlp.confined import make_folders, options_for
from medianest.downloads.adapters.ytdlp.fetcher import JailedFetcher, Watch
from medianest.downloads.adapters.ytdlp.fetching import Fetching
from medianest.downloads.adapters.ytdlp.words import Terms
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.presets import PRESETS
from medianest.downloads.ports import FINISHED_FOLDER, Fetched

PAGE = """<!doctype html><title>A nest</title>
<video src="/nest.mp4" poster="/cover.jpg">
<track kind="subtitles" srclang="en" src="/en.vtt"></video>"""
WORDS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nA bird.\n"


@pytest.fixture(scope="session")
def cover(ffmpeg_folder: Path, film_path: Path) -> bytes:
    path = ffmpeg_folder / "cover.jpg"
    command = [ffmpeg_folder / "ffmpeg", "-y", "-i", film_path, "-frames:v", "1", path]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own words
    return path.read_bytes()


async def fetched(terms: Terms, folder: Path, url: str, extras: Extras) -> Path:
    async def wanted() -> bool:
        return True

    async def agreed() -> Terms:
        return replace(terms, extractors=("generic", "html5"))

    fetcher = JailedFetcher(agreed, Watch(stall_s=20, wall_s=60, grace_s=5, look_s=0.2))
    reports = fetcher.fetch(folder, url, PRESETS["best"], wanted, extras=extras)
    last = [report async for report in reports][-1]
    assert isinstance(last, Fetched)
    return folder / FINISHED_FOLDER / last.file_name


def inside(path: Path) -> tuple[list[str], bool, dict[str, str]]:
    """The languages of its subtitles, whether it has a cover, and its tags."""
    with av.open(str(path)) as film:
        words = [str(stream.metadata.get("language")) for stream in film.streams.subtitles]
        covered = any(
            int(stream.disposition) & int(av.stream.Disposition.attached_pic)
            for stream in film.streams.video
        )
        return words, covered, dict(film.metadata)


async def test_subtitles_cover_and_tags_are_in_the_file(
    terms: Terms, tmp_path: Path, origin: Any, film: bytes, cover: bytes
) -> None:
    origin.add("/watch", PAGE.encode(), "text/html")
    origin.add("/nest.mp4", film)
    origin.add("/cover.jpg", cover, "image/jpeg")
    origin.add("/en.vtt", WORDS, "text/vtt")
    wish = Extras(subtitles=("de", "en"), thumbnail=True)
    words, covered, tags = inside(await fetched(terms, tmp_path, f"{origin.url}/watch", wish))
    assert words == ["eng"], "in German there are none"
    assert covered
    assert tags["title"] == "A nest (1)"


async def test_without_a_wish_none_of_it_is_there(
    terms: Terms, tmp_path: Path, origin: Any, film: bytes, cover: bytes
) -> None:
    origin.add("/watch", PAGE.encode(), "text/html")
    origin.add("/nest.mp4", film)
    origin.add("/cover.jpg", cover, "image/jpeg")
    origin.add("/en.vtt", WORDS, "text/vtt")
    wish = Extras(chapters=False, tags=False)
    words, covered, tags = inside(await fetched(terms, tmp_path, f"{origin.url}/watch", wish))
    assert (words, covered) == ([], False)
    assert "title" not in tags
    assert not origin.ranges("/en.vtt")


async def test_what_a_site_does_not_give_of_it_fails_no_download(
    terms: Terms, tmp_path: Path, origin: Any, film: bytes
) -> None:
    origin.add("/watch", PAGE.encode(), "text/html")
    origin.add("/nest.mp4", film)
    origin.add("/cover.jpg", b"no picture", "image/jpeg")
    origin.add("/en.vtt", b"", status=503)
    wish = Extras(subtitles=("en",), thumbnail=True)
    words, covered, _ = inside(await fetched(terms, tmp_path, f"{origin.url}/watch", wish))
    assert (words, covered) == ([], False)


def a_fetch(terms: Terms, folder: Path) -> Fetching:
    make_folders(folder)
    return Fetching(folder, options_for(terms, folder), lambda _: None)


def about(path: Path) -> dict[str, Any]:
    return {
        "extractor_key": "Youtube",
        "id": "a1B_",
        "title": "A nest",
        "duration": 6,
        "filepath": str(path),
        "ext": "mp4",
        "vcodec": "h264",
        "format_id": "0",
        "__real_download": True,
    }


async def test_where_sponsorblock_is_away_the_video_comes_all_the_same(
    terms: Terms, tmp_path: Path, film_path: Path
) -> None:
    ydl = a_fetch(terms, tmp_path)
    step = SponsorBlockPP(ydl, ("sponsor",), api="http://127.0.0.1:9")
    info = await asyncio.to_thread(ydl.run_pp, step, about(film_path))
    assert "sponsorblock_chapters" not in info


@pytest.mark.parametrize(("removed", "seconds"), [((), 6.0), (("sponsor",), 4.0)])
@pytest.mark.usefixtures("film_path")
async def test_sponsors_are_marked_or_cut_out(
    terms: Terms, tmp_path: Path, origin: Any, removed: tuple[str, ...], seconds: float
) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes((Path(terms.ffmpeg_folder) / "film.mp4").read_bytes())
    segment = {
        "category": "sponsor",
        "segment": [2, 4],
        "videoDuration": 6,
        "actionType": "skip",
        "description": "",
    }
    query = {
        "service": "YouTube",
        "categories": json.dumps(["sponsor"]),
        "actionTypes": json.dumps(["skip", "poi", "chapter"]),
    }
    mark = hashlib.sha256(b"a1B_").hexdigest()[:4]
    said = json.dumps([{"videoID": "a1B_", "segments": [segment]}]).encode()
    origin.add(f"/api/skipSegments/{mark}?{urlencode(query)}", said, "application/json")
    ydl = a_fetch(terms, tmp_path / "job")
    look_up = SponsorBlockPP(ydl, ("sponsor",), api=origin.url)
    cut = ModifyChaptersPP(
        ydl, remove_sponsor_segments=removed, sponsorblock_chapter_title="%(category_names)l"
    )
    info = await asyncio.to_thread(ydl.run_pp, look_up, about(path))
    info = await asyncio.to_thread(ydl.run_pp, cut, info)
    titles = [chapter["title"] for chapter in info["chapters"]]
    assert titles == (["A nest"] if removed else ["A nest", "Sponsor", "A nest"])
    with av.open(str(path)) as container:
        assert container.duration is not None
        # Cut at the pictures that stand alone, which may lie a little apart.
        assert container.duration / av.time_base == pytest.approx(seconds, abs=0.7)
