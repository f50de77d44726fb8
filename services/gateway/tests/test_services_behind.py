"""The services behind: how many requests each holds, how one is tried again, what it is told."""

import asyncio
from typing import Any

import pytest

from medianest.chassis.watching.metrics import Metrics
from medianest.gateway.adapters.upstream import HttpUpstream
from medianest.gateway.api.services import Service, ServiceAway, ServiceBusy
from medianest.gateway.ports import Outgoing
from medianest.testkit.clock import FakeClock
from medianest.testkit.eventually import eventually
from medianest.testkit.people import NOON

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
QUESTION = Outgoing(method="GET", target="/", headers=[])


class Told:
    """What is told about the reach of services."""

    def __init__(self) -> None:
        self.story: list[str] = []

    def lost(self, toward: str) -> None:
        self.story.append(f"{toward} lost")

    def back(self, toward: str) -> None:
        self.story.append(f"{toward} back")


async def asked(service: Service) -> int:
    async with service.ask(QUESTION) as answer:
        return answer.status


async def test_no_more_than_so_many_ask_a_service_at_a_time(played: Any) -> None:
    may_answer = asyncio.Event()
    waiting = 0

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal waiting
        while True:
            await reader.readuntil(b"\r\n\r\n")
            waiting += 1
            await may_answer.wait()
            writer.write(OK)

    async with played(slow) as url:
        upstream = HttpUpstream(url)
        service = Service("downloads", upstream, Told(), at_most=2)
        two = [asyncio.create_task(asked(service)) for _ in range(2)]
        await eventually(lambda: waiting == 2)
        with pytest.raises(ServiceBusy):
            await asked(service)
        may_answer.set()
        assert await asyncio.gather(*two) == [200, 200]
        assert await asked(service) == 200
        await upstream.stop()


async def test_a_service_that_was_left_to_rest_is_tried_by_one_and_told_to_be_back(
    played: Any,
) -> None:
    is_there = False
    heads = 0

    async def ailing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal heads
        while True:
            await reader.readuntil(b"\r\n\r\n")
            heads += 1
            if not is_there:
                return
            writer.write(OK)

    async with played(ailing) as url:
        upstream, told, clock = HttpUpstream(url), Told(), FakeClock(NOON)
        service = Service("downloads", upstream, told, metrics=Metrics("gateway"), clock=clock)
        for _ in range(5):
            with pytest.raises(ServiceAway):
                await asked(service)
        assert (service.breaker.state, heads) == ("open", 5)
        with pytest.raises(ServiceAway) as away:
            await asked(service)
        assert heads == 5, "nobody asks it now"
        assert away.value.retry_after_s >= 1
        clock.advance(11)
        with pytest.raises(ServiceAway):
            await asked(service)
        assert (service.breaker.state, heads) == ("open", 6), "one was let through to see"
        is_there = True
        clock.advance(11)
        assert await asked(service) == 200
        assert service.breaker.state == "closed"
        assert told.story == ["downloads lost", "downloads lost", "downloads back"]
        await upstream.stop()


async def test_s18_bodies_that_clients_break_off_say_nothing_of_the_service(
    front: Any, played: Any
) -> None:
    broken_off = 0

    async def trusting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal broken_off
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            if head.startswith(b"POST"):
                broken_off += await reader.read() == b"half "
                return
            writer.write(OK)

    begun = (
        b"POST /api/v1/setup HTTP/1.1\r\nHost: localhost\r\nX-Requested-With: medianest\r\n"
        b"Content-Length: 10\r\n\r\nhalf "
    )
    async with played(trusting) as url, front(identity=url) as door, door.client() as client:
        for _ in range(8):
            _, writer = await asyncio.open_connection(*door.address)
            writer.write(begun)
            await writer.drain()
            writer.close()
        await eventually(lambda: broken_off == 8)
        assert (await client.get("/api/v1/setup")).status_code == 200
        assert "identity lost" not in door.notes.told


async def test_a_service_that_ends_behind_its_head_is_away(front: Any, played: Any) -> None:
    async def ailing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")

    async with played(ailing) as url, front(identity=url) as door, door.client() as client:
        answer = await client.get("/api/v1/setup")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")


async def test_a_service_is_told_what_it_needs_of_a_request(front: Any, played: Any) -> None:
    heads: list[bytes] = []

    async def parts(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            heads.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(
                b"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 2-5/9\r\n"
                b"Accept-Ranges: bytes\r\nContent-Length: 4\r\n\r\n"
            )
            if not heads[-1].startswith(b"HEAD"):
                writer.write(b"part")

    wanted = {
        "idempotency-key": "only-once",
        "if-match": '"v7"',
        "range": "bytes=2-5",
        "if-range": '"v7"',
        "mn-after": "downloads:9",
        "accept-language": "de",
    }
    async with played(parts) as url, front(requests=url) as door, door.client() as client:
        answer = await client.get("/api/v1/images/9", headers=wanted)
        assert (answer.status_code, answer.text) == (206, "part")
        assert answer.headers["content-range"] == "bytes 2-5/9"
        for name, value in wanted.items():
            assert f"{name}: {value}\r\n".encode() in heads[0]
        head = await client.head("/api/v1/images/9")
        assert (head.headers["content-length"], head.content) == ("4", b"")


async def test_s47_only_who_sends_a_webhook_hands_on_its_secret(front: Any, played: Any) -> None:
    heads: list[str] = []

    async def hearing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
            writer.write(OK)

    shown = {"authorization": "agreed", "mn-webhook-secret": "forged"}
    async with played(hearing) as url, front(requests=url) as door, door.client() as client:
        for path in ("webhooks/overseerr", "requests"):
            assert (await client.post(f"/api/v1/{path}", headers=shown)).is_success
    assert "mn-webhook-secret: agreed\r\n" in heads[0]
    assert not any(word in heads[1] for word in ("agreed", "mn-webhook-secret"))
    assert not any("forged" in head for head in heads)


async def test_some_routes_take_more_than_others(front: Any, played: Any) -> None:
    sizes: list[int] = []

    async def taking(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            size = int(head.split(b"content-length: ")[1].split(b"\r\n")[0])
            sizes.append(len(await reader.readexactly(size)))
            writer.write(OK)

    two_mib = b"x" * (2 * 1024 * 1024)
    async with played(taking) as url, front(requests=url) as door, door.client() as client:
        assert (await client.post("/api/v1/webhooks/overseerr", content=two_mib)).is_success
        announced = (
            f"POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(two_mib)}"
            "\r\nX-Requested-With: medianest\r\n\r\n"
        )
        assert (await door.raw(announced.encode())).startswith(b"HTTP/1.1 413")
    assert sizes == [len(two_mib)]
