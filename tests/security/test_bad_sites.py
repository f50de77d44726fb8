"""A bad site leads nowhere inside, runs nothing here, and its odd files do no harm."""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import imageio_ffmpeg
import pytest
import pytest_asyncio

from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.contracts.record import replace
from medianest.downloads.adapters.ffmpeg import ffmpeg_folder
from medianest.downloads.adapters.ytdlp.confined import options_for
from medianest.downloads.adapters.ytdlp.fetcher import JailedFetcher, JailedPreviewer, Watch
from medianest.downloads.adapters.ytdlp.fetching import _options_of as options_of
from medianest.downloads.adapters.ytdlp.words import Limits, Terms
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.names import Titled, shelf_path
from medianest.downloads.domain.presets import PRESETS
from medianest.downloads.ports import (
    FINISHED_FOLDER,
    Fetched,
    FetchFailed,
    Identified,
    Preview,
)
from medianest.local.probe import status_of
from medianest.local.servers.ports import next_free
from medianest.local.servers.process import Process
from medianest.local.simulators.video_manifests import FORMS
from medianest.local.simulators.video_pages import HOSTILE_TITLES
from medianest.testkit.films import kept_films

WATCH = Watch(stall_s=60, wall_s=120, grace_s=2, look_s=0.2)
DROPPED_AT = 1_000_000
HOSTS = ("127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "localhost", "0x7f.1")


class Site:
    """The simulated site, a canary beside it, and our way to fetch from the site only."""

    def __init__(self, url: str, canary_port: int, terms: Terms) -> None:
        self.url, self.canary_port, self.terms = url, canary_port, terms
        self.met = 0
        self.title = ""

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.met += 1
        writer.close()

    async def agreed(self) -> Terms:
        return self.terms

    async def fetch(
        self, path: str, folder: Path, *, preset: str = "best", wall_s: float = 120
    ) -> Fetched:
        fetcher = JailedFetcher(self.agreed, replace(WATCH, wall_s=wall_s))
        reports = fetcher.fetch(folder, self.url + path, PRESETS[preset], wanted)
        async for report in reports:
            match report:
                case Identified(video=video):
                    self.title = video.title
                case Fetched():
                    return report
        raise AssertionError("a fetcher ends with a file or a failure")

    async def failure(self, path: str, folder: Path, **options: Any) -> Failure:
        with pytest.raises(FetchFailed) as failed:
            await self.fetch(path, folder, **options)
        return failed.value.failure

    async def preview(self, path: str, folder: Path) -> Preview:
        previewer = JailedPreviewer(
            self.agreed, folder, lambda: UUID(int=7), deadline_s=60, most_at_once=1
        )
        return await previewer.preview(self.url + path)


async def wanted() -> bool:
    return True


@contextlib.asynccontextmanager
async def simulated(folder: Path) -> AsyncIterator[int]:
    port = next_free(17_400 + os.getpid() % 1000)
    words = ("--port", str(port), "--folder", str(await asyncio.to_thread(kept_films)))
    command = [sys.executable, "-m", "medianest.local.simulators.videos", *words]
    process = Process("videos", command, log=folder / "log")

    async def is_made() -> bool:
        return await status_of(port, "/ready") == 200

    await process.ready(is_made, within_s=200)
    yield port
    await process.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    async with simulated(folder) as port:
        proxy = EgressProxy(EgressGuard((f"127.0.0.1:{port}",)))
        terms = Terms(
            proxy=await proxy.start(),
            extractors=("generic",),
            ffmpeg_folder=str(ffmpeg_folder(None, folder)),
            limits=Limits(memory_bytes=2 << 30, file_bytes=1 << 30, open_files=256, cpu_s=300),
            silence_s=30,
            socket_timeout_s=10,
        )
        found = Site(f"http://127.0.0.1:{port}", 0, terms)
        canary = await asyncio.start_server(found.meet, "127.0.0.1", 0)
        found.canary_port = canary.sockets[0].getsockname()[1]
        yield found
        canary.close()
        await proxy.stop()


@pytest.mark.parametrize(("form", "host"), list(zip(FORMS, HOSTS * 2, strict=False)))
async def test_s37_a_manifest_that_names_an_inside_host_sends_nothing_there(
    site: Site, tmp_path: Path, form: str, host: str
) -> None:
    path = f"/traps/manifests/{form}?host={host}:{site.canary_port}"
    if form == "sound.m3u8":
        await site.fetch(path, tmp_path / "job")  # its own picture brings sound of its own
    else:
        await site.failure(path, tmp_path / "job")
    assert site.met == 0


async def test_s37_a_manifest_of_the_sites_own_is_fetched(site: Site, tmp_path: Path) -> None:
    fetched = await site.fetch("/hls/index.m3u8", tmp_path / "job")
    assert fetched.duration_s == pytest.approx(20, abs=0.5)


@pytest.mark.parametrize(
    ("trap", "error_class", "reason"),
    [
        ("to-private", "permanent", "private network"),
        ("to-metadata", "permanent", "private network"),
        ("to-file", "permanent", "not fetched from"),
        ("to-itself", "permanent", "circles"),
        ("forbidden", "transient", "(403)"),
        ("throttled", "source_blocked", "turning us away"),
        ("gone", "permanent", "no such video"),
        ("too-short", "transient", "broke off"),
        ("text", "permanent", "no video"),
    ],
)
async def test_each_trap_is_told_apart(
    site: Site, tmp_path: Path, trap: str, error_class: str, reason: str
) -> None:
    failure = await site.failure(f"/traps/{trap}.mp4", tmp_path / "job")
    assert (failure.error_class, reason in failure.reason) == (error_class, True), failure


async def test_a_film_that_drips_takes_no_longer_than_is_allowed(
    site: Site, tmp_path: Path
) -> None:
    failure = await site.failure("/traps/drip.mp4", tmp_path / "job", wall_s=8)
    assert failure.reason == "This took longer than is allowed here."


async def test_a_connection_that_breaks_is_taken_up_where_it_broke(
    site: Site, tmp_path: Path
) -> None:
    path = f"/files/night-train.mp4?drop={DROPPED_AT}"
    whole = await site.fetch("/files/night-train.mp4", tmp_path / "whole")
    broken = await site.fetch(path, tmp_path / "broken")
    assert broken.duration_s == whole.duration_s
    assert streams_in(tmp_path / "broken") == streams_in(tmp_path / "whole")


def streams_in(folder: Path) -> list[str]:
    """The digest of each stream, whatever the file says around them."""
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    [file] = (folder / FINISHED_FOLDER).iterdir()
    words = ("-v", "error", "-i", file, "-map", "0", "-c", "copy", "-f", "streamhash", "-")
    told = subprocess.run([ffmpeg, *words], check=True, capture_output=True, text=True)
    return told.stdout.splitlines()


async def test_odd_files_are_kept_or_refused_for_what_they_are(site: Site, tmp_path: Path) -> None:
    deep = await site.fetch("/files/ten-bit.mp4", tmp_path / "deep")
    assert deep.duration_s == pytest.approx(3, abs=0.2)
    sound = await site.fetch("/files/sound-only.m4a", tmp_path / "sound", preset="audio")
    assert sound.file_name == "media.m4a"
    failure = await site.failure("/files/sound-in-a-video.mp4", tmp_path / "dressed up")
    assert failure == Failure(error_class="permanent", reason="This file is no video.")


async def test_a_long_list_is_looked_up_at_once(site: Site, tmp_path: Path) -> None:
    found = await site.preview("/playlist.rss?items=60", tmp_path)
    assert found.kind == "playlist"
    assert [item.index for item in found.items] == list(range(1, 61))
    assert len({item.url for item in found.items}) == 60


@pytest.mark.parametrize("title", HOSTILE_TITLES)
def test_s38_no_title_leads_out_of_the_library(title: str) -> None:
    about = Titled(title=title, source_id=title, channel=title)
    name = shelf_path(about, "mp4")
    folder, file = name.split("/")
    for part in (folder, file):
        assert len(part.encode()) <= 255
        assert part.isprintable()
        assert part.split(".")[0].lower() not in {"", "con", "aux"}
        assert not part.startswith(("-", "~", "."))


PLANTED = {
    "yt-dlp.conf": "--exec touch planted\n",
    ".config/yt-dlp/config": "--exec touch planted\n",
    ".config/yt-dlp.conf": "--exec touch planted\n",
    "yt-dlp-plugins/x/yt_dlp_plugins/extractor/x.py": "open('planted', 'w')\n",
    "yt_dlp_plugins/extractor/x.py": "open('planted', 'w')\n",
    ".netrc": "machine 127.0.0.1 login a password b\n",
    "sitecustomize.py": "open('planted', 'w')\n",
    "ffmpeg": "#!/bin/sh\ntouch planted\n",
}
# By their place among the hostile titles: an option, a template, a command.
COMMANDS = [
    HOSTILE_TITLES.index(title) for title in HOSTILE_TITLES if "touch" in title or "%" in title
]


@pytest.mark.parametrize("turn", COMMANDS)
async def test_s39_neither_a_title_nor_a_file_beside_it_becomes_an_option(
    site: Site, tmp_path: Path, turn: int
) -> None:
    folder = tmp_path / "job"
    for name, text in PLANTED.items():
        plant(folder / name, text)
    fetched = await site.fetch(f"/titled/{turn}", folder)
    assert site.title == HOSTILE_TITLES[turn]
    assert fetched.file_name == "media.mp4"
    assert named(tmp_path, "planted") == named(tmp_path, "nest") == []


def named(folder: Path, name: str) -> list[Path]:
    return list(folder.rglob(name))


def plant(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


@pytest.mark.parametrize("preset", PRESETS)
def test_s39_no_option_that_runs_or_reads_anything_is_ever_set(
    site: Site, tmp_path: Path, preset: str
) -> None:
    options = options_for(site.terms, tmp_path) | options_of(PRESETS[preset], EVERYTHING, None)
    assert not set(options) & NEVER_SET
    assert not options["usenetrc"]
    assert not options["enable_file_urls"]
    assert options["remote_components"] == []
    assert "%(" not in options["outtmpl"]["default"].replace("%(ext)s", "")
    keys = {step["key"] for step in options["postprocessors"]}
    assert not keys & {"Exec", "ExecAfterDownload"}


EVERYTHING = Extras(
    subtitles=("en",), sponsors_marked=("intro",), sponsors_removed=("sponsor",), thumbnail=True
)
NEVER_SET = {
    *("exec_cmd", "exec_before_dl_cmd", "netrc_cmd", "netrc_location", "cookiesfrombrowser"),
    *(
        "external_downloader_args",
        "plugin_dirs",
        "print_to_file",
        "forceprint",
        "load_info_filename",
    ),
    *("client_certificate", "client_certificate_key", "client_certificate_password"),
    *("writedesktoplink", "writewebloclink", "writeurllink", "writelink", "writedescription"),
    *("bidi_workaround", "nocheckcertificate", "geo_verification_proxy", "config_locations"),
}
