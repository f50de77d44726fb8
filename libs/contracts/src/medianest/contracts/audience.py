"""`Audience`: who may see an announced event on the live connection, and under which topics."""

from uuid import UUID

from medianest.contracts.permissions import Permission
from medianest.contracts.record import Record


class Audience(Record):
    """A person may see an event if any of these holds. All empty means nobody.

    What one of `members` may see, their API keys see only with `scope`; without one, none does.
    `topics` are the names under which it is sent: `me`, `status`, `downloads:<id>`, `admin`, ….
    """

    members: frozenset[UUID] = frozenset()
    permission: Permission | None = None
    scope: Permission | None = None
    topics: tuple[str, ...] = ()

    def admits(self, member_id: UUID, permissions: frozenset[str]) -> bool:
        """Whether this person may see it."""
        return member_id in self.members or (
            self.permission is not None and self.permission in permissions
        )
