"""Seals: a chain of hashes over every 1,000 facts, which shows a fact that was altered."""

import hashlib
from typing import Final

from medianest.contracts.record import Record
from medianest.eventlog.postgres import Connection, Pool

FACTS_A_SEAL: Final = 1000

LAST_SEAL = """
select position, sha256 from seals order by position desc limit 1
"""

FACTS = """
select position, stream_id, version, fact_id, type, schema_v, data::text, meta::text, said::text,
  recorded_at
from facts where position > $1 and position <= $2 order by position
"""

KEEP = """
insert into seals(position, sha256) values ($1, $2) on conflict (position) do nothing
"""

SEALS = """
select position, sha256 from seals order by position
"""


class Verdict(Record):
    """`broken_at` is the position of the first seal that does not fit, or None."""

    sealed_up_to: int
    broken_at: int | None


async def seal(pool: Pool) -> int:
    """Seal every full thousand that is not sealed yet; how many seals were set."""
    count = 0
    async with pool.acquire() as connection:
        while True:
            last = await connection.fetchrow(LAST_SEAL)
            position, before = (0, b"") if last is None else (last["position"], last["sha256"])
            link = await _link(connection, position, before)
            if link is None:
                return count
            await connection.execute(KEEP, position + FACTS_A_SEAL, link)
            count += 1


async def verify(pool: Pool) -> Verdict:
    """Compute every link again."""
    before, position = b"", 0
    async with pool.acquire() as connection:
        for row in await connection.fetch(SEALS):
            link = await _link(connection, position, before)
            if link != row["sha256"]:
                return Verdict(sealed_up_to=position, broken_at=row["position"])
            before, position = row["sha256"], row["position"]
    return Verdict(sealed_up_to=position, broken_at=None)


async def _link(connection: Connection, position: int, before: bytes) -> bytes | None:
    rows = await connection.fetch(FACTS, position, position + FACTS_A_SEAL)
    if len(rows) < FACTS_A_SEAL:
        return None
    digest = hashlib.sha256(before)
    for row in rows:
        for value in row.values():
            text = b"" if value is None else str(value).encode()
            digest.update(len(text).to_bytes(8) + text)
    return digest.digest()
