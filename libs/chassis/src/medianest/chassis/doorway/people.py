"""`Person`: who knocks at a service's door, as the gateway vouches for them."""

from uuid import UUID

from medianest.contracts.record import Record


class Person(Record):
    """A signed-in member. `permissions` are already narrowed by an API key's scopes."""

    id: UUID
    session_id: UUID
    role: str
    permissions: frozenset[str]
    epoch: int

    def may(self, permission: str) -> bool:
        """Whether this person may do that."""
        return permission in self.permissions
