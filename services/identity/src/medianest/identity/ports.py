"""What identity needs from outside: a slow hash for passwords, and who goes by a username."""

from typing import Protocol
from uuid import UUID


class Passwords(Protocol):
    """Hashes passwords slowly, a few at a time."""

    async def hashed(self, password: str) -> str:
        """A new hash. Raises `Unavailable` when too many wait already."""
        ...

    async def fits(self, password: str, hashed: str) -> bool:
        """Whether this password made this hash."""
        ...

    async def waste(self, password: str) -> None:
        """Takes as long as `fits`, for a name that nobody has."""
        ...


class Directory(Protocol):
    """Who is known to this installation."""

    async def member_of(self, username_key: UUID) -> UUID | None:
        """The member who has this username."""
        ...

    async def invite_of(self, code_sha256: str) -> UUID | None:
        """The invite that has this code, whether it still counts or not."""
        ...
