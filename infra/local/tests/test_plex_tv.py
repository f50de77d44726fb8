"""The simulated plex.tv is as particular as the real one."""

import os
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from medianest.local.probe import status_of
from medianest.local.servers.ports import next_free
from medianest.local.servers.process import Process
from medianest.local.simulators.plex_tv_accounts import THE_SERVER

US = {"X-Plex-Client-Identifier": "one-for-the-house", "Accept": "application/json"}


@pytest.fixture(scope="module")
async def cloud(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    port = next_free(17_000 + os.getpid() % 1000)
    command = [sys.executable, "-m", "medianest.local.simulators.plex_tv", "--port", str(port)]
    process = Process("plex-tv", command, log=tmp_path_factory.mktemp("plex") / "log")

    async def answers() -> bool:
        return await status_of(port, "/auth") == 200

    await process.ready(answers, within_s=60)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10) as client:
        yield client
    await process.stop()


@pytest.fixture(autouse=True)
async def well_behaved(cloud: httpx.AsyncClient) -> None:
    await cloud.post("/_simulator", json={})


async def a_pin(cloud: httpx.AsyncClient) -> dict[str, Any]:
    made = await cloud.post("/api/v2/pins?strong=true", headers=US)
    assert made.status_code == 201
    pin: dict[str, Any] = made.json()
    return pin


async def approve(cloud: httpx.AsyncClient, pin: dict[str, Any], token: str) -> httpx.Response:
    form = {"code": pin["code"], "account": token, "forward": "http://127.0.0.1/back?tx=1"}
    return await cloud.post("/auth/approve", data=form)


async def test_an_approved_pin_gives_the_token_to_the_client_that_asked(cloud) -> None:
    pin = await a_pin(cloud)
    where = f"/api/v2/pins/{pin['id']}"
    assert (await cloud.get(where, headers=US)).json()["authToken"] is None
    back = await approve(cloud, pin, "token-of-anna")
    assert (back.status_code, back.headers["Location"]) == (303, "http://127.0.0.1/back?tx=1")
    assert (await cloud.get(where, headers=US)).json()["authToken"] == "token-of-anna"
    other = US | {"X-Plex-Client-Identifier": "another"}
    assert (await cloud.get(where, headers=other)).status_code == 404


async def test_who_does_not_say_which_client_they_are_is_refused(cloud) -> None:
    refused = await cloud.post("/api/v2/pins", headers={"Accept": "application/json"})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["code"] == 1000


async def test_without_asking_for_json_the_answer_is_xml(cloud) -> None:
    made = await cloud.post("/api/v2/pins", headers={"X-Plex-Client-Identifier": "us"})
    assert made.headers["Content-Type"].startswith("application/xml")
    assert 'authToken=""' in made.text


async def test_the_token_may_come_late(cloud) -> None:
    await cloud.post("/_simulator", json={"null_answers": 2})
    pin = await a_pin(cloud)
    await approve(cloud, pin, "token-of-anna")
    where = f"/api/v2/pins/{pin['id']}"
    told = [(await cloud.get(where, headers=US)).json()["authToken"] for _ in range(3)]
    assert told == [None, None, "token-of-anna"]


async def test_a_pin_runs_out(cloud) -> None:
    await cloud.post("/_simulator", json={"pins_live_s": 0})
    pin = await a_pin(cloud)
    assert (await cloud.get(f"/api/v2/pins/{pin['id']}", headers=US)).status_code == 404
    assert (await approve(cloud, pin, "token-of-anna")).status_code == 404


@pytest.mark.parametrize("status", [429, 500])
async def test_it_is_limited_or_broken_on_command(cloud, status: int) -> None:
    await cloud.post("/_simulator", json={"status": status})
    refused = await cloud.get("/api/v2/user", headers=US | {"X-Plex-Token": "token-of-anna"})
    assert refused.status_code == status
    assert (refused.json()["errors"][0]["code"] == 1003) == (status == 429)


async def test_a_token_opens_its_own_account_and_servers(cloud) -> None:
    anna = US | {"X-Plex-Token": "token-of-anna"}
    assert (await cloud.get("/api/v2/user", headers=anna)).json()["id"] == 1002
    servers = (await cloud.get("/api/v2/resources", headers=anna)).json()
    assert THE_SERVER in [server["clientIdentifier"] for server in servers]
    stranger = US | {"X-Plex-Token": "token-of-stranger"}
    servers = (await cloud.get("/api/v2/resources", headers=stranger)).json()
    assert THE_SERVER not in [server["clientIdentifier"] for server in servers]
    dead = US | {"X-Plex-Token": "no-such-token"}
    assert (await cloud.get("/api/v2/user", headers=dead)).status_code == 401
