"""A connection to the bus, by a server that says hello and nothing else."""

import asyncio
from collections.abc import AsyncIterator

import nkeys
import pytest

from medianest.eventlog.bus.broker import Broker, NatsAccess
from medianest.testkit import eventually

SEED = nkeys.encode_seed(bytes(32), nkeys.PREFIX_BYTE_USER).decode()
INFO = b'INFO {"server_id":"one","version":"2.12.0","max_payload":1048576,"nonce":"once"}\r\n'


class Bus:
    """Who is connected right now."""

    def __init__(self) -> None:
        self.url = ""
        self.there = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.there += 1
        writer.write(INFO)
        while line := await reader.readline():
            if line.startswith(b"PING"):
                writer.write(b"PONG\r\n")
        self.there -= 1
        writer.close()


@pytest.fixture
async def bus() -> AsyncIterator[Bus]:
    bus = Bus()
    server = await asyncio.start_server(bus, "127.0.0.1", 0)
    bus.url = f"nats://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield bus
    server.close()


@pytest.mark.parametrize("turns", range(1, 7))
async def test_whoever_is_ended_while_it_closes_still_closes(bus: Bus, turns: int) -> None:
    broker = Broker("status", NatsAccess(url=bus.url, seed=SEED))
    await broker.start()
    await broker.wait_connected(20)
    stopping = asyncio.create_task(broker.stop())
    for _ in range(turns):
        await asyncio.sleep(0)
    stopping.cancel()
    await asyncio.gather(stopping, return_exceptions=True)
    await eventually(lambda: bus.there == 0)
