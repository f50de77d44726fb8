"""P11: how fast facts are kept, beside `COPY` and the library `eventsourcing`, on one Postgres.

Every commit is durable (fsync on) and holds the same facts of some 430 bytes. Ours includes the
version check and dense positions; `COPY` checks nothing, the library checks the version by its
unique index. A command of ours also loads the stream and decides; a `save` of theirs does so too.
"""

import asyncio
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import asyncpg
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

from bench.measure import Round, in_turn, tell
from bench.ratios import AtLeast
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog import postgres
from medianest.eventlog.codec import Codec
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Step, new_facts
from medianest.eventlog.readmodels import OwnReadModels
from medianest.eventlog.sql import migrations
from medianest.eventlog.writer import Command, Part, Writer
from medianest.local.servers import PostgresServer

ROUNDS = 5
FACTS = 5_000
BATCH = 100
SINGLES = 300
CONCURRENT = 64
TEXT = "x" * 380


class Written(Fact, tag="bench.written"):
    text: str = TEXT


class Page(Record):
    pass


PAGES = Decider(name="page", facts=(Written,), initial=Page(), evolve=lambda state, fact: state)

COLUMNS = ("position", "stream_id", "version", "fact_id", "type", "schema_v", "data", "meta")
PLAIN = """
create table plain(
  position bigint primary key, stream_id text not null, version int not null,
  fact_id uuid not null unique, type text not null, schema_v smallint not null,
  data json not null, meta json not null,
  recorded_at timestamptz not null default clock_timestamp(), unique (stream_id, version))
"""
DATA = json.dumps({"text": TEXT})


async def run() -> None:
    """Start a Postgres, measure, stop it."""
    folder = Path(tempfile.mkdtemp(prefix="medianest-bench-"))
    server = PostgresServer(folder / "postgres")
    await server.start()
    try:
        await _measure(server)
    finally:
        await server.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _measure(server: PostgresServer) -> None:
    pool = await postgres.open_pool(server.dsn, ["notify"], size=8)
    log, writer = await _our_log(server.dsn, pool)
    plain = await asyncpg.connect(server.dsn)
    await plain.execute(PLAIN)
    library = _library(server)
    variants: dict[str, Round] = {
        "COPY, 100 a commit": _Copy(plain).round,
        "ours, 100 an append": lambda: _appends(writer),
        "ours, 100 a command": lambda: _ours(log, FACTS, BATCH),
        "eventsourcing, 100 a save": lambda: asyncio.to_thread(_saves, library, FACTS, BATCH),
        "ours, 64 commands at once": lambda: _at_once(log),
        "ours, 1 a command": lambda: _ours(log, SINGLES, 1),
        "eventsourcing, 1 a save": lambda: asyncio.to_thread(_saves, library, SINGLES, 1),
    }
    measured = await in_turn(variants, ROUNDS)
    tell(
        "Append, durable",
        "facts/s",
        measured,
        [
            ("P11", "ours, 100 an append", "COPY, 100 a commit", AtLeast(0.6)),
            ("P11", "ours, 100 an append", "eventsourcing, 100 a save", AtLeast(4)),
            ("", "ours, 100 a command", "eventsourcing, 100 a save", None),
            ("", "ours, 64 commands at once", "eventsourcing, 1 a save", None),
            ("", "ours, 64 commands at once", "ours, 1 a command", None),
        ],
    )
    await writer.stop()
    await pool.close()
    await plain.close()
    library.close()


async def _our_log(dsn: str, pool: postgres.Pool) -> tuple[Log, Writer]:
    admin = await asyncpg.connect(dsn)
    await admin.execute("create role notify_runtime; create schema notify")
    await admin.execute("set search_path to notify")
    for _, statements in migrations():
        await admin.execute(statements)
    await admin.close()
    codec = Codec([PAGES])
    models = OwnReadModels("notify", (), codec)
    writer = Writer(dsn, ["notify"], models)
    await writer.start()
    return Log("notify", pool, writer, codec, models), writer


async def _appends(writer: Writer) -> float:
    """The append alone: decided facts are encoded, checked against their version, and kept."""
    for _ in range(FACTS // BATCH):
        page = new_id()
        facts = new_facts(PAGES, Page(), [Written() for _ in range(BATCH)])
        parts = [Part(PAGES, page, 0, facts)]
        await writer.submit(Command(parts=parts, meta=Meta(correlation=page), once=None))
    return FACTS


async def _ours(log: Log, facts: int, batch: int) -> float:
    for _ in range(facts // batch):
        await _command(log, new_id(), batch)
    return facts


async def _command(log: Log, page: UUID, facts: int) -> None:
    new = [Written() for _ in range(facts)]
    await log.carry_out(Step(PAGES, page, lambda _: new), meta=Meta(correlation=page))


async def _at_once(log: Log) -> float:
    left = iter(range(FACTS))

    async def person() -> None:
        for _ in left:
            await _command(log, new_id(), 1)

    await asyncio.gather(*(person() for _ in range(CONCURRENT)))
    return FACTS


class _Copy:
    def __init__(self, connection: postgres.OwnConnection) -> None:
        self._connection = connection
        self._position = 0

    async def round(self) -> float:
        for _ in range(FACTS // BATCH):
            await self._connection.copy_records_to_table(
                "plain", records=self._rows(), columns=COLUMNS
            )
        return FACTS

    def _rows(self) -> Sequence[tuple[object, ...]]:
        stream, first = f"page-{new_id()}", self._position
        self._position += BATCH
        return [
            (first + n, stream, n, new_id(), "bench.written", 1, DATA, "{}")
            for n in range(1, BATCH + 1)
        ]


class TheirPage(Aggregate):
    """The same fact in the library's own manner."""

    @event("Written")
    def write(self, text: str) -> None:
        """One fact."""


class TheirPages(Application[UUID]):
    """The library's application, with its default settings for Postgres."""


def _library(server: PostgresServer) -> TheirPages:
    return TheirPages(
        env={
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": "postgres",
            "POSTGRES_HOST": "127.0.0.1",
            "POSTGRES_PORT": str(server.port),
            "POSTGRES_USER": "postgres",
            "POSTGRES_PASSWORD": server.password,
        }
    )


def _saves(library: TheirPages, facts: int, batch: int) -> float:
    for _ in range(facts // batch):
        page = TheirPage()
        for _ in range(batch - 1):  # making the page is its first fact
            page.write(TEXT)
        library.save(page)
    return facts
