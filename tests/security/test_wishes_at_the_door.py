"""Abuse of wishes through a real gateway, with a server that fetches that says what it likes."""

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import pytest
import pytest_asyncio
import uvicorn

from medianest.local.servers.ports import next_free
from medianest.local.simulators.overseerr.house import House as Far
from medianest.local.simulators.overseerr.pages import app_of
from medianest.requests.app import build
from medianest.testkit import eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running

TEST: Final = "/settings/requests/overseerr/test"
KEY: Final = "a-key-of-its-own"
SECRET: Final = "a-secret-that-was-agreed-on"
OFTEN: Final = "100000/min burst 10000"
POISONED: Final = (
    b'{"page": NaN, "results": []}',
    b'{"id": Infinity, "results": -Infinity}',
    b'{"results": [{"id": 1e400, "mediaType": "movie"}], "id": 1e400}',
    b'{"results": {"__proto__": []}, "id": {"__proto__": 1}}',
    b'{"results": [{"id": "603"}], "id": "603"}',
    b'{"results": [{"id": -1, "mediaType": "movie"}], "id": -1}',
    b'{"results": "' + b"x" * 10_000_000 + b'"}',
    b'{"results": ' + b"[" * 50_000,
    b"\xff\xfe\x00",
    b"",
)


@asynccontextmanager
async def far_away() -> AsyncIterator[tuple[Far, str]]:
    far = Far("seerr", ready_after_s=None)
    port = next_free(24_500 + os.getpid() % 1000)
    config = uvicorn.Config(
        app_of(far, KEY), port=port, log_level="error", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    await eventually(lambda: server.started)
    yield far, f"127.0.0.1:{port}"
    server.should_exit = True
    await serving


class Wishing:
    """A door behind which wishes are made, and our hand on the server that fetches."""

    def __init__(self, door: Any, far: Far, at: str) -> None:
        self.door, self.far, self.at = door, far, at

    def says(self, words: bytes) -> None:
        """To the next call, whatever it asks for."""
        self.far.words, self.far.fault, self.far.faults_left = words, "words", 1


@pytest_asyncio.fixture(loop_scope="session")
async def wishing(opened: Any, house: House) -> AsyncIterator[Wishing]:
    async with far_away() as (far, at):
        settings = {
            "overseerr_url": f"http://{at}",
            "overseerr_api_key": KEY,
            "webhook_secret": SECRET,
            "egress_allowed": at,
            "deadline_s": "2",
            "film_quota": "5",
            "requests_per_hour": "1000",
        }
        often = {"limit_submissions": OFTEN, "limit_search": OFTEN}
        async with (
            running(build, house.environ("requests", **settings)) as service,
            opened(requests_url=service.url, **often) as door,
        ):
            yield Wishing(door, far, at)


async def test_s36_trying_a_connection_tells_nothing_to_who_may_not_set_it(
    wishing: Wishing,
) -> None:
    owner = await wishing.door.owner()
    people = [await wishing.door.member(owner, role, role) for role in ("guest", "member")]
    people.append(await wishing.door.member(owner, "moderator", "moderator"))
    addresses = (
        f"http://{wishing.at}",
        "http://127.0.0.1:1",
        "http://169.254.169.254",
        "http://nobody.invalid",
        "nonsense",
    )
    wishing.far.fault, wishing.far.faults_left = "hang", 1000
    said, slowest = set(), 0.0
    for person in people:
        for url in addresses:
            began = time.monotonic()
            answer = await person.post(TEST, json={"url": url, "internal": True, "key": KEY})
            slowest = max(slowest, time.monotonic() - began)
            problem = answer.json()
            said.add((answer.status_code, problem["type"], problem["title"]))
    assert len(said) == 1
    assert next(iter(said))[0] == 403
    assert slowest < 2, "and it does not take as long as the address takes"
    assert not wishing.far.calls, "nobody was called"


async def test_s39_whatever_a_webhook_says_it_is_only_a_hint(wishing: Wishing) -> None:
    owner = await wishing.door.owner()
    bodies = (
        b"",
        b"{",
        b"[" * 100_000,
        b'{"event": "%(exec)q --exec rm", "request": {"request_id": "1; drop table jobs"}}',
        b'{"subject": "{{constructor.constructor(1)()}}", "__proto__": {"role": "owner"}}',
        b'{"media": {"tmdbId": "../../etc/passwd", "status": "AVAILABLE"}}',
    )
    for body in bodies:
        for secret, expected in ((SECRET, 202), ("wrong", 403), ("", 403)):
            stranger = wishing.door.stranger(Authorization=secret)
            answer = await stranger.post("/webhooks/overseerr", content=body)
            assert answer.status_code == expected, (body[:40], answer.text)
    assert (await owner.get("/requests")).json()["items"] == []


async def test_s45_fifty_wishes_at_once_pass_no_quota_of_five(wishing: Wishing) -> None:
    owner = await wishing.door.owner()
    anna = await wishing.door.member(owner, "anna")
    bodies = [{"media_type": "movie", "tmdb_id": 900_000 + number} for number in range(50)]

    async def ask(body: dict[str, Any]) -> int:
        """Until it is known what came of it; a door that is full says so and is asked again."""
        for _ in range(20):
            answer = await anna.post("/requests", json=body)
            if answer.status_code != 503:
                break
        return answer.status_code

    codes = await asyncio.gather(*(ask(body) for body in bodies))
    # One whose answer got lost at a full door is there already when it is asked again.
    assert codes.count(201) + codes.count(409) == 5
    assert codes.count(429) == 45
    assert len((await anna.get("/requests")).json()["items"]) == 5


@pytest.mark.parametrize("words", POISONED, ids=range(len(POISONED)))
async def test_s59_poisoned_json_is_an_absence_and_never_an_error_of_ours(
    wishing: Wishing, words: bytes
) -> None:
    owner = await wishing.door.owner()
    for number, path in enumerate(("/search?query=a", "/discover/trending", "/titles/movie/603")):
        wishing.says(words)
        answer = await owner.get(path)
        assert answer.status_code == 503, (number, answer.text)
        assert answer.json()["type"] == "urn:medianest:problem:server-away"
    wishing.says(words)
    wish = await owner.post("/requests", json={"media_type": "movie", "tmdb_id": 900_001})
    assert wish.status_code == 201, "and a wish is kept all the same"


async def test_s59_what_is_hidden_in_good_json_reaches_nobody(wishing: Wishing) -> None:
    owner = await wishing.door.owner()
    line: dict[str, Any] = {
        "id": 603,
        "mediaType": "movie",
        "title": "\x1b[31m\u202eThe Matrix<script>",
        "posterPath": "/../../admin?x=javascript:alert(1)",
        "__proto__": {"role": "owner"},
        "relatedVideos": [{"type": "Trailer", "site": "YouTube", "key": 'a"><script>'}],
        "genres": [{"id": 1, "name": "\x00\u2066"}],
    }
    wishing.says(json.dumps({"results": [line]}).encode())
    found = await owner.get("/search?query=hidden")
    wishing.says(json.dumps(line).encode())
    title = await owner.get("/titles/movie/603")
    for answer in (found, title):
        assert answer.status_code == 200
        assert not any(sign in answer.text for sign in ("\\u001b", "\u202e", "\u2066", "\\u0000"))
        assert "javascript" not in answer.text
        assert "proto" not in answer.text
    assert title.json()["title"]["trailer_url"] is None
