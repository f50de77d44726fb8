"""Programs come with an API key: no cookie, no page, and never more than the key is for."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import httpx

from medianest.contracts.events.downloads import DownloadQueued
from medianest.contracts.events.notify import NotificationCreated
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.readers.heard import Heard
from medianest.gateway.ports import Spent, Verdict, Visitor
from medianest.testkit.people import ANNA, NOON
from medianest.testkit.trust import NOBODY

KEY = "mn_" + "k" * 43
KEY_ID = UUID(int=99)
ANNA_AT_HOME = UUID(int=77)
PAGES_OF_USE = ("me/sessions", "me/api-keys", "members", f"members/{ANNA}", "me/second-factors")
SHOWN = {"x-api-key": KEY}


def give_key(door: Any, *scopes: str) -> None:
    door.sessions.by_key[hashlib.sha256(KEY.encode()).hexdigest()] = Visitor(
        session_id=KEY_ID,
        member_id=ANNA,
        role="member",
        permissions=frozenset(scopes),
        epoch=1,
        by_key=True,
    )


class Counting:
    """A limiter that lets everybody through and remembers whom it counted."""

    def __init__(self) -> None:
        self.spent: list[Spent] = []

    async def spend(self, spent: Sequence[Spent]) -> Verdict:
        self.spent += spent
        return Verdict(is_allowed=True, limit=1, remaining=1, retry_after_s=0, reset_s=0)

    async def is_first(self, key: str, within_s: int) -> bool:
        return True


async def test_a_program_shows_its_key_and_needs_no_page(front: Any, played: Any) -> None:
    heads: list[str] = []

    async def listen(reader: Any, writer: Any) -> None:
        while True:
            heads.append((await reader.readuntil(b"\r\n\r\n")).decode().lower())
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            await writer.drain()

    limiter = Counting()
    async with played(listen) as url, front(downloads=url, limiter=limiter) as door:
        give_key(door, "downloads.read")
        async with httpx.AsyncClient(base_url=door.url, headers=SHOWN, verify=NOBODY) as client:
            assert (await client.get("/api/v1/downloads")).status_code == 200
            assert (await client.delete("/api/v1/downloads/1")).status_code == 200
            assert (await client.post("/api/v1/downloads", json={})).status_code == 200
    assert all("authorization: bearer" in head for head in heads)
    assert not any("x-api-key" in head or KEY in head for head in heads)
    assert {(one.limit.name, one.whom) for one in limiter.spent} == {
        ("api_key", str(KEY_ID)),
        ("submissions", str(KEY_ID)),
    }


async def test_only_pages_that_show_it_hear_when_somebody_was_there(
    front: Any, played: Any
) -> None:
    heads: list[str] = []

    async def listen(reader: Any, writer: Any) -> None:
        while True:
            heads.append((await reader.readuntil(b"\r\n\r\n")).decode().lower())
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            await writer.drain()

    async with (
        played(listen) as url,
        front(identity=url) as door,
        door.client(signed_in=True) as client,
    ):
        forged = {"mn-session-uses": "forged", "mn-members-seen": "forged"}
        for path in PAGES_OF_USE:
            assert (await client.get(f"/api/v1/{path}", headers=forged)).status_code == 200
    noon = int(NOON.timestamp())
    uses = f"mn-session-uses: {ANNA_AT_HOME.hex}={noon}"
    seen = f"mn-members-seen: {ANNA.hex}={noon}"
    assert [uses in head for head in heads] == [True, True, False, False, False]
    assert [seen in head for head in heads] == [False, False, True, True, False]
    assert not any("forged" in head for head in heads)


async def test_an_unknown_key_is_nobody_whatever_cookie_is_beside_it(front: Any) -> None:
    async with front() as door, door.client(signed_in=True) as client:
        for path in ("/api/v1/me", "/api/v1/downloads", "/api/v1/live"):
            answer = await client.get(path, headers=SHOWN)
            assert answer.status_code == 401
            assert answer.json()["type"] == "urn:medianest:problem:key-unknown"


async def test_s18_who_tries_keys_out_is_counted_as_a_stranger(front: Any) -> None:
    async with (
        front(limits=("/api/v1/me=3/h burst 3",), identity="http://127.0.0.1:9") as door,
        door.client(signed_in=True) as client,
    ):
        tried = [await client.get("/api/v1/me", headers={"x-api-key": f"mn_{n}"}) for n in range(5)]
        assert [answer.status_code for answer in tried] == [401, 401, 401, 429, 429]
        assert (await client.get("/api/v1/me")).status_code == 503, "Anna is counted by herself"


async def test_s06_a_key_sees_live_only_what_it_is_for(front: Any) -> None:
    notification = NotificationCreated(
        notification_id=new_id(),
        member_id=ANNA,
        category="secret",
    )
    queued = DownloadQueued(download_id=new_id(), member_id=ANNA, title="A film")
    async with front() as door:
        give_key(door, "downloads.read")
        async with (
            httpx.AsyncClient(base_url=door.url, headers=SHOWN, timeout=5, verify=NOBODY) as client,
            client.stream("GET", "/api/v1/live?topics=me") as answer,
        ):
            lines = answer.aiter_lines()
            for position, event in enumerate((notification, queued), start=1):
                door.hub.heard(
                    Heard(
                        event=event,
                        id=new_id(),
                        source="downloads",
                        position=position,
                        version=1,
                        at=NOON,
                        meta=Meta(correlation=UUID(int=1)),
                    )
                )
            async for line in lines:
                if line.startswith("data: ") and json.loads(line[6:])["op"] == "event":
                    break
    assert "A film" in line
