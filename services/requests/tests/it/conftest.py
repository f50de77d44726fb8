"""Requests as a running service, with a hand in its log and one at its door."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

import asyncpg
import httpx
import pytest_asyncio

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import Role
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.requests.app import DECIDERS, READ_MODELS, build
from medianest.requests.projections.library import LIBRARY_ITEMS
from medianest.testkit import ANNA
from medianest.testkit.house import House
from medianest.testkit.runner import running


class Door:
    """Calls as they come through the gateway."""

    def __init__(self, client: httpx.AsyncClient, house: House) -> None:
        self._client = client
        self._house = house

    async def get(self, path: str, role: Role | None = "guest") -> httpx.Response:
        headers = {} if role is None else self._house.bearer("requests", ANNA, role)
        return await self._client.get(f"/api/v1{path}", headers=headers)

    async def shelve(self, *steps: Step[Any, Any]) -> None:
        """Carry out commands as another replica of requests would."""
        eventlog = await self._eventlog()
        await eventlog.start()
        for step in steps:
            await eventlog.log.carry_out(step, meta=Meta(correlation=new_id()))
        await eventlog.stop()

    async def rebuild(self) -> None:
        eventlog = await self._eventlog()
        await eventlog.rebuild(LIBRARY_ITEMS.name)
        await eventlog.pool.close()

    async def stored(self) -> Sequence[asyncpg.Record]:
        """Every row of the table of library items."""
        connection = await asyncpg.connect(self._house("requests").owner_dsn)
        try:
            schema = await connection.fetchval(
                "select schemaname from pg_tables where tablename = 'library_items'"
            )
            rows: Sequence[asyncpg.Record] = await connection.fetch(
                f'select * from "{schema}".library_items order by item_id'  # noqa: S608 -- a name from the catalogue
            )
            return rows
        finally:
            await connection.close()

    async def _eventlog(self) -> EventLog:
        at = self._house("requests")
        return await EventLog.open(
            service="requests",
            settings=at.settings,
            deciders=DECIDERS,
            read_models=READ_MODELS,
            speaks=False,
        )


@pytest_asyncio.fixture(loop_scope="session")
async def door(house: House) -> AsyncIterator[Door]:
    """A fresh requests, with an empty library."""
    async with (
        running(build, house.environ("requests")) as service,
        httpx.AsyncClient(base_url=service.url) as client,
    ):
        yield Door(client, house)
