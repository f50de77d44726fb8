"""What identity needs from outside: proofs of who somebody is, a directory, mail, OIDC."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Forbidden, Unavailable

Flaw = Literal["pending", "not_shared", "cannot_sign_in", "not_from_plex"]
"""Why somebody is not brought here: their share is not accepted, or there is none; no account."""


class Passwords(Protocol):
    """Hashes passwords slowly, a few at a time; knows which ones are no secret."""

    def is_common(self, password: str) -> bool:
        """Whether it is among those that are tried first."""
        ...

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


class NoAddress(Exception):
    """This is not one mail address: it was kept when more was taken for one."""


class Mail(Protocol):
    """The household's mail server."""

    async def send(self, letter: Letter) -> None:
        """Hand one over, to one address. Raises `MailAway`, `NoAddress`."""
        ...


class Begun(Record):
    """A sign-in elsewhere that a browser began; `member_id` is who was signed in and links it.

    `detail` is what the provider's adapter must know again when the browser comes back.
    """

    provider: str
    browser_sha256: str
    detail: str
    return_to: str
    member_id: UUID | None
    expires_at: datetime


class WaysInBegun(Protocol):
    """Keeps what was begun until the browser is back, for once."""

    async def keep(self, ticket_sha256: str, begun: Begun) -> None:
        """Keep it, and forget those that are over."""
        ...

    async def take(self, ticket_sha256: str) -> Begun | None:
        """Give it to the first who asks, and to nobody after that."""
        ...


class Newcomer(Record):
    """Somebody who could be brought here; `flaw` says why not."""

    plex_id: str | None
    name: str
    flaw: Flaw | None = None

    def __repr__(self) -> str:
        """Never who it is."""
        return "Newcomer()"


class SourceAway(Unavailable):
    """Where people are to come from does not answer just now. Try again in a minute."""


class SourceRefuses(Conflict):
    """Where people are to come from does not take the key that is set."""


class SourceUnset(Conflict):
    """Where people are to come from is not set up; set its address and key."""


class Source(Protocol):
    """Where people can be brought from. Raises `SourceUnset`, `SourceRefuses`, `SourceAway`."""

    async def newcomers(self) -> Sequence[Newcomer]:
        """All who are known there, in a lasting order."""
        ...


class ProviderAway(Unavailable):
    """Where you sign in does not answer just now. Try again in a minute."""


class NotVouchedFor(Forbidden):
    """What came back does not prove who you are. Begin again."""


class Vouched(Record):
    """Somebody as an OpenID provider knows them: `subject` for ever, `session` if it has one.

    `is_address_verified` is None where nothing is said of it.
    """

    subject: str
    name: str
    session: str | None = None
    is_address_verified: bool | None = None

    def __repr__(self) -> str:
        """Never who it is: this may end in a log."""
        return "Vouched()"


class Asking(Record):
    """What ties one sign-in at an OpenID provider together, from its start to its end."""

    redirect_uri: str
    state: str
    nonce: str
    verifier: str

    def __repr__(self) -> str:
        """None of it: together with a code it is a way in."""
        return "Asking()"


class LoggedOut(Record):
    """An OpenID provider's word that somebody left: one session of theirs, or all."""

    word_id: str
    subject: str | None
    session: str | None
    heard_until: datetime


class OpenIdProvider(Protocol):
    """One OpenID provider. Everything raises `ProviderAway` for whatever is not a clear answer."""

    async def page(self, asking: Asking) -> str:
        """Where a browser proves who sits at it."""
        ...

    async def vouched(self, code: str, issuer: str | None, asking: Asking) -> Vouched:
        """Who that was; `issuer` is who says it sent the browser back. Raises `NotVouchedFor`."""
        ...

    async def logged_out(self, word: str) -> LoggedOut:
        """What a logout token says. Raises `NotVouchedFor`."""
        ...


class LogoutsElsewhere(Protocol):
    """Which sessions came by an identity elsewhere, and which words ended some already."""

    async def sessions_via(
        self, *, link_key: UUID | None, session_key: UUID | None
    ) -> Sequence[tuple[UUID, UUID]]:
        """Session and member, of those that came by both where both are given.

        One that came without saying by which session there is taken for it: better one too many.
        """
        ...

    async def waiting_via(
        self, *, link_key: UUID | None, session_key: UUID | None
    ) -> Sequence[UUID]:
        """The sign-ins that came by the same and wait for their second factor."""
        ...

    async def was_heard(self, word_sha256: str) -> bool:
        """Whether this word did its work before."""
        ...

    async def heard(self, word_sha256: str, until: datetime) -> None:
        """It has done its work; until then it could come again."""
        ...
