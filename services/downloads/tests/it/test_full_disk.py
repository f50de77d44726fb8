"""The disk fills while something is fetched: it rests, says so, and goes on by itself."""

import asyncio
from typing import Any

import pytest

from medianest.downloads.adapters import shelf
from medianest.testkit.eventually import eventually
from medianest.testkit.people import ANNA

PLENTY = 1 << 40


class Disk:
    """How much room there is, as the shelf sees it."""

    def __init__(self) -> None:
        self.free = PLENTY

    def free_bytes(self, place: object) -> int:
        return self.free


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(shelf, "_free_bytes", disk.free_bytes)
    return disk


async def test_a_disk_that_fills_meanwhile_is_waited_for_and_no_byte_is_fetched_twice(
    home: Any, origin: Any, film: bytes, disk: Disk
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = len(film) // 2
    async with home.serving(workers="1", sweep_s="0.2", min_free_bytes="1000000") as desk:
        download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")
        await asyncio.wait_for(page.held.wait(), 60)
        part = home.library / ".jobs" / download_id / "parts" / "media.mp4.part"
        await eventually(lambda: size_of(part) > len(film) // 4, timeout_s=30)
        disk.free = 999_999

        async def rests() -> bool:
            shown = await desk.see(ANNA, download_id)
            assert shown["status"] == "queued", shown
            assert shown["error"] == {"class": "local", "reason": "The disk is full."}
            return shown["next_try_at"] is not None

        await eventually(rests, timeout_s=30)
        await eventually(lambda: not desk.processes(), timeout_s=20)
        fetched = size_of(part)
        assert desk.jobs() == [download_id]  # it was swept several times, and is still there
        page.hold_at = None
        disk.free = PLENTY
        await desk.until(ANNA, download_id, "completed", timeout_s=60)
        assert f"bytes={fetched}-" in origin.ranges("/nest.mp4")
        await eventually(lambda: desk.jobs() == [], timeout_s=20)


async def test_what_would_touch_the_reserve_is_not_gone_on_with(
    home: Any, origin: Any, film: bytes, disk: Disk
) -> None:
    page = origin.add("/nest.mp4", film)
    page.hold_at = len(film) // 2
    # Picture and sound are joined beside their parts, of which half lie there then.
    disk.free = 1_000_000 + len(film)
    async with home.serving(workers="1", min_free_bytes="1000000") as desk:
        download_id = await desk.submit(ANNA, f"{origin.url}/nest.mp4")

        async def rests() -> bool:
            shown = await desk.see(ANNA, download_id)
            assert shown["error"] == {"class": "local", "reason": "The disk is full."}
            return True

        await eventually(rests, timeout_s=60)
        page.hold_at = None
        disk.free += len(film)
        await desk.until(ANNA, download_id, "completed", timeout_s=60)


async def test_room_that_was_promised_to_one_is_not_promised_to_another(
    home: Any, origin: Any, film: bytes, disk: Disk
) -> None:
    pages = [origin.add(path, film) for path in ("/one.mp4", "/two.mp4")]
    for page in pages:
        page.hold_at = len(film) // 2
    # Each needs twice its size, and so much is there for one of them only.
    disk.free = 1_000_000 + 3 * len(film)
    async with home.serving(workers="2", min_free_bytes="1000000") as desk:
        both = [await desk.submit(ANNA, f"{origin.url}{path}") for path in ("/one.mp4", "/two.mp4")]

        async def one_rests() -> bool:
            shown = [await desk.see(ANNA, download_id) for download_id in both]
            reasons = [each["error"]["reason"] for each in shown if each["error"]]
            assert reasons == ["The disk is full."], shown
            return any(page.held.is_set() for page in pages)

        await eventually(one_rests, timeout_s=60)
        for page in pages:
            page.hold_at = None
        for download_id in both:
            await desk.until(ANNA, download_id, "completed", timeout_s=60)


def size_of(path: Any) -> int:
    return path.stat().st_size if path.exists() else 0
