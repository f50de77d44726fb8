"""People sign in by name and password, and are told apart by nothing else."""

import hashlib
import statistics
import time
import unicodedata


async def test_a_member_signs_in_however_the_name_is_spelled(door) -> None:
    owner = await door.owner()
    await door.add(owner, "Änne", password="a long password")
    for spelling in ("Änne", "änne", " ÄNNE ", unicodedata.normalize("NFD", "änne")):
        answer = await door.sign_in(spelling, "a long password")
        assert answer.status_code == 200
        assert answer.json()["member"]["username"] == "Änne"


async def test_only_the_hash_of_a_cookie_is_kept_and_announced(door) -> None:
    owner = await door.owner()
    await door.add(owner, "anna", password="a long password")
    answer = await door.sign_in("anna", "a long password")
    cookie = answer.headers["Mn-Session-Cookie"].partition("; ")[0]
    (effect,) = door.effects(answer)
    assert effect["event"]["cookie_sha256"] == hashlib.sha256(cookie.encode()).hexdigest()
    assert effect["source"] == "identity"
    assert effect["version"] == 1
    assert cookie not in await door.everything_stored()


async def test_s17_nobody_learns_whether_a_name_is_known(door) -> None:
    owner = await door.owner()
    await door.add(owner, "anna", password="a long password")
    wrong = await door.sign_in("anna", "another password")
    unknown = await door.sign_in("nobody", "another password")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert set(wrong.headers) == set(unknown.headers)
    assert "Mn-Session-Cookie" not in wrong.headers


async def test_s17_a_wrong_password_and_an_unknown_name_take_the_same_time(door) -> None:
    owner = await door.owner()
    await door.add(owner, "anna", password="a long password")
    known, unknown = await times_of(door, "anna", "nobody")
    assert all(seconds >= door.FLOOR_S for seconds in (*known, *unknown))
    assert abs(statistics.median(known) - statistics.median(unknown)) < 0.02


async def test_s17_a_name_that_nobody_has_costs_a_hash_as_well(slow_door) -> None:
    """On a slow machine a hash takes longer than the floor, and only the same work hides it."""
    owner = await slow_door.owner()
    await slow_door.add(owner, "anna", password="a long password")
    known, unknown = await times_of(slow_door, "anna", "nobody")
    assert statistics.median(unknown) > statistics.median(known) / 2


async def times_of(door, *names: str) -> list[list[float]]:
    """In turns, so that whatever else the machine does is shared by all."""
    took: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(15):
        for name, times in took.items():
            began = time.perf_counter()
            await door.sign_in(name, "another password")
            times.append(time.perf_counter() - began)
    return list(took.values())


async def test_a_disabled_member_does_not_sign_in_and_only_they_learn_why(door) -> None:
    owner = await door.owner()
    anna = await door.add(owner, "anna", password="a long password")
    await door.patch(f"/members/{anna}", {"disabled": True}, who=owner)
    assert (await door.sign_in("anna", "a long password")).status_code == 403
    assert (await door.sign_in("anna", "another password")).status_code == 401
    await door.patch(f"/members/{anna}", {"disabled": False}, who=owner)
    assert (await door.sign_in("anna", "a long password")).status_code == 200


async def test_s22_every_sign_in_makes_a_new_cookie_whatever_the_browser_brought(door) -> None:
    owner = await door.owner()
    await door.add(owner, "anna", password="a long password")
    planted = {"Cookie": "mn_session=planted", "Mn-Session-Cookie": "planted"}
    cookies = set()
    for _ in range(3):
        answer = await door.sign_in("anna", "a long password", headers=planted)
        cookies.add(answer.headers["Mn-Session-Cookie"])
    assert len(cookies) == 3
    assert not any("planted" in cookie for cookie in cookies)
    planted_hash = hashlib.sha256(b"planted").hexdigest()
    assert planted_hash not in await door.everything_stored()


async def test_signing_out_ends_the_session_and_clears_the_cookie(door) -> None:
    owner = await door.owner()
    answer = await door.post("/auth/logout", who=owner)
    assert answer.status_code == 204
    assert answer.headers["Mn-Session-Clear"] == "1"
    (effect,) = door.effects(answer)
    assert effect["event"]["type"] == "medianest.identity.session-revoked"
    again = await door.post("/auth/logout", who=owner)
    assert again.status_code == 204
    assert door.effects(again) == []


async def test_a_new_password_ends_every_session_and_gives_the_asker_a_new_cookie(door) -> None:
    owner = await door.owner()
    await door.add(owner, "anna", password="a long password")
    anna = door.person_of(await door.sign_in("anna", "a long password"))
    await door.sign_in("anna", "a long password")
    answer = await door.post(
        "/me/password",
        {"current_password": "a long password", "password": "a longer password"},
        who=anna,
    )
    assert answer.status_code == 200
    assert "Mn-Session-Cookie" in answer.headers
    ended, started = door.effects(answer)
    assert ended["event"]["type"] == "medianest.identity.member-sessions-ended"
    assert ended["event"]["kept_session_id"] is None
    assert started["event"]["epoch"] == ended["event"]["epoch"] == 1
    anna = door.person_of(answer)
    sessions = (await door.get("/me/sessions", who=anna)).json()["items"]
    assert [session["current"] for session in sessions] == [True]
    assert (await door.sign_in("anna", "a long password")).status_code == 401
    assert (await door.sign_in("anna", "a longer password")).status_code == 200


async def test_the_old_password_must_be_known_to_set_a_new_one(door) -> None:
    owner = await door.owner()
    answer = await door.post(
        "/me/password",
        {"current_password": "a guess at it", "password": "a longer password"},
        who=owner,
    )
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:medianest:problem:wrong-password"


async def test_the_ways_in_are_listed_for_everybody(door) -> None:
    told = (await door.get("/auth/providers")).json()
    assert [provider["id"] for provider in told["items"]] == ["local"]
    assert told["can_reset_password"] is False


LONG = {"username": "x" * 10_000, "password": "a long password"}


async def test_a_body_that_makes_no_sense_is_a_problem(door) -> None:
    for body in ({}, {"username": "a"}, {"username": 1, "password": "x"}, [], None, LONG):
        answer = await door.post("/auth/local", body)
        assert answer.status_code == 400
        assert answer.headers["Content-Type"].startswith("application/problem+json")


async def test_a_strange_name_is_simply_unknown(door) -> None:
    assert (await door.sign_in("\x00", "a long password")).status_code == 400
    for name in ("", "\U0001f600", "x" * 1_000, "' or 1=1 --", "\u202e"):
        assert (await door.sign_in(name, "a long password")).status_code == 401
