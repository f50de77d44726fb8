"""What the status page reads: states from the read model, times and uptime from the beats."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import asyncpg

from medianest.contracts.record import Record
from medianest.eventlog.postgres import Pool
from medianest.status.domain.monitor import Answered, Outcome, Source

WINDOWS: Final = {
    "24h": timedelta(hours=24),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
    "90d": timedelta(days=90),
}


class MonitorLine(Record):
    """One monitor as the page shows it. `uptime`: share of good beats, 0 to 1, by window."""

    id: UUID
    name: str
    state: str
    detail: str | None
    since: datetime | None
    response_ms: float | None
    uptime: dict[str, float | None]
    source: Source


class Slice(Record):
    """One bar of a history: how many looks, how many failed or were flawed, the mean time."""

    at: datetime
    beats: int
    failed: int
    flawed: int
    response_ms: float | None


class Change(Record):
    state: str
    detail: str | None
    at: datetime


MONITORS = """
select m.monitor_id, m.name, m.source, m.state, m.detail, m.since, b.response_ms
from monitors m
left join lateral (select response_ms from beats where monitor_id = m.monitor_id
                   order by at desc limit 1) b on true
order by m.name
"""

UPTIME = """
select monitor_id,
  avg(ok::int) filter (where at > $1::timestamptz - interval '24 hours') as "24h",
  avg(ok::int) filter (where at > $1::timestamptz - interval '7 days') as "7d",
  avg(ok::int) filter (where at > $1::timestamptz - interval '30 days') as "30d",
  avg(ok::int) as "90d"
from beats where at > $1::timestamptz - interval '90 days' group by monitor_id
"""

HISTORY = """
select monitor_id, date_bin($2::interval, at, $1::timestamptz) as slice, count(*) as beats,
  count(*) filter (where not ok) as failed,
  count(*) filter (where flaw is not null and ok) as flawed,
  avg(response_ms) as response_ms
from beats where at >= $1::timestamptz group by 1, 2 order by 1, 2
"""

CHANGES = """
select state, detail, at from changes where monitor_id = $1 order by position desc limit 50
"""

ADD_BEAT = """
insert into beats(monitor_id, at, ok, flaw, response_ms) values ($1, $2, $3, $4, $5)
on conflict (monitor_id, at) do nothing
"""

FAILED_IN_A_ROW = """
select count(*) from beats where monitor_id = $1 and at < $2 and at > coalesce(
  (select max(at) from beats where monitor_id = $1 and at < $2 and ok), '-infinity')
"""

IS_NEWEST = """
select not exists (select 1 from beats where monitor_id = $1 and at > $2)
"""

OF_SOURCE = """
select monitor_id from monitors where source = $1
"""

FORGET = """
delete from beats where at < $1
"""

BARS: Final = {"24h": 48, "7d": 56, "30d": 60, "90d": 90}


class StatusQueries:
    """Reads the page, and keeps the beats."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def monitors(self, now: datetime) -> list[MonitorLine]:
        async with self._pool.acquire() as connection:
            lines = await connection.fetch(MONITORS)
            uptimes = {row["monitor_id"]: row for row in await connection.fetch(UPTIME, now)}
        return [
            MonitorLine(
                id=row["monitor_id"],
                name=row["name"],
                state=row["state"],
                detail=row["detail"],
                since=row["since"],
                response_ms=row["response_ms"],
                source=row["source"],
                uptime={w: _share(uptimes.get(row["monitor_id"]), w) for w in WINDOWS},
            )
            for row in lines
        ]

    async def monitor(self, monitor_id: UUID, now: datetime) -> MonitorLine | None:
        return next((m for m in await self.monitors(now) if m.id == monitor_id), None)

    async def history(self, window: str, now: datetime) -> dict[UUID, list[Slice]]:
        """Every monitor's past; a slice in which nobody looked is left out."""
        span = WINDOWS[window]
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(HISTORY, now - span, span / BARS[window])
        found: dict[UUID, list[Slice]] = {}
        for row in rows:
            found.setdefault(row["monitor_id"], []).append(_slice(row))
        return found

    async def changes(self, monitor_id: UUID) -> Sequence[Change]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(CHANGES, monitor_id)
        return [Change(state=row["state"], detail=row["detail"], at=row["at"]) for row in rows]

    async def record(self, monitor_id: UUID, at: datetime, outcome: Outcome) -> int:
        """Keep a beat; answer how many failed right before it."""
        ok = isinstance(outcome, Answered)
        took_ms = outcome.response_ms if isinstance(outcome, Answered) else None
        async with self._pool.acquire() as connection:
            await connection.execute(ADD_BEAT, monitor_id, at, ok, outcome.detail, took_ms)
            return int(await connection.fetchval(FAILED_IN_A_ROW, monitor_id, at))

    async def keep(self, monitor_id: UUID, at: datetime, outcome: Outcome | None) -> bool:
        """Keep another system's beat, once; say whether none is newer. None is not counted."""
        async with self._pool.acquire() as connection:
            if outcome is not None:
                took_ms = outcome.response_ms if isinstance(outcome, Answered) else None
                ok = isinstance(outcome, Answered)
                await connection.execute(ADD_BEAT, monitor_id, at, ok, None, took_ms)
            return bool(await connection.fetchval(IS_NEWEST, monitor_id, at))

    async def of_source(self, source: Source) -> frozenset[UUID]:
        """The monitors that this source watches."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(OF_SOURCE, source)
        return frozenset(row["monitor_id"] for row in rows)

    async def forget_before(self, at: datetime) -> None:
        async with self._pool.acquire() as connection:
            await connection.execute(FORGET, at)


def _share(row: asyncpg.Record | None, window: str) -> float | None:
    value = None if row is None else row[window]
    return None if value is None else round(float(value), 5)


def _slice(row: asyncpg.Record) -> Slice:
    return Slice(
        at=row["slice"],
        beats=row["beats"],
        failed=row["failed"],
        flawed=row["flawed"],
        response_ms=row["response_ms"],
    )
