"""The owner of the media server is linked on a page, through a real gateway: by whom, to what."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import asyncpg
import httpx
import pytest
import pytest_asyncio

from medianest.local.simulators.plex_tv_accounts import THE_SERVER
from medianest.testkit.eventually import eventually
from medianest.testkit.plex_tv import PlexTv

SETTINGS: Final = "/settings/identity/plex"
OWNER: Final = f"{SETTINGS}/owner"
PROOF: Final = {"current_password": "a long password", "return_to": "/settings"}
SOON_S: Final = 30.0
ANNA: Final = "1002"


def settings_of(plex: PlexTv, **more: str) -> dict[str, str]:
    """None of them is a token."""
    return {
        "plex_service_url": f"http://{plex.at}",
        "plex_clients_url": f"http://{plex.at}",
        "plex_page_url": f"http://{plex.at}/auth",
        "plex_pause_s": "0.01",
        "plex_look_every_s": "0.5",
        "plex_confirm_s": "0.1",
        "egress_allowed": plex.at,
        **more,
    }


@pytest_asyncio.fixture(loop_scope="session")
async def door(opened: Any, plex: PlexTv) -> AsyncIterator[Any]:
    await plex.behaves()
    async with opened(identity=settings_of(plex)) as made:
        yield made


async def open_to_plex(door: Any) -> httpx.AsyncClient:
    owner: httpx.AsyncClient = await door.owner()
    answer = await owner.put(SETTINGS, json={"machine_identifier": THE_SERVER})
    assert answer.status_code == 200, answer.text
    return owner


async def link(browser: httpx.AsyncClient, plex: PlexTv, account: str = "olga") -> str:
    """Where they are led back to."""
    back = await plex.approve(await browser.post(OWNER, json=PROOF), account)
    return led_to(await browser.get(back))


def led_to(answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


async def come_in(door: Any, plex: PlexTv, account: str) -> httpx.AsyncClient:
    browser: httpx.AsyncClient = door.stranger()
    back = await plex.approve(await browser.post("/auth/plex/start", json={}), account)
    assert led_to(await browser.get(back)) == "/"
    return browser


async def page_of(browser: httpx.AsyncClient) -> dict[str, Any]:
    page: dict[str, Any] = (await browser.get(SETTINGS)).json()
    return page


async def is_unlinked(door: Any, browser: httpx.AsyncClient) -> bool:
    """Nothing is shown, and nothing was kept."""
    page = await page_of(browser)
    return (page["owner"], page["has_owner_token"], await tokens_in(door)) == (None, False, 0)


async def tokens_in(door: Any) -> int:
    connection = await asyncpg.connect(door.house.admin_dsn)
    try:
        found = "select count(*) from identity.secrets where owner = 'plex-owner'"
        return int(await connection.fetchval(found))
    finally:
        await connection.close()


def watched(owner: httpx.AsyncClient, watch: str) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return bool((await page_of(owner))["watch"] == watch)

    return look


def is_out(browser: httpx.AsyncClient) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return (await browser.get("/me")).status_code == 401

    return look


async def test_an_owner_links_on_the_page_and_the_daily_look_shuts_out_whose_share_is_gone(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    anna, too = await come_in(door, plex, "anna"), await come_in(door, plex, "anna_too")
    assert await link(owner, plex) == "/settings"
    page = await page_of(owner)
    assert (page["has_owner_token"], page["owner"]["name"]) == (True, "olga")
    assert page["owner"]["linked_by"] == (await owner.get("/me")).json()["id"]
    await plex.behaves(shares={ANNA: "revoked"})
    await eventually(is_out(anna), timeout_s=SOON_S)
    assert (await too.get("/me")).is_success
    assert (await owner.post("/members/import", json={"source": "plex"})).is_success


async def test_s11_once_the_owner_is_linked_only_their_server_opens_the_door(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    await link(owner, plex)
    # Also while the token is dead: whose it was is known.
    for wish in ({}, {"dead_tokens": ["token-of-olga"]}):
        await plex.behaves(**wish)
        browser = door.stranger()
        back = await plex.approve(await browser.post("/auth/plex/start", json={}), "mallory")
        assert "no-access-to-server" in led_to(await browser.get(back))
        await come_in(door, plex, "anna")


@pytest.mark.parametrize("account", ["anna", "stranger"])
async def test_an_account_that_does_not_own_the_server_is_refused_and_nothing_is_kept(
    door: Any, plex: PlexTv, account: str
) -> None:
    owner = await open_to_plex(door)
    assert await link(owner, plex, account) == "/settings?problem=not-the-servers-owner"
    assert await is_unlinked(door, owner)


async def test_before_a_server_is_set_its_owner_is_linked_and_the_server_chosen_by_name(
    door: Any, plex: PlexTv
) -> None:
    owner = await door.owner()
    assert await link(owner, plex, "anna") == "/settings?problem=not-the-servers-owner"
    assert await link(owner, plex) == "/settings"
    servers = (await owner.get(f"{SETTINGS}/servers")).json()["items"]
    assert servers == [{"machine_identifier": THE_SERVER, "name": "Living room", "chosen": False}]


async def test_a_dead_token_is_linked_anew_and_all_is_well(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    await link(owner, plex)
    await plex.behaves(dead_tokens=["token-of-olga"])
    await eventually(watched(owner, "token_dead"), timeout_s=SOON_S)
    assert await link(owner, plex) == "/settings"
    assert (await page_of(owner))["watch"] == "fine"
    before = await plex.asked("/api/users")

    async def looked_twice() -> bool:
        return await plex.asked("/api/users") >= before + 2

    await eventually(looked_twice, timeout_s=SOON_S)
    assert (await page_of(owner))["watch"] == "fine"


async def test_what_is_linked_outranks_the_environment_until_it_is_unlinked(
    opened: Any, plex: PlexTv
) -> None:
    await plex.behaves()
    given = settings_of(plex, plex_owner_token="a-token-that-plex-forgot")
    async with opened(identity=given) as door:
        owner = await open_to_plex(door)
        assert (await page_of(owner))["has_owner_token"] is True
        await eventually(watched(owner, "token_dead"), timeout_s=SOON_S)
        await link(owner, plex)
        assert (await page_of(owner))["watch"] == "fine"
        assert (await owner.delete(OWNER)).status_code == 204
        page = await page_of(owner)
        assert (page["has_owner_token"], page["owner"]) == (True, None)
        await eventually(watched(owner, "token_dead"), timeout_s=SOON_S)
        again = await owner.delete(OWNER)
        assert (again.status_code, slug(again)) == (404, "no-owner-linked")


async def test_a_ticket_of_a_sign_in_links_nobody_and_one_of_linking_signs_nobody_in(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    member = {"current_password": "a long password"}
    for begun in (
        await owner.post("/auth/plex/start", json={}),
        await owner.post("/me/ways-in/plex", json=member),
    ):
        back = await plex.approve(begun, "olga")
        ticket = urlsplit(back).query
        answer = await owner.get(f"/auth/plex/owner-return?{ticket}")
        assert led_to(answer) == "/settings?problem=begun-elsewhere"
        assert problem_in(await owner.get(back)) == "begun-elsewhere"
    back = await plex.approve(await owner.post(OWNER, json=PROOF), "olga")
    answer = await owner.get(f"/auth/plex/return?{urlsplit(back).query}")
    assert problem_in(answer) == "begun-elsewhere"
    assert led_to(await owner.get(back)) == "/settings?problem=begun-elsewhere"
    assert await is_unlinked(door, owner)
    ways = (await owner.get("/me/ways-in")).json()["items"]
    assert [one["linked"] for one in ways] == [False]


async def test_s09_what_was_begun_in_one_browser_links_nothing_in_another(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    admin, again = await door.member(owner, "ada", "admin"), await door.signed_in("olga")
    for other in (admin, again, door.stranger()):
        back = await plex.approve(await owner.post(OWNER, json=PROOF), "olga")
        assert led_to(await other.get(back)) == "/settings?problem=begun-elsewhere"
        assert led_to(await owner.get(back)) == "/settings?problem=begun-elsewhere"
    assert await is_unlinked(door, owner)


async def test_s10_of_many_returns_at_once_one_links(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    back = await plex.approve(await owner.post(OWNER, json=PROOF), "olga")
    led = [led_to(one) for one in await asyncio.gather(*(owner.get(back) for _ in range(20)))]
    assert led.count("/settings") == 1
    assert await tokens_in(door) == 1


async def test_who_may_not_change_settings_links_nothing_and_a_key_does_not_either(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    moderator = await door.member(owner, "mo", "moderator")
    program = await door.program(owner, "settings.manage")
    for browser in (moderator, program):
        assert (await browser.post(OWNER, json=PROOF)).status_code == 403
    assert (await door.stranger().post(OWNER, json=PROOF)).status_code == 401
    await link(owner, plex)
    for browser in (moderator, program):
        assert (await browser.delete(OWNER)).status_code == 403
    assert (await page_of(owner))["owner"] is not None


async def test_who_lost_the_right_on_the_way_links_nothing(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    admin = await door.member(owner, "ada", "admin")
    back = await plex.approve(await admin.post(OWNER, json=PROOF), "olga")
    who = (await admin.get("/me")).json()["id"]
    assert (await owner.patch(f"/members/{who}", json={"role": "moderator"})).is_success
    again = await door.signed_in("ada")
    again.cookies.set("mn_login", admin.cookies["mn_login"], domain="127.0.0.1", path="/")
    assert led_to(await again.get(back)) == "/settings?problem=begun-elsewhere"
    assert await is_unlinked(door, owner)


async def test_v7_5_1_a_session_alone_links_nothing(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    for body, why in (
        ({}, "password-wanted"),
        ({"current_password": "a guess"}, "wrong-password"),
    ):
        answer = await owner.post(OWNER, json=body)
        assert slug(answer) == why, answer.text
    assert await plex.asked("/api/v2/pins") == 0


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example"])
async def test_s30_afterwards_a_browser_goes_to_a_page_of_ours_only(door: Any, wanted: str) -> None:
    owner = await open_to_plex(door)
    answer = await owner.post(OWNER, json={**PROOF, "return_to": wanted})
    assert (answer.status_code, slug(answer)) == (400, "not-a-page-of-ours")


async def test_plex_that_is_away_is_said_so_on_the_page(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    back = await plex.approve(await owner.post(OWNER, json=PROOF), "olga")
    await plex.behaves(status=500)
    assert led_to(await owner.get(back)) == "/settings?problem=plex-away"
    assert await is_unlinked(door, owner)


def slug(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


def problem_in(answer: httpx.Response) -> str:
    return parse_qs(urlsplit(led_to(answer)).query)["problem"][0]
