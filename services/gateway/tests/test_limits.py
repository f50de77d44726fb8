"""Who is counted against which limit, and how counting ahead never allows more than that."""

from collections import Counter
from typing import Any

import pytest

from medianest.gateway.adapters.leases import LeasingLimiter
from medianest.gateway.adapters.limiter import LimiterAlone
from medianest.gateway.api.limits import NoSuchRoute
from medianest.gateway.ports import Limiter, Spent, Verdict
from medianest.gateway.settings import LimitUnclear, limit
from medianest.testkit.clock import FakeClock
from medianest.testkit.people import NOON

OFTEN = limit("person", "60/min burst 40")
SIGN_IN = limit("sign_in_account", "60/min burst 40")


class Asked:
    """A counter that notes how often it is asked."""

    def __init__(self, counter: Limiter) -> None:
        self.times = 0
        self._counter = counter

    async def spend(self, spent: list[Spent]) -> Verdict:
        self.times += 1
        return await self._counter.spend(spent)

    async def is_first(self, key: str, within_s: int) -> bool:
        return await self._counter.is_first(key, within_s)


class Gateways:
    """Two of them before one counter."""

    def __init__(self) -> None:
        self.clock = FakeClock(NOON)
        self.counter: Any = Asked(LimiterAlone(self.clock.monotonic))
        self.both = [LeasingLimiter(self.counter, self.clock.monotonic) for _ in range(2)]

    async def allowed(self, times: int, wanted: Any = OFTEN, *, every_s: float = 0.0) -> int:
        verdicts = Counter[bool]()
        for number in range(times):
            verdict = await self.both[number % 2].spend([Spent(limit=wanted, whom="anna")])
            verdicts[verdict.is_allowed] += 1
            self.clock.advance(every_s)
        return verdicts[True]


async def test_two_gateways_that_count_ahead_never_allow_more_than_the_limit() -> None:
    gateways = Gateways()
    allowed = await gateways.allowed(200)
    assert 40 - 2 * (OFTEN.lease_max - 1) <= allowed <= 40
    gateways.clock.advance(20)
    assert await gateways.allowed(200) <= 20 + 40 - allowed


async def test_most_requests_of_somebody_who_asks_often_need_no_counter() -> None:
    gateways = Gateways()
    assert await gateways.allowed(30) == 30
    assert gateways.counter.times <= 12


async def test_who_asks_slowly_loses_nothing_by_it() -> None:
    gateways = Gateways()
    assert await gateways.allowed(300, every_s=1.0) == 300


async def test_signing_in_is_never_counted_ahead() -> None:
    gateways = Gateways()
    assert await gateways.allowed(60, SIGN_IN) == 40
    assert gateways.counter.times == 60


async def test_what_is_left_is_told_with_what_is_leased() -> None:
    gateways = Gateways()
    one = gateways.both[0]
    left = [(await one.spend([Spent(limit=OFTEN, whom="anna")])).remaining for _ in range(5)]
    assert left == [39, 38, 37, 36, 35]


async def test_an_operator_limits_a_role_and_a_path(front: Any) -> None:
    limits = (
        "member:person=3/h burst 3",
        "/api/v1/status=2/h burst 2",
        "member:/api/v1/notifications=1/h burst 1",
    )
    away = dict.fromkeys(("identity", "status", "notify"), "http://127.0.0.1:9")
    async with front(limits=limits, **away) as door, door.client(signed_in=True) as anna:
        assert await statuses(anna, "/api/v1/me", 5) == [503, 503, 503, 429, 429]
        assert await statuses(anna, "/api/v1/status", 3) == [503, 503, 429]
        assert await statuses(anna, "/api/v1/notifications", 2) == [503, 429]
        async with door.client() as stranger:
            assert await statuses(stranger, "/api/v1/me", 5) == [503] * 5


async def test_an_operator_limits_signing_in_at_a_path(front: Any) -> None:
    limits = ("/api/v1/auth/local=2/h burst 2",)
    async with (
        front(limits=limits, identity="http://127.0.0.1:9") as door,
        door.client() as stranger,
    ):
        tried = [await stranger.post("/api/v1/auth/local", json={}) for _ in range(3)]
    assert [answer.status_code for answer in tried] == [503, 503, 429]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "password"),
        ("POST", "second-factors"),
        ("DELETE", "second-factors/1"),
        ("POST", "ways-in/plex"),
        ("PATCH", ""),
    ],
)
async def test_who_stole_a_session_guesses_its_password_no_oftener_from_many_addresses(
    front: Any, method: str, path: str
) -> None:
    async with (
        front(identity="http://127.0.0.1:9", proxies=("127.0.0.0/8",)) as door,
        door.client(signed_in=True) as thief,
        door.client() as stranger,
    ):
        url = f"/api/v1/me/{path}".rstrip("/")
        tries = [await thief.request(method, url, headers=coming_from(n)) for n in range(12)]
        assert [one.status_code for one in tries] == [503] * 10 + [429] * 2
        assert await statuses(thief, "/api/v1/me", 2) == [503] * 2
        others = [
            await stranger.post("/api/v1/auth/local", headers=coming_from(n)) for n in (1, 99)
        ]
        assert [other.status_code for other in others] == [503] * 2


def coming_from(n: int) -> dict[str, str]:
    return {"x-forwarded-for": f"203.0.113.{n}"}


@pytest.mark.parametrize("shown", ["cookie", "x-api-key"])
async def test_what_nobody_heard_of_is_looked_up_so_often_and_no_more(
    front: Any, shown: str
) -> None:
    away = {"identity": "http://127.0.0.1:9"}
    async with (
        front(limit_guesses="6/h burst 3", **away) as door,
        door.client() as stranger,
        door.client(signed_in=True) as anna,
    ):
        answers = [
            await stranger.get("/api/v1/me", headers={shown: f"mn_session={number}"})
            for number in range(20)
        ]
        met = Counter(answer.status_code for answer in answers)
        assert met[429] == 17
        assert door.sessions.looked_up == 3
        assert answers[-1].json()["type"] == "urn:medianest:problem:too-often"
        assert int(answers[-1].headers["retry-after"]) > 1
        assert await statuses(anna, "/api/v1/me", 3) == [503] * 3, "whoever is known is let in"
        old = {"cookie": "mn_session=of-last-year"}
        again = await stranger.post("/api/v1/auth/local", json={}, headers=old)
        assert again.status_code == 503, "and who comes back may still sign in"


async def statuses(client: Any, path: str, times: int) -> list[int]:
    return [(await client.get(path)).status_code for _ in range(times)]


@pytest.mark.parametrize(
    "written",
    [
        "king:person=1/s",
        "member:person",
        "member:tea=1/s",
        "person=1/s",
        ":/api=1/s",
        "guest:sign_in_account=1/s",
    ],
)
async def test_a_limit_that_makes_no_sense_is_refused_at_start(front: Any, written: str) -> None:
    with pytest.raises(LimitUnclear):
        async with front(limits=(written,)):
            pass


async def test_a_limit_for_a_path_that_is_none_is_refused_at_start(front: Any) -> None:
    with pytest.raises(NoSuchRoute):
        async with front(limits=("/api/v1/unheard-of=1/s",)):
            pass
