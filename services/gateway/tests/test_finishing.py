"""Answers on their way out: named by their content, not sent twice, packed for who can unpack."""

import asyncio
import gzip
import json
from typing import Any

import brotli  # type: ignore[import-untyped]  # it ships no types
import httpx
import pytest
import zstandard

from medianest.gateway.api.packing import CODINGS, coding_of, packer

LIST = json.dumps({"items": [{"id": n, "title": "Harbour at dawn"} for n in range(100)]}).encode()


def telling(body: bytes, *headers: bytes) -> Any:
    """A service that always says the same."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            head = [b"HTTP/1.1 200 OK", b"content-length: %d" % len(body), *headers]
            writer.write(b"\r\n".join(head) + b"\r\n\r\n" + body)

    return talk


JSON = b"content-type: application/json"


async def raw(client: httpx.AsyncClient, path: str, **headers: str) -> tuple[httpx.Response, bytes]:
    """The answer with its body as it came over the wire."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with client.stream("GET", path, headers=named) as answer:
        return answer, b"".join([piece async for piece in answer.aiter_raw()])


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("zstd", "zstd"),
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "zstd"),
        ("*;q=0", None),
        ("identity", None),
        ("gzip;q=0", None),
        ("gzip;q=oops", None),
        ("", None),
    ],
)
def test_the_coding_that_a_client_likes_best_is_taken(accepted: str, coding: str | None) -> None:
    assert coding_of(accepted) == coding


async def test_a_large_answer_is_packed_for_who_can_unpack_it(front: Any, played: Any) -> None:
    async with (
        played(telling(LIST, JSON)) as url,
        front(downloads=url) as door,
        door.client(signed_in=True) as client,
    ):
        unpackers = {
            "zstd": zstandard.decompress,
            "br": brotli.decompress,
            "gzip": gzip.decompress,
        }
        for coding, unpacked in unpackers.items():
            answer, body = await raw(client, "/api/v1/downloads", accept_encoding=coding)
            assert answer.headers["content-encoding"] == coding
            assert int(answer.headers["content-length"]) == len(body) < len(LIST) / 4
            assert "accept-encoding" in answer.headers["vary"]
            assert unpacked(body) == LIST
        answer, body = await raw(client, "/api/v1/downloads", accept_encoding="identity")
        assert body == LIST
        assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (b'{"items":[]}', JSON),
        (LIST, b"content-type: image/webp"),
        (LIST, b"content-type: application/json\r\ncontent-encoding: br"),
    ],
)
async def test_what_is_tiny_or_packed_already_is_not_packed(
    front: Any, played: Any, body: bytes, header: bytes
) -> None:
    async with (
        played(telling(body, header)) as url,
        front(downloads=url) as door,
        door.client(signed_in=True) as client,
    ):
        _, got = await raw(client, "/api/v1/downloads", accept_encoding="gzip")
        assert got == body


async def test_what_may_hold_secrets_is_neither_packed_nor_kept(front: Any, played: Any) -> None:
    async with (
        played(telling(LIST, JSON)) as url,
        front(identity=url) as door,
        door.client(signed_in=True) as client,
    ):
        for path in ("/api/v1/me/api-keys", "/api/v1/settings/identity/plex"):
            answer, body = await raw(client, path, accept_encoding="gzip")
            assert body == LIST
            assert answer.headers["cache-control"] == "no-store"
            assert "etag" not in answer.headers


async def test_what_a_client_has_already_is_not_sent_again(front: Any, played: Any) -> None:
    async with (
        played(telling(LIST, JSON)) as url,
        front(downloads=url) as door,
        door.client(signed_in=True) as client,
    ):
        first = await client.get("/api/v1/downloads")
        assert first.headers["cache-control"] == "private, no-cache"
        known = {"if-none-match": first.headers["etag"]}
        again = await client.get("/api/v1/downloads", headers=known)
        assert (again.status_code, again.content) == (304, b"")
        other = {"if-none-match": '"another"'}
        assert (await client.get("/api/v1/downloads", headers=other)).status_code == 200


def in_pieces(body: bytes, *headers: bytes) -> Any:
    """The same, as a socket brings it: the head alone, and then the body in two pieces."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            head = [b"HTTP/1.1 200 OK", b"content-length: %d" % len(body), *headers]
            for piece in (b"\r\n".join(head) + b"\r\n\r\n", body[:1000], body[1000:]):
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.05)  # else they would come together

    return talk


async def test_an_answer_that_comes_in_pieces_is_named_and_packed_as_one_that_does_not(
    front: Any, played: Any
) -> None:
    async with (
        played(telling(LIST, JSON)) as at_once,
        played(in_pieces(LIST, JSON)) as in_some,
        front(downloads=at_once, requests=in_some) as door,
        door.client(signed_in=True) as client,
    ):
        paths = ("/api/v1/downloads", "/api/v1/requests")
        whole, pieced = [await raw(client, path, accept_encoding="br") for path in paths]
        for name in ("etag", "cache-control", "content-encoding", "content-length"):
            assert whole[0].headers[name] == pieced[0].headers[name]
        assert brotli.decompress(pieced[1]) == LIST
        known = {"if-none-match": pieced[0].headers["etag"]}
        again = await client.get("/api/v1/requests", headers=known)
        assert (again.status_code, again.content) == (304, b"")


async def test_what_breaks_off_before_it_is_whole_is_told_and_not_cut_off(
    front: Any, played: Any
) -> None:
    async def breaking_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n" + JSON + b"\r\n\r\n"
        writer.write(head + b'{"items":[')
        await writer.drain()
        await asyncio.sleep(0.05)  # so that it is begun before it ends
        writer.close()

    async with (
        played(breaking_off) as url,
        front(downloads=url) as door,
        door.client(signed_in=True) as client,
    ):
        answer = await client.get("/api/v1/downloads")
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"


async def test_the_version_of_a_thing_is_left_as_its_service_named_it(
    front: Any, played: Any
) -> None:
    versioned = telling(LIST, JSON, b'etag: "v7"')
    async with (
        played(versioned) as url,
        front(downloads=url) as door,
        door.client(signed_in=True) as client,
    ):
        answer = await client.get("/api/v1/downloads/1", headers={"if-none-match": '"v7"'})
        assert (answer.status_code, answer.headers["etag"]) == (200, '"v7"')


async def test_a_packed_stream_still_comes_piece_by_piece(front: Any, played: Any) -> None:
    go_on = asyncio.Event()

    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n")
        writer.write(b"transfer-encoding: chunked\r\n\r\n5\r\nfirst\r\n")
        await writer.drain()
        await asyncio.wait_for(go_on.wait(), 5)
        writer.write(b"6\r\nsecond\r\n0\r\n\r\n")
        await writer.drain()

    async with (
        played(slowly) as url,
        front(downloads=url) as door,
        door.client(signed_in=True) as client,
    ):
        ask = client.stream("GET", "/api/v1/downloads", headers={"accept-encoding": "gzip"})
        async with ask as answer:
            assert answer.headers["content-encoding"] == "gzip"
            pieces = answer.aiter_bytes()
            assert await anext(pieces) == b"first"
            go_on.set()
            assert b"".join([piece async for piece in pieces]) == b"second"


@pytest.mark.parametrize("coding", CODINGS)
def test_pieces_that_are_packed_one_by_one_make_the_whole(coding: str) -> None:
    unpack = {
        "zstd": lambda packed: zstandard.ZstdDecompressor().decompressobj().decompress(packed),
        "br": brotli.decompress,
        "gzip": gzip.decompress,
    }
    made = packer(coding)
    packed = made.piece(LIST[:1000]) + made.piece(LIST[1000:]) + made.end()
    assert unpack[coding](packed) == LIST
