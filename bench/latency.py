"""From a command in one service until another service's read model shows it.

The clock starts when the command does and stops when Postgres tells, at the commit of the other
service's transaction, that the row is there (`pg_notify`). In between: load, decide and keep the
fact; relay; NATS; the other service's reader. The peer is the same way without a log: the bare
client publishes, a consumer inserts and notifies.
"""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import nats
from rich.console import Console
from rich.table import Table

from bench.measure import keep
from bench.two_services import META, TELL, TwoServices, plain_nats, servers
from medianest.contracts.ids import new_id
from medianest.testkit.guestbook import sign

COMMANDS = 300
WARM_UP = 20
BUSY_PER_S = 100
DEADLINE_S = 10
SUBJECT = "peer.said"
Say = Callable[[str], Coroutine[Any, Any, None]]


async def run() -> None:
    """Measure idle and under load, print, keep."""
    found: dict[str, list[float]] = {}
    async with servers() as ours:
        two = TwoServices(await ours.build())
        speaker, hearer = await two.speaker(speaks=True), await two.hearer()

        async def command(line: str) -> None:
            await speaker.log.carry_out(sign(new_id(), line), meta=META)

        async with _told(two.house.admin_dsn) as told:
            found["ours, idle"] = await _each(command, told)
            async with _busy(command):
                found[f"ours, {BUSY_PER_S} commands/s beside it"] = await _each(command, told)
            async with _bare(two.house.admin_dsn) as publish:
                found["nats-py and insert, idle"] = await _each(publish, told)
        await asyncio.gather(speaker.stop(2), hearer.stop(2))
        await two.house.close()
    _tell(found)


async def _each(say: Say, told: asyncio.Queue[str]) -> list[float]:
    """Milliseconds of each of the commands, one after the other."""
    took = []
    for number in range(WARM_UP + COMMANDS):
        line = f"tell {number}"
        began = time.perf_counter()
        await say(line)
        async with asyncio.timeout(DEADLINE_S):
            while await told.get() != line:
                pass
        took.append((time.perf_counter() - began) * 1000)
    return took[WARM_UP:]


@asynccontextmanager
async def _told(dsn: str) -> AsyncIterator[asyncio.Queue[str]]:
    told: asyncio.Queue[str] = asyncio.Queue()
    connection = await asyncpg.connect(dsn)
    await connection.add_listener("heard", lambda *said: told.put_nowait(str(said[-1])))
    try:
        yield told
    finally:
        await connection.close()


@asynccontextmanager
async def _busy(say: Say) -> AsyncIterator[None]:
    async def others() -> None:
        async with asyncio.TaskGroup() as group:
            while True:
                group.create_task(say("beside it"))
                await asyncio.sleep(1 / BUSY_PER_S)

    task = asyncio.create_task(others())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def _bare(dsn: str) -> AsyncIterator[Say]:
    async with plain_nats() as server:
        client = await nats.connect(server.url)
        stream = client.jetstream()
        await stream.add_stream(name="PEER", subjects=[SUBJECT])
        connection = await asyncpg.connect(dsn)
        await connection.execute("create table bare_lines(line text)")

        async def insert(message: Any) -> None:
            line = message.data.decode()
            async with connection.transaction():
                await connection.execute("insert into bare_lines values ($1)", line)
                await connection.execute(TELL, line)
            await message.ack()

        async def publish(line: str) -> None:
            await stream.publish(SUBJECT, line.encode())

        await stream.subscribe(SUBJECT, cb=insert, manual_ack=True)
        try:
            yield publish
        finally:
            await client.close()
            await connection.close()


def _tell(found: dict[str, list[float]]) -> None:
    title = "Latency, command to another service's read model"
    table = Table("variant", "p50 ms", "p95 ms", "p99 ms", title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    kept = {}
    for name, took in found.items():
        cuts = statistics.quantiles(took, n=100)
        kept[name] = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98]}
        table.add_row(name, *(f"{value:.1f}" for value in kept[name].values()))
    console = Console()
    console.print(table)
    ours, bare = kept["ours, idle"]["p50"], kept["nats-py and insert, idle"]["p50"]
    console.print(f"  ours : nats-py and insert, at the median = [bold]{ours / bare:.2f}[/bold]\n")
    keep("Latency", {"unit": "ms", "measured": kept, "ratio": round(ours / bare, 3)})
