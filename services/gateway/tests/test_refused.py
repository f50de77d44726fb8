"""Whoever is refused leaves a line: with a route, a reason and ids, and with nothing personal."""

import json
from collections.abc import MutableMapping
from typing import Any

import pytest
from structlog.testing import capture_logs

from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.noting import LINES_A_MINUTE_MAX, Noting
from medianest.testkit.clock import FakeClock
from medianest.testkit.people import ANNA

Line = MutableMapping[str, Any]


def noted(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line["event"] == "request.refused"]


def refusing(status: int) -> Any:
    async def service(reader: Any, writer: Any) -> None:
        while True:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(f"HTTP/1.1 {status} No\r\ncontent-length: 0\r\n\r\n".encode())
            await writer.drain()

    return service


async def test_who_is_refused_is_noted_without_their_address(front: Any, played: Any) -> None:
    async with played(refusing(403)) as url, front(downloads=url) as door:
        async with door.client(signed_in=True) as anna:
            with capture_logs() as lines:
                assert (await anna.get("/api/v1/downloads/7?of=a-film")).status_code == 403
        async with door.client() as nobody:
            with capture_logs() as others:
                key = {"x-api-key": "no-key-of-ours"}
                assert (await nobody.get("/api/v1/downloads", headers=key)).status_code == 401
    (line,) = noted(lines)
    assert line["status"] == 403
    assert line["route"] == "/api/v1/downloads/*"
    assert line["member_id"] == str(ANNA)
    assert len(line["address_hash"]) == 32
    (other,) = noted(others)
    assert other["why"] == "key-unknown"
    assert other["member_id"] is None
    assert other["address_hash"] == line["address_hash"]
    for said in ("127.0.0.1", "a-film", "no-key-of-ours", "downloads/7"):
        assert said not in json.dumps([line, other])


async def test_a_sign_in_that_fails_is_noted(front: Any, played: Any) -> None:
    async with played(refusing(401)) as url, front(identity=url) as door, door.client() as client:
        with capture_logs() as lines:
            typed = {"username": "annabel", "password": "a long password"}
            assert (await client.post("/api/v1/auth/local", json=typed)).status_code == 401
    (line,) = noted(lines)
    assert line["route"] == "/api/v1/auth/local"
    assert "annabel" not in json.dumps(line)
    assert "a long password" not in json.dumps(line)


async def test_what_was_forged_or_too_often_is_noted(front: Any, played: Any) -> None:
    async with played(refusing(200)) as url, front(identity=url) as door, door.client() as client:
        with capture_logs() as lines:
            await client.post("/api/v1/auth/logout", headers={"origin": "https://evil.example"})
            await client.post("/api/v1/auth/logout", headers={"x-requested-with": "a form"})
            await client.get("/", headers={"host": "evil.example"})
            for _ in range(11):
                await client.post("/api/v1/auth/local", json={"username": "Anna"})
    whys = [line["why"] for line in noted(lines)]
    assert whys == ["from-elsewhere", "header-missing", "bad-host", "too-often"]
    assert "evil" not in json.dumps(noted(lines))


@pytest.mark.parametrize("times", [LINES_A_MINUTE_MAX - 1, LINES_A_MINUTE_MAX + 400])
def test_a_flood_of_refusals_is_no_flood_of_lines(times: int) -> None:
    clock = FakeClock()
    noting = Noting(str.upper, clock)
    incoming = Incoming(
        method="GET", path="/", segments=(), query="", headers={}, address="203.0.113.7"
    )
    with capture_logs() as lines:
        for _ in range(times):
            noting.refused(429, incoming, None, {})
        clock.advance(60)
        noting.refused(429, incoming, None, {})
    more = [line["times"] for line in lines if line["event"] == "request.refused-more"]
    assert len(noted(lines)) == min(times, LINES_A_MINUTE_MAX) + 1
    assert more == ([400] if times > LINES_A_MINUTE_MAX else [])
