"""With a second factor a password alone lets nobody in."""

import asyncio
from typing import Any

import httpx
import pyotp
import pytest

from medianest.chassis import clock
from medianest.chassis.doorway.people import Person
from medianest.testkit.authenticator import Authenticator

ORIGIN = "http://localhost:8484"
PASSWORD = "the owner's password"


def cookie(answer: httpx.Response) -> dict[str, str]:
    """What the gateway would pass on of the browser's cookie."""
    assert answer.status_code == 401, answer.text
    assert answer.json()["type"] == "urn:medianest:problem:second-factor-wanted"
    assert "Mn-Session-Cookie" not in answer.headers
    assert "Mn-Effects" not in answer.headers
    return {"Mn-Login": answer.headers["Mn-Login-Cookie"].split(";")[0]}


async def halfway(door: Any) -> dict[str, str]:
    return cookie(await door.sign_in("olga", PASSWORD))


async def with_app(door: Any, owner: Person) -> tuple[pyotp.TOTP, list[str]]:
    """An app that counts, and its codes on paper."""
    wish = {"kind": "totp", "name": "phone", "password": PASSWORD}
    offered = await door.post("/me/second-factors", wish, who=owner)
    assert offered.status_code == 201, offered.text
    app = pyotp.TOTP(offered.json()["secret"])
    assert offered.json()["uri"].startswith("otpauth://totp/MediaNest:Olga")
    confirmed = await door.post(
        f"/me/second-factors/{offered.json()['id']}/confirm",
        {"code": code(app)},
        who=owner,
    )
    assert confirmed.status_code == 200, confirmed.text
    return app, confirmed.json()["recovery_codes"]


def code(app: pyotp.TOTP, beside: int = 0) -> str:
    """The code of this moment, or of one period beside it: what was confirmed is used."""
    return app.at(clock.now(), counter_offset=beside)


async def test_a_password_opens_no_session_and_the_code_opens_one(door: Any) -> None:
    owner = await door.owner()
    app, papers = await with_app(door, owner)
    assert len(papers) == 10
    browser = await halfway(door)
    wanted = (await door.get("/auth/second-factor", headers=browser)).json()
    assert wanted["methods"] == ["totp", "recovery_code"]
    answer = await door.post("/auth/second-factor", {"code": code(app, 1)}, headers=browser)
    assert door.person_of(answer).id == owner.id
    assert "Mn-Session-Cookie" in answer.headers
    assert answer.headers["Mn-Login-Clear"] == "1"


async def test_a_code_is_good_once_even_if_two_type_it_at_once(door: Any) -> None:
    app, _ = await with_app(door, await door.owner())
    browsers = [await halfway(door) for _ in range(4)]
    typed = {"code": code(app, 1)}
    answers = await asyncio.gather(
        *(door.post("/auth/second-factor", typed, headers=browser) for browser in browsers)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 403, 403, 403]


async def test_of_two_who_confirm_an_app_at_once_one_is_shown_codes_and_these_count(
    door: Any, other_door: Any
) -> None:
    owner = await door.owner()
    wish = {"kind": "totp", "name": "phone", "password": PASSWORD}
    offered = (await door.post("/me/second-factors", wish, who=owner)).json()
    path, typed = f"/me/second-factors/{offered['id']}/confirm", code(pyotp.TOTP(offered["secret"]))
    async with door.after(calls=2):
        confirms = [
            asyncio.create_task(one.post(path, {"code": typed}, who=owner))
            for one in (door, other_door)
        ]
    answers = [await confirm for confirm in confirms]
    assert [answer.status_code for answer in answers] == [200, 200]
    (shown,) = [codes for answer in answers if (codes := answer.json()["recovery_codes"])]
    paper = {"code": shown[0]}
    let_in = await door.post("/auth/second-factor", paper, headers=await halfway(door))
    assert let_in.status_code == 200


async def test_it_counts_for_the_browser_that_began_and_for_no_other(door: Any) -> None:
    app, _ = await with_app(door, await door.owner())
    mine, other = await halfway(door), await halfway(door)
    forged = {"Mn-Login": mine["Mn-Login"][:24] + other["Mn-Login"][24:]}
    for browser in ({}, {"Mn-Login": "nonsense"}, forged):
        answer = await door.post("/auth/second-factor", {"code": code(app, 1)}, headers=browser)
        assert (answer.status_code, answer.json()["type"]) == (
            403,
            "urn:medianest:problem:sign-in-over",
        )


async def test_after_five_wrong_codes_it_is_over(door: Any) -> None:
    app, _ = await with_app(door, await door.owner())
    browser = await halfway(door)
    for _ in range(5):
        wrong = await door.post("/auth/second-factor", {"code": "000000"}, headers=browser)
        assert wrong.json()["type"] == "urn:medianest:problem:wrong-code"
    over = await door.post("/auth/second-factor", {"code": code(app, 1)}, headers=browser)
    assert over.json()["type"] == "urn:medianest:problem:sign-in-over"


async def test_a_code_from_paper_lets_in_once_and_is_kept_as_a_hash(door: Any) -> None:
    _, papers = await with_app(door, await door.owner())
    assert len(papers[0].replace("-", "")) * 5 >= 120, "nobody finds so many bits by trying"
    typed = {"code": papers[0].upper().replace("-", " ")}
    assert (
        await door.post("/auth/second-factor", typed, headers=await halfway(door))
    ).status_code == 200
    again = await door.post("/auth/second-factor", typed, headers=await halfway(door))
    assert again.status_code == 403
    assert papers[0].replace("-", "") not in (await door.everything_stored()).replace("-", "")


async def test_a_change_of_the_account_ends_what_waits(door: Any) -> None:
    owner = await door.owner()
    app, _ = await with_app(door, owner)
    browser = await halfway(door)
    change = {"current_password": PASSWORD, "password": "another long password"}
    assert (await door.post("/me/password", change, who=owner)).status_code == 200
    answer = await door.post("/auth/second-factor", {"code": code(app, 1)}, headers=browser)
    assert answer.json()["type"] == "urn:medianest:problem:sign-in-over"


async def made_by(door: Any, owner: Person, stick: Authenticator) -> dict[str, Any]:
    """What a browser sends when it has made a passkey."""
    asked = await door.post("/me/second-factors/passkey-options", who=owner)
    credential = stick.create(asked.json()["options"])
    return {"kind": "passkey", "name": "x", "password": PASSWORD, "credential": credential}


async def with_passkey(door: Any, owner: Person, stick: Authenticator) -> httpx.Response:
    made = await made_by(door, owner, stick)
    answer: httpx.Response = await door.post("/me/second-factors", made, who=owner)
    return answer


async def test_a_passkey_lets_in_and_its_signature_counts_once(door: Any) -> None:
    owner, stick = await door.owner(), Authenticator(ORIGIN)
    added = await with_passkey(door, owner, stick)
    assert added.status_code == 201, added.text
    assert len(added.json()["recovery_codes"]) == 10
    browser = await halfway(door)
    wanted = (await door.get("/auth/second-factor", headers=browser)).json()
    assert wanted["methods"] == ["passkey", "recovery_code"]
    signed = {"passkey": stick.get(wanted["passkey"])}
    other = await door.post("/auth/second-factor", signed, headers=await halfway(door))
    assert other.json()["type"] == "urn:medianest:problem:passkey-refused"
    assert (await door.post("/auth/second-factor", signed, headers=browser)).status_code == 200
    again = await door.post("/auth/second-factor", signed, headers=browser)
    assert again.json()["type"] == "urn:medianest:problem:sign-in-over"


async def test_a_passkey_whose_answer_was_lost_is_there_once_and_its_codes_are_seen(
    door: Any,
) -> None:
    owner = await door.owner()
    made, once = await made_by(door, owner, Authenticator(ORIGIN)), {"Idempotency-Key": "k-1"}
    lost = await door.post("/me/second-factors", made, who=owner, headers=once)
    again = await door.post("/me/second-factors", made, who=owner, headers=once)
    assert (again.status_code, again.json()["id"]) == (201, lost.json()["id"])
    assert len((await door.get("/me/second-factors", who=owner)).json()["items"]) == 1
    for told, status in ((lost, 403), (again, 200)):
        typed = {"code": told.json()["recovery_codes"][0]}
        answer = await door.post("/auth/second-factor", typed, headers=await halfway(door))
        assert answer.status_code == status
    other = {**made, "name": "another"}
    reused = await door.post("/me/second-factors", other, who=owner, headers=once)
    assert reused.json()["type"] == "urn:medianest:problem:key-reused"
    unkeyed = await door.post("/me/second-factors", made, who=owner)
    assert unkeyed.status_code == 403


async def test_an_app_that_is_asked_for_twice_by_one_key_is_the_same(door: Any) -> None:
    owner, once = await door.owner(), {"Idempotency-Key": "k-1"}
    wish = {"kind": "totp", "name": "phone", "password": PASSWORD}
    told = [
        (await door.post("/me/second-factors", wish, who=owner, headers=once)).json()
        for _ in range(2)
    ]
    assert told[0] == told[1]
    confirm = {"code": code(pyotp.TOTP(told[1]["secret"]))}
    at = f"/me/second-factors/{told[1]['id']}/confirm"
    assert (await door.post(at, confirm, who=owner)).is_success
    late = await door.post("/me/second-factors", wish, who=owner, headers=once)
    assert late.status_code == 404
    assert PASSWORD not in await door.everything_stored()


async def test_a_passkey_made_for_another_site_or_for_nothing_is_refused(door: Any) -> None:
    owner = await door.owner()
    foreign = await with_passkey(door, owner, Authenticator("https://medianest.evil.example"))
    assert foreign.json()["type"] == "urn:medianest:problem:passkey-refused"
    for nonsense in ({}, {"rawId": "AAAA"}, {"id": 1, "rawId": [], "response": None}):
        wish = {"kind": "passkey", "name": "x", "password": PASSWORD, "credential": nonsense}
        refused = await door.post("/me/second-factors", wish, who=owner)
        assert refused.status_code == 403, refused.text
    assert (await door.sign_in("olga", PASSWORD)).status_code == 200


@pytest.mark.parametrize("wrong", ["not it", ""])
async def test_nothing_is_changed_without_the_password(door: Any, wrong: str) -> None:
    owner = await door.owner()
    await with_app(door, owner)
    page = (await door.get("/me/second-factors", who=owner)).json()
    (factor,) = page["items"]
    assert (factor["kind"], factor["name"], factor["confirmed"]) == ("totp", "phone", True)
    assert page["recovery_codes_left"] == 10
    at = f"/me/second-factors/{factor['id']}"
    proof = {"password": wrong}
    assert (await door.call("DELETE", at, proof, who=owner)).status_code == 403
    renewed = await door.post("/me/second-factors/recovery-codes", proof, who=owner)
    assert renewed.status_code == 403
    gone = await door.call("DELETE", at, {"password": PASSWORD}, who=owner)
    assert gone.status_code == 204
    assert (await door.sign_in("olga", PASSWORD)).status_code == 200
