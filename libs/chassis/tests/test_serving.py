"""A server is not kept busy by those who never finish what they began to say."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from medianest.chassis.serving import Listener
from medianest.testkit.eventually import eventually


async def hello(scope: Any, receive: Any, send: Any) -> None:
    headers = [(b"content-length", b"5")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"hello", "more_body": False})


@pytest.fixture
async def address() -> AsyncIterator[tuple[str, int]]:
    listener = Listener(hello, "127.0.0.1:0", grace_s=1, head_within_s=0.4)
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
