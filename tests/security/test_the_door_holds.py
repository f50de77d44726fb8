"""What the door promises when parts of the house end: a gateway, the bus, the counter."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Final
from uuid import UUID

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from medianest.contracts.events import Event
from medianest.contracts.events.downloads import DownloadQueued
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.live import DownloadProgress
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.topology import TOPOLOGY
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.testkit.eventually import eventually

EVENTS: Final = 60
KILLED_AFTER: Final = 20
OFTEN: Final = "100000/min burst 10000"
AT_ONCE_S: Final = 2.0
DOWNLOAD: Final = UUID(int=8)
READ: Final = set(TOPOLOGY["gateway"].reads)
PROTOCOL: Final = Subprotocol("medianest.live.v1")


class Told(Fact, tag="test.told"):
    """Something happened to the download."""

    number: int
    member_id: UUID


class Story(Record):
    """Nothing is remembered."""


def announce(state: Story, fact: Told) -> Event:
    return DownloadQueued(download_id=DOWNLOAD, member_id=fact.member_id, title=str(fact.number))


STORY: Final[Decider[Story, Told]] = Decider(
    name="download",
    facts=(Told,),
    initial=Story(),
    evolve=lambda state, fact: state,
    announce=announce,
)


class Follower:
    """A browser that follows the download, and goes on elsewhere when its gateway is gone."""

    def __init__(self, urls: Sequence[str], cookie: str) -> None:
        self._urls = list(urls)
        self._cookie = cookie
        self._cursor: str | None = None
        self.follows = asyncio.Event()
        self.resumed = 0
        self.gaps = 0
        self.seen: list[int] = []
        self.percent = 0.0

    async def follow(self) -> None:
        while True:
            try:
                await self._listen()
            except (ConnectionClosed, OSError):
                self.resumed += 1
                self._urls.reverse()

    async def _listen(self) -> None:
        async with live_at(self._urls[0], self._cookie) as live:
            wish = {"op": "subscribe", "topics": [f"downloads:{DOWNLOAD}"], "after": self._cursor}
            await live.send(json.dumps(wish))
            await live.send('{"op":"ping"}')
            await self._read(live)

    async def _read(self, live: ClientConnection) -> None:
        async for frame in live:
            for line in str(frame).split("\n"):
                told = json.loads(line)
                match told["op"]:
                    case "event":
                        self._cursor = told["id"]
                        self.seen.append(int(told["data"]["title"]))
                    case "hello":
                        self._cursor = self._cursor or told["cursor"]
                    case "pong":
                        self.follows.set()
                    case "gap":
                        self.gaps += 1
                    case "live":
                        self.percent = told["data"]["percent"]


def live_at(url: str, cookie: str) -> connect:
    return connect(
        url.replace("http", "ws", 1) + "/api/v1/live",
        subprotocols=[PROTOCOL],
        origin=url,  # type: ignore[arg-type]  # an Origin is a str
        additional_headers={"Cookie": cookie},
        open_timeout=30,
        ping_interval=None,
    )


async def knows_all_streams(url: str, cookie: str) -> bool:
    async with live_at(url, cookie) as live:
        hello = json.loads(str(await live.recv()).split("\n")[0])
        return {part.partition(":")[0] for part in hello["cursor"].split(",")} == READ


async def has_come_so_far(
    log: EventLog, member_id: UUID, followers: Sequence[Follower], *, percent: float
) -> None:
    """The download is measured, and everybody sees it wherever they follow it now."""
    measured = DownloadProgress(
        download_id=DOWNLOAD, member_id=member_id, phase="fetching", percent=percent, bytes_done=1
    )
    await log.live.send(measured)
    await eventually(lambda: all(each.percent == percent for each in followers), timeout_s=30)


@asynccontextmanager
async def gateway(
    door: Any, **settings: str
) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """One more gateway of the same house, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    limits = {"limit_person": OFTEN, "limit_live": OFTEN, "live_max_a_person": "1000", **settings}
    environ = door.house.environ(
        "gateway", listen=listen, identity_url=door.identity_url, log_level="error", **limits
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "medianest.gateway", env={**os.environ, **environ}
    )
    try:
        async with httpx.AsyncClient(base_url=f"http://{listen}") as client:

            async def is_ready() -> bool:
                try:
                    return (await client.get("/readyz")).status_code == 200
                except httpx.TransportError:
                    return False

            await eventually(is_ready, timeout_s=30, every_s=0.1)
        yield f"http://{listen}", process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()


@pytest.mark.parametrize("sockets", [50, pytest.param(500, marks=pytest.mark.long)])
async def test_a_gateway_is_killed_under_its_followers_and_none_misses_or_doubles_an_event(
    door: Any, sockets: int
) -> None:
    owner = await door.owner()
    member_id = UUID((await owner.get("/me")).json()["id"])
    cookie = f"mn_session={owner.cookies['mn_session']}"
    async with AsyncExitStack() as stack:
        first, doomed = await stack.enter_async_context(gateway(door))
        second, _ = await stack.enter_async_context(gateway(door))
        for url in (first, second):
            await eventually(lambda url=url: knows_all_streams(url, cookie), timeout_s=20)
        log = await EventLog.open(
            service="downloads", settings=door.house("downloads").settings, deciders=(STORY,)
        )
        await log.start()
        stack.push_async_callback(log.stop, 2.0)
        followers = [Follower((first, second), cookie) for _ in range(sockets)]
        following = [asyncio.create_task(each.follow()) for each in followers]
        stack.callback(lambda: [task.cancel() for task in following])
        for each in followers:
            await asyncio.wait_for(each.follows.wait(), 60)
        await has_come_so_far(log, member_id, followers, percent=10.0)
        for number in range(EVENTS):
            told = Told(number=number, member_id=member_id)
            await log.log.carry_out(
                Step(STORY, DOWNLOAD, lambda _, told=told: [told]), meta=Meta(correlation=new_id())
            )
            if number == KILLED_AFTER:
                doomed.kill()
            await asyncio.sleep(0.02)
        await eventually(
            lambda: all(each.seen[-1:] == [EVENTS - 1] for each in followers), timeout_s=60
        )
        await has_come_so_far(log, member_id, followers, percent=90.0)
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
    assert [each.resumed >= 1 for each in followers] == [True] * sockets
    assert sum(each.gaps for each in followers) == 0
    assert sum(len(each.seen) for each in followers) == sockets * EVENTS
    assert all(each.seen == list(range(EVENTS)) for each in followers)


async def test_two_gateways_in_processes_of_their_own_keep_one_limit(door: Any) -> None:
    owner = await door.owner()
    strict = {"limit_person": "60/h burst 24"}
    async with gateway(door, **strict) as (one, _), gateway(door, **strict) as (two, _):
        pages = [f"{url}/api/v1/me" for url in (one, two)] * 20
        statuses = [(await owner.get(page)).status_code for page in pages]
    assert statuses.count(200) == 24
    assert statuses[-8:] == [429] * 8


async def test_without_the_bus_people_come_go_and_are_locked_out_at_once(door: Any) -> None:
    owner = await door.owner()
    mia = await door.member(owner, "mia")
    await door.house.nats.kill()
    again = await door.signed_in("mia")
    assert (await again.get("/me")).status_code == 200
    assert (await again.post("/auth/logout")).status_code == 204
    assert (await again.get("/me")).status_code == 401
    path = f"/members/{(await mia.get('/me')).json()['id']}"
    assert (await owner.patch(path, json={"disabled": True})).status_code == 200
    assert (await mia.get("/me")).status_code == 401
    assert (await owner.patch(path, json={"disabled": False})).status_code == 200
    assert (await (await door.signed_in("mia")).get("/me")).status_code == 200


async def test_without_the_bus_who_is_disabled_or_signs_out_is_cut_off_at_once(door: Any) -> None:
    owner = await door.owner()
    mia = await door.member(owner, "mia")
    elsewhere = await door.signed_in("mia")
    path = f"/members/{(await mia.get('/me')).json()['id']}"
    here, there = (f"mn_session={each.cookies['mn_session']}" for each in (mia, elsewhere))
    async with live_at(door.url, here) as first, live_at(door.url, there) as second:
        await door.house.nats.kill()
        assert (await mia.post("/auth/logout")).status_code == 204
        await asyncio.wait_for(first.wait_closed(), AT_ONCE_S)
        assert (await elsewhere.get("/me")).status_code == 200
        assert (await owner.patch(path, json={"disabled": True})).status_code == 200
        await asyncio.wait_for(second.wait_closed(), AT_ONCE_S)
        assert [first.close_code, second.close_code] == [4401, 4401]
    assert (await elsewhere.get("/me")).status_code == 401


async def test_without_the_counter_people_come_in_and_signing_in_stays_limited(
    opened: Any,
) -> None:
    async with opened(limit_sign_in_address="6/h burst 6") as door:
        owner = await door.owner()
        await door.house.valkey.kill()
        assert (await owner.get("/me")).status_code == 200
        body = {"username": "olga", "password": "a wrong password"}
        strangers = [door.stranger() for _ in range(5)]
        tries = [(await one.post("/auth/local", json=body)).status_code for one in strangers]
        # Half as many as with the counter, because every gateway counts for itself.
        assert tries == [401] * 3 + [429] * 2
        assert (await owner.get("/me")).status_code == 200
