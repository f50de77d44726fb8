"""Who is meant, and who may still be told."""

from collections.abc import Sequence
from uuid import UUID

from medianest.eventlog.postgres import Connection, Pool
from medianest.notify.domain.messages import Holders, Member, To

HOLDERS = """
select member_id from roster
where $1 = any(permissions) and not disabled and not erased and member_id is distinct from $2
order by member_id
"""

STANDING = """
select disabled, erased from roster where member_id = $1
"""


class RosterTable:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def who(self, connection: Connection, to: To) -> Sequence[UUID]:
        """The people who are meant, as this transaction sees it."""
        match to:
            case Member(id=member_id):
                return [member_id]
            case Holders(permission=permission, but=but):
                rows = await connection.fetch(HOLDERS, permission, but)
                return [row["member_id"] for row in rows]

    async def obstacle(self, member_id: UUID) -> str | None:
        """Why nothing may be sent to this person any more, if so."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(STANDING, member_id)
        if row is not None and row["erased"]:
            return "The member was erased."
        if row is not None and row["disabled"]:
            return "The member is disabled."
        return None
