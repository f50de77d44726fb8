"""What another site makes a browser send: nothing is changed by it, and nothing by reading."""

import re
from typing import Any, Final

import asyncpg
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from medianest.gateway.api.routes import ROUTES, RouteTable

ELSEWHERE: Final = {
    "origin": "https://evil.example",
    "referer": "https://evil.example/page",
    "sec-fetch-site": "cross-site",
}
SENT_AS: Final[tuple[dict[str, str], ...]] = (
    {"content-type": "application/x-www-form-urlencoded"},
    {"content-type": "text/plain"},
    {"content-type": "application/json"},
    # An old browser names the origin only.
    {"content-type": "application/json", "sec-fetch-site": "none"},
)
SPELLINGS: Final = (
    "https://evil.example",
    "null",
    "https://dash.example.com.evil.example",
    "https://evil-dash.example.com",
    "https://dashXexample.com",
    "https://dash.exampleXcom",
    "http://dash.example.com",
    "https://dash.example.com:8443",
    "https://dash.example.com@evil.example",
    "https://127.0.0.1.evil.example",
    "file://",
)
ENDLESS: Final = "/api/v1/live"
ROUTES_BY_PATH: Final = RouteTable(ROUTES)
NOBODY: Final = "01938e5c-0000-7000-8000-00000000a11a"


async def test_s26_what_another_site_sends_with_our_cookie_is_refused(door: Any) -> None:
    owner = await door.owner()
    before = await facts_of(door)
    sent = [each for each in await operations(door, owner) if is_refused_from_elsewhere(*each)]
    assert len(sent) > 25
    for more in SENT_AS:
        for method, path in sent:
            answer = await owner.request(
                method,
                f"{door.url}{path}",
                content=b'{"disabled":true}',
                headers={**ELSEWHERE, **more},
            )
            assert answer.status_code == 403, f"{method} {path} {more}"
    assert await facts_of(door) == before


async def test_s26_nothing_is_changed_by_reading(door: Any) -> None:
    owner = await door.owner()
    before = await facts_of(door)
    read = [path for method, path in await operations(door, owner) if method == "GET"]
    assert len(read) > 15
    for path in read:
        await owner.get(f"{door.url}{path}", headers=ELSEWHERE)
    assert await facts_of(door) == before
    assert (await owner.get("/me")).status_code == 200


async def test_s27_no_other_origin_reads_an_answer_or_is_invited_to_write(opened: Any) -> None:
    listed = "https://dash.example.com"
    async with opened(cors_origins=listed) as door:
        owner = await door.owner()
        asked = {"access-control-request-method": "POST"}
        for origin in SPELLINGS:
            for answer in (
                await owner.get("/me", headers={"origin": origin}),
                await owner.options("/me", headers={"origin": origin, **asked}),
            ):
                told = [name for name in answer.headers if name.startswith("access-control-")]
                assert not told, origin
            written = await owner.patch("/me", headers={"origin": origin}, json={})
            assert written.status_code == 403, origin
        read = await owner.get("/me", headers={"origin": listed})
        assert read.headers["access-control-allow-origin"] == listed
        assert "access-control-allow-credentials" not in read.headers


async def test_s28_no_other_site_opens_a_socket_with_our_cookie(door: Any) -> None:
    owner = await door.owner()
    at = f"{door.url.replace('http', 'ws', 1)}/api/v1/live"
    cookie = {"Cookie": f"mn_session={owner.cookies['mn_session']}"}
    beside = (f"{door.url}.evil.example", door.url.replace("127.", "127x"), f"{door.url}0", None)
    for origin in (*SPELLINGS, *beside):
        with pytest.raises(InvalidStatus) as refused:
            async with connect(
                at,
                subprotocols=[Subprotocol("medianest.live.v1")],
                origin=origin,  # type: ignore[arg-type]  # an Origin is a str
                additional_headers=cookie,
            ):
                pass
        assert refused.value.response.status_code == 403, origin


def is_refused_from_elsewhere(method: str, path: str) -> bool:
    """It changes something, and is not called by other machines, which send no cookie."""
    route = ROUTES_BY_PATH.match(method, tuple(path[1:].split("/")))
    return method != "GET" and route is not None and not route.is_exempt_from_csrf


async def operations(door: Any, client: Any) -> list[tuple[str, str]]:
    """Method and path of everything that these two services do, for nobody in particular."""
    document = (await client.get(f"{door.url}/api/openapi.json")).json()
    return [
        (method.upper(), re.sub(r"\{[^}]*\}", NOBODY, path))
        for path, item in document["paths"].items()
        if path != ENDLESS
        for method in ("get", "post", "put", "patch", "delete")
        if method in item
    ]


async def facts_of(door: Any) -> int:
    """How much happened to people until now."""
    connection = await asyncpg.connect(door.house.admin_dsn)
    try:
        return int(await connection.fetchval("select count(*) from identity.facts"))
    finally:
        await connection.close()
