"""90 days of 100 monitors, looked at once a minute: how long the status page waits for its past.

The peer is the usual way: one table of beats with an index by monitor and time, and uptime and
bars counted over the beats themselves.
"""

import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import asyncpg
from rich.console import Console
from rich.table import Table

from bench.measure import keep
from bench.two_services import servers
from medianest.chassis import clock
from medianest.status.queries.beats import BeatRecords
from medianest.status.queries.history import WINDOWS, HistoryQueries

MONITORS: Final = 100
DAYS: Final = 90
TIMES: Final = 30
PEER_TIMES: Final = 3
WANTED_MS: Final = 50
LOADED_WITHIN_S: Final = 900

FILL = """
insert into beats select ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, at,
  random() > 0.01, null, 20 + 30 * random()
from generate_series($1::timestamptz, $2::timestamptz, '1 minute') at, generate_series(1, $3) n
"""
ROLL_UP = """
insert into beats_by_{unit} select monitor_id, date_trunc('{unit}', at, 'UTC'), count(*),
  count(*) filter (where not ok), 0, count(response_ms), coalesce(sum(response_ms), 0)
from beats group by 1, 2
"""
PEER_TABLE = """
create table peer_beats as select monitor_id, at, ok, response_ms from beats
"""
PEER_INDEX = """
create index on peer_beats(monitor_id, at)
"""
PEER_UPTIME = """
select monitor_id, avg(ok::int) from peer_beats where at > $1 group by 1
"""
PEER_BARS = """
select monitor_id, date_trunc('day', at, 'UTC'), avg(ok::int), avg(response_ms) from peer_beats
where at > $1 group by 1, 2
"""


async def run() -> None:
    """Load, measure, print, keep."""
    now = clock.now()
    async with servers() as ours:
        house = await ours.build()
        at = house("status")
        async with (
            asyncpg.create_pool(
                at.dsn, min_size=1, max_size=1, server_settings={"search_path": "status"}
            ) as pool,
            asyncpg.create_pool(
                at.owner_dsn, min_size=1, max_size=1, server_settings={"search_path": "status"}
            ) as owner,
        ):
            await _load(pool, owner, now)
            found = await _measure(pool, owner, now)
        await house.close()
    _tell(found)


async def _load(pool: Any, owner: Any, now: datetime) -> None:
    kept = timedelta(days=DAYS + 2)
    await BeatRecords(pool, kept=kept, hours_kept=2 * kept).tidy()
    began = now - timedelta(days=DAYS)
    await owner.execute(FILL, began, now, MONITORS, timeout=LOADED_WITHIN_S)
    units = ("minute", "hour", "day")
    for statement in (*(ROLL_UP.format(unit=unit) for unit in units), PEER_TABLE, PEER_INDEX):
        await owner.execute(statement, timeout=LOADED_WITHIN_S)
    await owner.execute("vacuum analyze", timeout=LOADED_WITHIN_S)


async def _measure(pool: Any, owner: Any, now: datetime) -> dict[str, list[float]]:
    history = HistoryQueries(pool)

    async def peer_uptimes() -> None:
        for span in WINDOWS.values():
            await owner.fetch(PEER_UPTIME, now - span, timeout=LOADED_WITHIN_S)

    async def peer_bars() -> None:
        await owner.fetch(PEER_BARS, now - timedelta(days=90), timeout=LOADED_WITHIN_S)

    return {
        "uptime of four windows": await _each(lambda: history.uptimes(now), TIMES),
        "uptime, the usual way": await _each(peer_uptimes, PEER_TIMES),
        **{
            f"bars of {window}": await _each(partial(history.bars, window, now), TIMES)
            for window in WINDOWS
        },
        "bars of 90d, the usual way": await _each(peer_bars, PEER_TIMES),
    }


async def _each(ask: Callable[[], Awaitable[Any]], times: int) -> list[float]:
    """Milliseconds of each, after one that warms up."""
    took = []
    for _ in range(times + 1):
        began = time.perf_counter()
        await ask()
        took.append((time.perf_counter() - began) * 1000)
    return took[1:]


def _tell(found: dict[str, list[float]]) -> None:
    title = f"History: {MONITORS} monitors, {DAYS} days, a look a minute (wanted: {WANTED_MS} ms)"
    table = Table("asked", "median ms", "worst ms", title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    kept = {}
    for name, took in found.items():
        kept[name] = {"median": round(statistics.median(took), 1), "worst": round(max(took), 1)}
        table.add_row(name, f"{kept[name]['median']:.1f}", f"{kept[name]['worst']:.1f}")
    console = Console()
    console.print(table)
    ratios = {
        "uptime": kept["uptime, the usual way"]["median"]
        / kept["uptime of four windows"]["median"],
        "bars": kept["bars of 90d, the usual way"]["median"] / kept["bars of 90d"]["median"],
    }
    for name, ratio in ratios.items():
        console.print(f"  the usual way : ours, {name} = [bold]{ratio:.0f}[/bold]")
    console.print()
    rounded = {name: round(ratio, 1) for name, ratio in ratios.items()}
    keep("History", {"unit": "ms", "measured": kept, "ratios": rounded})
