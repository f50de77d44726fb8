"""The API document and its page: made once for all who read them, and anew when they change."""

import asyncio
import json
from typing import Any

import zstandard

from medianest.gateway.adapters.upstream import HttpUpstream
from medianest.gateway.api.answering import Dress
from medianest.gateway.api.documents import FRESH_S, Documents
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.noting import Noting
from medianest.gateway.api.routes import ROUTES, RouteTable
from medianest.gateway.api.sharing import Sharing
from medianest.gateway.api.visit import Manners, Visit
from medianest.testkit.clock import FakeClock

MANNERS = Manners(dress=Dress(is_https=False), noting=Noting(str.upper), sharing=Sharing(()))


class Status:
    """A service that says of itself what it is told to say."""

    def __init__(self) -> None:
        self.summary = "How the house is."

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            paths = {"/api/v1/status": {"get": {"summary": self.summary}}}
            body = json.dumps({"paths": paths}).encode()
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))


async def given(say: Any, **headers: str) -> tuple[int, dict[bytes, bytes], bytes]:
    """What somebody gets who asks for it."""
    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    named = {name.replace("_", "-"): value for name, value in headers.items()}
    incoming = Incoming(
        method="GET", path="/", segments=(), query="", headers=named, address="203.0.113.7"
    )
    await say(Visit(incoming, {"type": "http"}, asyncio.Queue[Any]().get, send, MANNERS))
    return told[0]["status"], dict(told[0]["headers"]), told[1]["body"]


async def test_what_many_strangers_read_is_made_once(played: Any) -> None:
    status, clock = Status(), FakeClock()
    async with played(status.talk) as url:
        upstream = HttpUpstream(url)
        documents = Documents({"status": upstream}, {}, RouteTable(ROUTES), "", clock)
        for say in (documents.as_json, documents.as_page):
            for accepted in ("", "zstd", "br"):
                first = await given(say, accept_encoding=accepted)
                again = await given(say, accept_encoding=accepted)
                clock.advance(FRESH_S + 1)
                later = await given(say, accept_encoding=accepted)
                assert first[2] is again[2] is later[2]
            known = await given(say, if_none_match=first[1][b"etag"].decode())
            assert (known[0], known[2]) == (304, b"")
        await upstream.stop()


async def test_what_a_service_says_anew_is_given_out_anew(played: Any) -> None:
    status, clock = Status(), FakeClock()
    async with played(status.talk) as url:
        upstream = HttpUpstream(url)
        documents = Documents({"status": upstream}, {}, RouteTable(ROUTES), "", clock)
        for say in (documents.as_json, documents.as_page):
            before = await given(say, accept_encoding="zstd")
            status.summary += " Now."
            clock.advance(FRESH_S + 1)
            _, headers, body = await given(say, accept_encoding="zstd")
            assert headers[b"etag"] != before[1][b"etag"]
            assert status.summary.encode() in zstandard.ZstdDecompressor().decompress(body)
        await upstream.stop()
