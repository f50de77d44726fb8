"""What goes wrong between the gateway and a service, byte by byte, and what is used again."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from medianest.gateway.adapters.upstream import HttpUpstream
from medianest.gateway.ports import BodyBrokeOff, Outgoing, UpstreamFailed, UpstreamSlow
from medianest.testkit.eventually import eventually

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Service:
    """Answers each question with the next of its answers; counts connections."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)
        self.connections = 0
        self.heads: list[bytes] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while True:
            self.heads.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])
            await writer.drain()


async def asked(upstream: HttpUpstream, **more: Any) -> tuple[int, bytes]:
    outgoing = Outgoing(**{"method": "GET", "target": "/", "headers": [], **more})
    with await upstream.ask(outgoing) as answer:
        pieces = []
        while (piece := await answer.next_piece()) is not None:
            pieces.append(piece)
        return answer.status, b"".join(pieces)


async def test_a_connection_is_used_again(played: Any) -> None:
    service = Service(OK)
    async with played(service) as url:
        upstream = HttpUpstream(url)
        for _ in range(5):
            assert await asked(upstream) == (200, b"ok")
        assert service.connections == 1
        await upstream.stop()


async def test_a_service_on_the_same_machine_is_asked_over_its_socket(tmp_path: Path) -> None:
    service = Service(OK)
    at = str(tmp_path / "s.sock")
    server = await asyncio.start_unix_server(service, at)
    upstream = HttpUpstream(f"unix:{at}")
    try:
        assert await asked(upstream) == (200, b"ok")
        assert await asked(upstream) == (200, b"ok")
        assert service.connections == 1
        assert b"host: localhost\r\n" in service.heads[0]
    finally:
        await upstream.stop()
        server.close()
    with pytest.raises(UpstreamFailed):
        await asked(HttpUpstream(f"unix:{tmp_path}/nobody.sock"))


@pytest.mark.parametrize(
    "answer",
    [
        OK + b"more than was said",
        OK + OK,
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    ],
)
async def test_a_connection_on_which_more_was_said_is_not_used_again(
    played: Any, answer: bytes
) -> None:
    service = Service(answer)
    async with played(service) as url:
        upstream = HttpUpstream(url)
        assert await asked(upstream) == (200, b"ok")
        assert await asked(upstream) == (200, b"ok")
        assert service.connections == 2
        await upstream.stop()


async def test_what_a_service_says_unasked_is_never_taken_for_an_answer(played: Any) -> None:
    """The next one to ask would get the answer of somebody else."""
    go, connections = asyncio.Event(), 0

    async def babbling(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK)
        await go.wait()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged")
        await writer.drain()
        await reader.read()

    async with played(babbling) as url:
        upstream = HttpUpstream(url)
        assert await asked(upstream) == (200, b"ok")
        (kept,) = upstream.kept
        go.set()
        await eventually(lambda: not kept.is_open)
        assert await asked(upstream) == (200, b"ok")
        assert connections == 2
        await upstream.stop()


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\nContent-Length: 2\r\n\r\nok",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"",
    ],
)
async def test_an_answer_that_is_none_is_a_failure(played: Any, answer: bytes) -> None:
    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()

    async with played(once) as url:
        with pytest.raises(UpstreamFailed):
            await asked(HttpUpstream(url))


async def test_a_body_without_a_length_ends_with_its_connection(played: Any) -> None:
    async def old(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\nall of it")
        await writer.drain()

    async with played(old) as url:
        assert await asked(HttpUpstream(url)) == (200, b"all of it")


async def test_an_answer_that_is_on_its_way_is_no_answer_yet(played: Any) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"
    async with played(Service(hints + OK)) as url:
        upstream = HttpUpstream(url)
        assert await asked(upstream) == (200, b"ok")
        assert await asked(upstream) == (200, b"ok")
        await upstream.stop()


async def test_the_answer_to_head_has_a_length_but_no_body(played: Any) -> None:
    service = Service(b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n", OK)
    async with played(service) as url:
        upstream = HttpUpstream(url)
        assert await asked(upstream, method="HEAD") == (200, b"")
        assert await asked(upstream) == (200, b"ok")
        assert service.connections == 1
        await upstream.stop()


@pytest.mark.parametrize(
    "more",
    [
        {"headers": [("accept", "x\r\nx-forged: 1")]},
        {"headers": [("accept\r\nx-forged", "1")]},
        {"headers": [("accept", "x\nx-forged: 1")]},
        {"headers": [("accept", "x\x00")]},
        {"headers": [("accept", "ÿ")]},
        {"target": "/ HTTP/1.1\r\nx-forged: 1\r\n\r\nGET /x"},
    ],
)
async def test_s34_nothing_breaks_out_of_its_line(played: Any, more: dict[str, Any]) -> None:
    service = Service(OK)
    async with played(service) as url:
        with pytest.raises(UpstreamFailed):
            await asked(HttpUpstream(url), **more)
        assert service.heads == []


async def test_a_service_is_not_let_run_ahead_of_a_slow_reader(played: Any) -> None:
    sent = 0

    async def fast(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        size = 32 * 1024 * 1024
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size)
        while sent < size:
            writer.write(b"x" * 65_536)
            await writer.drain()
            sent += 65_536

    async with played(fast) as url:
        question = Outgoing(method="GET", target="/", headers=[])
        with await HttpUpstream(url).ask(question) as answer:
            got = len(await answer.next_piece() or b"")
            before = -1
            while sent != before:  # until what fits into the sockets' buffers is sent
                before = sent
                await asyncio.sleep(0.1)
            assert sent < 16 * 1024 * 1024
            while piece := await answer.next_piece():
                got += len(piece)
        assert got == 32 * 1024 * 1024


async def test_what_comes_behind_a_body_is_no_header_of_its_answer(played: Any) -> None:
    said = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nMn-Late: 1\r\n\r\n"
    )
    async with played(Service(said)) as url:
        upstream = HttpUpstream(url)
        with await upstream.ask(Outgoing(method="GET", target="/", headers=[])) as answer:
            assert answer.headers == [(b"transfer-encoding", b"chunked")]
            assert (await answer.next_piece(), await answer.next_piece()) == (b"ok", None)
        await upstream.stop()


async def test_a_body_that_stalls_is_given_up_in_time(played: Any) -> None:
    async def stalling(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
        await reader.read()

    async with played(stalling) as url:
        with pytest.raises(UpstreamSlow):
            await asked(HttpUpstream(url), idle_within_s=0.1)


async def test_a_long_upload_has_all_the_time_it_needs_as_long_as_it_moves(played: Any) -> None:
    async def patient(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"0\r\n\r\n")
        writer.write(OK)
        await writer.drain()

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(8):
            await asyncio.sleep(0.05)  # in all, longer than the head may take
            yield b"piece"

    async with played(patient) as url:
        more = {"method": "POST", "body": pieces(), "head_within_s": 0.25}
        assert await asked(HttpUpstream(url), **more) == (200, b"ok")


async def test_who_sends_slowly_does_not_make_the_service_slow(played: Any) -> None:
    async def patient(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"0\r\n\r\n")
        writer.write(OK)
        await writer.drain()

    async def resting() -> AsyncIterator[bytes]:
        yield b"piece"
        await asyncio.sleep(0.3)  # longer than the head may take
        yield b"piece"

    async with played(patient) as url:
        more = {"method": "POST", "body": resting(), "head_within_s": 0.1}
        assert await asked(HttpUpstream(url), **more) == (200, b"ok")


async def test_a_body_that_is_not_as_long_as_it_said_is_never_a_whole_request(played: Any) -> None:
    ended = asyncio.Event()

    async def trusting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        with pytest.raises((asyncio.IncompleteReadError, ConnectionError)):
            await reader.readexactly(10)
        ended.set()

    async def short() -> AsyncIterator[bytes]:
        yield b"short"

    async with played(trusting) as url:
        with pytest.raises(BodyBrokeOff):
            await asked(HttpUpstream(url), method="POST", body=short(), body_bytes=10)
        await asyncio.wait_for(ended.wait(), 5)
