"""The simulated Kuma behaves as both versions of the real one do, traps included."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import socketio
import uvicorn

from medianest.local.servers.ports import next_free
from medianest.local.simulators.uptime_kuma.account import TOO_OFTEN, Account
from medianest.local.simulators.uptime_kuma.kuma import Kuma, Major
from medianest.local.simulators.uptime_kuma.pages import app_of
from medianest.local.simulators.uptime_kuma.watched import CANARY, Monitor, Status
from medianest.testkit import eventually

PASSWORD = "a long enough password"
BOTH: tuple[Major, ...] = (1, 2)


class Guest:
    """One socket to a Kuma, and everything it heard in order."""

    def __init__(self) -> None:
        self.socket = socketio.AsyncClient(reconnection=False)
        self.heard: list[tuple[str, tuple[Any, ...]]] = []
        self.socket.on("*", self._hear)

    async def _hear(self, event: str, *said: Any) -> None:
        self.heard.append((event, said))

    def names(self) -> list[str]:
        return [name for name, _ in self.heard]

    async def login(self, **more: str) -> dict[str, Any]:
        wish = {"username": "kuma", "password": PASSWORD, "token": "", **more}
        answer: dict[str, Any] = await self.socket.call("login", wish, timeout=3)
        return answer


@asynccontextmanager
async def running(major: Major) -> AsyncIterator[tuple[Kuma, str]]:
    monitors = [Monitor(id=1, name="Plex"), Monitor(id=2, name="Internet")]
    kuma = Kuma(major, Account("kuma", PASSWORD), monitors, greets_after_s=0.1)
    monitors[0].beat(Status.UP, "200 - OK")
    port = next_free(17_000 + os.getpid() % 1000)
    config = uvicorn.Config(
        app_of(kuma), host="127.0.0.1", port=port, log_level="error", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    await eventually(lambda: server.started)
    yield kuma, f"http://127.0.0.1:{port}"
    server.should_exit = True
    await serving


@asynccontextmanager
async def guest(url: str) -> AsyncIterator[Guest]:
    found = Guest()
    await found.socket.connect(url, transports=["websocket"])
    yield found
    await found.socket.disconnect()


async def greeted(found: Guest) -> None:
    await eventually(lambda: "info" in found.names())


async def test_what_is_asked_before_the_greeting_is_lost_in_version_two() -> None:
    async with running(2) as (_, url), guest(url) as found:
        with pytest.raises(socketio.exceptions.TimeoutError):
            await found.socket.call("needSetup", timeout=0.3)
        await greeted(found)
        assert await found.socket.call("needSetup", timeout=1) is False


async def test_version_one_hears_at_once_and_never_asks_for_a_login() -> None:
    async with running(1) as (_, url), guest(url) as found:
        assert await found.socket.call("needSetup", timeout=1) is False
        await greeted(found)
        assert "loginRequired" not in found.names()


@pytest.mark.parametrize("major", BOTH)
async def test_the_burst_and_the_live_beats_have_other_types(major: Major) -> None:
    async with running(major) as (kuma, url), guest(url) as found:
        await greeted(found)
        assert (await found.login())["ok"]
        assert ("heartbeatList" in found.names()) == (major == 2)
        await eventually(lambda: found.names().count("heartbeatList") == 2)
        burst = next(said for name, said in found.heard if name == "heartbeatList")
        assert burst[0] == "1"
        assert burst[1][0]["monitor_id"] == 1
        assert burst[1][0]["important"] == 1
        await kuma.beat(1, Status.DOWN, "connection refused")
        await eventually(lambda: "heartbeat" in found.names())
        live = next(said for name, said in found.heard if name == "heartbeat")[0]
        assert (live["monitorID"], live["important"]) == (1, True)
        assert "ping" not in live
        assert CANARY in str(found.heard)


@pytest.mark.parametrize("major", BOTH)
async def test_a_token_needs_no_code_and_dies_with_the_password(major: Major) -> None:
    async with running(major) as (kuma, url), guest(url) as found:
        codes = kuma.account.ask_for_codes()
        await greeted(found)
        assert await found.login() == {"tokenRequired": True}
        code = codes.now()
        token = (await found.login(token=code))["token"]
        assert (await found.login(token=code))["msg"] == "authInvalidToken"
        assert (await found.socket.call("loginByToken", token, timeout=3))["ok"]
        kuma.account.change_password("another long password")
        assert not (await found.socket.call("loginByToken", token, timeout=3))["ok"]


async def test_the_limit_on_sign_ins_is_one_for_all() -> None:
    async with running(2) as (_, url), guest(url) as one, guest(url) as other:
        await greeted(one)
        await greeted(other)
        for _ in range(20):
            await one.login(password="wrong")
        assert await other.login() == TOO_OFTEN


@pytest.mark.parametrize("major", BOTH)
async def test_a_paused_monitor_is_silent_and_a_deleted_one_is_gone(major: Major) -> None:
    async with running(major) as (kuma, url), guest(url) as found:
        await greeted(found)
        await found.login()
        await kuma.pause(1)
        assert await kuma.beat(1, Status.DOWN) is None
        found.heard.clear()
        await kuma.delete(1)
        told = "monitorList" if major == 1 else "deleteMonitorFromList"
        await eventually(lambda: told in found.names())


async def test_an_unknown_page_is_refused_by_version_two_and_never_answered_by_one() -> None:
    async with running(2) as (_, url), httpx.AsyncClient() as http:
        assert (await http.get(f"{url}/api/status-page/nothing")).status_code == 404
        assert (await http.get(f"{url}/api/status-page/home")).json()["incidents"] == []
    async with running(1) as (_, url), httpx.AsyncClient(timeout=0.3) as http:
        with pytest.raises(httpx.ReadTimeout):
            await http.get(f"{url}/api/status-page/nothing")
        empty = (await http.get(f"{url}/api/status-page/heartbeat/nothing")).json()
        assert empty == {"heartbeatList": {}, "uptimeList": {}}


async def test_a_monitor_is_taken_down_from_outside() -> None:
    async with running(2) as (kuma, url), httpx.AsyncClient() as http:
        answer = await http.put(f"{url}/control/monitors/1", json={"status": "down"})
        assert answer.status_code == 204
        assert kuma.monitors[1].beats[-1].status is Status.DOWN
        unknown = await http.put(f"{url}/control/monitors/9", json={"status": "down"})
        assert unknown.status_code == 404
