"""R20: services are replaced one by one while fifty requests a second come; none fails."""

import asyncio
import importlib
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from chaos_replicas import Replicas, behind_one_address

from medianest.contracts.topology import SERVICES, ServiceName
from medianest.testkit.house import House

A_SECOND: Final = 50
OURS: Final = {"X-Requested-With": "medianest"}
SETUP: Final = {"setup_token": "once", "username": "olga", "password": "a long password"}
OFTEN: Final = "100000/min burst 10000"
LIMITS: Final = ("person", "strangers", "sign_in_address", "sign_in_account")
PAGES: Final[dict[ServiceName, str]] = {
    "gateway": "/api/v1/me",
    "identity": "/api/v1/me",
    "requests": "/api/v1/library/recent",
    "downloads": "/api/v1/downloads",
    "status": "/api/v1/status",
    "notify": "/api/v1/notifications",
}


def environ(house: House, service: ServiceName, folder: Path, **more: str) -> dict[str, str]:
    own: dict[ServiceName, dict[str, str]] = {
        "identity": {
            "setup_token": "once",
            "argon2_memory_kib": "8",
            "argon2_passes": "1",
            "sign_in_floor_s": "0.01",
        },
        "downloads": {"library_dir": str(folder)},
        "gateway": {f"limit_{name}": OFTEN for name in LIMITS},
    }
    # Longer than the balancer takes to notice.
    return house.environ(service, drain_delay_s="3", **own.get(service, {}), **more)


@asynccontextmanager
async def standing(
    house: House, folder: Path, *names: ServiceName
) -> AsyncIterator[dict[ServiceName, Replicas]]:
    """These services, two of each, behind a gateway of two."""
    stands: dict[ServiceName, Replicas] = {}
    async with AsyncExitStack() as stack:
        for name in (*names, "gateway"):
            build = importlib.import_module(f"medianest.{name}.app").build
            urls = {f"{one}_url": replicas.url for one, replicas in stands.items()}
            more = urls if name == "gateway" else {}
            settings = environ(house, name, folder, **more)
            stands[name] = await stack.enter_async_context(behind_one_address(build, settings))
        yield stands


class Visitors:
    """Fifty requests a second by somebody who is signed in, whether or not answers come."""

    def __init__(self, client: httpx.AsyncClient, *pages: str) -> None:
        self._client = client
        self._pages = pages
        self.answers: Counter[str] = Counter()

    async def come_for_ever(self) -> None:
        async with asyncio.TaskGroup() as group:
            for i in range(10**9):
                group.create_task(self._ask(i))
                await asyncio.sleep(1 / A_SECOND)

    async def _ask(self, i: int) -> None:
        page = self._pages[i % len(self._pages)]
        try:
            if page == PAGES["identity"] and i % 5 == 0:
                body = {"display_name": f"Olga {i}"}
                answer = await self._client.patch(page, json=body)
            else:
                answer = await self._client.get(page)
        except httpx.HTTPError as error:
            self.answers[f"{page}: {error!r}"] += 1
        else:
            self.answers["ok" if answer.is_success else f"{page}: {answer.status_code}"] += 1


@asynccontextmanager
async def visited(url: str, *pages: str) -> AsyncIterator[Visitors]:
    async with httpx.AsyncClient(base_url=url, headers=OURS, timeout=20) as client:
        answer = await client.post("/api/v1/setup", json=SETUP)
        assert answer.status_code == 201, answer.text
        visitors = Visitors(client, *pages)
        coming = asyncio.create_task(visitors.come_for_ever())
        try:
            yield visitors
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)


async def rolled(stands: dict[ServiceName, Replicas], *names: ServiceName) -> Visitors:
    async with visited(stands["gateway"].url, *dict.fromkeys(PAGES[n] for n in names)) as visitors:
        await asyncio.sleep(0.5)
        for name in names:
            await stands[name].roll()
    return visitors


@pytest.mark.long
async def test_r20_identity_and_gateway_are_replaced_and_nobody_notices(
    house: House, tmp_path: Path
) -> None:
    async with standing(house, tmp_path, "identity") as stands:
        visitors = await rolled(stands, "identity", "gateway")
    assert set(visitors.answers) == {"ok"}, visitors.answers
    assert visitors.answers["ok"] > A_SECOND


@pytest.mark.long
async def test_r20_every_service_is_replaced_and_nobody_notices(
    house: House, tmp_path: Path
) -> None:
    behind: Any = [name for name in SERVICES if name != "gateway"]
    async with standing(house, tmp_path, *behind) as stands:
        visitors = await rolled(stands, *behind, "gateway")
    assert set(visitors.answers) == {"ok"}, visitors.answers
