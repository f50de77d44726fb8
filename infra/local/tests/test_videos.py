"""The video origin is a real one, and its traps are traps."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from medianest.local.probe import status_of
from medianest.local.servers import binaries
from medianest.local.servers.ports import next_free
from medianest.local.servers.process import Process
from medianest.local.simulators.films import FILMS, ODD_FILES
from medianest.local.simulators.video_manifests import FORMS
from medianest.local.simulators.video_pages import HOSTILE_TITLES
from medianest.local.simulators.video_traps import ROUTES
from medianest.testkit import eventually


@pytest.fixture(scope="module")
async def origin(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    folder = tmp_path_factory.mktemp("origin")
    port = next_free(17_000 + os.getpid() % 1000)
    command = [
        *(sys.executable, "-m", "medianest.local.simulators.videos"),
        *("--port", str(port), "--folder", str(folder / "films")),
    ]
    process = Process("videos", command, log=folder / "log")

    async def made() -> bool:
        return await status_of(port, "/ready") == 200

    await process.ready(made, within_s=90)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5) as client:
        yield client
    await process.stop()


async def test_every_film_is_real_h264_and_aac(origin: httpx.AsyncClient, tmp_path: Path) -> None:
    for film in FILMS:
        answer = await origin.get(f"/files/{film.file}")
        (tmp_path / film.file).write_bytes(answer.content)
        looked = await asyncio.to_thread(
            subprocess.run,
            [str(binaries.ffmpeg()), "-hide_banner", "-i", str(tmp_path / film.file)],
            capture_output=True,
            text=True,
        )
        assert "Video: h264" in looked.stderr
        assert "Audio: aac" in looked.stderr
        assert f"00:{film.seconds // 60:02}:{film.seconds % 60:02}" in looked.stderr


async def test_one_film_is_about_fifty_megabytes(origin: httpx.AsyncClient) -> None:
    answer = await origin.head("/files/a-very-long-evening.mp4")
    assert 45_000_000 < int(answer.headers["content-length"]) < 60_000_000


async def test_a_range_is_served_as_asked_and_noted(origin: httpx.AsyncClient) -> None:
    whole = (await origin.get("/files/night-train.mp4")).content
    await origin.delete("/log")
    for wish, piece in (
        ("bytes=100-199", whole[100:200]),
        ("bytes=-50", whole[-50:]),
        (f"bytes={len(whole) - 10}-", whole[-10:]),
    ):
        answer = await origin.get("/files/night-train.mp4", headers={"range": wish})
        assert answer.status_code == 206
        assert answer.content == piece
        assert answer.headers["content-range"].endswith(f"/{len(whole)}")
    beyond = {"range": f"bytes={len(whole)}-"}
    assert (await origin.get("/files/night-train.mp4", headers=beyond)).status_code == 416
    items = (await origin.get("/log")).json()["items"]
    assert [(item["range"], item["status"]) for item in items] == [
        ("bytes=100-199", 206),
        ("bytes=-50", 206),
        (f"bytes={len(whole) - 10}-", 206),
        (f"bytes={len(whole)}-", 416),
    ]
    assert items[0]["sent_bytes"] == 100


async def test_a_film_comes_as_slowly_as_wished(origin: httpx.AsyncClient) -> None:
    began_at = time.monotonic()
    answer = await origin.get(
        "/files/night-train.mp4?rate=100000", headers={"range": "bytes=0-49999"}
    )
    assert len(answer.content) == 50_000
    assert 0.3 < time.monotonic() - began_at < 3


def _extract(url: str) -> str:
    said = subprocess.run(  # noqa: S603  our own command line
        [
            *(sys.executable, "-m", "yt_dlp", "--ignore-config", "--no-update", "--no-warnings"),
            *("--print", "%(title)s|%(duration)s|%(ext)s", url),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return said.stdout + said.stderr


async def test_yt_dlp_reads_a_page_a_playlist_and_a_stream(origin: httpx.AsyncClient) -> None:
    page, playlist, stream = await asyncio.gather(
        *(
            asyncio.to_thread(_extract, f"{origin.base_url}/{path}")
            for path in ("watch/night-train?rate=5000000", "playlist.rss", "hls/index.m3u8")
        )
    )
    assert page == "A night train|12|mp4\n"
    assert playlist.splitlines() == [
        "A night train|12|mp4",
        "Harbour at dawn|20|mp4",
        "Letters from the attic|8|mp4",
    ]
    assert stream == "index|20|mp4\n"


@pytest.mark.parametrize(
    ("trap", "status"),
    [
        *(("forbidden", 403), ("gone", 410), ("broken", 500), ("throttled", 429)),
        *(("page", 200), ("text", 200)),
    ],
)
async def test_traps_answer_badly(origin: httpx.AsyncClient, trap: str, status: int) -> None:
    answer = await origin.get(f"/traps/{trap}.mp4")
    assert answer.status_code == status
    assert b"ftyp" not in answer.content


@pytest.mark.parametrize(
    ("trap", "target"),
    [
        ("to-private", "http://10."),
        ("to-metadata", "http://169.254.169.254/"),
        ("to-file", "file:///"),
        ("to-itself", "http://127.0.0.1:"),
    ],
)
async def test_traps_lead_where_nobody_should_go(
    origin: httpx.AsyncClient, trap: str, target: str
) -> None:
    answer = await origin.get(f"/traps/{trap}.mp4")
    assert answer.is_redirect
    assert answer.headers["location"].startswith(target)


async def test_the_endless_one_goes_on_until_we_hang_up(origin: httpx.AsyncClient) -> None:
    got = 0
    async with origin.stream("GET", "/traps/endless.mp4") as answer:
        assert "content-length" not in answer.headers
        async for chunk in answer.aiter_bytes():
            got += len(chunk)
            if got > 50_000:
                break
    assert (await origin.get("/")).status_code == 200


async def test_a_connection_breaks_after_the_bytes_that_were_chosen(
    origin: httpx.AsyncClient,
) -> None:
    whole = (await origin.get("/files/night-train.mp4")).content
    got = b""
    async with origin.stream("GET", "/files/night-train.mp4?drop=50000") as answer:
        assert answer.headers["content-length"] == str(len(whole))
        with contextlib.suppress(httpx.RemoteProtocolError):
            async for chunk in answer.aiter_bytes():
                got += chunk
    assert got == whole[:50_000]
    rest = {"range": f"bytes={len(whole) - 10}-"}
    answer = await origin.get("/files/night-train.mp4?drop=50000", headers=rest)
    assert answer.content == whole[-10:]


async def test_one_sends_less_than_it_says_and_one_a_byte_at_a_time(
    origin: httpx.AsyncClient,
) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        await origin.get("/traps/too-short.mp4")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1.2):
            await origin.get("/traps/drip.mp4")


async def test_odd_files_are_what_they_are_called(
    origin: httpx.AsyncClient, tmp_path: Path
) -> None:
    said = {}
    for name in ODD_FILES:
        (tmp_path / name).write_bytes((await origin.get(f"/files/{name}")).content)
        looked = await asyncio.to_thread(
            subprocess.run,
            [str(binaries.ffmpeg()), "-hide_banner", "-i", str(tmp_path / name)],
            capture_output=True,
            text=True,
        )
        said[name] = looked.stderr
    assert "yuv420p10le" in said["ten-bit.mp4"]
    for name in ("sound-only.m4a", "sound-in-a-video.mp4"):
        assert "Audio: aac" in said[name]
        assert "Video:" not in said[name]


async def test_a_long_list_and_one_with_bad_names(origin: httpx.AsyncClient) -> None:
    assert (await origin.get("/playlist.rss?items=60")).text.count("<item>") == 60
    listed = (await origin.get("/hostile.rss")).text
    assert listed.count("<item>") == len(HOSTILE_TITLES)
    page = (await origin.get("/titled/3")).text
    assert "--exec=touch /tmp/nest" in page
    assert "<script>alert" not in (await origin.get("/titled/16")).text


@pytest.mark.parametrize("form", FORMS)
async def test_a_manifest_names_the_host_that_one_chooses(
    origin: httpx.AsyncClient, form: str
) -> None:
    answer = await origin.get(f"/traps/manifests/{form}?host=10.0.0.7:99")
    assert "//10.0.0.7:99/" in answer.text
    assert ("dash" if form.endswith("mpd") else "mpegurl") in answer.headers["content-type"]


async def test_the_silent_one_says_nothing(origin: httpx.AsyncClient) -> None:
    with pytest.raises(httpx.ReadTimeout):
        await origin.get("/traps/silent.mp4", timeout=0.3)


async def test_every_trap_has_a_page(origin: httpx.AsyncClient) -> None:
    for route in ROUTES[:-1]:
        page = await origin.get(route.path.replace("/traps/", "/traps/watch/"))
        assert route.path in page.text


async def test_what_is_not_there_is_not_there(origin: httpx.AsyncClient) -> None:
    for path in ("/files/nothing.mp4", "/watch/nothing", "/files/..%2f..%2fetc%2fpasswd"):
        assert (await origin.get(path)).status_code == 404

    async def answers() -> bool:
        return (await origin.get("/ready")).json()["ready"]

    await eventually(answers)
