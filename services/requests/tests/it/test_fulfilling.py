"""Approved wishes go to the server that fetches, once each, whatever comes in between."""

from typing import Any
from uuid import UUID

import asyncpg
import pytest

from medianest.contracts.events import Event
from medianest.contracts.events.status import OutageBegan, OutageEnded
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.local.simulators.overseerr.house import DECLINED
from medianest.testkit import ANNA, NOON, eventually
from medianest.testkit.house import House

OVERSEERR = UUID(int=7)
BOTH = ("overseerr", "seerr")
MATRIX = {"media_type": "movie", "tmdb_id": 603}
SEVERANCE = {"media_type": "tv", "tmdb_id": 95396}


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_an_approved_wish_is_sent_once_and_followed_until_it_is_here(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        [request] = place.house.requests.values()
        place.house.arrive(request)
        here = await desk.until(wish, "available")
        assert (here["stuck_reason"], here["title"], here["year"]) == (None, "The Matrix", 1999)
        told = (await desk.ask("GET", f"/requests/{wish}/timeline")).json()["items"]
        assert [line["what"] for line in told] == ["asked", "approved", "sent", "arrived"]
    assert place.house.creates == 1


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_of_a_series_some_may_come_before_the_rest(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**SEVERANCE, seasons=[1, 2])
        await desk.until(wish, "processing")
        [request] = place.house.requests.values()
        assert request.seasons == (1, 2)
        place.house.arrive(request, (1,))
        await desk.until(wish, "partially_available")
        place.house.arrive(request)
        await desk.until(wish, "available")


async def test_what_is_in_the_library_already_is_not_asked_for(owners: Any, place: Any) -> None:
    place.house.here["movie", 603] = {0}
    async with owners.desk(**place.settings) as desk:
        await desk.until(await desk.wish(**MATRIX), "available")
    assert place.house.creates == 0


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_what_somebody_asked_for_there_is_taken_as_it_is(owners: Any, place: Any) -> None:
    place.house.ask({"mediaType": "movie", "mediaId": 603, "is4k": False}, 1)
    async with owners.desk(**place.settings) as desk:
        await desk.until(await desk.wish(**MATRIX), "processing")
    assert place.house.creates == 1


async def test_while_the_server_is_away_the_wish_is_kept_and_then_sent_once(
    owners: Any, place: Any
) -> None:
    await place.stop()
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        assert "is sent when it is back" in await desk.until_it_waits(wish)
        await place.start()
        assert (await desk.until(wish, "processing"))["stuck_reason"] is None
    assert place.house.creates == 1


@pytest.mark.parametrize("fault", ["html", "empty", "garbage", "error", "hang", "huge", "lost"])
async def test_whatever_it_answers_no_wish_is_lost_and_none_is_sent_twice(
    owners: Any, place: Any, fault: str
) -> None:
    async with owners.desk(**place.settings) as desk:
        place.misbehave(fault, times=1, at="POST /request")
        wish = await desk.wish(**MATRIX)
        await desk.until_it_waits(wish)
        await desk.until(wish, "processing")
    assert place.house.creates == 1


async def test_a_key_that_it_does_not_know_is_said(owners: Any, place: Any) -> None:
    wrong = {**place.settings, "overseerr_api_key": "wrong"}
    async with owners.desk(**wrong) as desk:
        wish = await desk.wish(**MATRIX)
        assert await desk.until_it_waits(wish)
    async with owners.desk(**place.settings) as desk:
        await desk.until(wish, "processing")


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_what_it_turns_down_fails_with_its_reason_and_is_tried_again(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        [request] = place.house.requests.values()
        request.status = DECLINED
        assert "turned it down" in (await desk.until(wish, "failed"))["stuck_reason"]
        assert (await desk.ask("POST", f"/requests/{wish}/retry")).json()["status"] == "approved"
        await desk.until(wish, "processing")
    assert place.house.creates == 2


async def test_what_is_taken_back_is_taken_back_there_as_well(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        await desk.ask("POST", f"/requests/{wish}/cancel")

        async def gone() -> bool:
            await desk.hurry()
            return not place.house.requests

        await eventually(gone)
        assert (await desk.see(wish))["status"] == "cancelled"


async def test_whoever_undid_and_approves_again_has_ten_seconds_again(
    owners: Any, place: Any
) -> None:
    anna = {"headers": dict(owners.house.bearer("requests", ANNA, "member"))}
    async with owners.desk(**place.settings) as desk:
        wish = (await desk.ask("POST", "/requests", json=MATRIX, **anna)).json()["id"]
        for action in ("approve", "undo", "approve"):
            answer = await desk.ask("POST", f"/requests/{wish}/{action}")
            assert answer.status_code == 200

        async def left(count: int) -> bool:
            return await desk.jobs("fulfil") == count

        await eventually(lambda: left(3))
        early = "select id from jobs where kind = 'fulfil' order by due_at limit 2"
        await desk.hurry(f"id in ({early})")
        await eventually(lambda: left(1))
        assert place.house.creates == 0
        assert (await desk.ask("POST", f"/requests/{wish}/undo")).json()["status"] == "pending"
        await desk.ask("POST", f"/requests/{wish}/approve")
        await desk.until(wish, "processing")


async def test_what_waited_for_too_long_is_given_up_and_an_admin_tries_again(
    owners: Any, place: Any
) -> None:
    await place.stop()
    async with owners.desk(**place.settings, patience_days="0") as desk:
        wish = await desk.wish(**MATRIX)
        assert "did not answer" in (await desk.until(wish, "failed"))["stuck_reason"]
        assert "gave-up" in (await desk.ask("GET", f"/requests/{wish}/timeline")).text
    await place.start()
    async with owners.desk(**place.settings) as desk:
        assert (await desk.ask("POST", f"/requests/{wish}/retry")).json()["status"] == "approved"
        await desk.until(wish, "processing")
    assert place.house.creates == 1


async def test_without_a_server_it_is_kept_for_one(owners: Any) -> None:
    async with owners.desk() as desk:
        wish = await desk.wish(**MATRIX)
        assert "until the household has a server" in await desk.until_it_waits(wish)


class Said(Fact, tag="said-in-a-test"):
    began: bool


def announce(_: None, fact: Said) -> Event:
    words: dict[str, Any] = {
        "monitor_id": OVERSEERR,
        "monitor_name": "Overseerr",
        "since": NOON,
        "dependency": "overseerr",
    }
    return OutageBegan(**words, detail="timeout") if fact.began else OutageEnded(**words)


async def test_while_status_says_that_it_is_away_nothing_is_asked_of_it(
    owners: Any, place: Any
) -> None:
    monitor: Decider[None, Said] = Decider(
        name="monitor",
        facts=(Said,),
        initial=None,
        evolve=lambda state, _: state,
        announce=announce,
    )
    status = await EventLog.open(
        service="status", settings=owners.house("status").settings, deciders=(monitor,)
    )
    await status.start()

    async def say(*, began: bool) -> None:
        step = Step(monitor, OVERSEERR, lambda _: [Said(began=began)])
        await status.log.carry_out(step, meta=Meta(correlation=new_id()))

    async with owners.desk(**place.settings) as desk:
        await say(began=True)
        await eventually(lambda: heard(owners.house, 1))
        wish = await desk.wish(**MATRIX)
        assert "is sent when it is back" in await desk.until_it_waits(wish)
        assert not place.house.requests
        await say(began=False)
        await desk.until(wish, "processing")
    await status.stop()


async def heard(house: House, count: int) -> bool:
    """How many outages requests knows of."""
    connection = await asyncpg.connect(house("requests").owner_dsn)
    try:
        rows = await connection.fetch(
            "select schemaname from pg_tables where tablename = 'outages' "
            "and schemaname like 'requests%'"
        )
        for row in rows:
            found = await connection.fetchval(f"select count(*) from {row['schemaname']}.outages")  # noqa: S608  from the catalogue
            if found == count:
                return True
        return False
    finally:
        await connection.close()
