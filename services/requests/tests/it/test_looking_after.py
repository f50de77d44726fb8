"""What is on its way is looked after, each by itself: none keeps the others waiting."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.local.simulators.overseerr.house import ENDLESS_FROM
from medianest.requests.adapters.overseerr.fetcher import OverseerrFetcher
from medianest.requests.adapters.overseerr.server import Server
from medianest.requests.app import DECIDERS, READ_MODELS, WISH
from medianest.requests.domain.wish import Approved, Asked, Title, Wanted
from medianest.requests.ports import Upstream
from medianest.testkit import THE_OWNER, eventually

MATRIX = {"media_type": "movie", "tmdb_id": 603}
SEVERANCE = {"media_type": "tv", "tmdb_id": 95396}


async def test_a_title_that_nobody_knows_any_more_stops_no_other(owners: Any, place: Any) -> None:
    async with owners.desk(**place.settings) as desk:
        dead = await desk.wish(**SEVERANCE, seasons=[1, 2])
        await desk.until(dead, "processing")
        [request] = place.house.requests.values()
        place.house.arrive(request, (1,))
        place.house.changed["tv", 95396] = None
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        place.house.arrive(next(one for one in place.house.requests.values() if one != request))
        await desk.until(wish, "available")
        assert (await desk.see(dead))["status"] == "partially_available"


async def test_while_a_title_cannot_be_found_its_wish_waits_and_says_so(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        place.house.changed["movie", 603] = None
        assert "can't find this title" in await desk.until_it_waits(wish)
        place.house.changed.clear()
        await desk.until(wish, "processing")


async def test_a_title_that_nobody_knew_for_a_day_is_given_up(owners: Any, place: Any) -> None:
    place.house.changed["movie", 603] = None
    wish = new_id()
    async with owners.desk(**place.settings) as desk:
        await approved(owners, wish, datetime.now().astimezone() - timedelta(days=1, hours=1))
        given_up = await desk.until(str(wish), "failed")
        assert given_up["stuck_reason"] == "Nobody knows this title any more."


async def test_how_far_it_has_come_is_forgotten_with_the_last_one_on_its_way(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        wish = await desk.wish(**MATRIX)
        await desk.until(wish, "processing")
        [request] = place.house.requests.values()
        request.fetched = 0.5
        await eventually(lambda: rows_of_progress(owners, 1))
        await desk.ask("POST", f"/requests/{wish}/cancel")
        await eventually(lambda: rows_of_progress(owners, 0))


async def rows_of_progress(owners: Any, count: int) -> bool:
    connection = await asyncpg.connect(owners.house("requests").owner_dsn)
    try:
        found = await connection.fetchval("select count(*) from requests.request_progress")
        return bool(found == count)
    finally:
        await connection.close()


async def approved(owners: Any, wish: UUID, at: datetime) -> None:
    """A wish that another replica took long ago."""
    asked = Asked(
        request_id=wish,
        member_id=THE_OWNER,
        by=THE_OWNER,
        asked_at=at,
        title=Title(media_type="movie", tmdb_id=603),
        wanted=Wanted(),
        note=None,
        is_approved=True,
    )
    settings = owners.house("requests").settings
    log = await EventLog.open(
        service="requests", settings=settings, deciders=DECIDERS, read_models=READ_MODELS
    )
    await log.start()
    step = Step(WISH, wish, lambda _: [asked, Approved(by=None, approved_at=at)])
    await log.log.carry_out(step, meta=Meta(correlation=new_id()))
    await log.stop()


class OneServer:
    """The port `Upstreams` of a household whose server stays the same."""

    def __init__(self, place: Any) -> None:
        settings = place.settings
        self._upstream = Upstream(url=settings["overseerr_url"], key=settings["overseerr_api_key"])

    async def current(self) -> Upstream:
        return self._upstream


async def test_of_many_old_ones_each_has_its_turn_and_one_that_it_cannot_show_holds_up_none(
    place: Any,
) -> None:
    for number in range(330):
        film = {"mediaType": "movie", "mediaId": ENDLESS_FROM + number, "is4k": False}
        place.house.ask(film, 1).modified = float(number)
    old = frozenset(range(1, 121))
    server = Server(OneServer(place), allowed=(place.at,), deadline_s=5)
    await server.start()
    place.misbehave("garbage", times=1, at="GET /request/7")
    rounds = [frozenset(await OverseerrFetcher(server).look(old))]
    assert len(rounds[0]) == 49
    fetcher = OverseerrFetcher(server)
    rounds = [frozenset(await fetcher.look(old)) for _ in range(3)]
    assert [len(one) for one in rounds] == [50, 50, 50]
    assert frozenset.union(*rounds) == old
    await server.stop()
