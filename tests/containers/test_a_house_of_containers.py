"""The house that the README of Compose promises: up by its words, seen over TLS, tame inside."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from containers_house import SETTLED_WITHIN_S, Composed
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from medianest.testkit.eventually import eventually

pytestmark = [pytest.mark.containers, pytest.mark.timeout(1800)]


async def told_of(live: ClientConnection, wanted: str) -> dict[str, Any]:
    """The next event of this type on the live connection."""
    async with asyncio.timeout(SETTLED_WITHIN_S):
        async for message in live:
            for line in str(message).splitlines():
                frame = json.loads(line)
                if frame.get("type") == wanted:
                    found: dict[str, Any] = frame
                    return found
    raise AssertionError(f"the connection ended before {wanted}")


async def test_a_pasted_link_comes_through_tls_and_lies_in_the_library(house: Composed) -> None:
    with house.client() as client:
        cookie = client.cookies.get("__Host-mn_session")
        assert cookie, "the session has the name that only TLS allows"
        live_at = f"{house.url.replace('https', 'wss')}/api/v1/live"
        async with connect(
            live_at,
            ssl=house.trust,
            origin=Origin(house.url),
            subprotocols=[Subprotocol("medianest.live.v1")],
            additional_headers={"Cookie": f"__Host-mn_session={cookie}"},
        ) as live:
            await live.send(json.dumps({"op": "subscribe", "topics": ["me", "downloads"]}))
            url = f"{house.videos}/watch/harbour-at-dawn"
            asked = client.post("/api/v1/downloads", json={"url": url})
            assert asked.status_code == httpx.codes.CREATED, asked.text
            done = await told_of(live, "medianest.downloads.download-completed")
            assert done["data"]["download_id"] == asked.json()["id"]
    (video,) = (house.folder / "media").rglob("*.mp4")
    owner = int(house.inspect("suite", ".Config.User").strip('"').split(":")[0])
    assert video.stat().st_uid == owner


async def test_the_pages_come_with_their_policies(house: Composed) -> None:
    with house.client() as client:
        page = client.get("/login")
        assert "script-src 'self' 'sha256-" in page.headers["content-security-policy"]
        assert "max-age=31536000" in page.headers["strict-transport-security"]
        assert httpx.get("http://localhost/", follow_redirects=False).status_code == 308


@pytest.mark.parametrize("path", ["/metrics", "/internal/openapi.json", "/livez", "/readyz"])
async def test_s08_what_is_for_inside_ends_at_the_proxy(house: Composed, path: str) -> None:
    with house.client() as client:
        assert client.get(path).status_code == httpx.codes.NOT_FOUND


async def test_s08_servers_are_not_seen_from_this_machine(house: Composed) -> None:
    for name in ("suite", "postgres", "nats", "valkey"):
        assert house.inspect(name, ".HostConfig.PortBindings") in {"{}", "null"}


@pytest.mark.parametrize("name", ["proxy", "suite", "postgres", "nats", "valkey", "streams"])
async def test_s57_a_container_is_tame_when_it_runs(house: Composed, name: str) -> None:
    assert house.inspect(name, ".Config.User") not in {'""', '"0"', '"root"'}
    assert house.inspect(name, ".HostConfig.ReadonlyRootfs") == "true"
    assert json.loads(house.inspect(name, ".HostConfig.CapDrop")) == ["ALL"]
    assert "no-new-privileges:true" in house.inspect(name, ".HostConfig.SecurityOpt")


async def test_the_operators_command_finds_nothing_wrong(house: Composed) -> None:
    told = json.loads(house.compose("run", "--rm", "medianest", "doctor", "--json"))
    assert told
    assert [one for one in told if not one["ok"]] == []


async def test_a_backup_is_made_by_its_container(house: Composed) -> None:
    house.compose("run", "--rm", "medianest", "backup")
    assert [one for one in (house.folder / "backups").iterdir() if one.is_dir()]


async def test_who_was_signed_in_still_is_when_the_house_was_restarted(house: Composed) -> None:
    with house.client() as client:
        house.compose("restart", "suite")

        def still_known() -> bool:
            try:
                return client.get("/api/v1/me").status_code == httpx.codes.OK
            except httpx.HTTPError:
                return False

        await eventually(still_known, timeout_s=SETTLED_WITHIN_S, every_s=1)
