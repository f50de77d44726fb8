"""Read models: tables derived from facts, in throw-away schemas of their own generation.

Guarantees: an own read model is at the head when an append commits, so that people read what they
just wrote; facts that another program version appended are caught up first, in order, each applied
once. A rebuild ends byte for byte as the live tables are, because `apply` is deterministic.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, Final

import asyncpg
import structlog

from medianest.contracts.topology import ServiceName
from medianest.eventlog.codec import Codec
from medianest.eventlog.decider import UnknownFact
from medianest.eventlog.postgres import LOCK_HEAD, Connection, Pool

__all__ = ["Connection", "OwnReadModels", "ReadModel"]

BATCH: Final = 500
BEHIND_OK: Final = 100
BUILDER_POLL_S: Final = 0.2
BUILDER_GONE_WITHIN_S: Final = 3600.0

log = structlog.get_logger()

CREATE_SCHEMA = """
select create_read_schema($1)
"""

ADD_CHECKPOINT = """
insert into checkpoints(reader, generation, source, epoch, position, status)
select $1, $2, $3, epoch, 0, 'building' from log_head
on conflict (reader, generation, source) do nothing
"""

POSITIONS = """
select reader, position, status from checkpoints where source = 'own' and (reader, generation) in
  (select * from unnest($1::text[], $2::int[]))
"""

BEHIND = """
select exists(select 1 from checkpoints c join unnest($1::text[], $2::int[]) m(name, generation)
  on c.reader = m.name and c.generation = m.generation
  where c.source = 'own' and c.position < (select position from log_head))
"""

POSITION = """
select position from checkpoints where reader = $1 and generation = $2 and source = 'own'
"""

LOCK_POSITION = """
select position from checkpoints
where reader = $1 and generation = $2 and source = 'own' for update
"""

MOVE = """
update checkpoints set position = $3, status = coalesce($4, status)
where reader = $1 and generation = $2 and source = 'own'
"""

MOVE_ALL = """
update checkpoints set position = $3 where source = 'own' and (reader, generation) in
  (select * from unnest($1::text[], $2::int[]))
"""

FACTS_AFTER = """
select position, stream_id, version, fact_id, type, schema_v, data, meta, said, recorded_at
from facts where position > $1 and position <= $2 order by position limit $3
"""

HEAD = """
select position from log_head
"""

# Postgres ends whoever stops while holding the head, after 5 s; one who starts outwaits that.
PATIENTLY = """
set local lock_timeout = '20s'
"""

SET_SEARCH_PATH = """
select set_config('search_path', $1, true)
"""

TURN_TO = """
select set_config('search_path', format('%I, %s', n.nspname, current_setting('search_path')), true)
from pg_namespace n
where n.nspname = $1 and exists(select 1 from pg_class c where c.relnamespace = n.oid)
"""

TABLES_OF = """
select format('%I', c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = $1 and c.relkind in ('r', 'p') order by c.relname
"""

TAKE_BUILDER = """
select pg_try_advisory_lock(hashtextextended($1, 0))
"""

LEAVE_BUILDER = """
select pg_advisory_unlock(hashtextextended($1, 0))
"""

BUILDER_LOCK = """
select pg_advisory_xact_lock(hashtextextended($1, 0))
"""


class ReadModel:
    """`apply` writes the tables of `ddl`. `source`: `own`, or the services whose events feed it.

    Raise `generation` whenever `ddl` or `apply` changes what the tables hold: it is built anew,
    beside the old one. Table names are unqualified, and unique within the service.
    """

    def __init__(
        self,
        *,
        name: str,
        generation: int,
        ddl: str,
        apply: Callable[[Connection, Any], Awaitable[None]],
        source: str | tuple[ServiceName, ...] = "own",
    ) -> None:
        """`name` is lower case; it becomes part of the schema's name."""
        self.name = name
        self.generation = generation
        self.ddl = ddl
        self.apply = apply
        self.source = source

    @property
    def suffix(self) -> str:
        """What distinguishes its schema from the service's own."""
        return f"{self.name}_g{self.generation}"


class OwnReadModels:
    """Keeps the read models of a service's own facts at the head of its log."""

    def __init__(self, service: ServiceName, models: Sequence[ReadModel], codec: Codec) -> None:
        self.service = service
        self.models = [model for model in models if model.source == "own"]
        self._codec = codec
        self._live: set[str] = set()

    async def prepare(self, pool: Pool) -> None:
        """Make what is missing and catch up; afterwards appends keep them at the head."""
        for model in self.models:
            async with pool.acquire() as connection:
                await create_tables(connection, self.service, model, ("own",))
                while not await self._catch_up_some(connection, model):
                    pass
            self._live.add(model.name)

    async def apply_up_to(self, connection: Connection, head: int) -> None:
        """Bring every live model from where it stands to `head`; the caller holds the head."""
        live = [model for model in self.models if model.name in self._live]
        if not live:
            return
        names, generations = [m.name for m in live], [m.generation for m in live]
        rows = await connection.fetch(POSITIONS, names, generations)
        positions = {row["reader"]: row["position"] for row in rows}
        facts = await self._facts(connection, min(positions.values()), head)
        for model in live:
            for stored in facts:
                if stored.position > positions[model.name]:
                    await model.apply(connection, stored)
        if facts:
            await connection.execute(MOVE_ALL, names, generations, head)

    async def catch_up(self, connection: Connection) -> None:
        """Apply what other processes appended without knowing these generations."""
        names, generations = [m.name for m in self.models], [m.generation for m in self.models]
        if not await connection.fetchval(BEHIND, names, generations):
            return
        async with connection.transaction():
            await self.apply_up_to(connection, await connection.fetchval(LOCK_HEAD))

    async def _catch_up_some(self, connection: Connection, model: ReadModel) -> bool:
        """One batch of a build; True once it is live. The last stretch is done under the head."""
        async with connection.transaction():
            head = await connection.fetchval(HEAD)
            position = await connection.fetchval(POSITION, model.name, model.generation)
            if head - position <= BEHIND_OK:
                # Head before row, as every writer does; else the two would wait for each other.
                return await self._finish(connection, model)
            position = await connection.fetchval(LOCK_POSITION, model.name, model.generation)
            rows = await connection.fetch(FACTS_AFTER, position, head, BATCH)
            for stored in self._known(rows):
                await model.apply(connection, stored)
            if rows:
                reached = rows[-1]["position"]
                await connection.execute(MOVE, model.name, model.generation, reached, None)
            return False

    async def _finish(self, connection: Connection, model: ReadModel) -> bool:
        await connection.execute(PATIENTLY)
        head = await connection.fetchval(LOCK_HEAD)
        position = await connection.fetchval(LOCK_POSITION, model.name, model.generation)
        for stored in await self._facts(connection, position, head):
            await model.apply(connection, stored)
        await connection.execute(MOVE, model.name, model.generation, head, "live")
        return True

    async def _facts(self, connection: Connection, after: int, up_to: int) -> list[Any]:
        rows = await connection.fetch(FACTS_AFTER, after, up_to, None)
        return self._known(rows)

    def _known(self, rows: Sequence[asyncpg.Record]) -> list[Any]:
        """The facts without those that a newer program said; knowing them is a new generation."""
        known = []
        for row in rows:
            with suppress(UnknownFact):
                known.append(self._codec.stored(row))
        return known

    async def rebuild(self, pool: Pool, name: str) -> None:
        """Build the same generation anew beside the live one, then swap them in one transaction."""
        model = next(model for model in self.models if model.name == name)
        builder = f"{self.service}.{model.suffix}_next"
        async with pool.acquire() as connection:
            async with asyncio.timeout(BUILDER_GONE_WITHIN_S):
                while not await connection.fetchval(TAKE_BUILDER, builder):  # noqa: ASYNC110  another process holds it
                    await asyncio.sleep(BUILDER_POLL_S)
            try:
                await self._build_beside(connection, model)
            finally:
                await connection.execute(LEAVE_BUILDER, builder)

    async def replay(self, connection: Connection, model: ReadModel) -> None:
        """Apply every fact up to where the live model stands; tables lie on the search path."""
        reached = await connection.fetchval(POSITION, model.name, model.generation)
        position = 0
        while rows := await connection.fetch(FACTS_AFTER, position, reached, BATCH):
            for stored in self._known(rows):
                await model.apply(connection, stored)
            position = rows[-1]["position"]

    async def _build_beside(self, connection: Connection, model: ReadModel) -> None:
        building = await connection.fetchval(CREATE_SCHEMA, f"{model.suffix}_next")
        live = await connection.fetchval(CREATE_SCHEMA, model.suffix)
        path = await connection.fetchval("select current_setting('search_path')")
        await _empty(connection, building)
        async with connection.transaction():
            await connection.execute(SET_SEARCH_PATH, f"{building}, {path}")
            await connection.execute(model.ddl)
        position = 0
        while True:
            async with connection.transaction():
                await connection.execute(SET_SEARCH_PATH, f"{building}, {path}")
                head = await connection.fetchval(HEAD)
                near = head - position <= BEHIND_OK
                if near:
                    head = await connection.fetchval(LOCK_HEAD)
                rows = await connection.fetch(FACTS_AFTER, position, head, None if near else BATCH)
                for stored in self._known(rows):
                    await model.apply(connection, stored)
                position = rows[-1]["position"] if rows else position
                if near:
                    await _swap(connection, building, live)
                    await connection.execute(MOVE, model.name, model.generation, head, "live")
                    return


async def create_tables(
    connection: Connection, service: ServiceName, model: ReadModel, sources: Sequence[str]
) -> None:
    """Make the schema, tables and checkpoints of this generation, once among all processes."""
    async with connection.transaction():
        await connection.execute(BUILDER_LOCK, f"{service}.{model.suffix}")
        schema = await connection.fetchval(CREATE_SCHEMA, model.suffix)
        if await connection.fetch(TABLES_OF, schema):
            return
        path = await connection.fetchval("select current_setting('search_path')")
        await connection.execute(SET_SEARCH_PATH, f"{schema}, {path}")
        await connection.execute(model.ddl)
        for source in sources:
            await connection.execute(ADD_CHECKPOINT, model.name, model.generation, source)
        log.info("eventlog.readmodel.new", service=service, model=model.suffix)


async def turn_to_next(connection: Connection, service: ServiceName, model: ReadModel) -> bool:
    """Let names mean the tables that are being built beside the live ones, if there are any.

    Until the transaction ends. What was written to the live tables before, in the same transaction,
    can't have been swapped away in between.
    """
    schema = f"{service}_{model.suffix}_next"
    return await connection.fetchval(TURN_TO, schema) is not None


async def _empty(connection: Connection, schema: str) -> None:
    for row in await connection.fetch(TABLES_OF, schema):
        await connection.execute(f"drop table {schema}.{row['name']} cascade")


async def _swap(connection: Connection, building: str, live: str) -> None:
    """Put the new tables in the place of the old; names come quoted from the catalogue."""
    await _empty(connection, live)
    for row in await connection.fetch(TABLES_OF, building):
        await connection.execute(f"alter table {building}.{row['name']} set schema {live}")
