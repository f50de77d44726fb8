"""The two kinds of readers of other services: reactions, and read models that others feed.

Guarantees: a reaction is never rebuilt; after the source was restored it goes on from where the
new epoch began. A read model is built anew then, beside the live tables, from everything its
sources say, and swapped in with its positions in one transaction, so that words of two epochs
never mix.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from medianest.contracts.refusals import Unavailable
from medianest.contracts.topology import ServiceName
from medianest.eventlog.bus.broker import Broker
from medianest.eventlog.bus.stream_reader import NewEpoch, Place
from medianest.eventlog.codec import Codec
from medianest.eventlog.leadership import Leadership
from medianest.eventlog.postgres import Connection, Pool
from medianest.eventlog.readers.heard import Envelope, Heard
from medianest.eventlog.readers.listener import BEGIN, Listener
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.readmodels import OwnReadModels, ReadModel
from medianest.eventlog.tracing import Traces
from medianest.eventlog.turn import Turn

CREATE_SCHEMA: Final = """
select create_read_schema($1)
"""

PATH: Final = """
select current_setting('search_path')
"""

SET_PATH: Final = """
select set_config('search_path', $1, true)
"""

EMPTY_SCHEMA: Final = """
do $do$ declare t record; begin
  for t in select format('%I.%I', n.nspname, c.relname) as name
           from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = current_setting('medianest.schema') and c.relkind in ('r', 'p') loop
    execute 'drop table ' || t.name || ' cascade';
  end loop;
end $do$
"""

MOVE_TABLES: Final = """
do $do$ declare t record; begin
  for t in select format('%I.%I', n.nspname, c.relname) as name
           from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = current_setting('medianest.schema') and c.relkind in ('r', 'p') loop
    execute format('alter table %s set schema %I', t.name, current_setting('medianest.target'));
  end loop;
end $do$
"""

SET_SCHEMAS: Final = """
select set_config('medianest.schema', $1, true), set_config('medianest.target', $2, true)
"""

PLACED: Final = """
update checkpoints set epoch = $4, position = $5, seq_hint = $6, status = 'live', error = null
where reader = $1 and generation = $2 and source = $3
"""

KnownAt = Callable[[ServiceName], Awaitable[int]]
SAID_WITHIN_S: Final = 30.0
SAID_POLL_S: Final = 0.2


class NotAllSaid(Unavailable):
    """A source has not announced all that it knows, so nothing was swapped. Is it running?"""

    def __init__(self, source: ServiceName) -> None:
        super().__init__(retry_after_s=30)
        self.source = source


class ForeignReaders:
    """Makes listeners of a service's declarations."""

    def __init__(
        self,
        service: ServiceName,
        *,
        broker: Broker,
        pool: Pool,
        leadership: Leadership,
        codec: Codec,
        own: OwnReadModels,
        traces: Traces,
    ) -> None:
        self._service = service
        self._broker = broker
        self._pool = pool
        self._leadership = leadership
        self._codec = codec
        self._own = own
        self._traces = traces

    def reaction(self, reaction: Reaction) -> Listener:
        """The listener of a reaction to other services."""

        async def react(connection: Connection, heard: Heard) -> None:
            with self._traces.taking(reaction.name, heard):
                turn = Turn(connection, self._codec, self._own, heard=heard.meta, cause=heard.id)
                await reaction.react(turn, heard)

        sources = () if reaction.sources == "own" else reaction.sources
        return Listener(
            service=self._service,
            name=reaction.name,
            generation=0,
            sources=sources,
            start=reaction.start,
            apply=react,
            on_new_epoch=go_on,
            broker=self._broker,
            pool=self._pool,
            leadership=self._leadership,
        )

    def read_model(self, model: ReadModel) -> Listener:
        """The listener of a read model that others feed."""

        async def apply(connection: Connection, heard: Heard) -> None:
            with self._traces.taking(model.name, heard):
                await model.apply(connection, heard)

        return Listener(
            service=self._service,
            name=model.name,
            generation=model.generation,
            sources=_services(model.source),
            start="zero",
            apply=apply,
            on_new_epoch=partial(_rebuild_for, model),
            broker=self._broker,
            pool=self._pool,
            leadership=self._leadership,
        )


def _services(source: str | tuple[ServiceName, ...]) -> tuple[ServiceName, ...]:
    return () if isinstance(source, str) else source


async def go_on(listener: Listener, source: ServiceName, news: NewEpoch) -> None:
    """A reaction goes on where the new epoch began; what it did stays done."""
    async with listener.pool.acquire() as connection, connection.transaction():
        place = await listener.place(connection, source)
        if place is not None and place.epoch != news.epoch:
            there = Place(epoch=news.epoch, position=news.epoch_from)
            await listener.move(connection, source, place, there)


async def _rebuild_for(
    model: ReadModel, listener: Listener, source: ServiceName, news: NewEpoch
) -> None:
    await rebuild(model, listener)


async def rebuild(model: ReadModel, listener: Listener, known: KnownAt | None = None) -> None:
    """Build the tables anew beside the live ones from all that is said, then swap both at once.

    What a source knows may reach the live tables before it is said (a session that it just ended).
    `known` tells how far a source is, once both tables are written to: the swap waits until so much
    was said, and without it forgets the rest until it is. Raises `NotAllSaid`.
    """
    async with listener.pool.acquire() as connection:
        building = await connection.fetchval(CREATE_SCHEMA, f"{model.suffix}_next")
        live = await connection.fetchval(CREATE_SCHEMA, model.suffix)
        path = f"{building}, {await connection.fetchval(PATH)}"
        async with connection.transaction():
            await connection.execute(SET_PATH, path)
            await connection.execute(SET_SCHEMAS, building, live)
            await connection.execute(EMPTY_SCHEMA)
            await connection.execute(model.ddl)
        places = {}
        for source in listener.streams:
            until = 0 if known is None else await known(source)
            places[source] = await _say_again(
                model, listener, source, connection, path=path, until=until
            )
        async with connection.transaction():
            await connection.execute(SET_SCHEMAS, live, live)
            await connection.execute(EMPTY_SCHEMA)
            await connection.execute(SET_SCHEMAS, building, live)
            await connection.execute(MOVE_TABLES)
            for source, place in places.items():
                at = (listener.name, listener.generation, source)
                spot = (place.epoch, place.position, place.hint)
                await connection.execute(BEGIN, *at, *spot)
                await connection.execute(PLACED, *at, *spot)


async def replay(model: ReadModel, listener: Listener, connection: Connection) -> None:
    """Apply what was said up to where the live model stands; tables lie on the search path."""
    for source, stream in listener.streams.items():
        reached = await listener.place(connection, source)
        place = Place()
        while reached is not None and place.position < reached.position:
            messages = [
                one for one in await stream.after(place) if one.position <= reached.position
            ]
            if not messages:
                return
            for message in messages:
                if message.heard is not None:
                    await model.apply(connection, message.heard)
            place = _place_of(messages[-1])


async def _say_again(
    model: ReadModel,
    listener: Listener,
    source: ServiceName,
    connection: Connection,
    *,
    path: str,
    until: int,
) -> Place:
    place, patience = Place(), time.monotonic() + SAID_WITHIN_S
    while True:
        messages = await listener.streams[source].after(place)
        if not messages and place.position >= until:
            return place
        if not messages and time.monotonic() > patience:
            raise NotAllSaid(source)
        if not messages:
            await asyncio.sleep(SAID_POLL_S)
            continue
        async with connection.transaction():
            await connection.execute(SET_PATH, path)
            for message in messages:
                if message.heard is not None:
                    await model.apply(connection, message.heard)
        place = _place_of(messages[-1])


def _place_of(message: Envelope) -> Place:
    return Place(epoch=message.epoch, position=message.position, hint=message.sequence)
