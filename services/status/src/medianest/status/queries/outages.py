"""What is known of the monitors together: who depends on whom, who is down, who wants to know."""

from uuid import UUID

import asyncpg

from medianest.eventlog.postgres import Connection, Pool
from medianest.status.domain.incident import Struck, root_of
from medianest.status.ports import Stricken

KNOWN = """
select m.monitor_id, m.name, m.state, m.detail, m.since, coalesce(w.means, '') as means,
  coalesce(w.depends_on, '{}') as depends_on
from monitors m left join watches w using (monitor_id)
"""

SUBSCRIBERS = """
select member_id from subscriptions where monitor_id = $1 and not is_awaited order by member_id
"""

AWAITED_BY = """
select member_id from subscriptions where monitor_id = $1 and is_awaited order by member_id
"""

INCIDENT_OF = """
select i.incident_id from incidents i join incident_monitors m using (incident_id)
where i.closed_at is null and m.back_at is null and m.monitor_id = any($1)
order by i.position limit 1
"""

DEPENDENCIES = """
select m.monitor_id, coalesce(w.depends_on, '{}') as depends_on
from monitors m left join watches w using (monitor_id)
"""


class OutageQueries:
    """The real `Outages`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def struck(self, connection: Connection, monitor_id: UUID) -> Stricken | None:
        """As the port says."""
        known = {row["monitor_id"]: row for row in await connection.fetch(KNOWN)}
        down = {who: row["since"] for who, row in known.items() if row["state"] == "down"}
        if monitor_id not in down:
            return None
        graph = {who: tuple(row["depends_on"]) for who, row in known.items()}
        cause_id = root_of(monitor_id, graph, down)
        cause = await _struck(connection, known[cause_id])
        return Stricken(
            cause=cause,
            cause_since=known[cause_id]["since"],
            monitor=await _struck(connection, known[monitor_id]),
            incident_id=await connection.fetchval(INCIDENT_OF, [monitor_id, cause_id]),
        )

    async def incident_of(self, monitor_id: UUID) -> UUID | None:
        """As the port says."""
        async with self._pool.acquire() as connection:
            found: UUID | None = await connection.fetchval(INCIDENT_OF, [monitor_id])
        return found

    async def awaited_by(self, monitor_id: UUID) -> list[UUID]:
        """As the port says."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(AWAITED_BY, monitor_id)
        return [row["member_id"] for row in rows]

    async def dependencies(self) -> dict[UUID, tuple[UUID, ...]]:
        """As the port says."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(DEPENDENCIES)
        return {row["monitor_id"]: tuple(row["depends_on"]) for row in rows}


async def _struck(connection: Connection, row: asyncpg.Record) -> Struck:
    rows = await connection.fetch(SUBSCRIBERS, row["monitor_id"])
    return Struck(
        id=row["monitor_id"],
        name=row["name"],
        detail=row["detail"] or "",
        means=row["means"],
        tell=tuple(found["member_id"] for found in rows),
    )
