"""People come from Plex and Overseerr, and go when Plex says so, through a real gateway."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Final

import httpx
import pytest
import pytest_asyncio

from medianest.local.probe import status_of
from medianest.local.servers.ports import next_free
from medianest.local.servers.process import Process
from medianest.local.simulators.plex_tv_accounts import ANOTHER_SERVER, THE_SERVER
from medianest.testkit.eventually import eventually
from medianest.testkit.plex_tv import PlexTv
from medianest.testkit.trust import NOBODY

SETTINGS: Final = "/settings/identity/plex"
KEY: Final = "overseerr-of-this-test"
SOON_S: Final = 30.0
ANNA, ANNA_TOO = "1002", "1003"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def overseerr(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[httpx.AsyncClient]:
    port = next_free(17_600 + os.getpid() % 1000)
    words = ("--port", str(port), "--key", KEY)
    command = [sys.executable, "-m", "medianest.local.simulators.overseerr", *words]
    process = Process("overseerr", command, log=tmp_path_factory.mktemp("overseerr") / "log")

    async def answers() -> bool:
        return await status_of(port, "/") == 200

    await process.ready(answers, within_s=60)
    url = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(
        base_url=url, headers={"X-Api-Key": KEY}, timeout=10, verify=NOBODY
    ) as client:
        yield client
    await process.stop()


def settings_of(plex: PlexTv, overseerr: httpx.AsyncClient, **more: str) -> dict[str, str]:
    return {
        "plex_service_url": f"http://{plex.at}",
        "plex_clients_url": f"http://{plex.at}",
        "plex_page_url": f"http://{plex.at}/auth",
        "plex_pause_s": "0.01",
        "plex_owner_token": "token-of-olga",
        "plex_look_every_s": "0.5",
        "plex_confirm_s": "0.1",
        "overseerr_url": str(overseerr.base_url),
        "overseerr_api_key": KEY,
        "egress_allowed": f"{plex.at},{overseerr.base_url.host}:{overseerr.base_url.port}",
        **more,
    }


@pytest_asyncio.fixture(loop_scope="session")
async def door(opened: Any, plex: PlexTv, overseerr: httpx.AsyncClient) -> AsyncIterator[Any]:
    await plex.behaves()
    async with opened(identity=settings_of(plex, overseerr)) as made:
        yield made


async def open_to_plex(door: Any, **more: Any) -> httpx.AsyncClient:
    owner: httpx.AsyncClient = await door.owner()
    answer = await owner.put(SETTINGS, json={"machine_identifier": THE_SERVER, **more})
    assert answer.status_code == 200, answer.text
    return owner


async def come_in(door: Any, plex: PlexTv, account: str) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = door.stranger()
    back = await plex.approve(await browser.post("/auth/plex/start", json={}), account)
    answer = await browser.get(back)
    assert answer.headers["Location"] == "/", answer.headers
    return browser


async def brought(owner: httpx.AsyncClient, source: str = "plex") -> dict[str, Any]:
    answer = await owner.post("/members/import", json={"source": source})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def is_out(*browsers: httpx.AsyncClient) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        answers = [await one.get("/auth/providers") for one in browsers]
        in_person = [await one.get("/me") for one in browsers if "X-Api-Key" not in one.headers]
        keys = [a for a, one in zip(answers, browsers, strict=True) if "X-Api-Key" in one.headers]
        return all(answer.status_code == 401 for answer in (*in_person, *keys))

    return look


def watched(owner: httpx.AsyncClient, watch: str) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        told: dict[str, Any] = (await owner.get(SETTINGS)).json()
        return bool(told["watch"] == watch)

    return look


async def looks_some_times(plex: PlexTv) -> None:
    """Until plex.tv was asked twice more, whatever it answered."""
    before = await plex.asked("/api/v2/user")

    async def twice() -> bool:
        return await plex.asked("/api/v2/user") >= before + 2

    await eventually(twice, timeout_s=SOON_S)


@pytest.mark.parametrize("account", ["mallory", "mallorys_friend"])
async def test_s11_a_server_that_only_calls_itself_ours_lets_nobody_in(
    door: Any, plex: PlexTv, account: str
) -> None:
    await open_to_plex(door)
    browser = door.stranger()
    back = await plex.approve(await browser.post("/auth/plex/start", json={}), account)
    answer = await browser.get(back)
    assert "no-access-to-server" in answer.headers["Location"], answer.headers
    assert (await browser.get("/me")).status_code == 401
    assert (await (await come_in(door, plex, "olga")).get("/me")).is_success


async def test_people_are_brought_from_plex_once_and_known_when_they_come(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door, join_as="guest")
    await owner.post("/members", json={"username": "anna", "password": "a long password"})
    await plex.behaves(shares={ANNA_TOO: "pending"})
    told = await brought(owner)
    assert len(told["created"]) == 1
    reasons = {one["name"]: one["reason"] for one in told["skipped"]}
    assert reasons == {"anna_too": "pending", "kid": "cannot_sign_in"}
    again = await brought(owner)
    assert (again["created"], again["known"], again["left"]) == ([], told["created"], 0)
    anna = (await (await come_in(door, plex, "anna")).get("/me")).json()
    assert (anna["id"], anna["username"], anna["role"]) == (told["created"][0], "anna-2", "guest")


async def test_the_xml_of_old_brings_the_same_people(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    await plex.behaves(users_as_json=False)
    first = await brought(owner)
    await plex.behaves()
    assert sorted((await brought(owner))["known"]) == sorted(first["created"])


async def test_of_many_imports_at_once_one_brings_each(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    told = await asyncio.gather(*(brought(owner) for _ in range(8)))
    assert sum(len(one["created"]) for one in told) == 2
    assert len((await owner.get("/members")).json()["items"]) == 3


async def test_who_wished_to_be_forgotten_is_not_brought_back(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    anna = (await (await come_in(door, plex, "anna")).get("/me")).json()["id"]
    assert (await owner.post(f"/members/{anna}/erase")).is_success
    told = await brought(owner)
    assert {"name": "anna", "reason": "erased"} in told["skipped"]
    # By themselves they may come again, as a stranger.
    assert (await (await come_in(door, plex, "anna")).get("/me")).json()["id"] != anna


async def test_people_are_brought_from_overseerr_by_their_plex_id(
    door: Any, plex: PlexTv, overseerr: httpx.AsyncClient
) -> None:
    owner = await open_to_plex(door)
    anna = (await (await come_in(door, plex, "anna")).get("/me")).json()["id"]
    crowd = {ANNA: "sam", **{str(number): "sam" for number in range(5_000, 5_040)}}
    assert (await overseerr.post("/control", json={"plex_people": crowd})).is_success
    at = "/api/v1/user/import-from-plex"
    assert (await overseerr.post(at, json={"plexIds": list(crowd)})).status_code == 201
    told = await brought(owner, "overseerr")
    assert told["known"] == [anna]
    created = list(told["created"])
    while told["left"]:
        told = await brought(owner, "overseerr")
        created += told["created"]
    assert len(created) == 41  # and the account with which Overseerr was set up
    assert (await brought(owner, "overseerr"))["created"] == []


async def test_a_source_that_is_away_or_refuses_brings_nobody(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    await plex.behaves(dead_tokens=["token-of-olga"])
    answer = await owner.post("/members/import", json={"source": "plex"})
    assert (answer.status_code, answer.json()["title"][:19]) == (409, "Plex does not take ")
    await plex.behaves(status=429)
    answer = await owner.post("/members/import", json={"source": "plex"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "900")
    assert (await owner.post("/members/import", json={"source": "friends"})).status_code == 400
    member = await door.member(owner, "ben")
    assert (await member.post("/members/import", json={"source": "plex"})).status_code == 403


async def test_whose_share_was_taken_back_is_shut_out_and_comes_back_with_it(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    anna, too = await come_in(door, plex, "anna"), await come_in(door, plex, "anna_too")
    program = await door.program(anna, "downloads.read")
    await plex.behaves(shares={ANNA: "revoked"})
    await eventually(is_out(anna, program), timeout_s=SOON_S)
    assert (await too.get("/me")).is_success
    assert (await owner.get("/me")).is_success
    await plex.behaves()
    await come_in(door, plex, "anna")  # Plex's own word at the door is enough


async def test_a_share_that_is_not_accepted_yet_is_none(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    anna, _ = await come_in(door, plex, "anna"), await come_in(door, plex, "anna_too")
    who = (await anna.get("/me")).json()["id"]
    await plex.behaves(shares={ANNA: "pending"})
    await eventually(is_out(anna), timeout_s=SOON_S)
    await plex.behaves()

    async def is_back() -> bool:
        return (await owner.get(f"/members/{who}")).json()["disabled"] is False

    await eventually(is_back, timeout_s=SOON_S)


async def test_whom_an_admin_disabled_stays_so_whatever_plex_says(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    anna, _ = await come_in(door, plex, "anna"), await come_in(door, plex, "anna_too")
    who = (await anna.get("/me")).json()["id"]
    assert (await owner.patch(f"/members/{who}", json={"disabled": True})).is_success
    await looks_some_times(plex)
    assert (await owner.get(f"/members/{who}")).json()["disabled"] is True


async def test_when_plex_is_not_clear_nobody_is_signed_out_and_the_owner_is_told(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    anna = await come_in(door, plex, "anna")
    for wish, watch in (
        ({"shows_nobody": True}, "doubtful"),
        ({"dead_tokens": ["token-of-olga"]}, "token_dead"),
    ):
        await plex.behaves(**wish)
        await eventually(watched(owner, watch), timeout_s=SOON_S)
        await looks_some_times(plex)
        assert (await anna.get("/me")).is_success, watch
    await plex.behaves()
    await eventually(watched(owner, "fine"), timeout_s=SOON_S)


async def test_a_server_that_was_replaced_shuts_nobody_out_and_the_new_one_is_offered(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    anna = await come_in(door, plex, "anna")
    await owner.put(SETTINGS, json={"machine_identifier": ANOTHER_SERVER})
    await eventually(watched(owner, "server_gone"), timeout_s=SOON_S)
    steps = (await owner.post(f"{SETTINGS}/test")).json()["steps"]
    assert [step["ok"] for step in steps] == [True, True, False]
    assert (await anna.get("/me")).is_success
    servers = (await owner.get(f"{SETTINGS}/servers")).json()["items"]
    assert servers == [{"machine_identifier": THE_SERVER, "name": "Living room", "chosen": False}]
    new = servers[0]["machine_identifier"]
    assert (await owner.put(SETTINGS, json={"machine_identifier": new})).is_success
    await eventually(watched(owner, "fine"), timeout_s=SOON_S)
    assert (await (await come_in(door, plex, "anna")).get("/me")).json() == (
        await anna.get("/me")
    ).json()


@pytest.mark.parametrize("status", [429, 500])
async def test_after_an_answer_that_says_nothing_plex_is_left_alone_for_long(
    opened: Any, plex: PlexTv, overseerr: httpx.AsyncClient, status: int
) -> None:
    await plex.behaves(status=status)
    async with opened(identity=settings_of(plex, overseerr)) as door:
        await open_to_plex(door)

        async def once() -> bool:
            return await plex.asked("/api/v2/user") > 0

        await eventually(once, timeout_s=SOON_S)
        await asyncio.sleep(3)  # more than six looks
        assert await plex.asked("/api/v2/user") == 1
