"""A call of the server that fetches is a hint: lost, repeated or untrue, it changes nothing."""

import json
import random
import time
from typing import Any

import pytest

from medianest.local.simulators.overseerr.webhooks import body_of
from medianest.testkit import eventually

SECRET = "a-secret-that-was-agreed-on"
FILMS = (603, 604, 680)
EVERY = (
    *("MEDIA_PENDING", "MEDIA_AUTO_APPROVED", "MEDIA_APPROVED"),
    *("MEDIA_FAILED", "MEDIA_DECLINED", "MEDIA_AVAILABLE"),
)


def settings_of(place: Any, *, every_s: str = "3600") -> dict[str, str]:
    return {**place.settings, "webhook_secret": SECRET, "look_every_s": every_s}


async def story_of(desk: Any, wish: str) -> list[str]:
    told = (await desk.ask("GET", f"/requests/{wish}/timeline")).json()["items"]
    return [line["what"] for line in told]


@pytest.mark.parametrize("generation", [1, 2, 3])
async def test_a_webhook_of_any_generation_makes_it_seen_without_a_poll(
    owners: Any, place: Any, generation: Any
) -> None:
    async with owners.desk(**settings_of(place)) as desk:
        wish = await desk.wish(media_type="movie", tmdb_id=603)
        await desk.until(wish, "processing")
        [request] = place.house.requests.values()
        place.house.arrive(request)
        body = body_of(place.house, request, "MEDIA_AVAILABLE", generation)
        assert (await desk.hook(json.dumps(body).encode(), SECRET)).status_code == 202

        async def is_here() -> bool:
            return bool((await desk.see(wish))["status"] == "available")

        await eventually(is_here)


async def test_webhooks_five_times_in_any_order_and_untrue_ones_end_like_none_at_all(
    owners: Any, place: Any
) -> None:
    shuffled = random.Random(7)  # noqa: S311  the same order each time
    async with owners.desk(**settings_of(place)) as desk:
        wishes = [await desk.wish(media_type="movie", tmdb_id=film) for film in FILMS]
        for wish in wishes:
            await desk.until(wish, "processing")
        told, silent, _ = sorted(place.house.requests.values(), key=lambda one: one.id)
        by_film = dict(zip(FILMS, wishes, strict=True))
        place.house.arrive(told)
        place.house.arrive(silent)  # nobody says so
        bodies = [body_of(place.house, told, kind, 1) for kind in EVERY] * 5
        bodies.append(body_of(place.house, None, "TEST", 1))
        shuffled.shuffle(bodies)
        for body in bodies:
            assert (await desk.hook(json.dumps(body).encode(), SECRET)).status_code == 202

        async def both_are_here() -> bool:
            await desk.hurry()
            films = (told.key[1], silent.key[1])
            return all([(await desk.see(by_film[film]))["status"] == "available" for film in films])

        await eventually(both_are_here)
        for film, wish in by_film.items():
            came = ["arrived"] if film in {told.key[1], silent.key[1]} else []
            assert await story_of(desk, wish) == ["asked", "approved", "sent", *came]
    assert place.house.creates == len(FILMS)


async def test_a_webhook_that_is_lost_is_made_good_by_the_next_look(
    owners: Any, place: Any
) -> None:
    async with owners.desk(**settings_of(place, every_s="0.2")) as desk:
        wish = await desk.wish(media_type="movie", tmdb_id=603)
        await desk.until(wish, "processing")
        [request] = place.house.requests.values()
        place.house.arrive(request)
        await desk.until(wish, "available")
        body = json.dumps(body_of(place.house, request, "MEDIA_PENDING", 1)).encode()
        await desk.hook(body, SECRET)
        looks = place.house.calls["GET /request"]
        assert (await desk.see(wish))["status"] == "available", looks


async def test_many_webhooks_at_once_are_few_looks(owners: Any, place: Any) -> None:
    async with owners.desk(**settings_of(place)) as desk:
        wish = await desk.wish(media_type="movie", tmdb_id=603)
        await desk.until(wish, "processing")
        before, began = place.house.calls["GET /request"], time.monotonic()
        for _ in range(50):
            await desk.hook(b"{}", SECRET)
        [request] = place.house.requests.values()
        place.house.arrive(request)
        await desk.hook(b"{}", SECRET)

        async def is_here() -> bool:
            return bool((await desk.see(wish))["status"] == "available")

        await eventually(is_here)
        looks = place.house.calls["GET /request"] - before
        assert looks <= time.monotonic() - began + 2, "at most one a second"
