"""What identity needs from outside: a slow hash for passwords, a directory, and the mail."""

from typing import Protocol
from uuid import UUID

from medianest.contracts.record import Record


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


class DeviceWords(Protocol):
    """Tells people their browsers apart."""

    def __call__(self, user_agent: str) -> str | None:
        """What it is called, as in “Firefox on Windows”; None if it can't be told."""
        ...


class Directory(Protocol):
    """Who is known to this installation."""

    async def member_of(self, username_key: UUID) -> UUID | None:
        """The member who has this username."""
        ...

    async def invite_of(self, code_sha256: str) -> UUID | None:
        """The invite that has this code, whether it still counts or not."""
        ...


class Letter(Record):
    """One mail in plain text."""

    to: str
    subject: str
    text: str

    def __repr__(self) -> str:
        """Neither the address nor the text: there may be a way in in it."""
        return "Letter()"


class MailAway(Exception):
    """The mail could not be handed over; the text says why, and names nobody."""


class Mail(Protocol):
    """The household's mail server."""

    async def send(self, letter: Letter) -> None:
        """Hand one over. Raises `MailAway`."""
        ...
