"""Requests pass through to a real server and back, as streams, and nothing slips in or out."""

import asyncio
import contextlib
from functools import partial
from typing import Any

import httpx
import pytest

from medianest.chassis import service
from medianest.chassis.serving import Listener
from medianest.contracts.events.identity import SessionRevoked
from medianest.testkit.eventually import eventually

HELLO = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Service:
    """Plays a service: keeps what it was sent, answers with `answer`."""

    def __init__(self, answer: bytes = HELLO) -> None:
        self.answer = answer
        self.heads: list[bytes] = []
        self.bodies: list[bytes] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            self.heads.append(head)
            self.bodies.append(await body_of(head, reader))
            writer.write(self.answer)
            await writer.drain()

    def headers(self, at: int = -1) -> dict[str, str]:
        lines = self.heads[at].decode().split("\r\n")[1:]
        return {k.lower(): v for k, _, v in (line.partition(": ") for line in lines if line)}


async def body_of(head: bytes, reader: asyncio.StreamReader) -> bytes:
    headers = head.lower()
    if b"transfer-encoding: chunked" in headers:
        body = b""
        while size := int(await reader.readuntil(b"\r\n"), 16):
            body += await reader.readexactly(size)
            await reader.readexactly(2)
        await reader.readexactly(2)
        return body
    if b"content-length: " in headers:
        return await reader.readexactly(
            int(headers.split(b"content-length: ")[1].split(b"\r\n")[0])
        )
    return b""


async def test_a_request_reaches_its_service_with_a_signed_identity(
    front: Any, played: Any
) -> None:
    downloads = Service()
    async with played(downloads) as url, front(downloads=url) as door:
        async with door.client(signed_in=True) as client:
            answer = await client.get("/api/v1/downloads?status=queued&x=%20")
        assert answer.text == "ok"
        assert downloads.heads[0].startswith(b"GET /api/v1/downloads?status=queued&x=%20 HTTP/1.1")
        headers = downloads.headers()
        assert headers["authorization"].startswith("Bearer ey")
        assert headers["x-request-id"] == answer.headers["x-request-id"]
        assert headers["traceparent"].startswith("00-")
        assert "cookie" not in headers
        assert "x-forwarded-for" not in headers


async def test_what_a_client_says_of_itself_is_dropped(front: Any, played: Any) -> None:
    downloads = Service()
    forged = {
        "authorization": "Bearer forged",
        "mn-address-hash": "forged",
        "mn-effects": "[]",
        "x-forwarded-for": "203.0.113.9",
        "x-forwarded-host": "evil.example",
        "x-real-ip": "203.0.113.9",
        "forwarded": "for=203.0.113.9",
        "x-request-id": "forged",
        "x-anything": "forged",
    }
    async with played(downloads) as url, front(downloads=url) as door:
        async with door.client() as client:
            await client.get("/api/v1/downloads", headers=forged)
        assert "forged" not in downloads.heads[0].decode()
        assert "203.0.113.9" not in downloads.heads[0].decode()
        assert "evil" not in downloads.heads[0].decode()


async def test_hop_by_hop_and_internal_headers_end_at_the_gateway(front: Any, played: Any) -> None:
    said = (
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive, X-Private\r\n"
        b"X-Private: 1\r\nKeep-Alive: timeout=5\r\nServer: inner\r\nSet-Cookie: evil=1\r\n"
        b"Mn-Session-Cookie: aaaaaaaaaaaaaaaaaaaaaaaa; Max-Age=5\r\nMn-Effects: []\r\n"
        b'Mn-Position: downloads:7\r\nETag: "v7"\r\n\r\nok'
    )
    downloads = Service(said)
    async with played(downloads) as url, front(downloads=url) as door:
        async with door.client() as client:
            answer = await client.get("/api/v1/downloads")
        for name in ("x-private", "keep-alive", "server", "set-cookie"):
            assert name not in answer.headers, name
        assert not any(name.startswith("mn-session") for name in answer.headers)
        assert "mn-effects" not in answer.headers
        assert answer.headers["etag"] == '"v7"'


async def test_identity_alone_sets_cookies_and_says_what_changed(front: Any, played: Any) -> None:
    event = (
        '[{"id":"01938e5c-0000-7000-8000-00000000a11a","source":"identity","position":4,"version":2,'
        '"event":{"type":"medianest.identity.session-revoked",'
        '"session_id":"01938e5c-0000-7000-8000-00000000a11a",'
        '"member_id":"01938e5c-0000-7000-8000-00000000a11a"}},'
        '{"version":1,"event":{"type":"medianest.identity.not-known-yet"}}]'
    )
    value = "A" * 43
    said = (
        f"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nMn-Effects: {event}\r\n"
        f"Mn-Session-Cookie: {value}; Max-Age=7776000\r\n\r\nok"
    ).encode()
    async with played(Service(said)) as url, front(identity=url) as door:
        async with door.client() as client:
            answer = await client.get("/api/v1/me")
        assert answer.headers["set-cookie"] == (
            f"mn_session={value}; Max-Age=7776000; Path=/; HttpOnly; SameSite=Lax"
        )
        assert "mn-effects" not in answer.headers
        (effect,) = door.sessions.effects
        assert isinstance(effect.event, SessionRevoked)
        assert effect.version == 2
    async with (
        played(Service(said)) as url,
        front(identity=url, public_url="https://localhost") as door,
        door.client() as client,
    ):
        answer = await client.get("/api/v1/me")
        assert answer.headers["set-cookie"].startswith(f"__Host-mn_session={value}; ")
        assert answer.headers["set-cookie"].endswith("; Secure")
        assert "strict-transport-security" in answer.headers


async def test_bodies_stream_both_ways(front: Any, played: Any) -> None:
    """The service answers each piece before the next one is sent: nothing waits for the end."""
    seen = asyncio.Queue[bytes]()

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while size := int(await reader.readuntil(b"\r\n"), 16):
            piece = await reader.readexactly(size)
            await reader.readexactly(2)
            await seen.put(piece)
            writer.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            await writer.drain()
        writer.write(b"0\r\n\r\n")
        await writer.drain()

    async with played(echo) as url, front(downloads=url) as door:
        reader, writer = await asyncio.open_connection(*door.address)
        writer.write(
            b"POST /api/v1/downloads/1/x HTTP/1.1\r\nHost: localhost\r\n"
            b"X-Requested-With: medianest\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        for piece in (b"one", b"two", b"three"):
            writer.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            await writer.drain()
            if piece != b"one":  # the first piece and the question go together
                assert await asyncio.wait_for(seen.get(), 5)
        writer.write(b"0\r\n\r\n")
        got = b""
        while b"0\r\n\r\n" not in got:
            got += await asyncio.wait_for(reader.read(4096), 5)
        assert b"one" in got
        assert b"three" in got
        writer.close()


async def test_a_known_length_is_handed_on(front: Any, played: Any) -> None:
    downloads = Service()

    async def pieces() -> Any:
        for _ in range(20):
            yield b"x" * 10_000
            await asyncio.sleep(0)

    async with played(downloads) as url, front(downloads=url) as door, door.client() as client:
        length = {"content-length": "200000"}
        await client.post("/api/v1/downloads/1/x", content=pieces(), headers=length)
        assert downloads.headers()["content-length"] == "200000"
        assert len(downloads.bodies[0]) == 200_000


async def test_a_body_beyond_its_cap_is_refused_before_or_where_it_became_too_large(
    front: Any, played: Any
) -> None:
    downloads = Service()

    async def endless() -> Any:
        for _ in range(200):
            yield b"x" * 100_000

    async with played(downloads) as url, front(downloads=url) as door, door.client() as client:
        told = await client.post("/api/v1/downloads", content=b"x" * 1_048_577)
        assert told.status_code == 413
        assert told.headers["content-type"] == "application/problem+json"
        assert downloads.heads == []
        # It may still be sending when the connection is closed, and then reads no answer.
        with contextlib.suppress(httpx.HTTPError):
            cut = await client.post("/api/v1/downloads", content=endless())
            assert cut.status_code == 413
        assert downloads.bodies == [], "no service takes a body for whole that was cut"


@pytest.mark.parametrize(
    "request_",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\nGET /x",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        b"Content-Length: +5\r\n\r\nhello",
        b"Content-Length: 5, 5\r\n\r\nhello",
        b"Content-Length: 0x5\r\n\r\nhello",
        b"X: a\r\n Content-Length: 5\r\n\r\nhello",
        b"X\x00: a\r\n\r\n",
        b"Transfer-Encoding:\tchunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /x",
        b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\nGET /x",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\nGET /x",
        b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x",
        b"Transfer-Encoding: \r\n chunked\r\n\r\n0\r\n\r\nGET /x",
        b"Transfer-Encoding\r\n: chunked\r\n\r\n0\r\n\r\nGET /x",
        b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\nGET /x",
        b"Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\nGET /x",
        b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n\r\nGET /x",
        b"Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\nGET /x",
        b"Transfer-Encoding: chunked\n\n0\n\nGET /x",
        b"Content-Length: 5\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x",
        b"Content-Length: 5 5\r\n\r\nhello",
        b"Content-Length: \xb2\r\n\r\nhello",
    ],
)
async def test_s34_no_request_hides_in_another(front: Any, played: Any, request_: bytes) -> None:
    downloads = Service()
    async with played(downloads) as url, front(downloads=url) as door:
        got = await door.raw(
            b"POST /api/v1/downloads HTTP/1.1\r\nHost: localhost\r\n"
            b"X-Requested-With: medianest\r\n" + request_ + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        assert b" 400 " in got.split(b"\r\n")[0]
        assert downloads.heads == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
async def test_s34_a_body_that_is_not_passed_on_leaves_no_length_behind(
    front: Any, played: Any, method: str
) -> None:
    """Else the service would take the beginning of the next request for it."""
    downloads = Service(b"HTTP/1.1 204 No Content\r\n\r\n")
    async with played(downloads) as url, front(downloads=url) as door, door.client() as client:
        hiding = client.build_request(method, "/api/v1/downloads", content=b"hello")
        assert (await client.send(hiding)).status_code == 204
        assert (await client.get("/api/v1/downloads")).status_code == 204
    assert [head.split()[0] for head in downloads.heads] == [method.encode(), b"GET"]
    assert "content-length" not in downloads.headers(0)


async def test_an_idempotent_question_is_repeated_once_when_nobody_answered(
    front: Any, played: Any
) -> None:
    asked = 0

    async def shy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        await reader.readuntil(b"\r\n\r\n")
        asked += 1
        if asked > 1:
            writer.write(HELLO)
            await writer.drain()

    async with played(shy) as url, front(downloads=url) as door, door.client() as client:
        assert (await client.get("/api/v1/downloads")).status_code == 200
        assert asked == 2


async def test_a_command_is_never_repeated(front: Any, played: Any) -> None:
    asked = 0

    async def shy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        await reader.readuntil(b"\r\n\r\n")
        asked += 1

    async with played(shy) as url, front(downloads=url) as door, door.client() as client:
        answer = await client.post("/api/v1/downloads", json={})
        assert answer.status_code == 503
        assert asked == 1


async def test_a_service_that_is_away_is_told_in_plain_words_and_left_to_rest(front: Any) -> None:
    async with front(downloads="http://127.0.0.1:1") as door, door.client() as client:
        for _ in range(5):
            answer = await client.get("/api/v1/downloads")
        assert answer.status_code == 503
        assert int(answer.headers["retry-after"]) >= 1
        assert answer.json()["detail"].startswith("Downloads are away just now; everything else")
        assert door.notes.told == ["downloads lost"]


async def test_a_slow_service_is_given_up_in_time(front: Any, played: Any) -> None:
    from medianest.gateway.api.routes import Route  # noqa: PLC0415 - only here

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await asyncio.sleep(30)

    route = Route(segments=("api", "v1", "downloads"), service="downloads", head_within_s=0.2)
    async with (
        played(silent) as url,
        front(downloads=url, routes=(route,)) as door,
        door.client() as client,
    ):
        assert (await client.get("/api/v1/downloads")).status_code == 503


async def test_when_the_client_leaves_the_service_is_told(front: Any, played: Any) -> None:
    left = asyncio.Event()

    async def talkative(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
        await writer.drain()
        await reader.read()
        left.set()

    async with played(talkative) as url, front(downloads=url) as door:
        reader, writer = await asyncio.open_connection(*door.address)
        writer.write(b"GET /api/v1/downloads HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await asyncio.wait_for(reader.readuntil(b"one"), 5)
        writer.close()
        await eventually(left.is_set)


async def test_s43_who_does_not_read_an_answer_keeps_no_service(
    front: Any, played: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "Listener", partial(Listener, read_within_s=0.3))
    left = asyncio.Event()

    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        try:
            while True:
                writer.write(b"x" * 65_536)
                await writer.drain()
        finally:
            left.set()

    async with played(endless) as url, front(downloads=url) as door:
        _, writer = await asyncio.open_connection(*door.address, limit=1024)
        writer.write(b"GET /api/v1/downloads HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await asyncio.wait_for(left.wait(), 10)
        writer.transport.abort()


async def test_an_answer_that_breaks_off_is_not_made_to_look_whole(front: Any, played: Any) -> None:
    async def broken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nhalf")
        await writer.drain()

    async with played(broken) as url, front(downloads=url) as door, door.client() as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.get("/api/v1/downloads")
