"""Parts of the house hang or die; what was asked is kept, and everybody is told the truth."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from medianest.testkit.eventually import eventually

TIMELINE = """
select type from downloads.facts where stream_id = $1 order by version
"""
SIGNED_OUT = 4401


async def test_while_the_bus_hangs_a_video_still_comes_and_the_word_follows(
    household: Any, anna: Any
) -> None:
    with household.frozen("nats"):
        download = anna.submit(f"{household.videos}/watch/letters-from-the-attic")
        assert (await anna.ended(download))["status"] == "completed"
        assert anna.told_of(download) == []
        with household.signed_in(household.told["members"][1]) as ben:
            assert ben.client.get("/api/v1/me").status_code == 200
    assert len(await eventually(lambda: anna.told_of(download), timeout_s=40)) == 1
    assert len(await eventually(lambda: anna.in_library(download), timeout_s=20)) == 1


async def test_without_the_cache_people_are_still_let_in(household: Any, anna: Any) -> None:
    with household.frozen("valkey"):
        assert anna.client.get("/api/v1/me").status_code == 200
        with household.signed_in(household.told["members"][1]) as ben:
            assert ben.client.get("/api/v1/downloads").status_code == 200


async def test_a_service_that_hangs_is_shown_down_and_up_again(household: Any, anna: Any) -> None:
    def state_of(name: str) -> str:
        monitors = anna.client.get("/api/v1/status").json()["monitors"]
        return next(str(one["state"]) for one in monitors if one["name"].lower() == name)

    await eventually(lambda: state_of("notify") == "up", timeout_s=30)
    with household.frozen("notify"):
        answer = anna.client.get("/api/v1/notifications")
        assert answer.status_code in {503, 504}
        assert answer.headers["content-type"] == "application/problem+json"
        await eventually(lambda: state_of("notify") == "down", timeout_s=60)
    await eventually(lambda: state_of("notify") == "up", timeout_s=30)
    await eventually(
        lambda: anna.client.get("/api/v1/notifications").status_code == 200, timeout_s=30
    )


async def test_the_log_holds_the_whole_story_of_a_download(household: Any, anna: Any) -> None:
    download = anna.submit(f"{household.videos}/watch/a-very-long-evening?rate=9000000&story=1")
    await anna.half_way(download)
    os.kill(household.pid("downloads-worker"), signal.SIGKILL)
    assert (await anna.ended(download))["status"] == "completed"
    log = await asyncpg.connect(household.told["postgres"]["dsn"])
    try:
        facts = [row["type"] for row in await log.fetch(TIMELINE, f"download-{download}")]
    finally:
        await log.close()
    assert facts[0] == "downloads.queued"
    assert facts[-1] == "downloads.completed"
    assert facts.count("downloads.started") == 2
    assert facts.count("downloads.completed") == 1


@asynccontextmanager
async def live(household: Any, member: Any, *topics: str) -> AsyncIterator[ClientConnection]:
    cookies = "; ".join(f"{name}={value}" for name, value in member.client.cookies.items())
    async with connect(
        household.url.replace("http", "ws") + "/api/v1/live",
        subprotocols=[Subprotocol("medianest.live.v1")],
        origin=household.url,
        additional_headers={"Cookie": cookies},
    ) as socket:
        await socket.send(json.dumps({"op": "subscribe", "topics": topics}))
        yield socket


async def hang_on(socket: ClientConnection) -> None:
    while True:
        await socket.recv()


async def test_progress_is_told_live_and_never_falls(household: Any, anna: Any) -> None:
    async with live(household, anna, "me", "downloads") as socket:
        download = anna.submit(f"{household.videos}/watch/a-very-long-evening?rate=15000000&live=1")
        seen: list[float] = []
        async with asyncio.timeout(60):
            while True:
                for line in str(await socket.recv()).split("\n"):
                    said = json.loads(line)
                    data = said.get("data") or {}
                    if data.get("download_id") != download:
                        continue
                    if "percent" in data and data["percent"] is not None:
                        seen.append(float(data["percent"]))
                    if said.get("type", "").endswith("download-completed"):
                        assert len(seen) > 1
                        assert seen == sorted(seen)
                        return


async def test_whoever_is_locked_out_loses_the_connection_at_once(household: Any) -> None:
    ben = household.told["members"][1]
    with household.signed_in(household.told["owner"]) as owner, household.signed_in(ben) as member:
        me = member.client.get("/api/v1/me").json()["id"]
        async with live(household, member, "me") as socket:
            answer = owner.client.patch(f"/api/v1/members/{me}", json={"disabled": True})
            assert answer.is_success, answer.text
            try:
                async with asyncio.timeout(2):
                    with pytest.raises(ConnectionClosed) as closed:
                        await hang_on(socket)
                assert closed.value.rcvd is not None
                assert closed.value.rcvd.code == SIGNED_OUT
                assert member.client.get("/api/v1/me").status_code == 401
            finally:
                owner.client.patch(f"/api/v1/members/{me}", json={"disabled": False})
