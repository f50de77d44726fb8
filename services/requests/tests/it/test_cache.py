"""Answers that are kept for a moment: for all replicas in Valkey, in the process without it."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from medianest.chassis.valkey import Valkey
from medianest.requests.adapters.cache import Cache, kept_as
from medianest.testkit import eventually
from medianest.testkit.house import House

LONG_S = 60.0


class Source:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self) -> list[int]:
        self.asked += 1
        await asyncio.sleep(0.05)
        return [self.asked]


def url_of(house: House) -> str:
    return Path(house.environ("requests")["MEDIANEST_REQUESTS_REDIS_URL_FILE"]).read_text()


@pytest.fixture(params=["shared", "alone"])
async def cache(request: pytest.FixtureRequest, house: House) -> AsyncIterator[Cache]:
    made = Cache(url_of(house) if request.param == "shared" else None)
    await made.start()
    yield made
    await made.stop()


async def test_what_many_ask_for_at_once_is_asked_once(cache: Cache) -> None:
    source = Source()
    asking = [cache.get("a page", list[int], LONG_S, source) for _ in range(50)]
    assert await asyncio.gather(*asking) == [[1]] * 50
    assert await cache.get("a page", list[int], LONG_S, source) == [1]
    assert await cache.get("another", list[int], LONG_S, source) == [2]


async def test_after_its_time_it_is_asked_anew(cache: Cache) -> None:
    source = Source()
    await cache.get("a page", list[int], 0.05, source)

    async def is_new() -> bool:
        return await cache.get("a page", list[int], 0.05, source) != [1]

    await eventually(is_new)


async def test_who_gives_up_does_not_take_the_answer_from_the_others(cache: Cache) -> None:
    source = Source()
    hasty = asyncio.create_task(cache.get("a page", list[int], LONG_S, source))
    patient = asyncio.create_task(cache.get("a page", list[int], LONG_S, source))
    await asyncio.sleep(0.01)
    hasty.cancel()
    assert await patient == [1]


async def test_what_fails_is_not_kept(cache: Cache) -> None:
    async def fails() -> list[int]:
        raise TimeoutError

    for _ in range(2):
        with pytest.raises(TimeoutError):
            await cache.get("a page", list[int], LONG_S, fails)
    assert await cache.get("a page", list[int], LONG_S, Source()) == [1]


async def test_what_is_kept_in_another_shape_is_asked_anew(cache: Cache) -> None:
    source = Source()
    assert await cache.get("a page", list[int], LONG_S, source) == [1]
    assert await cache.get("a page", list[float], LONG_S, source) == [2]
    assert await cache.get("a page", list[int], LONG_S, source) == [1]


@pytest.mark.parametrize("nonsense", ["", "{", "null", '["a word"]', '{"of": "another program"}'])
async def test_nonsense_that_is_kept_is_asked_anew(house: House, nonsense: str) -> None:
    cache, source, valkey = Cache(url_of(house)), Source(), Valkey(url_of(house))
    await asyncio.gather(cache.start(), valkey.start())
    await cache.get("a page", list[int], LONG_S, source)
    await valkey.command("SET", kept_as("a page", list[int]), nonsense)
    assert await cache.get("a page", list[int], LONG_S, source) == [2]
    assert await cache.get("a page", list[int], LONG_S, source) == [2]
    await asyncio.gather(cache.stop(), valkey.stop())


async def test_another_replica_need_not_ask(house: House) -> None:
    here, there, source = Cache(url_of(house)), Cache(url_of(house)), Source()
    await asyncio.gather(here.start(), there.start())
    await here.get("a page", list[int], LONG_S, source)
    assert await there.get("a page", list[int], LONG_S, source) == [1]
    await asyncio.gather(here.stop(), there.stop())


async def test_while_valkey_is_away_nobody_waits_for_it(house: House) -> None:
    cache, source = Cache(url_of(house)), Source()
    await cache.start()
    await house.valkey.stop()
    began = time.monotonic()
    for _ in range(20):
        assert await cache.get("a page", list[int], LONG_S, source) == [1]
    assert time.monotonic() - began < 1
    await cache.stop()
