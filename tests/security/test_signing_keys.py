"""Tokens between the gateway and a service: forged ones, and a change of keys under load."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final
from uuid import uuid4

import httpx
import jwt

from medianest.chassis.clock import now
from medianest.chassis.doorway.tokens import public_hex, signing_key
from medianest.contracts.tokens import ISSUER, TYPE
from medianest.eventlog.jobs import Job, Jobs
from medianest.eventlog.postgres import Pool, open_pool
from medianest.gateway.worker import ROTATE, WITHDRAW
from medianest.testkit.eventually import eventually

A_SECOND: Final = 50
OPEN: Final = "/api/v1/setup"


def claims(**changes: Any) -> dict[str, Any]:
    at = int(now().timestamp())
    return {
        "iss": ISSUER,
        "aud": "identity",
        "sub": str(uuid4()),
        "sid": str(uuid4()),
        "role": "owner",
        "permissions": ["members.read"],
        "epoch": 1,
        "iat": at,
        "exp": at + 60,
        "jti": "j",
        **changes,
    }


async def test_s23_no_forged_token_opens_a_service(door: Any) -> None:
    kid, seed = door.house.credentials.vault.read("gateway/signing.key").split(":")
    key, head = signing_key(seed), {"typ": TYPE, "kid": kid}

    def signed(header: dict[str, Any] | None = None, **changes: Any) -> str:
        whole = {**head, **(header or {})}
        return jwt.encode(claims(**changes), key, algorithm="EdDSA", headers=whole)

    at = int(now().timestamp())
    forged = {
        "none": jwt.encode(claims(), None, algorithm="none", headers=head),
        "HS256": jwt.encode(claims(), public_hex(key), algorithm="HS256", headers=head),
        "typ": signed({"typ": "JWT"}),
        "aud": signed(aud="downloads"),
        "iss": signed(iss="somebody"),
        "nbf": signed(nbf=at + 120),
        "expired": signed(iat=at - 200, exp=at - 140),
        "kid": signed({"kid": "another"}),
        "jku": signed({"jku": "https://evil.example/keys"}),
        "x5u": signed({"x5u": "https://evil.example/cert"}),
        "jwk": signed({"jwk": {"kty": "OKP"}}),
        "10 kB": signed(role="x" * 10_000),
    }
    async with httpx.AsyncClient(base_url=door.identity_url) as client:
        answers = {
            name: await client.get(OPEN, headers={"Authorization": f"Bearer {token}"})
            for name, token in forged.items()
        }
        good = await client.get(OPEN, headers={"Authorization": f"Bearer {signed()}"})
    assert {name: answer.status_code for name, answer in answers.items()} == dict.fromkeys(
        forged, 401
    )
    assert good.status_code == 200


async def test_s24_keys_change_under_load_without_a_failure_and_the_old_one_is_refused(
    opened: Any,
) -> None:
    async with opened(key_announced_s="3") as door, asking(await door.owner()) as answered:
        first = door.house.credentials.vault.read("gateway/signing.key").partition(":")[0]
        old = dict(door.house.bearer("identity", uuid4(), "owner"))
        pool = await open_pool(door.house("gateway").dsn, ["gateway"], size=1)
        try:
            await done(pool, Job(kind=ROTATE, key="now", due_at=now()))
            assert await status(door, old) == 200
            await eventually(lambda: withdrawn(pool, first), timeout_s=20, every_s=0.5)
            await eventually(lambda: is_refused(door, old), timeout_s=20)
        finally:
            await pool.close()
        after = answered.total()
        await eventually(lambda: answered.total() > after + A_SECOND, timeout_s=10)
    assert set(answered) == {200}, answered
    assert answered.total() > 3 * A_SECOND


@asynccontextmanager
async def asking(browser: httpx.AsyncClient) -> AsyncIterator[Counter[int]]:
    """Somebody who asks fifty times a second, and how they were answered."""
    answered: Counter[int] = Counter()
    on_their_way: set[asyncio.Task[None]] = set()

    async def ask() -> None:
        answered[(await browser.get("/me")).status_code] += 1

    async def ask_on() -> None:
        while True:
            task = asyncio.create_task(ask())
            on_their_way.add(task)
            task.add_done_callback(on_their_way.discard)
            await asyncio.sleep(1 / A_SECOND)

    asker = asyncio.create_task(ask_on())
    try:
        yield answered
    finally:
        asker.cancel()
        await asyncio.gather(asker, *on_their_way, return_exceptions=True)


async def done(pool: Pool, job: Job) -> None:
    jobs = Jobs(pool)
    await jobs.plan(job)

    async def is_done() -> bool:
        return not await jobs.show(kind=job.kind)

    await eventually(is_done, timeout_s=10)


async def withdrawn(pool: Pool, kid: str) -> bool:
    """Whether the gateway took it back; it does not before another key is in use."""
    if await pool.fetchval("select 1 from facts where type = 'gateway.key-withdrawn'"):
        return True
    await Jobs(pool).cancel(WITHDRAW, kid)
    await Jobs(pool).plan(Job(kind=WITHDRAW, key=kid, due_at=now()))
    return False


async def status(door: Any, headers: dict[str, str]) -> int:
    async with httpx.AsyncClient(base_url=door.identity_url) as client:
        return (await client.get(OPEN, headers=headers)).status_code


async def is_refused(door: Any, headers: dict[str, str]) -> bool:
    return await status(door, headers) == 401
