"""What identity needs from outside: proofs of who somebody is, a directory, and the mail."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden


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


class AppCodes(Protocol):
    """Codes of an authenticator app."""

    def new_secret(self) -> str:
        """A secret for one app."""
        ...

    def uri(self, secret: str, name: str) -> str:
        """What an app reads to take the secret over."""
        ...

    def step_of(self, secret: str, code: str, now: datetime) -> int | None:
        """The period whose code this is; None if it is of none near now."""
        ...


class NewPasskey(Record):
    """A passkey that a browser made."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


class PasskeyRefused(Forbidden):
    """This passkey does not prove it."""


class Passkeys(Protocol):
    """Asks browsers for passkeys; what comes back and is not right is `PasskeyRefused`."""

    def to_create(
        self, challenge: bytes, *, user_id: bytes, name: str, known: Sequence[bytes]
    ) -> Mapping[str, Any]:
        """What the browser needs to make one."""
        ...

    def created(self, challenge: bytes, answer: Mapping[str, Any]) -> NewPasskey:
        """The one that it made."""
        ...

    def to_get(self, challenge: bytes, known: Sequence[bytes]) -> Mapping[str, Any]:
        """What the browser needs to sign with one of these."""
        ...

    def credential_sha256(self, answer: Mapping[str, Any]) -> str:
        """Which one answers."""
        ...

    def signed(
        self, challenge: bytes, answer: Mapping[str, Any], *, public_key: bytes, sign_count: int
    ) -> int:
        """How often it has signed by now."""
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
