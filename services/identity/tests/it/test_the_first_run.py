"""The first run: a token, one owner, and never again."""

import asyncio

import pytest


async def test_whoever_holds_the_token_becomes_the_owner_and_is_signed_in(door) -> None:
    assert (await door.get("/setup")).json() == {"open": True}
    answer = await door.set_up()
    assert answer.status_code == 201
    assert answer.headers["Location"] == "/api/v1/me"
    member = answer.json()["member"]
    assert member["role"] == "owner"
    assert member["username"] == "Olga"
    assert member["email"] == "olga@example.org"
    assert "system.read" in member["permissions"]
    cookie, _, rest = answer.headers["Mn-Session-Cookie"].partition("; ")
    assert len(cookie) >= 43
    assert rest == f"Max-Age={90 * 24 * 60 * 60}"
    said = [effect["event"]["type"] for effect in door.effects(answer)]
    assert sorted(said) == [
        "medianest.identity.member-joined",
        "medianest.identity.session-started",
    ]
    assert (await door.get("/setup")).json() == {"open": False}


async def test_a_wrong_token_opens_nothing(door) -> None:
    answer = await door.set_up(setup_token="guess")
    assert answer.status_code == 403
    assert (await door.get("/setup")).json() == {"open": True}


async def test_s16_of_fifty_who_race_for_the_first_run_one_becomes_the_owner(
    door, other_door
) -> None:
    doors = (door, other_door)
    answers = await asyncio.gather(
        *(doors[number % 2].set_up(username=f"racer-{number}") for number in range(50))
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 49
    (winner,) = [answer for answer in answers if answer.status_code == 201]
    owner = door.person_of(winner)
    members = (await door.get("/members", who=owner)).json()["items"]
    assert [member["role"] for member in members] == ["owner"]
    again = await door.set_up(username="late")
    assert again.status_code == 409
    assert again.json()["type"] == "urn:medianest:problem:setup-closed"


async def test_what_the_losers_typed_cannot_be_read_any_more(door) -> None:
    await asyncio.gather(*(door.set_up(username=f"racer-{number}") for number in range(10)))
    keys = await door.fetch("select wrapped_key from subject_keys where wrapped_key is not null")
    assert len(keys) == 1


@pytest.mark.parametrize("weak", ["short", "iloveyou", "MediaNest-2026"])
async def test_a_weak_password_is_refused_with_its_place(door, weak: str) -> None:
    answer = await door.set_up(password=weak)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/password"
    assert (await door.get("/setup")).json() == {"open": True}
