"""What the status page reads: the monitors as they are now, and what became of each."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from medianest.contracts.events.status import Dependency
from medianest.contracts.record import Record
from medianest.eventlog.postgres import Pool
from medianest.status.domain.health import Source
from medianest.status.domain.watch import Plan
from medianest.status.ports import Target
from medianest.status.queries.history import HistoryQueries, Window


class MonitorLine(Record):
    """One monitor as the page shows it.

    `uptime`: share of good looks, 0 to 1, by window. `means`: what it means for people when it is
    down. `subscribed`: whether the person who asks is told of its incidents. `ours`: an admin may
    change and delete it.
    """

    id: UUID
    name: str
    state: str
    detail: str | None
    since: datetime | None
    response_ms: float | None
    uptime: dict[Window, float | None]
    source: Source
    means: str
    serves: Dependency | None
    depends_on: tuple[UUID, ...]
    subscribed: bool
    ours: bool


class Change(Record):
    state: str
    detail: str | None
    at: datetime


MONITORS = """
select m.monitor_id, m.name, m.source, m.state, m.detail, m.since, b.response_ms,
  coalesce(w.means, '') as means, w.serves, coalesce(w.depends_on, '{}') as depends_on,
  s.member_id is not null as subscribed, w.plan is not null as ours
from monitors m
left join watches w using (monitor_id)
left join subscriptions s on s.monitor_id = m.monitor_id and s.member_id = $1
left join lateral (select response_ms from beats where monitor_id = m.monitor_id
                   order by at desc limit 1) b on true
order by m.name, m.monitor_id
"""

CHANGES = """
select state, detail, at from changes where monitor_id = $1 order by position desc limit 50
"""

EXISTS = """
select exists(select 1 from monitors where monitor_id = $1)
"""

TARGETS = """
select monitor_id, plan from watches where plan is not null
  and ($1::uuid is null or monitor_id = $1)
"""


class PageQueries:
    """Reads the page."""

    def __init__(self, pool: Pool, history: HistoryQueries) -> None:
        self._pool = pool
        self._history = history

    async def monitors(self, who: UUID | None, now: datetime) -> list[MonitorLine]:
        """All of them, by name, as this person sees them."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(MONITORS, who)
        uptimes = await self._history.uptimes(now)
        return [
            MonitorLine(
                id=row["monitor_id"],
                name=row["name"],
                state=row["state"],
                detail=row["detail"],
                since=row["since"],
                response_ms=row["response_ms"],
                source=row["source"],
                uptime={**_UNSEEN, **uptimes.get(row["monitor_id"], {})},
                means=row["means"],
                serves=row["serves"],
                depends_on=tuple(row["depends_on"]),
                subscribed=row["subscribed"],
                ours=row["ours"],
            )
            for row in rows
        ]

    async def monitor(
        self, monitor_id: UUID, who: UUID | None, now: datetime
    ) -> MonitorLine | None:
        """One of them."""
        return next((m for m in await self.monitors(who, now) if m.id == monitor_id), None)

    async def exists(self, monitor_id: UUID) -> bool:
        """Whether it is watched."""
        async with self._pool.acquire() as connection:
            return bool(await connection.fetchval(EXISTS, monitor_id))

    async def changes(self, monitor_id: UUID) -> Sequence[Change]:
        """The newest first."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(CHANGES, monitor_id)
        return [Change(state=row["state"], detail=row["detail"], at=row["at"]) for row in rows]


class PlannedTargets:
    """The real `Targets`: what the operator's settings name, and what admins made."""

    def __init__(self, pool: Pool, fixed: Sequence[Target]) -> None:
        self._pool = pool
        self._fixed = {target.id: target for target in fixed}

    async def all(self) -> Sequence[Target]:
        """As the port says."""
        return [*self._fixed.values(), *await self._made(None)]

    async def target(self, monitor_id: UUID) -> Target | None:
        """As the port says."""
        return self._fixed.get(monitor_id) or next(iter(await self._made(monitor_id)), None)

    async def _made(self, monitor_id: UUID | None) -> list[Target]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(TARGETS, monitor_id)
        return [_target(row["monitor_id"], row["plan"]) for row in rows]


_UNSEEN: dict[Window, float | None] = {"24h": None, "7d": None, "30d": None, "90d": None}


def _target(monitor_id: UUID, plan: str) -> Target:
    said = msgspec.json.decode(plan, type=Plan)
    return Target(
        id=monitor_id,
        name=said.name,
        probe=said.probe,
        every_s=said.every_s,
        limit_ms=said.limit_ms,
    )
