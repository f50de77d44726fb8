"""`People`: what this service may show of members, kept from identity's latest values.

Guarantees: the newest version wins; an erased person has no name here either. All values are read
at the start, after each (re)connection, when the stream was wiped and once a minute; in between
what changed.
"""

import asyncio
from typing import Final
from uuid import UUID

import msgspec
import structlog
from nats.aio.msg import Msg

from medianest.contracts.state import Person
from medianest.contracts.topology import TOPOLOGY
from medianest.eventlog.bus.broker import Away, Broker, StreamMissing
from medianest.eventlog.postgres import AWAY, Pool
from medianest.eventlog.rest import end, rest

POLL_S: Final = 5.0
ALL_AGAIN_S: Final = 60.0
SETTLE_S: Final = 0.02
BATCH: Final = 500
SUBJECTS: Final = f"mn.state.{Person.service}.{Person.kind}."

log = structlog.get_logger()

KEEP = """
insert into people(member_id, version, display_name, role, disabled, erased, plex_id)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (member_id) do update set version = excluded.version,
  display_name = excluded.display_name, role = excluded.role, disabled = excluded.disabled,
  erased = excluded.erased, plex_id = excluded.plex_id
where not people.erased and (
  people.version < excluded.version
  or excluded.erased
  or (people.version = excluded.version and people.plex_id is distinct from excluded.plex_id)
)
"""

NAME = """
select display_name from people where member_id = $1 and not erased
"""


PLEX_ID = """
select plex_id from people where member_id = $1 and not erased
"""


class People:
    """The side table `people`; pages join it by `member_id`, or ask for one name."""

    def __init__(self, pool: Pool, broker: Broker | None) -> None:
        """Without a broker the table stays as it is."""
        self._pool = pool
        self._broker = broker
        self._stream = TOPOLOGY["identity"].state_stream
        self._sequence = 0
        self._read_all_at = 0.0
        self._connections = 0
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def name(self, member_id: UUID) -> str | None:
        """How a member is called, or None for somebody unknown or erased."""
        async with self._pool.acquire() as connection:
            name = await connection.fetchval(NAME, member_id)
        return None if name is None else str(name)

    async def plex_id(self, member_id: UUID) -> str | None:
        """What Plex calls a member, or None for who never came by it, or is unknown or erased."""
        async with self._pool.acquire() as connection:
            plex_id = await connection.fetchval(PLEX_ID, member_id)
        return None if plex_id is None else str(plex_id)

    async def start(self) -> None:
        """Begin to keep the table."""
        if self._broker is None:
            return
        self._broker.on_connect(self._wake.set)
        await self._broker.subscribe("mn.state.identity.>", self._changed)
        self._task = asyncio.create_task(self._run(self._broker), name="people")

    async def stop(self) -> None:
        """Stop; the table stays."""
        if self._task is not None:
            await end(self._task)

    async def _changed(self, message: Msg) -> None:
        self._wake.set()

    async def _run(self, broker: Broker) -> None:
        while True:
            if self._wake.is_set():
                self._wake.clear()
                await asyncio.sleep(SETTLE_S)  # it is heard of a moment before it can be read
            try:
                if broker.connected:
                    await self._read(broker)
            except (*AWAY, Away, StreamMissing, msgspec.MsgspecError) as error:
                log.warning("people.waiting", reason=repr(error))
            await rest(self._wake, POLL_S)

    async def _read(self, broker: Broker) -> None:
        now = asyncio.get_running_loop().time()
        last = await broker.last(self._stream)
        if (
            last is None
            or last.sequence < self._sequence
            or broker.connections != self._connections
            or now - self._read_all_at > ALL_AGAIN_S
        ):
            self._sequence, self._read_all_at = 0, now
            self._connections = broker.connections
        while messages := await broker.batch(self._stream, self._sequence + 1, BATCH):
            people = [
                msgspec.json.decode(raw.data, type=Person)
                for raw in messages
                if raw.subject.startswith(SUBJECTS)
            ]
            async with self._pool.acquire() as connection:
                await connection.executemany(KEEP, [row_of(person) for person in people])
            self._sequence = messages[-1].sequence


def row_of(person: Person) -> tuple[UUID, int, str, str, bool, bool, str | None]:
    """What `KEEP` takes of a person: of who is erased no name."""
    who, gone = person.member_id, person.erased
    name, plex_id = ("", None) if gone else (person.display_name, person.plex_id)
    return who, person.version, name, person.role, person.disabled, gone, plex_id
