"""The simulated plex.tv is as particular as the real one."""

import os
import sys
from collections.abc import AsyncIterator
from datetime import datetime
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


async def test_a_pin_says_until_when_it_is_good(cloud) -> None:
    pin = await a_pin(cloud)
    created, expires = (datetime.fromisoformat(pin[at]) for at in ("createdAt", "expiresAt"))
    assert (expires - created).total_seconds() == pin["expiresIn"] == 1800
    assert pin["code"] in pin["qr"]


async def test_who_asks_too_often_is_refused_for_a_while(cloud) -> None:
    await cloud.post("/_simulator", json={"at_once": 3})
    answers = [await cloud.post("/api/v2/pins", headers=US) for _ in range(6)]
    assert answers[0].status_code == 201
    assert answers[-1].status_code == 429
    assert answers[-1].json()["errors"][0]["code"] == 1003


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
    of_old = {name: value for name, value in anna.items() if name != "Accept"}
    as_xml = await cloud.get("/api/v2/resources", headers=of_old)
    assert as_xml.headers["content-type"] == "application/xml"
    assert f'clientIdentifier="{THE_SERVER}"' in as_xml.text
    dead = US | {"X-Plex-Token": "no-such-token"}
    assert (await cloud.get("/api/v2/user", headers=dead)).status_code == 401


async def test_the_owner_sees_with_whom_they_share_in_xml_and_in_json(cloud) -> None:
    await cloud.post("/_simulator", json={"shares": {"1002": "pending", "1003": "revoked"}})
    owner = US | {"X-Plex-Token": "token-of-olga"}
    told = (await cloud.get("/api/users", headers=owner)).json()["MediaContainer"]["User"]
    pending = {user["id"]: [one["pending"] for one in user["Server"]] for user in told}
    assert pending == {1002: [1], 1003: [], 1009: [0]}
    kid = next(user for user in told if user["id"] == 1009)
    assert (kid["username"], kid["email"], kid["home"]) == ("", "", 1)
    of_old = {name: value for name, value in owner.items() if name != "Accept"}
    as_xml = await cloud.get("/api/users", headers=of_old)
    assert as_xml.headers["content-type"] == "application/xml"
    assert '<User id="1002" title="anna"' in as_xml.text


async def test_who_is_not_the_owner_shares_nothing_and_a_dead_token_opens_nothing(cloud) -> None:
    anna = US | {"X-Plex-Token": "token-of-anna"}
    assert (await cloud.get("/api/users", headers=anna)).json()["MediaContainer"]["User"] == []
    await cloud.post("/_simulator", json={"dead_tokens": ["token-of-anna"]})
    answer = await cloud.get("/api/v2/user", headers=anna)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, 1001)


async def test_a_share_that_was_taken_back_is_gone_from_ones_own_servers(cloud) -> None:
    anna = US | {"X-Plex-Token": "token-of-anna"}
    await cloud.post("/_simulator", json={"shares": {"1002": "revoked"}})
    found = (await cloud.get("/api/v2/resources", headers=anna)).json()
    assert THE_SERVER not in [server["clientIdentifier"] for server in found]


async def test_who_signed_out_everywhere_is_given_another_token(cloud) -> None:
    await cloud.post("/_simulator", json={"dead_tokens": ["token-of-olga"]})
    dead = US | {"X-Plex-Token": "token-of-olga"}
    assert (await cloud.get("/api/v2/user", headers=dead)).status_code == 401
    pin = await a_pin(cloud)
    await approve(cloud, pin, "token-of-olga")
    token = (await cloud.get(f"/api/v2/pins/{pin['id']}", headers=US)).json()["authToken"]
    assert token != "token-of-olga"
    known = await cloud.get("/api/v2/user", headers=US | {"X-Plex-Token": token})
    assert known.json()["username"] == "olga"
