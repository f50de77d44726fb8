"""What has come may be gone again, or have more seasons since: then it can be wished for again."""

from typing import Any

import pytest

from medianest.contracts.record import replace
from medianest.local.simulators.overseerr.house import APPROVED
from medianest.testkit import ANNA, eventually

BOTH = ("overseerr", "seerr")
MATRIX = {"media_type": "movie", "tmdb_id": 603}
SEVERANCE = {"media_type": "tv", "tmdb_id": 95396}


async def has_come(desk: Any, place: Any, **body: Any) -> str:
    wish = await desk.wish(**body)
    await desk.until(wish, "processing")
    place.house.arrive(next(one for one in place.house.requests.values() if one.status == APPROVED))
    await desk.until(wish, "available")
    return str(wish)


async def test_a_film_that_was_removed_is_wished_for_and_fetched_again(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        first = await has_come(desk, place, **MATRIX)
        del place.house.here["movie", 603]
        again = await has_come(desk, place, **MATRIX)
        assert (await desk.see(first))["status"] == "available"
        assert again != first
        await desk.until(await desk.wish(**MATRIX), "available")
        assert place.house.creates == 2


@pytest.mark.parametrize("place", BOTH, indirect=True)
async def test_a_new_season_of_a_series_that_has_come_as_a_whole_can_be_wished_for(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**place.settings) as desk:
        whole = await has_come(desk, place, **SEVERANCE)
        assert (await desk.see(whole))["seasons"] == [1, 2]
        series = place.house.known(("tv", 95396))
        place.house.changed["tv", 95396] = replace(series, episodes=(*series.episodes, 8))

        async def is_announced() -> bool:
            """Titles are kept for a moment."""
            title = (await desk.ask("GET", "/titles/tv/95396")).json()["title"]
            return len(title["seasons"]) == 3

        await eventually(is_announced, timeout_s=10)
        new = await desk.wish(**SEVERANCE, seasons=[3])
        await desk.until(new, "processing")
        place.house.arrive(next(o for o in place.house.requests.values() if o.seasons == (3,)))
        await desk.until(new, "available")


async def test_a_wish_for_what_is_here_ends_at_once_and_waits_for_nobody(
    owners: Any, place: Any
) -> None:
    place.house.here["movie", 603] = {0}
    place.house.here["tv", 95396] = {1}
    anna = {"headers": dict(owners.house.bearer("requests", ANNA, "member"))}
    async with owners.desk(**place.settings, film_quota="1", season_quota="1") as desk:
        for _ in range(2):
            here = (await desk.ask("POST", "/requests", json=MATRIX, **anna)).json()
            assert (here["status"], here["decided_at"]) == ("available", None)
        one = {**SEVERANCE, "seasons": [1]}
        assert (await desk.ask("POST", "/requests", json=one, **anna)).json()[
            "status"
        ] == "available"
        both = {**SEVERANCE, "seasons": [1, 2]}
        assert (await desk.ask("POST", "/requests", json=both, **anna)).status_code == 429
        rest = (await desk.ask("POST", "/requests", json=SEVERANCE, **anna)).json()
        assert (rest["status"], rest["seasons"]) == ("pending", [2])
    assert place.house.creates == 0
