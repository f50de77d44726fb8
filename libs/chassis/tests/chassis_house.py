"""A small house for tests: a key of the gateway's, people, and services on real sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from medianest.chassis.doorway.people import Person
from medianest.chassis.doorway.tokens import Minter, public_hex
from medianest.chassis.service import Service
from medianest.chassis.settings import Secret, ServiceSettings
from medianest.chassis.watching.metrics import Metrics
from medianest.testkit.trust import NOBODY

ANNA = UUID("0190a000-0000-7000-8000-00000000000a")
SESSION = UUID("0190a000-0000-7000-8000-0000000000aa")
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def anna(*permissions: str) -> Person:
    return Person(
        id=ANNA, session_id=SESSION, role="member", permissions=frozenset(permissions), epoch=1
    )


def settings(**changes: Any) -> ServiceSettings:
    known: dict[str, Any] = {
        "postgres_dsn": Secret("postgresql://nobody"),
        "keks": Secret("a2V5"),
        "signing_public_keys": (f"k1:{public_hex(KEY)}",),
        "drain_grace_s": 5,
        **changes,
    }
    return ServiceSettings(**known)


def bearer(*permissions: str, audience: str = "downloads") -> dict[str, str]:
    return {"Authorization": f"Bearer {Minter('k1', KEY).mint(anna(*permissions), audience)}"}


@asynccontextmanager
async def running(service: Service) -> AsyncIterator[httpx.AsyncClient]:
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    started = asyncio.create_task(service.started.wait())
    await asyncio.wait({task, started}, timeout=10, return_when=asyncio.FIRST_COMPLETED)
    started.cancel()
    try:
        async with httpx.AsyncClient(
            base_url=service.url, trust_env=False, verify=NOBODY
        ) as client:
            yield client
    finally:
        stop.set()
        await asyncio.wait_for(task, 15)


async def eventually(condition: Callable[[], bool], timeout_s: float = 5.0) -> None:
    async with asyncio.timeout(timeout_s):
        while not condition():  # noqa: ASYNC110 - a condition of another's making has no event
            await asyncio.sleep(0.01)


def sample(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)
