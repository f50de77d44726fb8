"""The beats: each is kept once, and counted once in its minute, its hour and its day."""

from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final
from uuid import UUID

from medianest.chassis.clock import now
from medianest.eventlog.postgres import Pool
from medianest.status.domain.health import Source
from medianest.status.domain.looks import Answered, Habit, Outcome
from medianest.status.ports import Before

LOOKED_BACK_AT: Final = 5
"""More looks before a new one change nothing."""

WEEKS_AHEAD: Final = timedelta(days=21)
AHEAD_MOST: Final = timedelta(days=14)
"""A clock that runs ahead by more is wrong."""

_COUNT = """
  insert into beats_by_{unit} as it
  select monitor_id, date_trunc('{unit}', at, 'UTC'), 1, (not ok)::int,
    (ok and flaw is not null)::int, (response_ms is not null)::int, coalesce(response_ms, 0)
  from kept on conflict (monitor_id, at) do update set
    beats = it.beats + 1, failed = it.failed + excluded.failed,
    flawed = it.flawed + excluded.flawed, timed = it.timed + excluded.timed,
    total_ms = it.total_ms + excluded.total_ms
"""

KEEP: Final = f"""
with kept as (
  insert into beats(monitor_id, at, ok, flaw, response_ms)
  select $1::uuid, $2::timestamptz, $3::boolean, $4::text, $5::real where $2 between $6 and $7
  on conflict (monitor_id, at) do nothing
  returning monitor_id, at, ok, flaw, response_ms),
by_minute as ({_COUNT.format(unit="minute")}),
by_hour as ({_COUNT.format(unit="hour")}),
by_day as ({_COUNT.format(unit="day")})
select count(*) from kept
"""  # noqa: S608 -- made of the constants above

BEFORE = """
select ok, flaw from beats where monitor_id = $1 and at < $2 order by at desc limit $3
"""

HABIT = """
select percentile_cont(0.5) within group (order by total_ms / timed) as usual_ms,
  sum(timed) as looks
from beats_by_minute where monitor_id = $1 and at > $2 and timed > 0
"""

IS_NEWEST = """
select not exists (select 1 from beats where monitor_id = $1 and at > $2)
"""

OF_SOURCE = """
select monitor_id from monitors where source = $1
"""

MAKE_WEEKS = """
select make_beat_weeks($1, $2)
"""

DROP_WEEKS = """
select drop_beat_weeks($1)
"""

FORGET_HOURS = """
delete from beats_by_hour where at < $1
"""


class BeatRecords:
    """The real `Beats`. What is older than `kept` is not taken in any more."""

    def __init__(self, pool: Pool, *, kept: timedelta, hours_kept: timedelta) -> None:
        self._pool = pool
        self._kept = kept
        self._hours_kept = hours_kept

    async def record(
        self, monitor_id: UUID, at: datetime, outcome: Outcome, flaw: str | None
    ) -> Before:
        """As the port says."""
        await self._add(monitor_id, at, outcome, flaw)
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(BEFORE, monitor_id, at, LOOKED_BACK_AT)
        failures = sum(1 for _ in takewhile(lambda row: not row["ok"], rows))
        flaws = sum(1 for _ in takewhile(lambda row: row["flaw"] is not None, rows))
        return Before(failures=failures, flaws=flaws)

    async def keep(self, monitor_id: UUID, at: datetime, outcome: Outcome | None) -> bool:
        """As the port says."""
        if outcome is not None:
            await self._add(monitor_id, at, outcome, None)
        async with self._pool.acquire() as connection:
            return bool(await connection.fetchval(IS_NEWEST, monitor_id, at))

    async def habit(self, monitor_id: UUID, at: datetime) -> Habit | None:
        """The median of the past day's minutes."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(HABIT, monitor_id, at - timedelta(days=1))
        if row is None or row["usual_ms"] is None:
            return None
        return Habit(usual_ms=row["usual_ms"], looks=row["looks"])

    async def of_source(self, source: Source) -> frozenset[UUID]:
        """The monitors that this source watches."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(OF_SOURCE, source)
        return frozenset(row["monitor_id"] for row in rows)

    async def tidy(self) -> None:
        """As the port says."""
        async with self._pool.acquire() as connection:
            await connection.execute(MAKE_WEEKS, now() - self._kept, now() + WEEKS_AHEAD)
            await connection.execute(DROP_WEEKS, now() - self._kept)
            await connection.execute(FORGET_HOURS, now() - self._hours_kept)

    async def _add(
        self, monitor_id: UUID, at: datetime, outcome: Outcome, flaw: str | None
    ) -> None:
        is_ok = isinstance(outcome, Answered)
        took_ms = outcome.response_ms if isinstance(outcome, Answered) else None
        words = flaw if is_ok else outcome.detail
        span = (now() - self._kept, now() + AHEAD_MOST)
        async with self._pool.acquire() as connection:
            await connection.fetchval(KEEP, monitor_id, at, is_ok, words, took_ms, *span)
