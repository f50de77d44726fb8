"""A guestbook at notify, and the gateway, which hears what is signed there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from medianest.cli.provision import provision_streams
from medianest.contracts.meta import Meta
from medianest.eventlog import postgres
from medianest.eventlog.codec import Codec
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.jobs import Job
from medianest.eventlog.messaging import Messaging, NatsAccess
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.readmodels import OwnReadModels, ReadModel
from medianest.eventlog.tracing import Traces
from medianest.eventlog.turn import Turn
from medianest.testkit.eventually import eventually
from medianest.testkit.guestbook import GUESTBOOK, lines, note, sign
from medianest.testkit.house import House

META = Meta(correlation=UUID(int=1))

ADD = """
insert into heard_lines(position, line) values ($1, $2)
"""

HEARD = """
select position, line from heard_lines order by n
"""

SAID = """
select position from facts where said is not null order by position
"""

JOBS = """
select key from jobs where kind = 'chaos.told'
"""


async def _hear(connection: Any, heard: Heard) -> None:
    if heard.event.category == "poison":
        raise ValueError("poison")
    await connection.execute(ADD, heard.position, heard.event.category)


async def _plan(turn: Turn, heard: Heard) -> None:
    await turn.plan(Job(kind="chaos.told", key=str(heard.id), data={}, due_at=heard.at))


HEARD_LINES = ReadModel(
    name="heard_lines",
    generation=1,
    # n shows in which order, and how often, a line was applied.
    ddl="create table heard_lines(n bigserial, position bigint not null, line text not null)",
    apply=_hear,
    source=("notify",),
)
TOLD = Reaction(name="told", sources=("notify",), start="zero", react=_plan)


class Story:
    """What the tests tell: lines are signed at notify; the gateway hears them."""

    def __init__(self, house: House, stack: AsyncExitStack) -> None:
        self.house = house
        self.fatal: list[str] = []
        self._stack = stack
        self._pools: dict[str, postgres.Pool] = {}

    async def process(self) -> EventLog:
        """A whole process of notify, as it runs in a house."""
        eventlog = await EventLog.open(
            service="notify",
            settings=self.house("notify").settings,
            deciders=(GUESTBOOK,),
            read_models=(lines(),),
        )
        await eventlog.start()
        self._stack.push_async_callback(eventlog.stop, 2)
        return eventlog

    async def speaker(self) -> tuple[EventLog, Messaging]:
        """One process of notify: its log and its relay."""
        at = self.house("notify")
        eventlog = await EventLog.open(
            service="notify",
            settings=at.settings,
            deciders=(GUESTBOOK,),
            read_models=(lines(),),
            speaks=False,
        )
        await eventlog.start()
        self._stack.push_async_callback(eventlog.stop, 2)
        messaging = await self._messaging("notify", eventlog.pool)
        return eventlog, messaging

    async def listener(
        self, *, model: ReadModel = HEARD_LINES, reaction: Reaction = TOLD, started: bool = True
    ) -> Messaging:
        """One process of the gateway: a read model and a reaction."""
        pool = await self.pool("gateway", f"gateway_{model.suffix}")
        return await self._messaging(
            "gateway", pool, reactions=(reaction,), read_models=(model,), started=started
        )

    async def pool(self, service: str, *schemas: str) -> postgres.Pool:
        """A pool as the service would have it."""
        dsn = self.house(service).dsn
        pool = await postgres.open_pool(dsn, [*schemas, service], size=4)
        self._stack.push_async_callback(_close, pool)
        return pool

    async def _messaging(
        self, service: Any, pool: postgres.Pool, *, started: bool = True, **more: Any
    ) -> Messaging:
        at, codec = self.house(service), Codec((GUESTBOOK,))
        messaging = Messaging(
            service=service,
            access=NatsAccess(url=at.nats_url, seed=at.nats_seed),
            dsn=at.dsn,
            search_path=[service],
            pool=pool,
            codec=codec,
            own=OwnReadModels(service, (), codec),
            traces=Traces(),
            on_fatal=self.fatal.append,
            **more,
        )
        if started:
            await messaging.start()
        self._stack.push_async_callback(messaging.stop)
        return messaging

    async def sign(self, eventlog: EventLog, *said: str) -> int:
        """Sign these lines, each with a private note before it; returns the last position."""
        book, position = uuid4(), 0
        for line in said:
            await eventlog.log.carry_out(note(book, "between us"), meta=META)
            receipt = await eventlog.log.carry_out(sign(book, line), meta=META)
            position = receipt.position
        return position

    @asynccontextmanager
    async def owner(self, service: str) -> AsyncIterator[Any]:
        """The administrator's connection, with a service's schema in sight."""
        connection = await asyncpg.connect(
            self.house.admin_dsn, server_settings={"search_path": service}
        )
        try:
            yield connection
        finally:
            await connection.close()

    async def said(self) -> list[int]:
        async with self.owner("notify") as connection:
            return [row["position"] for row in await connection.fetch(SAID)]

    async def heard(self, schema: str = "gateway_heard_lines_g1") -> list[int]:
        """The positions in the order in which they were applied."""
        pool = self._pools.get(schema) or await self.pool("gateway", schema)
        self._pools[schema] = pool
        async with pool.acquire() as connection:
            return [row["position"] for row in await connection.fetch(HEARD)]

    async def jobs(self) -> list[str]:
        async with self.owner("gateway") as connection:
            return [row["key"] for row in await connection.fetch(JOBS)]

    async def all_heard(self, timeout_s: float = 15) -> None:
        """Everything that was said is heard: once, in order; and a job stands for each."""

        async def same() -> bool:
            said = await self.said()
            heard = await self.heard()
            assert heard == said, f"heard {len(heard)} of {len(said)}: …{heard[-5:]}"
            assert len(await self.jobs()) == len(said)
            return True

        await eventually(same, timeout_s=timeout_s)

    async def provision(self) -> None:
        """What `medianest provision --watch` does every few seconds."""
        await provision_streams(self.house.credentials, self.house.addresses)

    async def restart_nats(self) -> None:
        """kill -9, then the same server on the same port and disk."""
        await self.house.nats.kill()
        await self.house.nats.start()


async def _close(pool: postgres.Pool) -> None:
    try:
        await asyncio.wait_for(pool.close(), 2)
    except TimeoutError:
        pool.terminate()


@pytest.fixture
async def story(house: House) -> AsyncIterator[Story]:
    async with AsyncExitStack() as stack:
        yield Story(house, stack)
