"""The real yt-dlp and ffmpeg, each in a real child process, against a local origin."""

import asyncio
import contextlib
import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from medianest.contracts.record import replace
from medianest.downloads.adapters.ytdlp import process
from medianest.downloads.adapters.ytdlp.fetcher import (
    JailedFetcher,
    JailedPreviewer,
    Watch,
)
from medianest.downloads.adapters.ytdlp.words import FetchOrder, Limits, Terms
from medianest.downloads.domain.presets import PRESETS
from medianest.downloads.ports import (
    FINISHED_FOLDER,
    CannotPreview,
    Entered,
    Fetched,
    FetchFailed,
    FolderBusy,
    Identified,
    Moved,
    NoLongerWanted,
    PreviewsBusy,
    Report,
)
from medianest.testkit.eventually import eventually

WATCH = Watch(stall_s=20, wall_s=60, grace_s=5, look_s=0.2, wait_for_folder_s=0.5)


async def wanted() -> bool:
    return True


async def heard(reports: AsyncIterator[Report]) -> list[Report]:
    return [report async for report in reports]


def on(terms: Terms) -> Callable[[], Awaitable[Terms]]:
    async def agreed() -> Terms:
        return terms

    return agreed


class Job:
    def __init__(self, terms: Terms, folder: Path, watch: Watch = WATCH) -> None:
        self.fetcher = JailedFetcher(on(terms), watch)
        self.folder = folder

    def fetch(self, url: str, preset: str = "best", still_wanted: Any = wanted) -> Any:
        return self.fetcher.fetch(self.folder, url, PRESETS[preset], still_wanted)

    async def failure(self, url: str, preset: str = "best") -> tuple[str, str]:
        with pytest.raises(FetchFailed) as failed:
            await heard(self.fetch(url, preset))
        return failed.value.failure.error_class, failed.value.failure.reason


@pytest.fixture
def job(terms: Terms, tmp_path: Path) -> Job:
    return Job(terms, tmp_path / "job")


def size_of(path: Path) -> int:
    return path.stat().st_size


def names_in(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()]


@contextlib.contextmanager
def holding(folder: Path) -> Iterator[None]:
    folder.mkdir()
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def group_of(folder: Path) -> list[int]:
    """The processes whose current folder is the job's."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and (entry / "cwd").readlink() == folder:
                state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
                found += [int(entry.name)] if state != "Z" else []
    return found


def stands_back(pid: int) -> bool:
    """Whether others come first, as a process and as a session where the kernel weighs those."""
    session = Path(f"/proc/{pid}/autogroup")
    weighed = session.read_text().rstrip() if session.exists() else "nice 5"
    return os.getpriority(os.PRIO_PROCESS, pid) == 5 and weighed.endswith("nice 5")


async def test_a_film_is_fetched_checked_and_named(job: Job, origin: Any, film: bytes) -> None:
    origin.add("/nest.mp4", film)
    reports = await heard(job.fetch(f"{origin.url}/nest.mp4"))
    identified = next(report for report in reports if isinstance(report, Identified))
    assert identified.video.title == "nest"
    assert identified.video.site == "127.0.0.1"
    fetched = reports[-1]
    assert isinstance(fetched, Fetched)
    assert fetched.duration_s == pytest.approx(6, abs=0.2)
    assert size_of(job.folder / FINISHED_FOLDER / fetched.file_name) == fetched.size_bytes
    assert any(isinstance(report, Moved) for report in reports)
    phases = [report.phase for report in reports if isinstance(report, Entered)]
    assert phases[:2] == ["looking_up", "fetching"]
    assert phases[-1] == "placing"
    await eventually(lambda: not group_of(job.folder))


async def test_only_the_sound_is_kept_where_that_was_asked(
    job: Job, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    fetched = (await heard(job.fetch(f"{origin.url}/nest.mp4", "audio")))[-1]
    assert isinstance(fetched, Fetched)
    assert fetched.file_name == "media.m4a"


async def test_a_stream_in_pieces_becomes_one_file(
    job: Job, origin: Any, pieces: dict[str, bytes]
) -> None:
    for name, body in pieces.items():
        kind = "application/vnd.apple.mpegurl" if name.endswith("m3u8") else "video/mp2t"
        origin.add(f"/{name}", body, kind)
    fetched = (await heard(job.fetch(f"{origin.url}/list.m3u8")))[-1]
    assert isinstance(fetched, Fetched)
    assert fetched.file_name == "media.mp4"
    assert fetched.duration_s == pytest.approx(6, abs=0.3)


async def test_picture_and_sound_that_come_apart_are_joined(
    job: Job, origin: Any, two_streams: dict[str, bytes]
) -> None:
    for name, body in two_streams.items():
        kind = "application/vnd.apple.mpegurl" if name.endswith("m3u8") else "video/mp2t"
        origin.add(f"/{name}", body, kind)
    reports = await heard(job.fetch(f"{origin.url}/master.m3u8", "1080p"))
    identified = next(report for report in reports if isinstance(report, Identified))
    assert len(identified.streams) == 2
    keys = {report.stream.key for report in reports if isinstance(report, Moved)}
    assert keys == {stream.key for stream in identified.streams}
    assert isinstance(reports[-1], Fetched)
    assert reports[-1].duration_s == pytest.approx(6, abs=0.3)


async def test_a_manifest_that_names_a_local_file_reads_none(
    job: Job, origin: Any, tmp_path: Path, terms: Terms
) -> None:
    manifest = b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
    origin.add("/list.m3u8", manifest, "application/vnd.apple.mpegurl")
    assert (await job.failure(f"{origin.url}/list.m3u8"))[0] == "permanent"
    # The same manifest in a video's clothes: neither our look nor ffmpeg opens what it names.
    origin.add("/film.mp4", manifest)
    assert await Job(terms, tmp_path / "other").failure(f"{origin.url}/film.mp4")


async def test_bytes_that_are_no_video_are_no_video(job: Job, origin: Any) -> None:
    origin.add("/no.mp4", b"These are only words." * 100)
    assert await job.failure(f"{origin.url}/no.mp4") == ("permanent", "This file is no video.")


async def test_a_song_is_no_video(job: Job, origin: Any, song: bytes) -> None:
    origin.add("/song.mp4", song)
    assert await job.failure(f"{origin.url}/song.mp4") == ("permanent", "This file is no video.")


async def test_what_is_not_there_fails_for_good(job: Job, origin: Any) -> None:
    error_class, reason = await job.failure(f"{origin.url}/gone.mp4")
    assert error_class == "permanent"
    assert "no such video" in reason


async def test_a_site_in_trouble_is_a_passing_fault(job: Job, origin: Any) -> None:
    origin.add("/down.mp4", b"", status=503)
    assert (await job.failure(f"{origin.url}/down.mp4"))[0] == "transient"


async def test_a_site_that_turns_us_away_is_left_alone(job: Job, origin: Any) -> None:
    origin.add("/busy.mp4", b"", status=429)
    assert (await job.failure(f"{origin.url}/busy.mp4"))[0] == "source_blocked"


async def test_a_site_that_is_not_allowed_is_not_asked(
    terms: Terms, tmp_path: Path, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    job = Job(replace(terms, extractors=("youtube.*",)), tmp_path / "job")
    error_class, reason = await job.failure(f"{origin.url}/nest.mp4")
    assert (error_class, reason) == ("permanent", "Videos can't be fetched from this site.")
    assert origin.connections == 0


@pytest.mark.parametrize("url", ["data:video/mp4;base64,AAAA", "file:///etc/passwd", "ftp://a/b"])
async def test_only_the_web_is_fetched_from(job: Job, url: str) -> None:
    assert (await job.failure(url))[0] == "permanent"


async def test_a_file_larger_than_allowed_fails_for_good(
    terms: Terms, tmp_path: Path, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    limits = Limits(memory_bytes=2 << 30, file_bytes=100_000, open_files=256, cpu_s=300)
    job = Job(replace(terms, limits=limits), tmp_path / "job")
    error_class, reason = await job.failure(f"{origin.url}/nest.mp4")
    assert (error_class, reason) == (
        "permanent",
        "The file is larger than this server allows.",
    )


async def test_a_child_that_wants_too_much_memory_fails_and_says_so(
    terms: Terms, tmp_path: Path, origin: Any
) -> None:
    limits = Limits(memory_bytes=80 << 20, file_bytes=1 << 30, open_files=256, cpu_s=300)
    job = Job(replace(terms, limits=limits), tmp_path / "job")
    origin.add("/page.html", b"<html>" + b"<p>" * 8_000_000, "text/html")
    error_class, _ = await job.failure(f"{origin.url}/page.html")
    assert error_class in {"local", "transient"}
    assert not group_of(job.folder)


async def test_whoever_fetches_lets_everybody_else_go_first(
    job: Job, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film).hold_at = len(film) // 2

    async def until_it_stands_back() -> bool:
        return not any(stands_back(pid) for pid in group_of(job.folder))

    with pytest.raises(NoLongerWanted):
        await heard(job.fetch(f"{origin.url}/nest.mp4", still_wanted=until_it_stands_back))


async def test_a_child_that_the_server_kills_is_no_fault_of_the_video(
    job: Job, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film).hold_at = len(film) // 2

    async def until_it_is_killed() -> bool:
        for pid in group_of(job.folder):
            os.kill(pid, signal.SIGKILL)
        return True

    with pytest.raises(FetchFailed) as failed:
        await heard(job.fetch(f"{origin.url}/nest.mp4", still_wanted=until_it_is_killed))
    assert failed.value.failure.error_class == "local"
    assert "memory" in failed.value.failure.reason


async def test_a_child_that_computes_for_too_long_uses_up_its_own_tries(
    terms: Terms, tmp_path: Path, origin: Any
) -> None:
    limits = Limits(memory_bytes=2 << 30, file_bytes=1 << 30, open_files=256, cpu_s=1)
    job = Job(replace(terms, limits=limits), tmp_path / "job")
    origin.add("/page.html", b"<html>" + b"<p>" * 8_000_000, "text/html")
    error_class, reason = await job.failure(f"{origin.url}/page.html")
    assert (error_class, reason) == ("transient", "The fetching program broke off.")


async def test_it_goes_on_from_the_bytes_that_are_there(job: Job, origin: Any, film: bytes) -> None:
    body = film
    page = origin.add("/nest.mp4", body)
    page.hold_at = len(body) // 2
    part_file = job.folder / "parts" / "media.mp4.part"

    async def until_some_has_come() -> bool:
        return not part_file.exists() or size_of(part_file) < 50_000

    with pytest.raises(NoLongerWanted):
        await heard(job.fetch(f"{origin.url}/nest.mp4", still_wanted=until_some_has_come))
    assert not group_of(job.folder)
    part = size_of(part_file)
    page.hold_at = None
    fetched = (await heard(job.fetch(f"{origin.url}/nest.mp4")))[-1]
    assert isinstance(fetched, Fetched)
    assert f"bytes={part}-" in origin.ranges("/nest.mp4")


async def test_a_whole_file_is_not_fetched_again(job: Job, origin: Any, film: bytes) -> None:
    origin.add("/nest.mp4", film)
    first = (await heard(job.fetch(f"{origin.url}/nest.mp4")))[-1]
    asked = len(origin.asked)
    second = await heard(job.fetch(f"{origin.url}/nest.mp4"))
    assert second[-1] == first
    assert isinstance(second[1], Identified)
    assert len(origin.asked) == asked


async def test_what_is_taken_back_ends_with_all_its_processes(
    job: Job, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = 100_000
    answers = iter([True, True])

    async def taken_back() -> bool:
        return next(answers, False)

    with pytest.raises(NoLongerWanted):
        await heard(job.fetch(f"{origin.url}/nest.mp4", still_wanted=taken_back))
    assert not group_of(job.folder)


async def test_a_silent_site_is_a_passing_fault(
    terms: Terms, tmp_path: Path, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film).hold_at = 100_000
    job = Job(terms, tmp_path / "job", replace(WATCH, stall_s=2))
    assert await job.failure(f"{origin.url}/nest.mp4") == (
        "transient",
        "Nothing came from the site any more.",
    )
    assert not group_of(job.folder)


async def test_an_endless_job_ends(terms: Terms, tmp_path: Path, origin: Any, film: bytes) -> None:
    origin.add("/nest.mp4", film).hold_at = 100_000
    job = Job(terms, tmp_path / "job", replace(WATCH, wall_s=2))
    assert (await job.failure(f"{origin.url}/nest.mp4"))[0] == "permanent"


async def test_a_folder_that_is_held_is_left_alone(job: Job, origin: Any, film: bytes) -> None:
    origin.add("/nest.mp4", film)
    with holding(job.folder), pytest.raises(FolderBusy):
        await heard(job.fetch(f"{origin.url}/nest.mp4"))
    assert origin.connections == 0


async def test_a_child_ends_when_its_worker_is_silent(
    terms: Terms, tmp_path: Path, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = 100_000
    folder = tmp_path / "job"
    order = FetchOrder(
        terms=replace(terms, silence_s=1),
        folder=str(folder),
        url=f"{origin.url}/nest.mp4",
        preset=PRESETS["best"],
        wait_for_folder_s=0,
    )
    async with process.running(order, grace_s=1):
        await eventually(lambda: group_of(folder))
        await eventually(lambda: not group_of(folder))


WORKER = """
import asyncio, os, sys
from pathlib import Path
import msgspec
from medianest.downloads.adapters.ytdlp import process, words
async def main():
    order = words.ORDERS.decode(sys.argv[1].encode())
    async with process.running(order, grace_s=1) as child:
        while await child.hear():
            pass
asyncio.run(main())
"""


async def test_a_child_dies_with_its_worker(
    terms: Terms, tmp_path: Path, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = 100_000
    folder = tmp_path / "job"
    order = FetchOrder(
        terms=replace(terms, silence_s=60),
        folder=str(folder),
        url=f"{origin.url}/nest.mp4",
        preset=PRESETS["best"],
        wait_for_folder_s=0,
    )
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORKER, msgspec.json.encode(order).decode()
    )
    await asyncio.wait_for(page.held.wait(), 15)
    assert group_of(folder)
    os.kill(worker.pid, signal.SIGKILL)
    await worker.wait()
    await eventually(lambda: not group_of(folder))


def previewer(terms: Terms, folder: Path, most_at_once: int = 2) -> JailedPreviewer:
    return JailedPreviewer(
        on(terms), folder, lambda: UUID(int=7), deadline_s=15, most_at_once=most_at_once
    )


async def test_a_preview_says_what_it_is_and_leaves_nothing(
    terms: Terms, tmp_path: Path, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    preview = await previewer(terms, tmp_path).preview(f"{origin.url}/nest.mp4")
    assert (preview.kind, preview.title) == ("video", "nest")
    assert preview.estimated_bytes == len(film)
    assert names_in(tmp_path) == []


async def test_a_preview_of_nothing_says_so(terms: Terms, tmp_path: Path, origin: Any) -> None:
    with pytest.raises(CannotPreview, match="no such video"):
        await previewer(terms, tmp_path).preview(f"{origin.url}/gone.mp4")
    assert names_in(tmp_path) == []


async def test_previews_are_few_at_a_time(terms: Terms, tmp_path: Path, origin: Any) -> None:
    asker = previewer(terms, tmp_path, most_at_once=1)
    first = asyncio.create_task(asker.preview(f"{origin.url}/gone.mp4"))
    await asyncio.sleep(0)
    with pytest.raises(PreviewsBusy):
        await asker.preview(f"{origin.url}/gone.mp4")
    with pytest.raises(CannotPreview):
        await first


@contextlib.contextmanager
def a_small_disk(at: Path, size: str) -> Iterator[Callable[[str], object]]:
    """A disk of this size; call what is given to make it larger."""
    at.mkdir()
    if mount("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", at):
        pytest.skip("only an administrator can make a disk")
    try:
        yield lambda larger: mount("mount", "-o", f"remount,size={larger}", at)
    finally:
        mount("umount", "-l", at)


def mount(*words: str | Path) -> int:
    return subprocess.run(words, capture_output=True, check=False).returncode  # noqa: S603  our own words


async def test_a_disk_that_is_full_is_said_and_what_came_is_gone_on_with(
    terms: Terms, tmp_path: Path, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    with a_small_disk(tmp_path / "disk", "1m") as grow:
        job = Job(terms, tmp_path / "disk" / "job")
        assert await job.failure(f"{origin.url}/nest.mp4") == ("local", "The disk is full.")
        came = size_of(job.folder / "parts" / "media.mp4.part")
        assert came > 500_000
        grow("20m")
        assert isinstance((await heard(job.fetch(f"{origin.url}/nest.mp4")))[-1], Fetched)
        assert f"bytes={came}-" in origin.ranges("/nest.mp4")
