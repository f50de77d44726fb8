"""Abuse of accounts, invites and keys, through a real gateway in front of a real identity."""

import asyncio
from typing import Any, Final
from uuid import uuid4

import httpx
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from medianest.testkit.eventually import eventually

PASSWORD: Final = "a long password"
SETUP_TOKEN: Final = "the-printed-token"
DEAD_WITHIN_S: Final = 2.0
SIGNED_OUT: Final = 4401


async def id_of(client: httpx.AsyncClient) -> str:
    return str((await client.get("/me")).json()["id"])


async def test_s02_what_is_somebody_elses_is_as_absent_as_what_never_was(door: Any) -> None:
    owner = await door.owner()
    mia = await door.member(owner, "mia")
    theirs = (await owner.get("/me/sessions")).json()["items"][0]["id"]
    key = await owner.post("/me/api-keys", json={"name": "x", "scopes": ["status.read"]})
    for kind, real in (("sessions", theirs), ("api-keys", key.json()["id"])):
        answers = [await mia.delete(f"/me/{kind}/{thing}") for thing in (real, str(uuid4()))]
        assert [answer.status_code for answer in answers] == [404, 404]
        told = [{**answer.json(), "instance": None} for answer in answers]
        assert told[0] == told[1]
    assert len((await owner.get("/me/sessions")).json()["items"]) == 1
    assert len((await owner.get("/me/api-keys")).json()["items"]) == 1


async def test_s03_nobody_is_made_more_by_what_they_send(door: Any) -> None:
    owner = await door.owner()
    mia = await door.member(owner, "mia")
    before = (await mia.get("/me")).json()
    more = {
        "role": "owner",
        "permissions": {"members.manage": True},
        "granted": ["members.manage"],
        "limits": {"downloads_per_hour": 999},
        "disabled": True,
        "id": str(uuid4()),
        "epoch": 99,
    }
    assert (await mia.patch("/me", json=more)).status_code in (200, 400)
    assert {**(await mia.get("/me")).json(), "version": 0} == {**before, "version": 0}
    invite = (await owner.post("/invites", json={"role": "guest"})).json()
    body = {"username": "eve", "password": PASSWORD, **more}
    joined = await door.stranger().post(f"/invites/code/{invite['code']}/accept", json=body)
    assert joined.json()["member"]["role"] == "guest"
    assert joined.json()["member"]["granted"] == []
    assert (await mia.patch(f"/members/{before['id']}", json=more)).status_code == 403


async def test_s05_a_key_does_what_it_is_for_and_never_becomes_more(door: Any) -> None:
    owner = await door.owner()
    program = await door.program(owner, "members.read", "members.manage")
    me = await id_of(owner)
    mia = await id_of(await door.member(owner, "mia"))
    assert (await program.get("/members")).status_code == 200
    assert (await program.get("/invites")).status_code == 403
    body = {"name": "x", "scopes": ["settings.manage"]}
    refused = [
        await program.get("/me/api-keys"),
        await program.post("/me/api-keys", json=body),
        await program.get("/me/sessions"),
        await program.delete("/me/sessions"),
        await program.patch("/me", json={"email": "evil@example.org"}),
        await program.post("/me/password", json={"current_password": PASSWORD, "password": "x"}),
        await program.patch(f"/members/{me}", json={"email": "evil@example.org"}),
        await program.patch(f"/members/{mia}", json={"email": "evil@example.org"}),
        await program.patch(f"/members/{mia}", json={"role": "admin"}),
        await program.patch(f"/members/{mia}", json={"permissions": {"settings.manage": True}}),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)
    too_much = await owner.post("/me/api-keys", json={"name": "x", "scopes": ["me.manage"]})
    assert too_much.status_code == 403
    assert (await program.get("/me")).json()["id"] == me


async def test_s15_an_invite_for_one_lets_one_of_a_hundred_in(door: Any) -> None:
    owner = await door.owner()
    path = f"/invites/code/{(await owner.post('/invites', json={})).json()['code']}/accept"
    crowd = door.stranger()
    answers = await asyncio.gather(
        *(
            crowd.post(path, json={"username": f"guest-{number}", "password": PASSWORD})
            for number in range(100)
        )
    )
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(201) == 1
    assert set(statuses) <= {201, 409, 503}

    async def counted() -> int:
        # After such a crowd the door may leave identity to rest for a moment.
        answer = await owner.get("/members?limit=200")
        return len(answer.json()["items"]) if answer.is_success else 0

    assert await eventually(counted, timeout_s=30) == 2


async def test_s16_of_fifty_first_runs_at_once_one_makes_an_owner(door: Any) -> None:
    crowd = door.stranger()
    body = {"setup_token": SETUP_TOKEN, "password": PASSWORD}
    answers = await asyncio.gather(
        *(crowd.post("/setup", json={**body, "username": f"owner-{n}"}) for n in range(50))
    )
    assert sorted({answer.status_code for answer in answers}) == [201, 409]
    assert [answer.status_code for answer in answers].count(201) == 1
    late = await door.stranger().post("/setup", json={**body, "username": "late"})
    assert late.status_code == 409
    assert (await door.stranger().get("/setup")).json() == {"open": False}


async def test_s21_whatever_ends_a_member_ends_their_cookie_key_and_live_connection(
    door: Any,
) -> None:
    owner = await door.owner()
    ends: dict[str, Any] = {
        "disabled": lambda path: owner.patch(path, json={"disabled": True}),
        "demoted": lambda path: owner.patch(path, json={"role": "guest"}),
        "ended": lambda path: owner.delete(f"{path}/sessions"),
        "erased": lambda path: owner.post(f"{path}/erase"),
    }
    for name, end in ends.items():
        browser = await door.member(owner, name)
        program = await door.program(browser, "downloads.read")
        path = f"/members/{await id_of(browser)}"
        async with browser.stream("GET", "/live?topics=me") as live:
            closed = asyncio.create_task(all_of(live))
            assert (await end(path)).is_success
            assert (await browser.get("/me")).status_code == 401, name
            assert (await program.get("/me")).status_code == 401, name
            assert "You are signed out." in await asyncio.wait_for(closed, DEAD_WITHIN_S), name


async def test_s21_a_key_that_is_taken_back_is_dead_at_once_with_its_live_connection(
    door: Any,
) -> None:
    owner = await door.owner()
    program = await door.program(owner, "downloads.read")
    (key,) = (await owner.get("/me/api-keys")).json()["items"]
    ticket = (await program.post("/live/ticket")).json()["ticket"]
    offered = [Subprotocol("medianest.live.v1"), Subprotocol(f"ticket.{ticket}")]
    at = f"{door.url.replace('http', 'ws', 1)}/api/v1/live"
    async with (
        connect(at, subprotocols=offered) as socket,
        program.stream("GET", "/live?topics=me") as live,
    ):
        closed = asyncio.create_task(all_of(live))
        assert (await owner.delete(f"/me/api-keys/{key['id']}")).status_code == 204
        assert (await program.get("/me")).status_code == 401
        assert "You are signed out." in await asyncio.wait_for(closed, DEAD_WITHIN_S)
        await asyncio.wait_for(socket.wait_closed(), DEAD_WITHIN_S)
        assert socket.close_code == SIGNED_OUT
    assert (await owner.get("/me")).status_code == 200


async def test_a_key_outlives_the_sessions_that_its_member_ends(door: Any) -> None:
    owner = await door.owner()
    mia = await door.member(owner, "mia")
    elsewhere = await door.signed_in("mia")
    program = await door.program(mia, "downloads.read")
    assert (await mia.delete("/me/sessions")).status_code == 204
    answers = [await each.get("/me") for each in (mia, elsewhere, program)]
    assert [answer.status_code for answer in answers] == [200, 401, 200]


async def test_s07_what_is_denied_is_over_within_two_seconds_and_nobody_is_signed_out(
    door: Any,
) -> None:
    owner = await door.owner()
    mo = await door.member(owner, "mo", "moderator")
    program = await door.program(mo, "members.read")
    assert (await mo.get("/members")).status_code == 200
    assert (await program.get("/members")).status_code == 200
    wish = {"permissions": {"members.read": False}}
    assert (await owner.patch(f"/members/{await id_of(mo)}", json=wish)).status_code == 200

    async def is_denied() -> bool:
        return {(await each.get("/members")).status_code for each in (mo, program)} == {403}

    await eventually(is_denied, timeout_s=DEAD_WITHIN_S)
    assert (await mo.get("/me")).status_code == 200


async def all_of(answer: httpx.Response) -> str:
    return "".join([piece async for piece in answer.aiter_text()])
