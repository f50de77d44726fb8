"""How fast announced facts reach the stream, and another service's read model.

The peer is the bare client nats-py: the same bodies and headers, published one by one, or up to
500 at once; and a pull consumer that inserts each batch in one transaction. It keeps no order
across replicas, repeats nothing after a loss and checks no position; it shows what the hops cost.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import asyncpg
import nats

from bench.measure import Rate, rates_in_turn, tell
from bench.two_services import TwoServices, plain_nats, servers
from medianest.contracts.topology import TOPOLOGY
from medianest.local.servers import NatsServer
from medianest.testkit.house import Servers

ROUNDS = 3
FACTS = 5_000
WINDOW = 500
LOOK_S = 0.005
DEADLINE_S = 60
STREAM, SUBJECT, DURABLE = "PEER", "peer.said", "hearer"
BODY = b'{"type":"notify.notification_created","category":"line 42",' + b'"x":"' + b"x" * 90 + b'"}'
HEADERS = {f"Mn-Header-{n}": "x" * 32 for n in range(14)}
ADD = """
insert into heard_lines values ($1, 'a line')
"""
SAID_UP_TO = """
select coalesce(max(position), 0) from gateway_heard_lines_g1.heard_lines
"""


async def run() -> None:
    """Start servers, measure, stop them."""
    async with servers() as ours, plain_nats() as theirs:
        variants: dict[str, Rate] = {
            "ours: log to stream": lambda: _in_a_house(ours, _relay),
            "nats-py: 500 at once": lambda: _published(theirs, _at_once),
            "nats-py: one by one": lambda: _published(theirs, _one_by_one),
            "ours: stream to read model": lambda: _in_a_house(ours, _read),
            "nats-py: pull and insert": lambda: _pulled(theirs, ours),
        }
        measured = await rates_in_turn(variants, ROUNDS)
    tell(
        "Relay and readers, durable",
        "events/s",
        measured,
        [
            ("", "ours: log to stream", "nats-py: one by one", None),
            ("", "ours: log to stream", "nats-py: 500 at once", None),
            ("", "ours: stream to read model", "nats-py: pull and insert", None),
        ],
    )


async def _in_a_house(ours: Servers, measure: Callable[[TwoServices], Awaitable[float]]) -> float:
    house = await ours.build()
    try:
        two = TwoServices(house)
        await two.sign(FACTS)
        return await measure(two)
    finally:
        await house.close()


async def _relay(two: TwoServices) -> float:
    began = time.perf_counter()
    speaker = await two.speaker(speaks=True)
    await _until(lambda: _said(two), FACTS)
    took = time.perf_counter() - began
    await speaker.stop(2)
    return FACTS / took


async def _read(two: TwoServices) -> float:
    speaker = await two.speaker(speaks=True)
    await _until(lambda: _said(two), FACTS)
    began = time.perf_counter()
    hearer = await two.hearer()
    async with two.administrator() as connection:
        await _until(lambda: connection.fetchval(SAID_UP_TO), FACTS)
    took = time.perf_counter() - began
    await asyncio.gather(speaker.stop(2), hearer.stop(2))
    return FACTS / took


async def _said(two: TwoServices) -> int:
    seed = two.house.credentials.nats_provision("notify")
    client = await nats.connect(two.house.nats.url, nkeys_seed_str=seed)
    try:
        return int((await client.jetstream().stream_info(TOPOLOGY["notify"].stream)).state.messages)
    finally:
        await client.close()


async def _until(look: Callable[[], Awaitable[int]], wanted: int) -> None:
    async with asyncio.timeout(DEADLINE_S):
        while await look() < wanted:  # noqa: ASYNC110  it looks at servers
            await asyncio.sleep(LOOK_S)


async def _published(
    theirs: NatsServer, publish: Callable[[Any, int], Awaitable[None]], facts: int = FACTS
) -> float:
    client = await nats.connect(theirs.url)
    stream = client.jetstream(publish_async_max_pending=WINDOW)
    await stream.add_stream(name=STREAM, subjects=[SUBJECT])
    began = time.perf_counter()
    await publish(stream, facts)
    took = time.perf_counter() - began
    await stream.delete_stream(STREAM)
    await client.close()
    return facts / took


async def _one_by_one(stream: Any, facts: int) -> None:
    for _ in range(facts):
        await stream.publish(SUBJECT, BODY, headers=dict(HEADERS))


async def _at_once(stream: Any, facts: int) -> None:
    for _ in range(facts):
        await stream.publish_async(SUBJECT, BODY, headers=dict(HEADERS), wait_stall=DEADLINE_S)
    await stream.publish_async_completed()


async def _pulled(theirs: NatsServer, ours: Servers) -> float:
    client = await nats.connect(theirs.url)
    stream = client.jetstream(publish_async_max_pending=WINDOW)
    await stream.add_stream(name=STREAM, subjects=[SUBJECT])
    await _at_once(stream, FACTS)
    connection = await asyncpg.connect(ours.postgres.dsn)
    await connection.execute("create table heard_lines(position bigint primary key, line text)")
    began = time.perf_counter()
    await _insert_all(await stream.pull_subscribe(SUBJECT, DURABLE), connection)
    took = time.perf_counter() - began
    await connection.execute("drop table heard_lines")
    await connection.close()
    await stream.delete_stream(STREAM)
    await client.close()
    return FACTS / took


async def _insert_all(pulled: Any, connection: Any) -> None:
    done = 0
    while done < FACTS:
        batch = await pulled.fetch(WINDOW, timeout=DEADLINE_S)
        async with connection.transaction():
            for position, _ in enumerate(batch, start=done + 1):
                await connection.execute(ADD, position)
        done += len(batch)
        await asyncio.gather(*(message.ack() for message in batch))
