"""The past is counted once and exactly, and read from the roll-ups without touching the beats."""

import json
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from medianest.status.domain.looks import Answered, Failed, Outcome
from medianest.status.queries.beats import BeatRecords
from medianest.status.queries.history import BARS, UPTIME, WINDOWS, HistoryQueries, edges
from medianest.testkit.house import House

PLEX, ROUTER = UUID(int=11), UUID(int=12)
NOW = datetime.now(UTC)
THURSDAY = NOW - timedelta(days=(NOW.weekday() - 3) % 7)
"""Some days into its week: of a week that has just begun all is read, because that is quicker."""
KEPT = timedelta(days=92)

FILL = """
insert into beats select ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, at,
  random() > 0.01, null, 20 + 30 * random()
from generate_series(1, $1) n, generate_series($2::timestamptz, $3::timestamptz, $4::interval) at
"""
ROLL_UP = """
insert into beats_by_{unit} select monitor_id, date_trunc('{unit}', at, 'UTC'), count(*),
  count(*) filter (where not ok), 0, count(response_ms), coalesce(sum(response_ms), 0)
from beats group by 1, 2
"""


@pytest.fixture
async def pool(house: House) -> AsyncIterator[Any]:
    """Connections of the role that status runs as."""
    async with asyncpg.create_pool(
        house("status").dsn, min_size=1, max_size=2, server_settings={"search_path": "status"}
    ) as pool:
        yield pool


@pytest.fixture
async def beats(pool: Any) -> BeatRecords:
    records = BeatRecords(pool, kept=KEPT, hours_kept=timedelta(days=400))
    await records.tidy()
    return records


async def test_uptime_is_exact_to_the_beat_whatever_comes_late_or_twice(
    pool: Any, beats: BeatRecords
) -> None:
    chance = random.Random(7)  # noqa: S311  a story, not a secret
    said: dict[tuple[UUID, datetime], bool] = {}
    for _ in range(700):
        span = chance.choice(list(WINDOWS.values()))
        # Near the edges of the windows, where roll-ups meet, there are more of them.
        back = span * chance.random() if chance.random() < 0.5 else span - _a_little(chance)
        who, at = chance.choice([PLEX, ROUTER]), NOW - back
        said.setdefault((who, at), chance.random() > 0.2)
    for (who, at), is_ok in said.items():
        outcome: Outcome = Answered(response_ms=12) if is_ok else Failed(detail="timeout")
        await beats.record(who, at, outcome, None)
    for who, at in chance.sample(sorted(said), 100):
        await beats.record(who, at, Failed(detail="said twice"), None)
    found = await HistoryQueries(pool).uptimes(NOW)
    for who in (PLEX, ROUTER):
        for window, span in WINDOWS.items():
            counted = [ok for (one, at), ok in said.items() if one == who and at > NOW - span]
            assert found[who][window] == round(sum(counted) / len(counted), 5), window


def _a_little(chance: random.Random) -> timedelta:
    return timedelta(seconds=chance.choice([0, 1, 59, 61, 3600, 86_399]) * chance.random())


async def test_every_bar_holds_what_was_seen_in_its_time(pool: Any, beats: BeatRecords) -> None:
    for minutes in range(0, 180, 10):
        await beats.record(PLEX, NOW - timedelta(minutes=minutes), Answered(response_ms=30), None)
    await beats.record(PLEX, NOW - timedelta(minutes=5), Failed(detail="timeout"), None)
    await beats.record(PLEX, NOW - timedelta(minutes=6), Answered(response_ms=90), "It was slow.")
    history = HistoryQueries(pool)
    for window in WINDOWS:
        bars = (await history.bars(window, NOW))[PLEX]
        assert sum(bar.beats for bar in bars) == 20
        assert sum(bar.failed for bar in bars) == sum(bar.flawed for bar in bars) == 1
        assert [bar.at for bar in bars] == sorted(bar.at for bar in bars)
    assert await history.bars("24h", NOW, ROUTER) == {}


async def test_what_is_too_old_or_far_ahead_is_not_taken_in_and_goes(
    pool: Any, beats: BeatRecords
) -> None:
    for days in (-400, -93, 30, 4000):
        await beats.record(PLEX, NOW + timedelta(days=days), Answered(response_ms=1), None)
    await beats.record(PLEX, NOW - timedelta(days=80), Answered(response_ms=1), None)
    assert await pool.fetchval("select count(*) from beats") == 1
    short = BeatRecords(pool, kept=timedelta(days=30), hours_kept=timedelta(days=60))
    await short.tidy()
    assert await pool.fetchval("select count(*) from beats") == 0
    assert await pool.fetchval("select count(*) from beats_by_minute") == 0
    assert await pool.fetchval("select count(*) from beats_by_hour") == 0
    assert await pool.fetchval("select count(*) from beats_by_day") == 1


async def test_the_habit_is_the_median_of_the_past_day(beats: BeatRecords) -> None:
    assert await beats.habit(PLEX, NOW) is None
    for minutes in range(1, 11):
        took_ms = 5000 if minutes == 3 else 40
        at = NOW - timedelta(minutes=minutes)
        await beats.record(PLEX, at, Answered(response_ms=took_ms), None)
    habit = await beats.habit(PLEX, NOW)
    assert habit is not None
    assert (habit.usual_ms, habit.looks) == (40, 10)


async def test_the_role_that_status_runs_as_makes_no_tables_itself(pool: Any) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.execute("create table status.mine(a int)")


@pytest.mark.parametrize(
    ("days", "every"),
    [
        (90, timedelta(minutes=30)),
        pytest.param(365, timedelta(minutes=10), marks=pytest.mark.long),
    ],
)
async def test_the_page_of_100_monitors_reads_no_more_than_it_needs(
    pool: Any, house: House, days: int, every: timedelta
) -> None:
    records = BeatRecords(pool, kept=timedelta(days=days + 9), hours_kept=timedelta(days=400))
    await records.tidy()
    owner = await asyncpg.connect(
        house("status").owner_dsn, server_settings={"search_path": "status"}
    )
    await owner.execute(FILL, 100, THURSDAY - timedelta(days=days), THURSDAY, every, timeout=300)
    for unit in ("minute", "hour", "day"):
        await owner.execute(ROLL_UP.format(unit=unit), timeout=300)
    await owner.execute("analyze")
    await owner.close()
    for window, span in WINDOWS.items():
        plan = await explained(pool, UPTIME, *edges(THURSDAY - span, THURSDAY))
        read = rows_read(plan)
        print(f"uptime of {window}: {read}")  # noqa: T201  the plan, to be seen with -s
        assert sum(n for name, n in read.items() if name.startswith("beats_2")) <= 100 * 2
        assert sum(n for name, n in read.items() if "minute" in name) <= 100 * 2 * 60
        assert read.get("beats_by_hour", 0) <= 100 * 2 * 24
    begins = THURSDAY - timedelta(days=90)
    plan = await explained(pool, BARS.format(table="beats_by_day"), begins, timedelta(days=1), None)
    read = rows_read(plan)
    print(f"bars of 90 days: {read}")  # noqa: T201  the plan, to be seen with -s
    assert set(read) == {"beats_by_day"}
    assert read["beats_by_day"] <= 100 * 91


async def explained(pool: Any, statement: str, *values: Any) -> dict[str, Any]:
    rows = await pool.fetchval(f"explain (analyze, format json) {statement}", *values)
    plan: dict[str, Any] = json.loads(rows)[0]["Plan"]
    return plan


def rows_read(plan: dict[str, Any]) -> dict[str, int]:
    """What was read of each table, whether it was kept or thrown away."""
    read: dict[str, int] = {}
    ahead = [plan]
    while ahead:
        node = ahead.pop()
        ahead += node.get("Plans", [])
        if "Relation Name" in node:
            each = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
            name = node["Relation Name"]
            read[name] = read.get(name, 0) + int(each * node["Actual Loops"])
    return read
