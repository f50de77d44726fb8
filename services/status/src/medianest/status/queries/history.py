"""The past of the monitors: uptime exact to the beat, and bars from the roll-up that fits."""

from datetime import UTC, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.record import Record
from medianest.eventlog.postgres import Connection, Pool

Window = Literal["24h", "7d", "30d", "90d"]

WINDOWS: Final[dict[Window, timedelta]] = {
    "24h": timedelta(hours=24),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
    "90d": timedelta(days=90),
}
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

# The whole days, the whole hours on both sides of them, the minutes beside those, and the beats
# that are left over at both ends.
UPTIME: Final = """
select monitor_id, sum(beats) as beats, sum(failed) as failed from (
  select monitor_id, beats, failed from beats_by_day where at >= $4 and at < $5
  union all
  select monitor_id, beats, failed from beats_by_hour
  where at >= $3 and at < $4 or at >= $5 and at < $6
  union all
  select monitor_id, beats, failed from beats_by_minute
  where at >= $2 and at < $3 or at >= $6 and at < $7
  union all
  select monitor_id, 1, (not ok)::int from beats where at > $1 and at < $2 or at >= $7 and at <= $8
) counted group by monitor_id
"""

BARS: Final = """
select monitor_id, date_bin($2::interval, at, $1::timestamptz) as slice, sum(beats) as beats,
  sum(failed) as failed, sum(flawed) as flawed, sum(total_ms) / nullif(sum(timed), 0) as response_ms
from {table} where at >= $1::timestamptz and ($3::uuid is null or monitor_id = $3)
group by 1, 2 order by 1, 2
"""


class Slice(Record):
    """One bar of a history: how many looks, how many failed or were flawed, the mean time."""

    at: datetime
    beats: int
    failed: int
    flawed: int
    response_ms: float | None


class _Ruler(Record):
    """How the bars of a window are cut: so many, each so wide, from a roll-up that divides them."""

    bars: int
    width: timedelta
    unit: timedelta
    table: str


_RULERS: Final[dict[Window, _Ruler]] = {
    "24h": _Ruler(bars=24, width=HOUR, unit=HOUR, table="beats_by_hour"),
    "7d": _Ruler(bars=56, width=3 * HOUR, unit=HOUR, table="beats_by_hour"),
    "30d": _Ruler(bars=30, width=DAY, unit=DAY, table="beats_by_day"),
    "90d": _Ruler(bars=90, width=DAY, unit=DAY, table="beats_by_day"),
}


class HistoryQueries:
    """Reads the past of all monitors at once."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def uptimes(self, now: datetime) -> dict[UUID, dict[Window, float]]:
        """The share of looks that found it there, 0 to 1; a window without looks is left out."""
        found: dict[UUID, dict[Window, float]] = {}
        async with self._pool.acquire() as connection:
            for window, span in WINDOWS.items():
                for monitor_id, share in await _uptime(connection, now - span, now):
                    found.setdefault(monitor_id, {})[window] = share
        return found

    async def bars(
        self, window: Window, now: datetime, one: UUID | None = None
    ) -> dict[UUID, list[Slice]]:
        """By monitor, oldest first; the last one is of now. Without looks there is no bar."""
        ruler = _RULERS[window]
        start = _floor(now, ruler.unit) + ruler.unit - ruler.bars * ruler.width
        statement = BARS.format(table=ruler.table)
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(statement, start, ruler.width, one)
        found: dict[UUID, list[Slice]] = {}
        for monitor_id, at, beats, failed, flawed, response_ms in rows:
            found.setdefault(monitor_id, []).append(
                Slice(at=at, beats=beats, failed=failed, flawed=flawed, response_ms=response_ms)
            )
        return found


async def _uptime(
    connection: Connection, since: datetime, now: datetime
) -> list[tuple[UUID, float]]:
    rows = await connection.fetch(UPTIME, *edges(since, now))
    return [(who, round(1 - failed / beats, 5)) for who, beats, failed in rows]


def edges(since: datetime, now: datetime) -> tuple[datetime, ...]:
    """Where beats, minutes, hours and days begin and end; both ends lie a day apart or more."""
    inner = [_ceil(since, unit) for unit in (MINUTE, HOUR, DAY)]
    outer = [_floor(now, unit) for unit in (DAY, HOUR, MINUTE)]
    return (since, *inner, *outer, now)


def _floor(at: datetime, unit: timedelta) -> datetime:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return at - (at - epoch) % unit


def _ceil(at: datetime, unit: timedelta) -> datetime:
    floor = _floor(at, unit)
    return floor if floor == at else floor + unit
