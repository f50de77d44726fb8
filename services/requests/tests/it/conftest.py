"""Requests as a running service, with a hand in its log and one at its door."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import Role
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.requests.app import DECIDERS, READ_MODELS, build
from medianest.requests.projections.library import LIBRARY_ITEMS
from medianest.testkit import ANNA, THE_OWNER, eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY


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
        httpx.AsyncClient(base_url=service.url, verify=NOBODY) as client,
    ):
        yield Door(client, house)


class OwnersDesk:
    """An owner, whose wishes need nobody's yes, and the hands of the clock."""

    def __init__(self, client: httpx.AsyncClient, house: House, clock: asyncpg.Pool) -> None:
        self._client, self._house, self._clock = client, house, clock

    async def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = dict(self._house.bearer("requests", THE_OWNER, "owner"))
        headers |= options.pop("headers", {})
        return await self._client.request(method, f"/api/v1{path}", headers=headers, **options)

    async def wish(self, **body: Any) -> str:
        answer = await self.ask("POST", "/requests", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def hook(self, body: bytes, secret: str) -> httpx.Response:
        """As the server that fetches calls back, by the gateway."""
        headers = {"Mn-Webhook-Secret": secret}
        path = "/api/v1/webhooks/overseerr"
        return await self._client.post(path, content=body, headers=headers)

    async def see(self, wish: str) -> dict[str, Any]:
        return dict((await self.ask("GET", f"/requests/{wish}")).json())

    async def until(self, wish: str, status: str) -> dict[str, Any]:
        """The wish, once it stands so; what is due later is due now."""

        async def stands() -> bool:
            await self.hurry()
            return (await self.see(wish))["status"] == status

        await eventually(stands, timeout_s=20, every_s=0.1)
        return await self.see(wish)

    async def until_it_waits(self, wish: str) -> str:
        """What it says that it waits for."""

        async def waits() -> bool:
            await self.hurry("error is null")  # its next try may be the one that goes well
            return (await self.see(wish))["stuck_reason"] is not None

        await eventually(waits, timeout_s=20, every_s=0.1)
        return str((await self.see(wish))["stuck_reason"])

    async def jobs(self, kind: str) -> int:
        """How many of this kind are left."""
        count = "select count(*) from jobs where kind = $1"
        return int(await self._clock.fetchval(count, kind))

    async def hurry(self, which: str = "true") -> None:
        """What is due later is due now, of such jobs."""
        await self._clock.execute(
            f"update jobs set due_at = now() where kind <> 'look-after' and {which};"  # noqa: S608  the tests' own words
            " select pg_notify('medianest_jobs', '')"
        )


class Owners:
    """Opens requests for an owner, again and again on the same house."""

    def __init__(self, house: House) -> None:
        self.house = house

    @asynccontextmanager
    async def desk(self, **settings: str) -> AsyncIterator[OwnersDesk]:
        async with (
            running(build, self.house.environ("requests", **settings)) as service,
            httpx.AsyncClient(base_url=service.url, timeout=30, verify=NOBODY) as client,
            asyncpg.create_pool(
                self.house("requests").owner_dsn,
                min_size=0,
                server_settings={"search_path": "requests"},
            ) as clock,
        ):
            yield OwnersDesk(client, self.house, clock)


@pytest.fixture
def owners(house: House) -> Owners:
    return Owners(house)


@pytest.fixture(scope="module")
def owners_of_module(module_house: House) -> Owners:
    return Owners(module_house)
