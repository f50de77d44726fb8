"""What people read of incidents, of what is planned, and of what was announced."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import asyncpg

from medianest.contracts.record import Record
from medianest.eventlog.postgres import Pool

PAGE_MOST = 100


class StruckLine(Record):
    """A monitor that was down in an incident; `back_at` is none while it is."""

    id: UUID
    name: str
    since: datetime
    back_at: datetime | None


class TimeLine(Record):
    """One thing that happened. `words`: a note, or the name of the monitor it is about."""

    kind: Literal["struck", "recovered", "acknowledged", "noted", "closed"]
    at: datetime
    by: UUID | None
    words: str | None


class IncidentLine(Record):
    """`monitor_name` is its cause; `means`, what that means for people."""

    id: UUID
    monitor_id: UUID
    monitor_name: str
    detail: str
    means: str
    opened_at: datetime
    closed_at: datetime | None
    acknowledged_at: datetime | None
    monitors: tuple[StruckLine, ...]
    timeline: tuple[TimeLine, ...]


class MaintenanceLine(Record):
    id: UUID
    title: str
    text: str
    starts_at: datetime
    ends_at: datetime
    monitor_ids: tuple[UUID, ...]
    stage: Literal["planned", "going on", "over", "cancelled"]


class AnnouncementLine(Record):
    id: UUID
    title: str
    text: str
    at: datetime
    until: datetime | None


INCIDENTS = """
select incident_id, position, monitor_id, monitor_name, detail, means, opened_at, closed_at,
  acknowledged_at
from incidents where ($1::uuid is null or incident_id = $1)
  and ($2::bigint is null or position < $2) and (not $3 or closed_at is null)
order by position desc limit $4
"""

STRUCK = """
select incident_id, monitor_id as id, name, since, back_at from incident_monitors
where incident_id = any($1) order by since, name
"""

LINES = """
select incident_id, kind, at, by_member as by, words from incident_lines
where incident_id = any($1) order by position
"""

MAINTENANCES = """
select maintenance_id as id, title, words as text, starts_at, ends_at, monitor_ids, stage
from maintenances where maintenance_id = $3
  or $3 is null and (ends_at > $1 or stage in ('planned', 'going on'))
order by starts_at, maintenance_id limit $2
"""

ANNOUNCEMENTS = """
select announcement_id as id, title, words as text, at, until from announcements
where announcement_id = $3
  or $3 is null and withdrawn_at is null and (until is null or until > $1)
order by position desc limit $2
"""


class IncidentQueries:
    """Reads incidents, the newest first."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def incidents(
        self, *, before: int | None, is_open: bool, limit: int
    ) -> tuple[list[IncidentLine], int | None]:
        """A page of them, and where the next one begins."""
        return await self._read(None, before, is_open=is_open, limit=limit)

    async def incident(self, incident_id: UUID) -> IncidentLine | None:
        """One of them."""
        found, _ = await self._read(incident_id, None, is_open=False, limit=1)
        return found[0] if found else None

    async def maintenances(self, since: datetime) -> list[MaintenanceLine]:
        """What is planned, goes on, or was over after `since`."""
        return await self._maintenances(since, None)

    async def maintenance(self, maintenance_id: UUID) -> MaintenanceLine | None:
        """One of them."""
        return next(iter(await self._maintenances(None, maintenance_id)), None)

    async def announcements(self, now: datetime) -> list[AnnouncementLine]:
        """What holds now, the newest first."""
        return await self._announcements(now, None)

    async def announcement(self, announcement_id: UUID) -> AnnouncementLine | None:
        """One of them, also when it holds no more."""
        return next(iter(await self._announcements(None, announcement_id)), None)

    async def _maintenances(
        self, since: datetime | None, one: UUID | None
    ) -> list[MaintenanceLine]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(MAINTENANCES, since, PAGE_MOST, one)
        return [
            MaintenanceLine(**{**row, "monitor_ids": tuple(row["monitor_ids"])}) for row in rows
        ]

    async def _announcements(
        self, now: datetime | None, one: UUID | None
    ) -> list[AnnouncementLine]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(ANNOUNCEMENTS, now, PAGE_MOST, one)
        return [AnnouncementLine(**row) for row in rows]

    async def _read(
        self, one: UUID | None, before: int | None, *, is_open: bool, limit: int
    ) -> tuple[list[IncidentLine], int | None]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(INCIDENTS, one, before, is_open, limit + 1)
            ids = [row["incident_id"] for row in rows[:limit]]
            struck = _by_incident(await connection.fetch(STRUCK, ids))
            lines = _by_incident(await connection.fetch(LINES, ids))
        found = [_line(row, struck, lines) for row in rows[:limit]]
        return found, rows[limit - 1]["position"] if len(rows) > limit else None


def _by_incident(rows: Sequence[asyncpg.Record]) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        said = dict(row)
        found.setdefault(said.pop("incident_id"), []).append(said)
    return found


def _line(
    row: asyncpg.Record,
    struck: Mapping[UUID, list[dict[str, Any]]],
    lines: Mapping[UUID, list[dict[str, Any]]],
) -> IncidentLine:
    said = dict(row)
    id_, _ = said.pop("incident_id"), said.pop("position")
    return IncidentLine(
        id=id_,
        monitors=tuple(StruckLine(**one) for one in struck.get(id_, [])),
        timeline=tuple(TimeLine(**one) for one in lines.get(id_, [])),
        **said,
    )
