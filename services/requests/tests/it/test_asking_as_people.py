"""The server that fetches is asked in the name of whoever wished, whatever comes in between."""

import asyncio
from typing import Any

import asyncpg
import msgspec
import nats
import pytest

from medianest.contracts.live import RequestProgress
from medianest.local.simulators.overseerr.people import User
from medianest.testkit import THE_OWNER, eventually

BOTH = ("overseerr", "seerr")
PLEX_ID = 4711
MATRIX = {"media_type": "movie", "tmdb_id": 603}
SEVERANCE = {"media_type": "tv", "tmdb_id": 95396}
_KNOWN = """
insert into requests.people(member_id, version, display_name, role, disabled, erased, plex_id)
values ($1, 1, 'Olga', 'owner', $3, false, $2)
"""


async def known_to_plex(owners: Any, plex_id: int | None, *, disabled: bool = False) -> None:
    """As identity's latest value would have told."""
    connection = await asyncpg.connect(owners.house("requests").owner_dsn)
    try:
        text = None if plex_id is None else str(plex_id)
        await connection.execute(_KNOWN, THE_OWNER, text, disabled)
    finally:
        await connection.close()


async def sent_as(desk: Any, wish: str) -> str | None:
    told = (await desk.ask("GET", f"/requests/{wish}/timeline")).json()["items"]
    return next(line["detail"] for line in told if line["what"] == "sent")


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_a_wish_is_asked_for_by_its_members_own_account_and_never_judged_as_the_keys(
    owners: Any, place: Any
) -> None:
    place.house.users[7] = User(7, PLEX_ID, "olga")
    await known_to_plex(owners, PLEX_ID)
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        [request] = place.house.requests.values()
        assert request.user == 7
        assert await sent_as(desk, wish) == "member"
        # Their account may not approve by itself: our rules did, and say so there, once.
        assert place.house.calls[f"POST /request/{request.id}/approve"] == 1
    assert place.house.imports == 0


async def test_many_wishes_at_once_take_somebody_in_once(owners: Any, place: Any) -> None:
    place.house.plex_people = {PLEX_ID: "olga", 9: "somebody-else"}
    await known_to_plex(owners, PLEX_ID)
    async with owners.desk(**place.settings) as desk:
        films = range(900_001, 900_009)
        bodies = [{"media_type": "movie", "tmdb_id": film} for film in films]
        for wish in await asyncio.gather(*(desk.wish(**body) for body in bodies)):
            await desk.until(wish, "processing")
    assert place.house.calls["POST /user/import-from-plex"] == 1
    assert [user.plex_id for user in place.house.users.values()] == [1, PLEX_ID]
    assert {request.user for request in place.house.requests.values()} == {2}


@pytest.mark.parametrize("plex_id", [None, PLEX_ID])
async def test_who_has_no_account_there_is_asked_for_by_the_household_and_that_is_kept(
    owners: Any, place: Any, plex_id: int | None
) -> None:
    await known_to_plex(owners, plex_id)
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        assert await sent_as(desk, wish) == "household"
    assert [request.user for request in place.house.requests.values()] == [1]


async def test_who_was_disabled_in_between_gets_what_was_approved(owners: Any, place: Any) -> None:
    place.house.users[7] = User(7, PLEX_ID, "olga")
    await known_to_plex(owners, PLEX_ID, disabled=True)
    async with owners.desk(**place.settings) as desk:
        await desk.until(await desk.wish(**MATRIX), "processing")
    assert place.house.creates == 1


async def test_a_lost_answer_is_found_again_in_their_name(owners: Any, place: Any) -> None:
    place.house.users[7] = User(7, PLEX_ID, "olga")
    await known_to_plex(owners, PLEX_ID)
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        place.misbehave("lost", times=1, at="POST /request")
        await desk.until(wish, "processing")
        assert await sent_as(desk, wish) == "member"
    assert place.house.creates == 1


async def test_a_yes_that_got_lost_is_said_again(owners: Any, place: Any) -> None:
    place.house.users[7] = User(7, PLEX_ID, "olga")
    await known_to_plex(owners, PLEX_ID)
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        place.misbehave("error", times=1, at="POST /request/1/approve")
        await desk.until(wish, "processing")
    [request] = place.house.requests.values()
    assert (place.house.creates, request.status) == (1, 2)


async def test_an_account_that_is_gone_just_now_is_looked_up_anew(owners: Any, place: Any) -> None:
    place.house.users[7] = User(7, PLEX_ID, "olga")
    await known_to_plex(owners, PLEX_ID)
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        place.misbehave("guarded", times=1, at="POST /request")
        assert "no longer knows this person" in await desk.until_it_waits(wish)
        await desk.until(wish, "processing")


TURNED_DOWN = [
    ("may-not", "You do not have permission to make movie requests."),
    ("blocklisted", "This media is blocklisted."),
    ("conflict", "Request for this media already exists."),
]


@pytest.mark.parametrize(("fault", "words"), TURNED_DOWN)
async def test_what_it_refuses_fails_with_its_words_and_an_admin_tries_again(
    owners: Any, place: Any, fault: str, words: str
) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        place.misbehave(fault, times=1, at="POST /request")
        assert (await desk.until(wish, "failed"))["stuck_reason"] == words
        await desk.ask("POST", f"/requests/{wish}/retry")
        await desk.until(wish, "processing")
    assert place.house.creates == 1


async def test_a_quota_of_theirs_that_is_used_up_there_is_said(owners: Any, place: Any) -> None:
    place.house.users[7] = User(7, PLEX_ID, "olga")
    place.house.users[7].films = 0
    await known_to_plex(owners, PLEX_ID)
    async with owners.desk(**place.settings) as desk:
        wish = await desk.until(await desk.wish(**MATRIX), "failed")
        assert wish["stuck_reason"] == "Movie Quota exceeded."


async def test_202_is_nothing_created_and_the_wish_waits_for_what_others_asked(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**SEVERANCE, seasons=[1])
        place.misbehave("nothing-created", times=1, at="POST /request")
        await desk.until(wish, "processing")
        place.house.here["tv", 95396] = {1}
        await desk.until(wish, "available")
    assert place.house.creates == 0


async def test_its_csrf_protection_is_named_and_waited_for(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        place.misbehave("csrf", times=1, at="POST /request")
        assert "CSRF" in await desk.until_it_waits(wish)
        await desk.until(wish, "processing")


async def test_what_was_taken_back_while_its_answer_was_lost_is_taken_back_there_as_well(
    owners: Any, place: Any
) -> None:
    place.house.users[7] = User(7, PLEX_ID, "olga")
    await known_to_plex(owners, PLEX_ID)
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        place.misbehave("lost", times=1, at="POST /request")

        async def is_there() -> bool:
            await desk.hurry()
            return place.house.creates == 1

        await eventually(is_there)
        await place.stop()
        await desk.ask("POST", f"/requests/{wish}/cancel")
        await place.start()

        async def is_gone() -> bool:
            await desk.hurry()
            return not place.house.requests

        await eventually(is_gone)
        assert (await desk.see(wish))["status"] == "cancelled"


async def test_what_somebody_else_asked_for_there_is_not_taken_from_them(
    owners: Any, place: Any
) -> None:
    place.house.users[8] = User(8, 42, "ben")
    place.house.ask({"mediaType": "movie", "mediaId": 603, "is4k": False}, 8)
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        assert await sent_as(desk, wish) is None
        await desk.ask("POST", f"/requests/{wish}/cancel")

        async def is_quiet() -> bool:
            await desk.hurry()
            return await desk.jobs("withdraw") == 0

        await eventually(is_quiet)
    assert [request.user for request in place.house.requests.values()] == [8]


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_a_season_that_was_wished_for_is_there_before_the_series_is(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**SEVERANCE, seasons=[1])
        await desk.until(wish, "processing")
        [request] = place.house.requests.values()
        place.house.arrive(request, (1,))
        await desk.until(wish, "available")


async def test_how_far_it_has_come_is_shown_until_it_is_there(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        assert (await desk.until(wish, "processing"))["progress"] is None
        [request] = place.house.requests.values()
        request.fetched = 0.43

        async def comes() -> bool:
            return (await desk.see(wish))["progress"] == {"percent": 43.0, "eta_s": 90}

        await eventually(comes)
        place.house.arrive(request)
        assert (await desk.until(wish, "available"))["progress"] is None


async def test_how_far_it_has_come_is_said_live_to_whom_it_concerns(
    owners: Any, place: Any
) -> None:
    at = owners.house("gateway")
    gateway = await nats.connect(
        at.nats_url, nkeys_seed_str=at.nats_seed, inbox_prefix=b"_INBOX_gateway"
    )
    heard = await gateway.subscribe("mn.live.requests.>")
    await gateway.flush()
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        [request] = place.house.requests.values()
        for fetched in (0.43, 0.5):
            request.fetched = fetched
            said = await heard.next_msg(timeout=20)
            value = msgspec.json.decode(said.data, type=RequestProgress)
            assert (str(value.request_id), value.percent) == (wish, pytest.approx(fetched * 100))
            assert said.subject == f"mn.live.requests.request.{wish}"
            assert value.audience().members == {THE_OWNER}
        before = place.house.calls["GET /request"]
        await eventually(lambda: place.house.calls["GET /request"] > before + 1)
        assert heard.pending_msgs == 0, "what stands still is not said again"
    await gateway.close()


async def test_an_old_one_among_hundreds_of_newer_is_not_taken_for_gone(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        for film in range(900_001, 900_231):
            place.house.ask({"mediaType": "movie", "mediaId": film, "is4k": False}, 1)
        before = place.house.calls["GET /request/1"]
        await eventually(lambda: place.house.calls["GET /request/1"] > before + 1)
        assert (await desk.see(wish))["status"] == "processing"
        del place.house.requests[1]
        assert "forgotten" in (await desk.until(wish, "failed"))["stuck_reason"]
