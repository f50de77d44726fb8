"""Status as a running service, and people at its door."""

import contextlib
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import asyncpg
import httpx
import pytest

from medianest.contracts.permissions import Role
from medianest.status.app import build
from medianest.testkit import ANNA
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running

TABLES = """
select format('%I.%I', schemaname, tablename) as name
from pg_tables where schemaname like 'status%'
"""


class Desk:
    """A client of the running service."""

    def __init__(self, house: House, url: str) -> None:
        self._house = house
        self.client = httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=30, trust_env=False)

    async def ask(
        self, method: str, path: str, *, role: Role = "admin", **options: Any
    ) -> httpx.Response:
        headers = {**self._house.bearer("status", ANNA, role), **options.pop("headers", {})}
        return await self.client.request(method, path, headers=headers, **options)

    async def seen(self) -> dict[str, str]:
        """The state of each monitor, by its name."""
        answer = await self.ask("GET", "/status", role="guest")
        assert answer.status_code == 200, answer.text
        return {monitor["name"]: monitor["state"] for monitor in answer.json()["monitors"]}

    async def until_seen(self, **states: str) -> None:
        async def shown() -> bool:
            seen = await self.seen()
            assert seen == states
            return True

        await eventually(shown)

    async def connect(self, url: str, **more: Any) -> httpx.Response:
        """Connect an Uptime Kuma on the own network."""
        body = {"url": url, "username": "kuma", "internal": True, **more}
        return await self.ask("PUT", "/settings/status/uptime-kuma", json=body)


class Home:
    """Starts status, again and again on the same house."""

    def __init__(self, house: House) -> None:
        self.house = house

    @contextlib.asynccontextmanager
    async def serving(self, **more: str) -> AsyncIterator[Desk]:
        settings = {"uptime_kuma_grace_s": "0.3", "settling_s": "0", **more}
        environ = partial(self.house.environ, "status")
        async with running(build, environ(**settings)) as service:
            desk = Desk(self.house, service.url)
            async with desk.client:
                yield desk

    async def everything_stored(self) -> str:
        """Every row of every table of status, as text."""
        connection = await asyncpg.connect(self.house("status").owner_dsn)
        try:
            tables = await connection.fetch(TABLES)
            rows = [
                await connection.fetch(f"select t::text as row from {table['name']} t")  # noqa: S608 -- a name from the catalogue
                for table in tables
            ]
            assert any(rows)
            return "\n".join(row["row"] for found in rows for row in found)
        finally:
            await connection.close()


@pytest.fixture
def home(house: House) -> Home:
    return Home(house)
