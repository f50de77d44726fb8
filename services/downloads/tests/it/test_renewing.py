"""A newer yt-dlp by a job: what came of it is noted, and the service says which one is in use."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from medianest.downloads.queries.releases import ReleaseNotes
from medianest.downloads.worker.renewing import RENEW, RenewingByItself, RenewJob
from medianest.eventlog.jobs import Job, Jobs
from medianest.testkit.eventually import eventually
from medianest.testkit.people import ANNA

NEWER, NEWEST = "2099.01.01", "2099.01.02"


async def asked(pool: Any, key: str, wish: RenewJob) -> dict[str, Any]:
    """What came of it."""
    await Jobs(pool).plan(Job(kind=RENEW, key=key, data=wish, due_at=datetime.now(UTC)))

    async def noted() -> dict[str, Any]:
        row = await pool.fetchrow("select version, why from releases where asked = $1", key)
        assert row is not None
        return dict(row)

    return await eventually(noted, timeout_s=90)


async def told(desk: Any) -> dict[str, Any]:
    async with httpx.AsyncClient(trust_env=False) as client:
        return dict((await client.get(f"{desk.url}/readyz")).json()["details"])


async def test_a_newer_release_is_used_by_the_next_download_and_a_broken_one_is_not(
    home: Any, origin: Any, film: bytes, wheel: Callable[..., Path], tmp_path: Path
) -> None:
    wheels = tmp_path / "wheels"
    wheel(wheels, NEWER)
    origin.add("/nest.mp4", film)
    async with (
        home.serving(ytdlp_wheels=str(wheels)) as desk,
        asyncpg.create_pool(
            home.house("downloads").dsn, server_settings={"search_path": "downloads"}
        ) as pool,
    ):
        before = await told(desk)
        found = await asked(pool, "one", RenewJob())
        assert found == {"version": NEWER, "why": None}
        after = await told(desk)
        assert (after["yt_dlp"], after["yt_dlp_is_old"]) == (NEWER, False)
        await desk.until(ANNA, await desk.submit(ANNA, f"{origin.url}/nest.mp4"), "completed")
        wheel(wheels, NEWEST, spoilt={"yt_dlp/YoutubeDL.py": b"class YoutubeDL: ...\n"})
        found = await asked(pool, "two", RenewJob())
        assert found["version"] is None
        assert "failed its test" in found["why"]
        assert (await told(desk))["yt_dlp"] == NEWER
        found = await asked(pool, "three", RenewJob(back=True))
        assert found["version"] == before["yt_dlp"] == (await told(desk))["yt_dlp"]


async def test_by_itself_it_is_planned_once_in_so_many_days(home: Any) -> None:
    async with (
        home.serving(worker="apart"),
        asyncpg.create_pool(
            home.house("downloads").dsn, server_settings={"search_path": "downloads"}
        ) as pool,
    ):
        jobs, notes = Jobs(pool), ReleaseNotes(pool)
        today = datetime(2026, 11, 23, 12, tzinfo=UTC)

        async def planned() -> list[str]:
            return [str(job.key) for job in await jobs.show(kind=RENEW)]

        renewing = RenewingByItself(jobs, notes, lambda: today, 7)
        await renewing.look()
        await renewing.look()
        (key,) = await planned()
        await jobs.cancel(RENEW, key)
        await notes.note(key, why="It is the newest.")
        await renewing.look()
        assert await planned() == [], "it was done in these days already"
        today += timedelta(days=7)
        await renewing.look()
        assert len(await planned()) == 1
