"""The whole series is all its seasons: in the quota, and at the server that fetches."""

from typing import Any

import pytest

from medianest.testkit import ANNA

BOTH = ("overseerr", "seerr")
SEVERANCE = {"media_type": "tv", "tmdb_id": 95396}
FIRST_SEASON = {"mediaType": "tv", "mediaId": 95396, "seasons": [1], "is4k": False}


async def test_the_whole_series_counts_as_many_seasons_as_it_has(owners: Any, place: Any) -> None:
    anna = {"headers": dict(owners.house.bearer("requests", ANNA, "member"))}
    async with owners.desk(**place.settings, season_quota="2") as desk:
        three = {"media_type": "tv", "tmdb_id": 70523}
        for body in (three, {**three, "seasons": "all"}):
            assert (await desk.ask("POST", "/requests", json=body, **anna)).status_code == 429
        one = await desk.ask("POST", "/requests", json={**SEVERANCE, "seasons": [1]}, **anna)
        path = f"/requests/{one.json()['id']}"
        changed = await desk.ask("PATCH", path, json={"seasons": "all"}, **anna)
        assert (changed.status_code, changed.json()["seasons"]) == (200, [1, 2])
        quota = (await desk.ask("GET", "/requests/quota", **anna)).json()
        assert quota["tv"]["used"] == 2
        seventh = await desk.ask("PATCH", path, json={"seasons": [7]}, **anna)
        assert seventh.status_code == 400


@pytest.mark.parametrize("place", BOTH, indirect=True)
@pytest.mark.parametrize("is_known", [True, False])
async def test_one_season_that_somebody_asked_for_there_is_not_the_whole_series(
    owners: Any, place: Any, *, is_known: bool
) -> None:
    place.house.ask(FIRST_SEASON, 1)
    [theirs] = place.house.requests.values()
    async with owners.desk(**place.settings) as desk:
        if not is_known:
            await place.stop()
        wish = await desk.wish(**SEVERANCE)
        assert (await desk.see(wish))["seasons"] == ([1, 2] if is_known else [])
        if not is_known:
            await place.start()
        await desk.until(wish, "processing")
        [ours] = [one for one in place.house.requests.values() if one is not theirs]
        assert ours.seasons == (2,)
        place.house.arrive(theirs)
        await desk.until(wish, "partially_available")
        place.house.arrive(ours)
        await desk.until(wish, "available")
