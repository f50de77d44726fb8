"""Two services of ours on real, durable servers: notify keeps a guestbook, the gateway hears it.

Beside them a plain NATS, on which the bare client shows what the hops alone cost.
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readmodels import ReadModel
from medianest.local.servers import NatsServer
from medianest.testkit.guestbook import GUESTBOOK, sign
from medianest.testkit.house import House, Servers

META = Meta(correlation=UUID(int=1))
LINES_A_COMMAND = 100
ADD = """
insert into heard_lines(position, line) values ($1, $2)
"""
TELL = """
select pg_notify('heard', $1)
"""


async def _hear(connection: Any, heard: Heard) -> None:
    line = heard.event.category  # type: ignore[attr-defined]  # the guestbook's one event has it
    await connection.execute(ADD, heard.position, line)
    if line.startswith("tell "):  # committed and told at the same moment, by Postgres itself
        await connection.execute(TELL, line)


HEARD_LINES = ReadModel(
    name="heard_lines",
    generation=1,
    ddl="create table heard_lines(position bigint primary key, line text not null)",
    apply=_hear,
    source=("notify",),
)


class TwoServices:
    """A fresh house; each round of a measurement has its own."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def speaker(self, *, speaks: bool) -> EventLog:
        """Notify, started; with or without its relay."""
        eventlog = await EventLog.open(
            service="notify",
            settings=self.house("notify").settings,
            deciders=(GUESTBOOK,),
            speaks=speaks,
        )
        await eventlog.start()
        return eventlog

    async def hearer(self) -> EventLog:
        """The gateway, started."""
        eventlog = await EventLog.open(
            service="gateway",
            settings=self.house("gateway").settings,
            deciders=(),
            read_models=(HEARD_LINES,),
            speaks=True,
        )
        await eventlog.start()
        return eventlog

    async def sign(self, lines: int) -> None:
        """Keep so many announced facts, while nobody says them."""
        eventlog = await self.speaker(speaks=False)
        for _ in range(lines // LINES_A_COMMAND):
            said = [f"line {n}" for n in range(LINES_A_COMMAND)]
            await eventlog.log.carry_out(sign(new_id(), *said), meta=META)
        await eventlog.stop(2)

    @asynccontextmanager
    async def administrator(self) -> AsyncIterator[Any]:
        """A connection that sees everything."""
        connection = await asyncpg.connect(self.house.admin_dsn)
        try:
            yield connection
        finally:
            await connection.close()


@asynccontextmanager
async def servers(*, forgetful: bool = False) -> AsyncIterator[Servers]:
    """Postgres with all schemas; unless `forgetful`, commits and messages are synced to disk."""
    folder = Path(tempfile.mkdtemp(prefix="medianest-bench-"))
    found = await Servers.start(folder, forgetful=forgetful)
    try:
        yield found
    finally:
        await found.stop()
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


@asynccontextmanager
async def plain_nats(also: str | None = None) -> AsyncIterator[NatsServer]:
    """A NATS without accounts, for the bare client. `also`: more lines of its configuration."""
    folder = Path(tempfile.mkdtemp(prefix="medianest-bench-nats-"))
    if also is not None:
        (folder / "also.conf").write_text(also)
    accounts = None if also is None else folder / "also.conf"
    server = NatsServer(folder, accounts=accounts, port=25_222)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
        await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
