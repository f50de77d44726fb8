"""A server is not kept busy by those who never finish what they began to say."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from medianest.chassis.serving import Listener
from medianest.testkit.eventually import eventually

LARGE = b"x" * 4_000_000  # more than the system takes for a client that does not read


class House:
    """Says hello to each, and much at `/large`; `inside` are those it answers right now."""

    def __init__(self) -> None:
        self.inside = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = LARGE if scope["path"] == "/large" else b"hello"
        headers = [(b"content-length", b"%d" % len(body))]
        self.inside += 1
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})
        self.inside -= 1


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def address(house: House) -> AsyncIterator[tuple[str, int]]:
    listener = Listener(house, "127.0.0.1:0", grace_s=1, head_within_s=0.4, read_within_s=0.4)
    await listener.start()
    host, _, port = listener.url.removeprefix("http://").rpartition(":")
    yield host, int(port)
    await listener.stop()


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: nest\r\nX-Slow: "])
async def test_s43_who_drips_the_head_of_a_request_is_cut_off(
    address: tuple[str, int], begun: bytes
) -> None:
    reader, writer = await asyncio.open_connection(*address)

    async def drip() -> None:
        writer.write(begun)
        while True:
            await asyncio.sleep(0.05)
            writer.write(begun[:1] and b"x")

    dripping = asyncio.create_task(drip())
    assert await asyncio.wait_for(ended(reader), 5) == b""
    dripping.cancel()
    await asyncio.gather(dripping, return_exceptions=True)
    writer.close()


async def test_s43_who_reads_nothing_and_asks_on_keeps_no_place(
    address: tuple[str, int], house: House
) -> None:
    reader, writer = await asyncio.open_connection(*address, limit=1024)
    one = b"GET /large HTTP/1.1\r\nHost: nest\r\n\r\n"
    writer.write(one + one)

    async def is_held() -> bool:
        return house.inside == 1

    async def is_let_go() -> bool:
        return house.inside == 0

    await eventually(is_held)
    await eventually(is_let_go)
    assert len(await asyncio.wait_for(ended(reader), 5)) < len(LARGE)
    writer.close()


async def ended(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read()
    except ConnectionError:
        return b""


async def test_a_connection_may_rest_between_two_requests(address: tuple[str, int]) -> None:
    reader, writer = await asyncio.open_connection(*address)
    for _ in range(2):
        writer.write(b"GET / HTTP/1.1\r\nHost: nest\r\n\r\n")
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
        assert head.startswith(b"HTTP/1.1 200")
        assert await reader.readexactly(5) == b"hello"
        await asyncio.sleep(0.8)
    writer.close()


async def test_answers_carry_the_time_of_now(address: tuple[str, int]) -> None:
    reader, writer = await asyncio.open_connection(*address)

    async def date() -> str:
        writer.write(b"GET / HTTP/1.1\r\nHost: nest\r\n\r\n")
        head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)).decode()
        await reader.readexactly(5)
        return next(line for line in head.splitlines() if line.startswith("date: "))

    async def is_another() -> bool:
        return await date() != first

    first = await date()
    await eventually(is_another)
    writer.close()
