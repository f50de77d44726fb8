"""P6, P7: how fast one event reaches five hundred people: our live connection beside Socket.IO.

Ours hears events as it does at home: from the stream of a service, stored before it is told, in the
order of its log. Socket.IO hears the same bytes from NATS with nothing stored. nats-server is the
limit: its clients subscribe by its own protocol in a WebSocket, and nobody is asked who he is. `W`
events are on their way at a time (one: each is a write of its own; sixteen: what gathers them is
ahead); then forty events a second, for the time from being said to being read.
"""

import asyncio
import gc
import json
import os
import statistics
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
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
from bench.load import OTHER_CORES, SERVER_CORE, cpu_s, pin
from bench.measure import Measured, keep, rates_in_turn
from bench.peers import Absent, node
from bench.ratios import AtLeast, AtMost, Bound, Ratio, not_measured, ratio, tell_ratios
from bench.sockets import Client, connect
from bench.two_services import plain_nats, servers
from medianest.chassis.clock import now
from medianest.contracts.events.notify import NotificationCreated
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.bus.wire import Announcement, Message, message_of
from medianest.local.servers import NatsServer
from medianest.local.servers.process import Process

CLIENTS = 500
ROUNDS = 5
SECONDS = 2.0
OPEN_PER_S, OPEN_EVENTS, OPEN_ROUNDS = 40, 120, 3
OUTSTANDING = (1, 4, 16)
OURS_PORT, PEER_PORT, NATS_PORT = 25_320, 25_330, 25_331
OURS, SOCKET_IO, NATS = "ours", "Socket.IO", "nats-server"
SUBJECT = "bench.fanout"
TEXT = "x" * 120
EPOCH = UUID(int=1)
STOCKED = 4_000
WEBSOCKETS = f"""
websocket {{ listen: "127.0.0.1:{NATS_PORT}", no_tls: true }}
ping_interval: "1h"
"""
Say = Callable[[int], Awaitable[None]]
"""Says so many events at once."""


@dataclass
class Crowd:
    """The clients of one server, and what they have been told."""

    say: Say
    pid: int
    stock: Callable[[], None] = lambda: None
    """Makes events before they are said: the clock is for telling them."""
    clients: list[Client] = field(default_factory=list)
    told: int = 0
    done: int = 0
    """How many events have come to all."""
    cpu_us: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    """Of the server for each delivery, by how many events were on their way."""
    said_at: list[float] = field(default_factory=list)
    took_ms: list[float] = field(default_factory=list)
    more: asyncio.Event = field(default_factory=asyncio.Event)
    _has_seen: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    """How many clients have seen so many events."""

    def on_marks(self, client: Client, marks: int) -> None:
        """A client was told of so many events, the next ones in order."""
        self.told += marks
        self._has_seen[client.seen] += 1
        self._has_seen[client.seen - marks] -= 1
        while self._has_seen[self.done] <= 0:
            self.done += 1
        if self.said_at:
            read_at = time.perf_counter()
            first = client.seen - marks
            self.took_ms += [(read_at - at) * 1000 for at in self.said_at[first : client.seen]]
        self.more.set()

    async def has_done(self, events: int) -> None:
        """Wait until so many events have come to all."""
        async with asyncio.timeout(20):
            while self.done < events:
                self.more.clear()
                await self.more.wait()

    def begin(self) -> None:
        """Count from here."""
        self.stock()
        self.told, self.done, self.said_at, self.took_ms = 0, 0, [], []
        self._has_seen = defaultdict(int, {0: len(self.clients)})
        for client in self.clients:
            client.seen = 0


async def run() -> None:
    """Measure, print, keep."""
    os.sched_setaffinity(0, OTHER_CORES)
    gc.disable()  # the clients' pauses are not the servers'
    with tempfile.TemporaryDirectory(prefix="medianest-bench-") as folder:
        async with AsyncExitStack() as stack:
            crowds = {OURS: await _ours(stack)}
            try:
                crowds[SOCKET_IO] = await _socket_io(stack, Path(folder))
            except Absent as absent:
                not_measured(SOCKET_IO, absent)
            crowds[NATS] = await _nats(stack)
            rates = {
                width: await rates_in_turn(
                    {name: _closed(crowd, width) for name, crowd in crowds.items()}, ROUNDS
                )
                for width in OUTSTANDING
            }
            times = await _open_in_turn(crowds)
    _tell(rates, times, {name: crowd.cpu_us for name, crowd in crowds.items()})
    not_measured(
        "P7 beside a loop in C (≥ 0.85 per event, ≥ 0.5 gathered)",
        "it would be ours to write, and nothing here is compiled",
    )


def _closed(crowd: Crowd, width: int) -> Callable[[], Awaitable[float]]:
    """Deliveries a second with so many events on their way."""

    async def rate() -> float:
        crowd.begin()
        began, used_s = time.perf_counter(), cpu_s(crowd.pid)
        said = 0
        while time.perf_counter() - began < SECONDS:
            if free := width - (said - crowd.done):
                await crowd.say(free)
                said += free
            await crowd.has_done(said - width + 1)
        await crowd.has_done(said)
        took_s = time.perf_counter() - began
        crowd.cpu_us[width].append((cpu_s(crowd.pid) - used_s) / crowd.told * 1e6)
        return crowd.told / took_s

    return rate


async def _open_in_turn(crowds: Mapping[str, Crowd]) -> dict[str, list[tuple[float, float]]]:
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in crowds}
    for number in range(OPEN_ROUNDS):
        order = list(crowds)[:: -1 if number % 2 else 1]
        for name in order:
            times[name].append(await _open(crowds[name]))
    return times


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
    speaking = _Speaking(speaker, UUID(ours.member_id))
    crowd = Crowd(speaking.say, ours.pid, speaking.stock)
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


async def _socket_io(stack: AsyncExitStack, folder: Path) -> Crowd:
    server = await stack.enter_async_context(plain_nats())
    environ = {"PORT": str(PEER_PORT), "NATS": server.url, "SUBJECT": SUBJECT}
    process = await node("fanout.mjs", environ, folder / "fanout.log")
    stack.push_async_callback(process.stop)
    crowd = await _peer(stack, server, process)
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


async def _nats(stack: AsyncExitStack) -> Crowd:
    server = await stack.enter_async_context(plain_nats(WEBSOCKETS))
    if server.process is None:
        raise RuntimeError("it was started")
    crowd = await _peer(stack, server, server.process)
    crowd.clients = await connect(
        NATS_PORT,
        "/",
        {},
        hello=f'CONNECT {{"verbose":false}}\r\nSUB {SUBJECT} 1\r\nPING\r\n',
        ready=b"PONG",
        on_marks=crowd.on_marks,
        count=CLIENTS,
    )
    return crowd


async def _peer(stack: AsyncExitStack, server: NatsServer, teller: Process) -> Crowd:
    """What is said to `server` as it is, and told by `teller`."""
    pin(teller.pid, SERVER_CORE)
    speaker = await stack.enter_async_context(_connected(server.url, None))
    words = json.dumps(_as_ours()).encode()

    async def say(count: int) -> None:
        for _ in range(count):
            await speaker.publish(SUBJECT, words)

    return Crowd(say, teller.pid)


@asynccontextmanager
async def _connected(url: str, seed: str | None) -> AsyncIterator[Nats]:
    prefix = "_INBOX" if seed is None else "_INBOX_notify"
    client = await nats.connect(url, nkeys_seed_str=seed, inbox_prefix=prefix)
    try:
        yield client
    finally:
        await client.close()


class _Speaking:
    """Stored in the stream, each behind the one before; what a relay waits for is left out."""

    def __init__(self, client: Nats, member_id: UUID) -> None:
        self._client = client
        self._member_id = member_id
        self._position = 0
        self._made: deque[Message] = deque()

    def stock(self) -> None:
        """Have enough for one round."""
        while len(self._made) < STOCKED:
            self._made.append(self._next_one())

    async def say(self, count: int) -> None:
        """So many, the next ones in order."""
        for _ in range(count):
            subject, headers, data = self._made.popleft() if self._made else self._next_one()
            await self._client.publish(subject, data, headers=headers)

    def _next_one(self) -> Message:
        event = NotificationCreated(
            notification_id=new_id(), member_id=self._member_id, category=TEXT
        )
        said = Announcement(
            position=self._position + 1,
            previous=self._position,
            stream_id=f"notification-{event.notification_id}",
            version=1,
            fact_id=new_id(),
            said=msgspec.json.encode(event).decode(),
            meta=Meta(correlation=new_id()),
            recorded_at=now(),
            epoch=EPOCH,
            epoch_from=0,
        )
        self._position += 1
        return message_of("notify", said)


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
    rates: Mapping[int, Mapping[str, Measured]],
    times: Mapping[str, Sequence[tuple[float, float]]],
    cpu_us: Mapping[str, Mapping[int, Sequence[float]]],
) -> None:
    title = f"Fan-out to {CLIENTS}, deliveries a second"
    columns = [f"W={w}" for w in rates] + [f"CPU µs\nW={w}" for w in rates] + ["p50 ms", "p99 ms"]
    table = Table("variant", *columns, title=title, title_justify="left", padding=0)
    for column in table.columns[1:]:
        column.justify = "right"
    p50, p99 = ({name: [one[at] for one in took] for name, took in times.items()} for at in (0, 1))
    for name in times:
        table.add_row(
            name,
            *(f"{rates[w][name].median:,.0f}" for w in rates),
            *(f"{statistics.median(cpu_us[name][w]):.1f}" for w in rates),
            *(f"{statistics.median(each[name]):.1f}" for each in (p50, p99)),
        )
    Console().print(table)
    ratios = [
        *(_beside_socket_io(rates, p99, cpu_us) if SOCKET_IO in times else []),
        *_beside_nats(rates, p99, cpu_us),
    ]
    measured = {
        name: {
            **{f"W={w}": rates[w][name].kept() for w in rates},
            **{f"cpu_us W={w}": statistics.median(cpu_us[name][w]) for w in rates},
            "p50_ms": statistics.median(p50[name]),
            "p99_ms": statistics.median(p99[name]),
        }
        for name in times
    }
    keep(
        "Fan-out",
        {"unit": "deliveries/s", "measured": measured, "ratios": tell_ratios(ratios)},
    )


def _beside_socket_io(
    rates: Mapping[int, Mapping[str, Measured]],
    p99: Mapping[str, Sequence[float]],
    cpu_us: Mapping[str, Mapping[int, Sequence[float]]],
) -> list[Ratio]:
    """Ours beside Socket.IO; CPU as well, because it is the same on a crowded machine."""
    bounds: dict[int, tuple[Bound | None, Bound]] = {
        1: (None, AtLeast(1.5)),
        4: (AtLeast(1.7), AtLeast(2.5)),
        16: (AtLeast(7), AtLeast(7)),
    }
    of_rates = [
        ratio(
            f"P6 W={w}, ours : Socket.IO",
            rates[w][OURS].rounds,
            rates[w][SOCKET_IO].rounds,
            required=bounds[w][0],
            wanted=bounds[w][1],
        )
        for w in rates
    ]
    of_cpu = [
        ratio(f"W={w}, CPU of Socket.IO : ours", cpu_us[SOCKET_IO][w], cpu_us[OURS][w])
        for w in rates
    ]
    slowest = ratio(
        "P7 p99, ours : Socket.IO",
        p99[OURS],
        p99[SOCKET_IO],
        required=AtMost(2),
        wanted=AtMost(0.8),
    )
    return [*of_rates, *of_cpu, slowest]


def _beside_nats(
    rates: Mapping[int, Mapping[str, Measured]],
    p99: Mapping[str, Sequence[float]],
    cpu_us: Mapping[str, Mapping[int, Sequence[float]]],
) -> list[Ratio]:
    """Both gather what a burst brings; the bound is for the burst."""
    bounds = {16: AtLeast(0.9)}
    return [
        *(
            ratio(
                f"P7 W={w}, ours : nats-server",
                rates[w][OURS].rounds,
                rates[w][NATS].rounds,
                wanted=bounds.get(w),
            )
            for w in rates
        ),
        *(
            ratio(f"W={w}, CPU of nats-server : ours", cpu_us[NATS][w], cpu_us[OURS][w])
            for w in rates
        ),
        ratio("p99, ours : nats-server", p99[OURS], p99[NATS]),
    ]
