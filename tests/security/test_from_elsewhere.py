"""What another site makes a browser send: nothing is changed by it, and nothing by reading."""

import re
from typing import Any, Final

import asyncpg

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
