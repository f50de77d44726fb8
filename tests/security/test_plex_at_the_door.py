"""Abuse of signing in with Plex, through a real gateway, against a plex.tv with its traps."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import asyncpg
import httpx
import pyotp
import pytest
import pytest_asyncio

from medianest.chassis import clock
from medianest.local.simulators.plex_tv_accounts import ANOTHER_SERVER, THE_SERVER
from medianest.testkit.eventually import eventually
from medianest.testkit.plex_tv import PlexTv

SETTINGS: Final = "/settings/identity/plex"
START: Final = "/auth/plex/start"
SESSION: Final = "mn_session"
LOGIN: Final = "mn_login"


@pytest_asyncio.fixture(loop_scope="session")
async def door(opened: Any, plex: PlexTv) -> AsyncIterator[Any]:
    await plex.behaves()
    settings = {
        "plex_service_url": f"http://{plex.at}",
        "plex_clients_url": f"http://{plex.at}",
        "plex_page_url": f"http://{plex.at}/auth",
        "plex_pause_s": "0.01",
        "egress_allowed": plex.at,
    }
    async with opened(identity=settings) as made:
        yield made


async def open_to_plex(door: Any, **more: Any) -> httpx.AsyncClient:
    """The owner's browser, once people may sign in with Plex."""
    owner: httpx.AsyncClient = await door.owner()
    answer = await owner.put(SETTINGS, json={"machine_identifier": THE_SERVER, **more})
    assert answer.status_code == 200, answer.text
    return owner


async def begin(browser: httpx.AsyncClient, **more: Any) -> httpx.Response:
    return await browser.post(START, json=more)


async def begin_linking(browser: httpx.AsyncClient) -> httpx.Response:
    """A member who gave their password once more is on their way to link their account."""
    body = {"current_password": "a long password", "return_to": "/me"}
    return await browser.post("/me/ways-in/plex", json=body)


def problem_of(answer: httpx.Response) -> str:
    """What the sign-in page is to say."""
    assert answer.status_code == 303, answer.text
    assert SESSION not in answer.cookies
    return parse_qs(urlsplit(answer.headers["Location"]).query)["problem"][0]


async def who(browser: httpx.AsyncClient) -> str:
    return str((await browser.get("/me")).json()["id"])


async def test_who_may_use_the_server_joins_and_is_the_same_ever_after(
    door: Any, plex: PlexTv
) -> None:
    await open_to_plex(door)
    offered = (await door.stranger().get("/auth/providers")).json()["items"]
    assert [one["id"] for one in offered] == ["local", "plex"]
    came = []
    for _ in range(2):
        browser = door.stranger()
        back = await plex.approve(await begin(browser, return_to="/downloads?x=1"), "anna")
        answer = await browser.get(back)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/downloads?x=1")
        came.append((await browser.get("/me")).json())
    assert came[0]["id"] == came[1]["id"]
    assert (came[0]["username"], came[0]["role"], came[0]["email"]) == ("anna", "member", None)


async def test_the_token_may_come_a_moment_after_the_browser(door: Any, plex: PlexTv) -> None:
    await open_to_plex(door)
    await plex.behaves(null_answers=2)
    browser = door.stranger()
    back = await plex.approve(await begin(browser), "anna")
    assert (await browser.get(back)).headers["Location"] == "/"
    assert (await browser.get("/me")).is_success


@pytest.mark.parametrize("status", [429, 500])
async def test_when_plex_is_away_nobody_is_signed_out(door: Any, plex: PlexTv, status: int) -> None:
    await open_to_plex(door)
    browser, late = door.stranger(), door.stranger()
    await browser.get(await plex.approve(await begin(browser), "anna"))
    back = await plex.approve(await begin(late), "anna")
    await plex.behaves(status=status)
    assert problem_of(await late.get(back)) == "plex-away"
    assert (await begin(door.stranger())).status_code == 503
    assert (await browser.get("/me")).is_success


async def test_once_plex_is_asked_too_often_nothing_is_asked_of_it_whatever_for(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    await plex.behaves(status=429)
    assert (await begin(door.stranger())).headers["retry-after"] == "900"
    await plex.behaves()
    again = await begin(door.stranger())
    assert (again.status_code, again.json()["title"][:9]) == (503, "Plex does")
    assert 890 < int(again.headers["retry-after"]) <= 900
    steps = (await owner.post(f"{SETTINGS}/test")).json()["steps"]
    assert [step["ok"] for step in steps] == [False]
    assert await plex.asked("/api/v2/pins") == 0


async def test_a_server_that_was_replaced_keeps_its_people(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    before, after = door.stranger(), door.stranger()
    await before.get(await plex.approve(await begin(before), "anna"))
    body = {"machine_identifier": ANOTHER_SERVER}
    assert (await owner.put(SETTINGS, json=body)).status_code == 200
    await after.get(await plex.approve(await begin(after), "anna"))
    assert await who(before) == await who(after)


async def test_the_owner_is_known_by_plex_only_after_linking_it_themselves(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    answer = await owner.get(await plex.approve(await begin_linking(owner), "olga"))
    assert answer.headers["Location"] == "/me"
    browser = door.stranger()
    await browser.get(await plex.approve(await begin(browser), "olga"))
    assert await who(browser) == await who(owner)


async def test_v7_5_1_whoever_signs_in_with_plex_at_anothers_browser_is_not_linked_to_them(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    known = await who(owner)
    assert (await owner.post("/me/ways-in/plex", json={})).status_code == 400
    await owner.get(await plex.approve(await begin(owner), "anna"))
    assert await who(owner) != known
    ways = (await (await door.signed_in("olga")).get("/me/ways-in")).json()
    assert [(one["id"], one["linked"]) for one in ways["items"]] == [("plex", False)]


async def test_a_refused_plex_sign_in_still_knows_where_they_were_going(
    door: Any, plex: PlexTv
) -> None:
    await open_to_plex(door, join_as=None)
    browser = door.stranger()
    back = await plex.approve(await begin(browser, return_to="/title?id=7"), "anna")
    answer = await browser.get(back)
    assert answer.headers["Location"] == "/login?problem=not-invited&to=%2Ftitle%3Fid%3D7"


async def test_who_owns_the_server_at_plex_is_no_owner_here(door: Any, plex: PlexTv) -> None:
    await open_to_plex(door, join_as="guest")
    browser = door.stranger()
    await browser.get(await plex.approve(await begin(browser), "olga"))
    assert (await browser.get("/me")).json()["role"] == "guest"


async def test_who_has_a_second_factor_is_asked_for_it_after_plex_too(
    door: Any, plex: PlexTv
) -> None:
    owner = await open_to_plex(door)
    await owner.get(await plex.approve(await begin_linking(owner), "olga"))
    wish = {"kind": "totp", "name": "telephone", "password": "a long password"}
    offered = (await owner.post("/me/second-factors", json=wish)).json()
    app = pyotp.TOTP(offered["secret"])
    at = f"/me/second-factors/{offered['id']}/confirm"
    confirmed = await owner.post(at, json={"code": app.at(clock.now())})
    assert confirmed.is_success, confirmed.text
    browser = door.stranger()
    back = await plex.approve(await begin(browser), "olga")
    assert problem_of(await browser.get(back)) == "second-factor-wanted"
    assert (await browser.get("/me")).status_code == 401
    proved = await browser.post(
        "/auth/second-factor", json={"code": app.at(clock.now(), counter_offset=1)}
    )
    assert proved.is_success, proved.text
    assert await who(browser) == await who(owner)


async def test_a_key_never_links_an_account(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    program = await door.program(owner, "settings.manage")
    assert (await begin(program)).status_code == 403


async def test_s09_what_a_victim_approved_does_not_sign_the_attacker_in(
    door: Any, plex: PlexTv
) -> None:
    await open_to_plex(door)
    attacker, victim = door.stranger(), door.stranger()
    back = await plex.approve(await begin(attacker), "anna")
    assert problem_of(await victim.get(back)) == "begun-elsewhere"
    assert problem_of(await attacker.get(back)) == "begun-elsewhere"
    assert (await attacker.get("/me")).status_code == 401


async def test_s09_who_looks_too_early_looks_no_more(door: Any, plex: PlexTv) -> None:
    await open_to_plex(door)
    attacker = door.stranger()
    started = await begin(attacker)
    asked = parse_qs(urlsplit(started.json()["auth_url"]).fragment.lstrip("?"))
    ticket = parse_qs(urlsplit(asked["forwardUrl"][0]).query)["tx"][0]
    assert problem_of(await attacker.get(f"/auth/plex/return?tx={ticket}")) == "begun-elsewhere"
    back = await plex.approve(started, "anna")
    assert problem_of(await attacker.get(back)) == "begun-elsewhere"


async def test_s10_of_fifty_returns_at_once_one_signs_in(door: Any, plex: PlexTv) -> None:
    await open_to_plex(door)
    browser = door.stranger()
    back = await plex.approve(await begin(browser), "anna")
    answers = await asyncio.gather(*(browser.get(back) for _ in range(50)))
    assert sum(SESSION in answer.cookies for answer in answers) == 1
    assert problem_of(await browser.get(back)) == "begun-elsewhere"


async def test_s10_a_pin_that_ran_out_signs_nobody_in(door: Any, plex: PlexTv) -> None:
    await open_to_plex(door)
    browser = door.stranger()
    await plex.behaves(pins_live_s=1)
    back = await plex.approve(await begin(browser), "anna")
    await asyncio.sleep(1.1)  # the PIN's own life
    assert problem_of(await browser.get(back)) == "begun-elsewhere"


async def test_s11_without_access_to_the_server_nobody_comes_in(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    browser = door.stranger()
    back = await plex.approve(await begin(browser), "stranger")
    assert problem_of(await browser.get(back)) == "no-access-to-server"
    assert len((await owner.get("/members")).json()["items"]) == 1


async def test_s12_the_same_address_at_plex_is_somebody_else(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    body = {"username": "ann", "password": "a long password", "email": "anna@example.org"}
    assert (await owner.post("/members", json=body)).status_code == 201
    came = set()
    for account in ("anna", "anna_too"):
        browser = door.stranger()
        await browser.get(await plex.approve(await begin(browser), account))
        came.add(await who(browser))
    assert len(came) == 2
    assert len((await owner.get("/members")).json()["items"]) == 4


async def test_s14_when_plex_is_off_its_doors_are_not_there(door: Any, plex: PlexTv) -> None:
    owner = await open_to_plex(door)
    browser = door.stranger()
    back = await plex.approve(await begin(browser), "anna")
    assert (await owner.put(SETTINGS, json={"machine_identifier": None})).status_code == 200
    assert (await browser.get(back)).status_code == 404
    assert (await begin(door.stranger())).status_code == 404
    offered = (await door.stranger().get("/auth/providers")).json()["items"]
    assert [one["id"] for one in offered] == ["local"]


async def test_s22_what_a_browser_held_before_opens_nothing_afterwards(
    door: Any, plex: PlexTv
) -> None:
    await open_to_plex(door)
    browser, attacker = door.stranger(), door.stranger()
    planted = "A" * 43
    browser.cookies.set(SESSION, planted, domain="127.0.0.1", path="/")
    back = await plex.approve(await begin(browser), "anna")
    login = browser.cookies[LOGIN]
    answer = await browser.get(back)
    assert answer.cookies[SESSION] not in (planted, login)
    assert LOGIN not in browser.cookies
    for held in (planted, login):
        attacker.cookies.set(SESSION, held, domain="127.0.0.1", path="/")
        assert (await attacker.get("/me")).status_code == 401
        attacker.cookies.clear()


async def test_s04_the_token_of_who_comes_by_plex_is_kept_nowhere(
    door: Any, plex: PlexTv, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither their account's nor their server's, nor the address that they have there."""
    await open_to_plex(door)
    browser = door.stranger()
    await browser.get(await plex.approve(await begin(browser), "anna"))
    assert (await browser.get("/me")).json()["username"] == "anna"
    stored, logged = await everything_stored(door.house.admin_dsn), capsys.readouterr().out
    assert "identity.session-started" in stored
    assert "/api/v1/auth/plex/return" in logged
    secret = ("token-of-anna", "anna@example.org")
    assert not [one for one in secret if one in stored or one in logged]


async def test_s04_the_owners_token_is_sealed_where_it_is_kept_and_gone_once_it_is_unlinked(
    door: Any, plex: PlexTv, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor is it in an answer; and what they are called at Plex is sealed for who linked it."""
    owner = await open_to_plex(door)
    proof = {"current_password": "a long password", "return_to": "/settings"}
    started = await owner.post(f"{SETTINGS}/owner", json=proof)
    back = await owner.get(await plex.approve(started, "olga"))
    assert back.headers["Location"] == "/settings"
    stored = await everything_stored(door.house.admin_dsn)
    assert "identity.plex-owner-linked" in stored
    assert "plex-owner" in stored
    shown = [
        await owner.get(path)
        for path in (SETTINGS, f"{SETTINGS}/servers", "/me/ways-in", "/me", "/members")
    ]
    answers = [str(one.headers) + one.text for one in (started, back, *shown)]
    tried = await owner.post(f"{SETTINGS}/test")
    logged = capsys.readouterr().out
    assert "/api/v1/auth/plex/owner-return" in logged
    secret = "token-of-olga"
    assert not [one for one in (stored, logged, tried.text, *answers) if secret in one]
    assert (await owner.delete(f"{SETTINGS}/owner")).status_code == 204

    async def is_gone() -> bool:
        connection = await asyncpg.connect(door.house.admin_dsn)
        try:
            found = "select count(*) from identity.secrets where owner = 'plex-owner'"
            return bool(await connection.fetchval(found) == 0)
        finally:
            await connection.close()

    await eventually(is_gone, timeout_s=30)


async def everything_stored(dsn: str) -> str:
    """Every row of every table of the house; what goes to the bus stands beside the facts."""
    connection = await asyncpg.connect(dsn)
    try:
        tables = await connection.fetch(
            "select format('%I.%I', schemaname, tablename) from pg_tables"
            " where schemaname not in ('pg_catalog', 'information_schema')"
        )
        rows = [
            str(tuple(row))
            for (table,) in tables
            for row in await connection.fetch(f"select * from {table}")  # noqa: S608  names from the catalogue
        ]
        return "\n".join(rows)
    finally:
        await connection.close()
