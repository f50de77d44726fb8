"""From the wish to the file: real Postgres, real NATS, real yt-dlp and ffmpeg, a local origin."""

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from medianest.contracts.events.downloads import PlacedFile
from medianest.downloads.adapters.shelf import FolderShelf
from medianest.testkit.eventually import eventually
from medianest.testkit.people import ANNA, BEN, THE_OWNER

NAME = "127.0.0.1/nest [nest].mp4"
PROMISING = "select pg_advisory_lock(hashtextextended('medianest.downloads.promised', 0))"
CUT_OFF = """
select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted
and database = (select oid from pg_database where datname = current_database())
"""
FAILED = "select count(*) from downloads.facts where type = 'downloads.failed'"


def size_of(path: Path) -> int | None:
    return path.stat().st_size if path.exists() else None


def past(path: Path, least: int) -> int:
    """How large the file is, once it is large enough; else nothing."""
    size = size_of(path) or 0
    return size if size > least else 0


async def test_a_film_comes_into_the_library(home: Any, origin: Any, film: bytes) -> None:
    origin.add("/nest.mp4", film)
    async with home.serving() as desk:
        answer = await desk.ask(ANNA, "POST", "/downloads", json={"url": f"{origin.url}/nest.mp4"})
        assert answer.status_code == 201
        body = answer.json()
        assert body["status"] == "queued"
        assert answer.headers["location"] == f"/api/v1/downloads/{body['id']}"
        assert answer.headers["etag"] == '"v1"'
        assert answer.headers["mn-position"] == "downloads:2"
        done = await desk.until(ANNA, body["id"], "completed")
        assert done["title"] == "nest"
        assert done["attempts"] == 1
        assert done["error"] is None
        assert done["progress"]["percent"] == 100
        (file,) = done["files"]
        assert file["path"] == NAME
        assert file["duration_s"] == pytest.approx(6, abs=0.2)
        assert size_of(home.library / NAME) == file["size_bytes"]
        assert desk.files() == [NAME]
        await eventually(lambda: desk.jobs() == [])
        assert desk.processes() == []


async def test_a_preview_says_what_it_is_and_gives_the_download_its_title(
    home: Any, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    url = f"{origin.url}/nest.mp4"
    async with home.serving(worker="apart") as desk:
        found = (await desk.ask(ANNA, "POST", "/downloads/preview", json={"url": url})).json()
        assert (found["kind"], found["title"], found["already"]) == ("video", "nest", None)
        assert found["estimated_bytes"] == len(film)
        assert desk.jobs() == []
        download_id = await desk.submit(ANNA, url)
        assert (await desk.see(ANNA, download_id))["title"] == "nest"
        again = (await desk.ask(ANNA, "POST", "/downloads/preview", json={"url": url})).json()
        assert again["already"] == download_id
        bens = (await desk.ask(BEN, "POST", "/downloads/preview", json={"url": url})).json()
        assert bens["already"] is None


async def test_after_the_worker_is_killed_halfway_it_goes_on_from_the_bytes_that_are_there(
    home: Any, origin: Any, film: bytes
) -> None:
    body = film
    page = origin.add("/nest.mp4", body)
    page.hold_at = len(body) // 2
    async with home.serving(worker="apart") as desk:
        async with home.worker() as worker:
            download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
            await asyncio.wait_for(page.held.wait(), 30)
            part = home.library / ".jobs" / download_id / "parts" / "media.mp4.part"
            await eventually(lambda: past(part, 50_000), timeout_s=20)
            assert len(desk.processes()) == 1
            halfway = await eventually(lambda: desk.progress(ANNA, download_id))
            os.kill(worker.pid, signal.SIGKILL)
            await worker.wait()
            await eventually(lambda: not desk.processes())
        fetched = size_of(part)
        page.hold_at = None
        async with home.worker():
            done = await desk.until(ANNA, download_id, "completed")
        assert done["attempts"] == 2
        assert halfway["bytes_done"] <= len(body) // 2
        assert f"bytes={fetched}-" in origin.ranges("/nest.mp4")
        assert desk.files() == [NAME]


async def test_a_worker_that_is_stopped_hands_its_download_on_at_once(
    home: Any, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = len(film) // 2
    async with home.serving(worker="apart") as desk:
        async with home.worker(lease_s="60") as worker:
            download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
            part = home.library / ".jobs" / download_id / "parts" / "media.mp4.part"
            await eventually(lambda: past(part, 50_000), timeout_s=20)
            worker.terminate()
            assert await asyncio.wait_for(worker.wait(), 20) == 0
        assert desk.processes() == []
        fetched = size_of(part)
        page.hold_at = None
        async with home.worker(lease_s="60"):
            await desk.until(ANNA, download_id, "completed")
        assert f"bytes={fetched}-" in origin.ranges("/nest.mp4")


async def test_a_lease_that_ran_out_unnoticed_loses_no_download(
    home: Any, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = len(film) // 2
    async with home.serving(workers="1") as desk:
        download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        await asyncio.wait_for(page.held.wait(), 30)

        async def taken_again() -> bool:
            return bool(await home.end_leases() != [1])

        is_taken: bool = await eventually(taken_again, timeout_s=15)
        assert is_taken
        page.hold_at = None
        await desk.until(ANNA, download_id, "completed")
        assert desk.files() == [NAME]


async def test_an_error_of_our_own_database_uses_up_no_try(
    home: Any, origin: Any, film: bytes
) -> None:
    origin.add("/nest.mp4", film)
    connection = await asyncpg.connect(home.house("downloads").dsn)
    try:
        # Whoever promises room on the disk waits for this one.
        await connection.execute(PROMISING)
        async with home.serving(workers="1") as desk:
            download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")

            async def is_cut_off() -> bool:
                return bool(await connection.fetchval(CUT_OFF))

            await eventually(is_cut_off, timeout_s=30)
            await connection.execute("select pg_advisory_unlock_all()")
            done = await desk.until(ANNA, download_id, "completed")
        assert await connection.fetchval(FAILED) == 0
    finally:
        await connection.close()
    assert (done["attempts"], desk.files()) == (2, [NAME])


async def test_a_crash_after_placing_leaves_one_file(
    home: Any, origin: Any, film: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    origin.add("/nest.mp4", film)
    place, crashes = FolderShelf.place, iter([True])

    async def crash_once(self: FolderShelf, *what: Any) -> PlacedFile:
        placed = await place(self, *what)
        if next(crashes, False):
            raise RuntimeError("the power went")
        return placed

    monkeypatch.setattr(FolderShelf, "place", crash_once)
    async with home.serving() as desk:
        download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        done = await desk.until(ANNA, download_id, "completed")
        assert done["attempts"] == 2
        assert desk.files() == [NAME]


async def test_progress_is_shown_and_never_goes_back(home: Any, origin: Any, film: bytes) -> None:
    origin.add("/nest.mp4", film).rate_bps = len(film) // 4
    async with home.serving() as desk:
        download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        seen: list[dict[str, Any]] = []

        async def completed() -> dict[str, Any]:
            shown: dict[str, Any] = await desk.see(ANNA, download_id)
            if shown["progress"] is not None:
                seen.append(shown["progress"])
            assert shown["status"] == "completed"
            return shown

        done: dict[str, Any] = await eventually(completed, timeout_s=30, every_s=0.2)
        assert done["progress"]["percent"] == 100
        percents = [progress["percent"] for progress in seen]
        assert percents == sorted(percents)
        assert len(set(percents)) > 4
        fetching = [progress for progress in seen if progress["phase"] == "fetching"]
        assert fetching[-1]["bytes_total"] == len(film)
        assert fetching[-1]["speed_bps"] > 0


async def test_a_worker_that_slept_through_its_lease_changes_nothing(
    home: Any, origin: Any, film: bytes
) -> None:
    body = film
    page = origin.add("/nest.mp4", body)
    page.hold_at = len(body) // 2
    async with home.serving(worker="apart") as desk, home.worker() as sleeper:
        download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        await asyncio.wait_for(page.held.wait(), 30)
        os.kill(sleeper.pid, signal.SIGSTOP)
        page.hold_at = None
        async with home.worker():
            done = await desk.until(ANNA, download_id, "completed", timeout_s=40)
            os.kill(sleeper.pid, signal.SIGCONT)
            await eventually(lambda: desk.jobs() == [], timeout_s=15)
            assert await desk.see(ANNA, download_id) == done
        assert done["attempts"] == 2
        assert desk.files() == [NAME]


async def test_cancelling_ends_the_child_and_clears_the_folder(
    home: Any, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = 200_000
    async with home.serving() as desk:
        download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        await asyncio.wait_for(page.held.wait(), 30)
        assert len(desk.processes()) == 1
        for _ in range(2):  # asked twice: the same answer
            answer = await desk.ask(ANNA, "POST", f"/downloads/{download_id}/cancel")
            assert answer.status_code == 200
            assert answer.json()["status"] == "cancelled"
            assert answer.json()["error"]["class"] == "cancelled"
        await eventually(lambda: not desk.processes(), timeout_s=10)
        await eventually(lambda: desk.jobs() == [], timeout_s=10)
        assert desk.files() == []
        page.hold_at = None
        assert (await desk.ask(ANNA, "POST", f"/downloads/{download_id}/retry")).status_code == 200
        assert (await desk.until(ANNA, download_id, "completed"))["attempts"] == 1


async def test_what_can_not_be_fetched_fails_with_its_class_and_a_reason(
    home: Any, origin: Any
) -> None:
    origin.add("/words.mp4", b"These are only words." * 50)
    origin.add("/page.html", b"<html><title>no video</title></html>", "text/html")
    async with home.serving() as desk:
        for path, words in (
            ("/gone.mp4", "no such video"),
            ("/words.mp4", "no video"),
            ("/page.html", "this site"),
        ):
            download_id = await desk.submit(ANNA, f"{origin.url}{path}")
            failed = await desk.until(ANNA, download_id, "failed")
            assert failed["error"]["class"] == "permanent"
            assert words in failed["error"]["reason"]
            assert failed["attempts"] == 1
        await eventually(lambda: desk.jobs() == [], timeout_s=10)
        assert desk.files() == []


async def test_a_passing_fault_is_tried_again(home: Any, origin: Any, film: bytes) -> None:
    origin.add("/nest.mp4", b"", status=503)
    async with home.serving() as desk:
        download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")

        async def waits() -> dict[str, Any]:
            shown: dict[str, Any] = await desk.see(ANNA, download_id)
            assert shown["error"]
            return shown

        waiting: dict[str, Any] = await eventually(waits, timeout_s=20)
        assert waiting["status"] == "queued"
        assert waiting["error"]["class"] == "transient"
        origin.add("/nest.mp4", film)
        done = await desk.until(ANNA, download_id, "completed")
        assert done["attempts"] > 1


async def test_a_full_disk_waits_and_goes_on_by_itself(home: Any, origin: Any, film: bytes) -> None:
    origin.add("/nest.mp4", film)
    async with home.serving(min_free_bytes=str(1 << 60)) as desk:
        download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")

        async def waits() -> dict[str, Any]:
            shown: dict[str, Any] = await desk.see(ANNA, download_id)
            assert shown["error"] == {"class": "local", "reason": "The disk is full."}
            return shown

        waiting: dict[str, Any] = await eventually(waits, timeout_s=20)
        assert waiting["status"] == "queued"
        assert waiting["next_try_at"] is not None
        assert desk.files() == []
    async with home.serving() as desk:
        assert await desk.until(ANNA, download_id, "completed")
        assert desk.files() == [NAME]


async def test_a_redirect_into_a_private_network_sends_no_packet_there(
    home: Any, origin: Any
) -> None:
    canary = Canary()
    server = await asyncio.start_server(canary.met, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    manifest = f"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n"
    origin.add("/list.m3u8", manifest.encode(), "application/vnd.apple.mpegurl")
    origin.redirect("/hop.mp4", f"http://127.0.0.1:{port}/film.mp4")
    origin.redirect("/hop-tls.mp4", f"https://127.0.0.1:{port}/film.mp4")
    origin.redirect("/metadata.mp4", "http://169.254.169.254/latest/meta-data/")
    async with server, home.serving() as desk:
        for path in ("/hop.mp4", "/hop-tls.mp4", "/metadata.mp4", "/list.m3u8"):
            url = f"{origin.url}{path}"
            download_id = await desk.submit(ANNA, url)
            failed = await desk.until(ANNA, download_id, "failed")
            assert failed["error"]["class"] == "permanent", path
            assert "private network" in failed["error"]["reason"], path
            if path.startswith("/hop"):
                answer = await desk.ask(ANNA, "POST", "/downloads/preview", json={"url": url})
                assert answer.status_code == 400
        assert canary.met_by == 0


class Canary:
    def __init__(self) -> None:
        self.met_by = 0

    async def met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.met_by += 1
        writer.close()


async def test_a_download_and_its_file_are_removed(home: Any, origin: Any, film: bytes) -> None:
    origin.add("/nest.mp4", film)
    async with home.serving() as desk:
        first = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        await desk.until(ANNA, first, "completed")
        second = await desk.submit(BEN, f"{origin.url}/nest.mp4")
        await desk.until(BEN, second, "completed")
        assert desk.files() == [NAME]  # fetched twice, and found to be the same
        gone = await desk.ask(ANNA, "DELETE", f"/downloads/{first}", params={"files": "true"})
        assert gone.status_code == 200
        assert (await desk.ask(ANNA, "GET", f"/downloads/{first}")).status_code == 404
        await eventually(lambda: desk.jobs() == [])
        assert desk.files() == [NAME]  # Ben's still
        await desk.ask(BEN, "DELETE", f"/downloads/{second}", params={"files": "true"})
        await eventually(lambda: desk.files() == [])


async def test_what_is_left_of_an_ended_download_is_swept(home: Any, origin: Any) -> None:
    home.leave_folder("01938e5c-0000-7000-8000-0000000000aa")
    async with home.serving() as desk:
        await eventually(lambda: desk.jobs() == [])


async def test_high_priority_and_fewest_running_go_first(
    home: Any, origin: Any, film: bytes
) -> None:
    body = film
    async with home.serving(worker="apart") as desk:
        wishes = [
            (ANNA, "a1", "normal"), (ANNA, "a2", "normal"), (ANNA, "a3", "normal"),
            (BEN, "b1", "normal"), (THE_OWNER, "low", "low"), (THE_OWNER, "high", "high"),
        ]  # fmt: skip
        pages = {name: origin.add(f"/{name}.mp4", body) for _, name, _ in wishes}
        for page in pages.values():
            page.hold_at = 100_000
        for who, name, priority in wishes:
            await desk.submit(who, f"{origin.url}/{name}.mp4", priority=priority)
        async with home.worker(workers="3"):
            await asyncio.wait_for(
                asyncio.gather(*(pages[name].held.wait() for name in ("high", "a1", "b1"))), 40
            )
            assert not any(pages[name].held.is_set() for name in ("a2", "a3", "low"))


async def test_a_worker_that_loses_its_network_loses_its_download_and_nothing_is_twice(
    home: Any, origin: Any, film: bytes
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = len(film) // 2
    async with home.cut_off() as (ways, settings), home.serving(worker="apart") as desk:
        async with home.worker(**settings) as lonely:
            download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
            await asyncio.wait_for(page.held.wait(), 30)
            for way in ways:
                way.drop()
            page.hold_at = None
            async with home.worker():
                done = await desk.until(ANNA, download_id, "completed", timeout_s=60)
            for way in ways:
                way.cut()
                await way.heal()
            # It comes back, finds that others were at it, and does what is there to do now.
            origin.add("/next.mp4", film)
            after = await desk.submit(ANNA, f"{origin.url}/next.mp4")
            await desk.until(ANNA, after, "completed", timeout_s=60)
            assert lonely.returncode is None
            await eventually(lambda: desk.jobs() == [], timeout_s=40)
        assert done["attempts"] > 1
        assert await desk.see(ANNA, download_id) == done
        assert desk.files() == [NAME, "127.0.0.1/next [next].mp4"]
