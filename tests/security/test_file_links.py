"""S42 through the front door: a finished file by its signed link, and by no other."""

import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import imageio_ffmpeg
import pytest_asyncio

from medianest.downloads.app import build as build_downloads
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

SECONDS = "8"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A site with what lies in this folder."""
    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=site.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{site.server_port}"
    finally:
        site.shutdown()
        site.server_close()


def make_film(folder: Path) -> None:
    source = ("-f", "lavfi", "-i", f"testsrc2=duration={SECONDS}:size=320x240:rate=25")
    kept = ("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "2M", "-minrate", "2M")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", *source, *kept, str(folder / "nest.mp4")]
    subprocess.run(command, check=True, capture_output=True)


class Finished:
    """Anna's film, and the front door."""

    def __init__(self, door: Any, anna: Any, ben: Any, download: Any, body: bytes) -> None:
        self.anna, self.ben, self.body = anna, ben, body
        self.at = f"/downloads/{download['id']}/files/0"
        self.door = door
        # A player, which has neither cookie nor key.
        self.player = httpx.AsyncClient(
            base_url=door.url, timeout=60, trust_env=False, verify=NOBODY
        )

    async def link(self) -> str:
        answer = await self.anna.post(f"{self.at}/link")
        assert answer.status_code == 200, answer.text
        return str(answer.json()["url"])


@pytest_asyncio.fixture
async def finished(house: House, opened: Any, tmp_path: Path) -> AsyncIterator[Finished]:
    make_film(tmp_path)
    library = tmp_path / "library"
    library.mkdir()
    with served(tmp_path) as site:
        environ = house.environ(
            "downloads",
            library_dir=str(library),
            extractors="generic",
            egress_allowed=site,
            min_free_bytes="1000000",
        )
        async with (
            running(build_downloads, environ) as downloads,
            opened(downloads_url=downloads.url) as door,
        ):
            owner = await door.owner()
            anna, ben = [await door.member(owner, name) for name in ("anna", "ben")]
            asked = await anna.post("/downloads", json={"url": f"http://{site}/nest.mp4"})
            assert asked.status_code == 201, asked.text

            async def done() -> Any:
                shown = (await anna.get(f"/downloads/{asked.json()['id']}")).json()
                assert shown["status"] == "completed", shown
                return shown

            shown = await eventually(done, timeout_s=60)
            body = (library / shown["files"][0]["path"]).read_bytes()
            made = Finished(door, anna, ben, shown, body)
            yield made
            await made.player.aclose()


def altered(link: str, **changes: str) -> str:
    parts = urlsplit(link)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | changes
    return f"{parts.path}?{urlencode(query)}"


async def test_s42_a_signed_link_gives_the_file_and_an_altered_one_does_not(
    finished: Finished,
) -> None:
    link = await finished.link()
    whole = await finished.player.get(link, headers={"Accept-Encoding": "zstd, br, gzip"})
    assert (whole.status_code, whole.content) == (200, finished.body)
    assert len(whole.content) > 1_000_000, "it came in pieces"
    assert "content-encoding" not in whole.headers
    assert whole.headers["content-disposition"].startswith("attachment;")
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert whole.headers["cache-control"] == "private, no-store"
    part = await finished.player.get(link, headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.content) == (206, finished.body[1000:2000])
    rest = await finished.player.get(
        link, headers={"Range": "bytes=1000000-", "If-Range": whole.headers["etag"]}
    )
    assert (rest.status_code, rest.content) == (206, finished.body[1_000_000:])
    until = int(parse_qs(urlsplit(link).query)["until"][0])
    for bad in (
        altered(link, until=str(until + 3600)),
        altered(link, member="01938e5c-0000-7000-8000-0000000000aa"),
        altered(link, signature="A" * 43),
        link.replace("/files/0", "/files/1"),
    ):
        answer = await finished.player.get(bad)
        assert answer.status_code in {400, 403, 404}, bad
        assert finished.body[:100] not in answer.content


async def test_s42_a_link_is_no_use_to_another_member_and_theirs_to_make_is_none(
    finished: Finished,
) -> None:
    link = (await finished.link()).removeprefix("/api/v1")
    assert (await finished.ben.get(link)).status_code == 403
    assert (await finished.ben.post(f"{finished.at}/link")).status_code == 404
    assert (await finished.anna.get(link)).status_code == 200
    stranger = finished.door.stranger()
    assert (await stranger.post(f"{finished.at}/link")).status_code == 401
    assert (await stranger.get(finished.at)).status_code == 400
