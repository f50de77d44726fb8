"""How fast one event reaches five hundred people: our live connection beside Socket.IO.

Ours hears events as it does at home: from the stream of a service, stored before it is told, in the
order of its log. Socket.IO hears the same bytes from NATS with nothing stored. `W` events are on
their way at a time; then forty events a second, for the time from being said to being read.
"""

import asyncio
import gc
import json
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import msgspec
import nats
from nats.aio.client import Client as Nats
from rich.console import Console
from rich.table import Table

from bench.front import front
from bench.load import OTHER_CORES, SERVER_CORE, pin
from bench.measure import Measured, keep, rates_in_turn
from bench.peers import Absent, node
from bench.sockets import Client, connect
from bench.two_services import plain_nats, servers
from medianest.chassis.clock import now
from medianest.contracts.events.notify import NotificationCreated
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.wire import Announcement, headers_of, subject_of

CLIENTS = 500
ROUNDS = 5
SECONDS = 2.0
OPEN_PER_S, OPEN_EVENTS = 40, 120
OUTSTANDING = (1, 4, 16)
OURS_PORT, PEER_PORT = 25_320, 25_330
SUBJECT = "bench.fanout"
TEXT = "x" * 120
EPOCH = UUID(int=1)
Say = Callable[[int], Awaitable[None]]
"""Says so many events at once."""


@dataclass
class Crowd:
    """The clients of one server, and what they have been told."""

    say: Say
    clients: list[Client] = field(default_factory=list)
    told: int = 0
    said_at: list[float] = field(default_factory=list)
    took_ms: list[float] = field(default_factory=list)
    more: asyncio.Event = field(default_factory=asyncio.Event)

    def on_marks(self, client: Client, marks: int) -> None:
        """A client was told of so many events, the next ones in order."""
        self.told += marks
        if self.said_at:
            read_at = time.perf_counter()
            first = client.seen - marks
            self.took_ms += [(read_at - at) * 1000 for at in self.said_at[first : client.seen]]
        self.more.set()

    @property
    def done(self) -> int:
        """How many events have come to all."""
        return self.told // len(self.clients)

    async def has_done(self, events: int) -> None:
        """Wait until so many events have come to all."""
        async with asyncio.timeout(20):
            while self.done < events:
                self.more.clear()
                await self.more.wait()

    def begin(self) -> None:
        """Count from here."""
        self.told, self.said_at, self.took_ms = 0, [], []
        for client in self.clients:
            client.seen = 0


async def run() -> None:
    """Measure, print, keep."""
    os.sched_setaffinity(0, OTHER_CORES)
    gc.disable()  # the clients' pauses are not the servers'
    with tempfile.TemporaryDirectory(prefix="medianest-bench-") as folder:
        async with AsyncExitStack() as stack:
            crowds = {"ours": await _ours(stack)}
            try:
                crowds["Socket.IO"] = await _peer(stack, Path(folder))
            except Absent as absent:
                Console().print(f"Socket.IO was not measured: {absent}\n")
            rates = {
                width: await rates_in_turn(
                    {name: _closed(crowd, width) for name, crowd in crowds.items()}, ROUNDS
                )
                for width in OUTSTANDING
            }
            times = {name: await _open(crowd) for name, crowd in crowds.items()}
    _tell(rates, times)


def _closed(crowd: Crowd, width: int) -> Callable[[], Awaitable[float]]:
    """Deliveries a second with so many events on their way."""

    async def rate() -> float:
        crowd.begin()
        began = time.perf_counter()
        said = 0
        while time.perf_counter() - began < SECONDS:
            if free := width - (said - crowd.done):
                await crowd.say(free)
                said += free
            await crowd.has_done(said - width + 1)
        await crowd.has_done(said)
        return crowd.told / (time.perf_counter() - began)

    return rate


async def _open(crowd: Crowd) -> tuple[float, float]:
    """p50 and p99 in ms, at a pace that nobody waits for."""
    crowd.begin()
    began = time.perf_counter()
    for number in range(OPEN_EVENTS):
        await asyncio.sleep(max(0.0, began + number / OPEN_PER_S - time.perf_counter()))
        crowd.said_at.append(time.perf_counter())
        await crowd.say(1)
    await crowd.has_done(OPEN_EVENTS)
    cuts = statistics.quantiles(crowd.took_ms, n=100)
    return cuts[49], cuts[98]


async def _ours(stack: AsyncExitStack) -> Crowd:
    enter = stack.enter_async_context
    house = await (await enter(servers(forgetful=True))).build()
    stack.push_async_callback(house.close)
    ours = await enter(front(house, service_url="http://127.0.0.1:1", port=OURS_PORT))
    speaker = await enter(_connected(house.nats.url, house("notify").nats_seed))
    crowd = Crowd(_speaking(speaker, UUID(ours.member_id)))
    crowd.clients = await connect(
        OURS_PORT,
        "/api/v1/live",
        {
            "Cookie": ours.cookie,
            "Origin": ours.url,
            "Sec-WebSocket-Protocol": "medianest.live.v1",
        },
        hello='{"op":"subscribe","topics":["me"]}',
        ready=b'"hello"',
        on_marks=crowd.on_marks,
        count=CLIENTS,
    )
    return crowd


async def _peer(stack: AsyncExitStack, folder: Path) -> Crowd:
    enter = stack.enter_async_context
    server = await enter(plain_nats())
    environ = {"PORT": str(PEER_PORT), "NATS": server.url, "SUBJECT": SUBJECT}
    process = await node("fanout.mjs", environ, folder / "fanout.log")
    stack.push_async_callback(process.stop)
    pin(process.pid, SERVER_CORE)
    speaker = await enter(_connected(server.url, None))
    words = json.dumps(_as_ours()).encode()

    async def say(count: int) -> None:
        for _ in range(count):
            await speaker.publish(SUBJECT, words)

    crowd = Crowd(say)
    crowd.clients = await connect(
        PEER_PORT,
        "/socket.io/?EIO=4&transport=websocket",
        {},
        hello="40",
        ready=b"40{",
        on_marks=crowd.on_marks,
        count=CLIENTS,
    )
    return crowd


@asynccontextmanager
async def _connected(url: str, seed: str | None) -> AsyncIterator[Nats]:
    prefix = "_INBOX" if seed is None else "_INBOX_notify"
    client = await nats.connect(url, nkeys_seed_str=seed, inbox_prefix=prefix)
    try:
        yield client
    finally:
        await client.close()


def _speaking(client: Nats, member_id: UUID) -> Say:
    """Stored in the stream, each behind the one before; what a relay waits for is left out."""
    position = 0

    def next_one() -> tuple[str, dict[str, str], bytes]:
        nonlocal position
        event = NotificationCreated(notification_id=new_id(), member_id=member_id, category=TEXT)
        said = Announcement(
            position=position + 1,
            previous=position,
            stream_id=f"notification-{event.notification_id}",
            version=1,
            fact_id=new_id(),
            said=msgspec.json.encode(event).decode(),
            meta=Meta(correlation=new_id()),
            recorded_at=now(),
            epoch=EPOCH,
            epoch_from=0,
        )
        position += 1
        return subject_of("notify", said), headers_of("notify", said), said.said.encode()

    async def say(count: int) -> None:
        for _ in range(count):
            subject, headers, data = next_one()
            await client.publish(subject, data, headers=headers)

    return say


def _as_ours() -> Mapping[str, object]:
    """The same event in as many bytes as ours."""
    return {
        "id": "notify:1000.identity:1000",
        "topic": "me",
        "type": "medianest.notify.notification-created",
        "at": "2026-01-01T00:00:00.000000Z",
        "version": 1,
        "data": {
            "notification_id": str(new_id()),
            "member_id": str(new_id()),
            "category": TEXT,
            "about_id": None,
        },
    }


def _tell(
    rates: Mapping[int, Mapping[str, Measured]], times: Mapping[str, tuple[float, float]]
) -> None:
    title = f"Fan-out to {CLIENTS}, deliveries a second"
    table = Table(
        "variant", *(f"W={w}" for w in rates), "p50 ms", "p99 ms", title=title, title_justify="left"
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for name, (p50, p99) in times.items():
        table.add_row(
            name,
            *(f"{rates[w][name].median:,.0f}" for w in rates),
            f"{p50:.1f}",
            f"{p99:.1f}",
        )
    console = Console()
    console.print(table)
    ratios = []
    if "Socket.IO" in times:
        wanted = {1: "1.5 in the end", 4: "1.7; 2.5 in the end", 16: "7"}
        ratios = [
            (f"W={w}", rates[w]["ours"].median / rates[w]["Socket.IO"].median, wanted[w])
            for w in rates
        ]
        ratios.append(
            ("p99", times["ours"][1] / times["Socket.IO"][1], "at most 2; 0.8 in the end")
        )
    for what, ratio, wish in ratios:
        console.print(f"  {what}, ours : Socket.IO = [bold]{ratio:.2f}[/bold]  (wanted: {wish})")
    console.print()
    keep(
        "Fan-out",
        {
            "unit": "deliveries/s",
            "measured": {
                name: {
                    **{f"W={w}": vars(rates[w][name]) for w in rates},
                    "p50_ms": times[name][0],
                    "p99_ms": times[name][1],
                }
                for name in times
            },
            "ratios": [
                {"what": what, "ratio": round(r, 3), "wanted": wish} for what, r, wish in ratios
            ],
        },
    )
