"""S18: a thousand who try to sign in, from one address or from as many as they like to name."""

import asyncio
from collections import Counter
from typing import Any, Final

import httpx

MANY: Final = 1000
AT_ONCE: Final = 20
SPELLINGS: Final = ["olga", "OLGA", "\uff4f\uff4c\uff47\uff41", "\U0001d428lga"]
"""Of one name: in letters of another width and of mathematics it is the same account."""
LIMITED: Final = {
    "limit_sign_in_address": "5/min burst 10",
    "limit_sign_in_account": "5/min burst 10",
}
A_MINUTE_MORE: Final = 10
"""What is allowed anew while the flood lasts, however slow the machine is."""


async def test_s18_a_thousand_from_one_address_are_limited_whatever_they_call_themselves(
    opened: Any,
) -> None:
    async with opened(**LIMITED) as door:
        owner = await door.owner()
        spoofed = [f"198.51.{n // 250}.{n % 250}" for n in range(MANY)]
        statuses, seen = await beside(
            owner, flood(door, [f"nobody{n}" for n in range(MANY)], spoofed)
        )
        assert set(statuses) == {401, 429}
        assert statuses[401] <= 10 + A_MINUTE_MORE
        assert set(seen) == {200}, "who is signed in notices nothing"


async def test_s18_behind_a_proxy_of_ours_the_one_who_floods_harms_only_themselves(
    opened: Any,
) -> None:
    async with opened(trusted_proxies="127.0.0.0/8", **LIMITED) as door:
        owner = await door.owner()
        names = [f"nobody{n}" for n in range(MANY)]
        # Our proxy writes the address behind whatever the client wrote.
        forged = [f"198.51.100.{n % 250}, 203.0.113.9" for n in range(MANY)]
        statuses, _ = await beside(owner, flood(door, names, forged))
        assert statuses[401] <= 10 + A_MINUTE_MORE
        elsewhere = door.stranger(**{"X-Forwarded-For": "192.0.2.77"})
        body = {"username": "olga", "password": "a long password"}
        assert (await elsewhere.post("/auth/local", json=body)).status_code == 200


async def test_s18_a_thousand_addresses_at_one_account_are_limited_and_other_accounts_are_not(
    opened: Any,
) -> None:
    async with opened(trusted_proxies="127.0.0.0/8", **LIMITED) as door:
        owner = await door.owner()
        member = {"username": "mia", "password": "a long password", "role": "member"}
        assert (await owner.post("/members", json=member)).status_code == 201
        everywhere = [f"198.51.{n // 250}.{n % 250}" for n in range(MANY)]
        names = SPELLINGS * (MANY // len(SPELLINGS))
        statuses, seen = await beside(owner, flood(door, names, everywhere))
        assert statuses[401] <= 10 + A_MINUTE_MORE
        assert set(seen) == {200}
        elsewhere = door.stranger(**{"X-Forwarded-For": "192.0.2.77"})
        body = {"username": "mia", "password": "a long password"}
        assert (await elsewhere.post("/auth/local", json=body)).status_code == 200


async def test_s18_a_thousand_cookies_that_nobody_has_are_not_all_looked_up(opened: Any) -> None:
    async with opened(limit_guesses="5/min burst 10", trusted_proxies="127.0.0.0/8") as door:
        owner = await door.owner()
        guesser = door.stranger()

        async def guess(numbers: range) -> Counter[int]:
            met = Counter[int]()
            for number in numbers:
                shown = "x-api-key" if number % 2 else "cookie"
                forged = {shown: f"mn_session={number:064x}"}
                met[(await guesser.get("/me", headers=forged)).status_code] += 1
            return met

        statuses, seen = await beside(owner, guess(range(MANY)))
        assert set(statuses) == {401, 429}
        assert statuses[401] <= 10 + A_MINUTE_MORE
        assert set(seen) == {200}, "who is known at the same address notices nothing"
        newly = await door.signed_in("olga")
        assert (await newly.get("/me")).status_code == 200, "nor does who comes in just now"
        elsewhere = door.stranger(**{"X-Forwarded-For": "192.0.2.77", "Cookie": "mn_session=old"})
        assert (await elsewhere.get("/me")).status_code == 401


async def beside(browser: httpx.AsyncClient, flooding: Any) -> tuple[Counter[int], Counter[int]]:
    """How the flood is answered, and how somebody who is signed in meanwhile."""
    task, seen = asyncio.ensure_future(flooding), Counter[int]()
    while not task.done():
        seen[(await browser.get("/me")).status_code] += 1
        await asyncio.sleep(0.05)
    return await task, seen


async def flood(door: Any, names: list[str], addresses: list[str]) -> Counter[int]:
    """One try for each name, from the address beside it."""
    tries = iter(list(zip(names, addresses, strict=True)))
    client, statuses = door.stranger(), Counter[int]()

    async def some() -> None:
        for name, address in tries:
            answer = await client.post(
                "/auth/local",
                json={"username": name, "password": "a wrong password"},
                headers={"X-Forwarded-For": address},
            )
            statuses[answer.status_code] += 1

    await asyncio.gather(*(some() for _ in range(AT_ONCE)))
    return statuses
