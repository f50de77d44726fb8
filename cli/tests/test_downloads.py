"""An operator sees what is being fetched without signing in."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import asyncpg
import httpx

from medianest.downloads import app as downloads
from medianest.testkit.house import House
from medianest.testkit.people import ANNA
from medianest.testkit.runner import running

Medianest = Callable[..., Awaitable[Any]]


async def test_what_is_fetched_is_listed_and_shown_with_its_jobs(
    medianest: Medianest, at_home: House
) -> None:
    # Nobody fetches here: the worker is apart, and not started.
    environ = at_home.environ(
        "downloads",
        library_dir=str(at_home.folder / "library"),
        worker="apart",
        extractors="generic",
        egress_allowed="127.0.0.1:9",
    )
    async with running(downloads.build, environ) as service, httpx.AsyncClient() as client:
        assert (await medianest("downloads", "list")).out == "No downloads.\n"
        asked = await client.post(
            f"{service.url}/api/v1/downloads",
            json={"url": "http://127.0.0.1:9/film"},
            headers=at_home.bearer("downloads", ANNA, "owner") | {"Idempotency-Key": str(uuid4())},
        )
        assert asked.status_code == 201, asked.text
        download = asked.json()["id"]
        (listed,) = (await medianest("downloads", "list", "--json")).json
        assert (listed["id"], listed["status"]) == (download, "queued")
        assert download in (await medianest("downloads", "list", "--status", "queued")).out
        assert (await medianest("downloads", "list", "--status", "failed", "--json")).json == []
        shown = (await medianest("downloads", "show", download, "--json")).json
        assert shown["member_id"] == str(ANNA)
        assert [job["kind"] for job in shown["jobs"]] == ["fetch"]
        await got_so_far(at_home, download, 99)
        assert "99 %" in (await medianest("downloads", "list")).out
        await client.post(
            f"{service.url}/api/v1/downloads/{download}/cancel",
            headers=at_home.bearer("downloads", ANNA, "owner") | {"Idempotency-Key": str(uuid4())},
        )
        ended = await medianest("downloads", "list")
        assert "cancelled" in ended.out
        assert "99 %" not in ended.out, "what has ended is not on its way"
    unknown = await medianest("downloads", "show", str(uuid4()))
    assert (unknown.code, unknown.out) == (1, "")
    assert unknown.err.startswith("✗ There is no download")


async def got_so_far(house: House, download_id: str, percent: int) -> None:
    connection = await asyncpg.connect(house("downloads").dsn)
    try:
        await connection.execute(
            "insert into downloads.progress(download_id, phase, percent, bytes_done)"
            " values ($1, 'placing', $2, 0)",
            download_id,
            percent,
        )
    finally:
        await connection.close()


async def test_before_the_service_ran_there_is_no_list(
    medianest: Medianest, at_home: House
) -> None:
    answer = await medianest("downloads", "list")
    assert (answer.code, answer.err) == (
        1,
        "✗ downloads has no list yet; it makes one when it starts.\n",
    )


async def test_a_newer_yt_dlp_is_asked_for_and_why_there_is_none_is_told(
    medianest: Medianest, at_home: House
) -> None:
    wheels = at_home.folder / "wheels"
    wheels.mkdir()
    environ = at_home.environ(
        "downloads",
        library_dir=str(at_home.folder / "library"),
        ytdlp_wheels=str(wheels),
        egress_allowed="127.0.0.1:9",
    )
    async with running(downloads.build, environ | {"MEDIANEST_DOWNLOADS_WORKER": "apart"}):
        nobody = await medianest("downloads", "update-ytdlp", "--wait-s", "0")
        assert nobody.code == 1
        assert "No worker of downloads took it up" in nobody.err
    async with running(downloads.build, environ):
        answer = await medianest("downloads", "update-ytdlp", "--version", "2099.01.01")
        assert answer.code == 1
        assert answer.err.startswith("✗ yt-dlp stays as it is. The release could not be had")
        answer = await medianest("downloads", "update-ytdlp", "--back")
        assert answer.code == 0
        assert "is in use" in answer.out
