"""Nobody learns at the door who has an account: neither by words nor by the clock."""

import time
from typing import Any

import httpx
import pytest

ANNA = "anna"
NOBODY = "nobody"
TRIES = 1_000


async def tried(browser: httpx.AsyncClient, name: str) -> httpx.Response:
    return await browser.post("/auth/local", json={"username": name, "password": "a wrong one"})


def told(answer: httpx.Response) -> tuple[int, Any, set[str]]:
    """All that somebody at the door can see of it, but for when it was."""
    return answer.status_code, answer.json() if answer.content else None, set(answer.headers)


async def test_s17_a_name_that_is_known_is_answered_like_one_that_is_not(door: Any) -> None:
    owner = await door.owner()
    await door.member(owner, ANNA)
    browser = door.stranger()
    assert told(await tried(browser, ANNA)) == told(await tried(browser, NOBODY))
    address = {"email": "anna@example.org"}
    made = {"username": "mailed", "password": "a long password", **address}
    assert (await owner.post("/members", json=made)).is_success
    asked = await browser.post("/auth/password/forgot", json=address)
    other = await browser.post("/auth/password/forgot", json={"email": "no@example.org"})
    assert told(asked) == told(other)
    assert asked.status_code == 202


@pytest.mark.long
async def test_s17_two_thousand_tries_do_not_tell_a_known_name_by_the_clock(door: Any) -> None:
    """In turns; Mann and Whitney's test would need p < 0.01 to tell them apart."""
    await door.member(await door.owner(), ANNA)
    browser = door.stranger()
    took: dict[str, list[float]] = {ANNA: [], NOBODY: []}
    for _ in range(TRIES):
        for name, times in took.items():
            begun = time.perf_counter()
            assert (await tried(browser, name)).status_code == 401
            times.append(time.perf_counter() - begun)
    assert abs(z_of(*took.values())) < 2.58


def z_of(some: list[float], others: list[float]) -> float:
    """Mann and Whitney's U of two large samples without ties, in standard deviations."""
    ranks = {value: rank for rank, value in enumerate(sorted([*some, *others]), start=1)}
    n, m = len(some), len(others)
    u = sum(ranks[value] for value in some) - n * (n + 1) / 2
    deviation: float = (n * m * (n + m + 1) / 12) ** 0.5
    return (u - n * m / 2) / deviation
