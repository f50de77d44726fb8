"""Status as a running service, and people at its door."""

import contextlib
import json
from collections.abc import AsyncIterator
from functools import partial
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest

from medianest.contracts.events.identity import MemberErased
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import Role
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.status.app import build
from medianest.testkit import ANNA
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

TABLES = """
select format('%I.%I', schemaname, tablename) as name
from pg_tables where schemaname like 'status%'
"""

SAID = """
select said::text as said from facts
where said->>'type' = 'medianest.status.' || $1 order by position
"""


class Erased(Fact, tag="erased-in-a-test"):
    member_id: UUID


class Desk:
    """A client of the running service."""

    def __init__(self, house: House, url: str) -> None:
        self._house = house
        self.client = httpx.AsyncClient(
            base_url=f"{url}/api/v1", timeout=30, trust_env=False, verify=NOBODY
        )

    async def ask(
        self, method: str, path: str, *, role: Role = "admin", who: UUID = ANNA, **options: Any
    ) -> httpx.Response:
        headers = {**self._house.bearer("status", who, role), **options.pop("headers", {})}
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
        self._neighbours: list[EventLog] = []

    @contextlib.asynccontextmanager
    async def serving(self, **more: str) -> AsyncIterator[Desk]:
        settings = {"uptime_kuma_grace_s": "0.3", "settling_s": "0", **more}
        environ = partial(self.house.environ, "status")
        async with running(build, environ(**settings)) as service:
            desk = Desk(self.house, service.url)
            async with desk.client:
                yield desk

    async def look_now(self) -> None:
        """Every look that is planned is due now; the next follows at its own pace."""
        await self._write("update jobs set due_at = now() where kind = 'look'")
        await self._write("select pg_notify('medianest_jobs', 'look')")

    async def look_often(self, desk: Desk, name: str, state: str) -> None:
        """Look again and again until it is found so."""

        async def found() -> bool:
            await self.look_now()
            return (await desk.seen())[name] == state

        await eventually(found, every_s=0.1)

    async def asked_again(self) -> bool:
        """Whether nothing is left to be asked later of what went down or came back."""
        return not await self._read("select 1 from jobs where kind like '%-outage'")

    async def said(self, name: str) -> list[dict[str, Any]]:
        """The events of this kind, as they were announced."""
        rows = await self._read(SAID, name)
        return [json.loads(row["said"]) for row in rows]

    async def kept_tokens(self) -> int:
        """How many tokens for Uptime Kuma are kept."""
        return len(await self._read("select 1 from secrets where owner = 'uptime-kuma'"))

    async def erase(self, who: UUID) -> None:
        """Identity says that they were erased."""
        decider: Decider[None, Erased] = Decider(
            name="member",
            facts=(Erased,),
            initial=None,
            evolve=lambda state, _: state,
            announce=lambda _, fact: MemberErased(member_id=fact.member_id, epoch=1),
        )
        settings = self.house("identity").settings
        eventlog = await EventLog.open(service="identity", settings=settings, deciders=(decider,))
        await eventlog.start()
        self._neighbours.append(eventlog)
        step = Step(decider, who, lambda _: [Erased(member_id=who)])
        await eventlog.log.carry_out(step, meta=Meta(correlation=new_id()))

    async def rest(self) -> None:
        """Whoever spoke here is silent."""
        for eventlog in self._neighbours:
            await eventlog.stop()

    async def _read(self, statement: str, *values: object) -> list[asyncpg.Record]:
        connection = await self._connect()
        try:
            return list(await connection.fetch(statement, *values))
        finally:
            await connection.close()

    async def _write(self, statement: str) -> None:
        connection = await self._connect()
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    async def _connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(
            self.house("status").owner_dsn, server_settings={"search_path": "status"}
        )

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
async def home(house: House) -> AsyncIterator[Home]:
    home = Home(house)
    yield home
    await home.rest()
