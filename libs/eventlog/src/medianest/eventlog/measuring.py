"""Looks now and then at what only the database knows: work that waits, readers that stopped.

Every replica says the same: take the highest, not the sum.
"""

import asyncio
from typing import Final

import structlog

from medianest.contracts.topology import ServiceName
from medianest.eventlog.metrics import JOBS, OLDEST_DUE_JOB_SECONDS, READERS_STOPPED
from medianest.eventlog.postgres import AWAY, Pool

LOOK_S: Final = 5.0
_JOBS: Final = """
select kind, case when status <> 'ready' then status
    when lease_until > now() then 'running' when due_at <= now() then 'due' else 'planned' end
    as state,
  count(*) as jobs, max(extract(epoch from now() - due_at))
    filter (where status = 'ready' and due_at <= now() and coalesce(lease_until, due_at) <= now())
    as waits_s
from jobs group by 1, 2
"""
_STOPPED: Final = """
select count(*) from checkpoints where status = 'stopped'
"""

log = structlog.get_logger()


async def measure(service: ServiceName, pool: Pool) -> None:
    """Look until cancelled; a database that is away is no reason to end."""
    known: set[tuple[str, str]] = set()
    while True:
        try:
            known = await look(service, pool, known)
        except AWAY as error:
            log.debug("eventlog.measuring.away", service=service, reason=type(error).__name__)
        await asyncio.sleep(LOOK_S)


async def look(
    service: ServiceName, pool: Pool, known: set[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Measure once. Returns the kinds and states that were ever seen: what is gone is none."""
    async with pool.acquire() as connection:
        rows = await connection.fetch(_JOBS)
        stopped = await connection.fetchval(_STOPPED)
    found = {(row["kind"], row["state"]): row["jobs"] for row in rows}
    for kind, state in known | set(found):
        JOBS.labels(service, kind, state).set(found.get((kind, state), 0))
    waits_s = max((float(row["waits_s"] or 0) for row in rows), default=0.0)
    OLDEST_DUE_JOB_SECONDS.labels(service).set(waits_s)
    READERS_STOPPED.labels(service).set(stopped)
    return known | set(found)
