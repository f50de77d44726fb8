"""People join by a link, as often as it says and not once more."""

import asyncio
from datetime import UTC, datetime, timedelta

from medianest.testkit import eventually


def account(name: str, **more: str) -> dict[str, str]:
    return {"username": name, "password": "a long password", **more}


async def invited(door, by, **more) -> dict:
    answer = await door.post("/invites", more, who=by)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_friend_joins_by_a_link_with_the_role_and_limits_it_names(door) -> None:
    owner = await door.owner()
    made = await invited(
        door, owner, role="guest", limits={"downloads_per_hour": 2}, note="for Mia"
    )
    assert made["link"].endswith(f"/invite#{made['code']}")
    offer = await door.post("/invites/offer", {"code": made["code"]})
    assert set(offer.json()) == {"role", "expires_at"}
    joined = await door.post("/invites/accept", account("mia", code=made["code"]))
    assert joined.status_code == 201
    assert "Mn-Session-Cookie" in joined.headers
    mia = joined.json()["member"]
    assert (mia["role"], mia["limits"]) == ("guest", {"downloads_per_hour": 2})
    assert {effect["event"]["type"] for effect in door.effects(joined)} == {
        "medianest.identity.member-joined",
        "medianest.identity.member-limits-changed",
        "medianest.identity.session-started",
    }
    (listed,) = (await door.get("/invites", who=owner)).json()["items"]
    assert (listed["accepted_by"], listed["note"]) == ([mia["id"]], "for Mia")
    assert made["code"] not in await door.everything_stored()
    assert "for Mia" not in await door.everything_stored()


async def test_s15_of_a_hundred_who_accept_at_once_one_gets_in(door, other_door) -> None:
    owner = await door.owner()
    code = (await invited(door, owner))["code"]
    answers = await asyncio.gather(
        *(
            here.post("/invites/accept", account(f"guest-{number}", code=code))
            for number, here in enumerate([door, other_door] * 50)
        )
    )
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses.count(201) == 1
    assert set(statuses) <= {201, 409, 503}
    members = (await door.get("/members?limit=200", who=owner)).json()["items"]
    assert len(members) == 2
    (listed,) = (await door.get("/invites", who=owner)).json()["items"]
    assert len(listed["accepted_by"]) == 1


async def test_a_name_that_is_taken_does_not_use_the_invite_up(door) -> None:
    owner = await door.owner()
    code = (await invited(door, owner))["code"]
    for who, status in (
        (account("Olga"), 409),
        (account("mia", password="short"), 400),
        (account("mia"), 201),
        (account("ben"), 409),
    ):
        answer = await door.post("/invites/accept", {**who, "code": code})
        assert answer.status_code == status


async def test_who_lost_the_answer_to_an_invite_comes_in_by_what_they_typed(door) -> None:
    owner = await door.owner()
    for uses, hears in ((1, "invite-over"), (5, "username-in-use")):
        code = (await invited(door, owner, uses=uses))["code"]
        wish, key = account(f"mia-{uses}", code=code), {"Idempotency-Key": "the same"}
        made = await door.post("/invites/accept", wish, headers=key)
        again = await door.post("/invites/accept", wish, headers=key)
        assert (again.status_code, "Mn-Session-Cookie" in again.headers) == (409, False)
        assert again.json()["type"] == f"urn:medianest:problem:{hears}"
        assert "sign" in again.json()["title"]
        typed = {"username": wish["username"], "password": wish["password"]}
        into = await door.post("/auth/local", typed)
        assert into.json()["member"]["id"] == made.json()["member"]["id"]


async def test_an_invite_counts_no_longer_once_it_is_withdrawn_or_over(door) -> None:
    owner = await door.owner()
    made = await invited(door, owner)
    assert (await door.delete(f"/invites/{made['id']}", who=owner)).status_code == 204
    withdrawn = await door.post("/invites/offer", {"code": made["code"]})
    assert withdrawn.status_code == 409
    soon = (datetime.now(UTC) + timedelta(seconds=0.3)).isoformat()
    short = await invited(door, owner, expires_at=soon)
    code = {"code": short["code"]}

    async def is_over() -> bool:
        problem: str | None = (await door.post("/invites/offer", code)).json().get("type")
        return problem == "urn:medianest:problem:invite-over"

    await eventually(is_over, timeout_s=5)
    assert (await door.post("/invites/accept", account("mia", **code))).status_code == 409
    assert (await door.post("/invites/offer", {"code": "nonsense"})).status_code == 404
    late = (datetime.now(UTC) + timedelta(days=400)).isoformat()
    for unfit in (late, "2027-01-01T00:00:00"):
        assert (await door.post("/invites", {"expires_at": unfit}, who=owner)).status_code == 400


async def test_an_invite_is_worth_no_more_than_who_gave_it(door) -> None:
    owner = await door.owner()
    admin = await door.signed_in(owner, "adam", role="admin")
    assert (await door.post("/invites", {"role": "admin"}, who=admin)).status_code == 403
    assert (await door.post("/invites", {"role": "owner"}, who=owner)).status_code == 400
    code = (await invited(door, admin))["code"]
    await door.patch(f"/members/{admin.id}", {"role": "member"}, who=owner)
    assert (await door.post("/invites/accept", account("mia", code=code))).status_code == 409


async def test_who_may_not_invite_sees_no_invites(door) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")
    made = await invited(door, owner)
    assert (await door.get("/invites", who=mia)).status_code == 403
    assert (await door.post("/invites", {}, who=mia)).status_code == 403
    assert (await door.delete(f"/invites/{made['id']}", who=mia)).status_code == 403


async def test_a_repeated_invitation_shows_its_code_once(door) -> None:
    owner = await door.owner()
    key = {"Idempotency-Key": "invite-mia"}
    first = await door.post("/invites", {}, who=owner, headers=key)
    again = await door.post("/invites", {}, who=owner, headers=key)
    assert first.json()["id"] == again.json()["id"]
    assert (again.json()["code"], again.json()["link"]) == (None, None)
