"""What identity announces: people's roles and sessions."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.events.base import Event
from medianest.contracts.record import Record


class _MemberEvent(Event):
    service: ClassVar[str] = "identity"
    aggregate: ClassVar[str] = "member"

    member_id: UUID

    def subject_id(self) -> UUID:
        return self.member_id

    def audience(self) -> Audience:
        return Audience(
            members=frozenset({self.member_id}), permission="members.manage", topics=("me", "admin")
        )


class MemberJoined(_MemberEvent, tag="medianest.identity.member-joined"):
    """Somebody has an account now."""

    name: ClassVar[str] = "joined"

    role: str
    permissions: tuple[str, ...]
    epoch: int


class MemberRoleChanged(_MemberEvent, tag="medianest.identity.member-role-changed"):
    """A member may do more or less than before. `epoch` rises: older tokens are void."""

    name: ClassVar[str] = "role-changed"

    role: str
    permissions: tuple[str, ...]
    epoch: int


class MemberPermissionsChanged(_MemberEvent, tag="medianest.identity.member-permissions-changed"):
    """A member may do more or less than their role brings. Their sessions go on."""

    name: ClassVar[str] = "permissions-changed"

    role: str
    permissions: tuple[str, ...]
    epoch: int


class MemberLimit(Record):
    """One limit of a member's own, by the names of `contracts.limits`."""

    name: str
    at_most: int


class MemberLimitsChanged(_MemberEvent, tag="medianest.identity.member-limits-changed"):
    """All limits that a member has of their own; what is not named is as for everybody."""

    name: ClassVar[str] = "limits-changed"

    limits: tuple[MemberLimit, ...]


class MemberDisabled(_MemberEvent, tag="medianest.identity.member-disabled"):
    """A member may not sign in any more; all their sessions ended with this."""

    name: ClassVar[str] = "disabled"

    epoch: int


class MemberEnabled(_MemberEvent, tag="medianest.identity.member-enabled"):
    """A member may sign in again."""

    name: ClassVar[str] = "enabled"

    epoch: int


class MemberErased(_MemberEvent, tag="medianest.identity.member-erased"):
    """A member's personal data is gone for good; everything that names them is to be emptied."""

    name: ClassVar[str] = "erased"

    epoch: int


class MemberSessionsEnded(_MemberEvent, tag="medianest.identity.member-sessions-ended"):
    """All sessions of a member from an older epoch are over, but for `kept_session_id`.

    So are their API keys, unless `keeps_keys`.
    """

    name: ClassVar[str] = "sessions-ended"
    version: ClassVar[int] = 2

    epoch: int
    kept_session_id: UUID | None = None
    keeps_keys: bool = False


class PlexWatchChanged(Event, tag="medianest.identity.plex-watch-changed"):
    """Whether it can be seen who may use the media server: `fine`, or what is wrong with it.

    `token_dead`: the owner's token counts no longer; `server_gone`: none of the owner's servers is
    the household's; `doubtful`: Plex shows nearly nobody, and nobody was shut out for it yet.
    """

    service: ClassVar[str] = "identity"
    aggregate: ClassVar[str] = "plex"
    name: ClassVar[str] = "watch-changed"

    connection_id: UUID
    watch: str

    def subject_id(self) -> UUID:
        return self.connection_id

    def audience(self) -> Audience:
        return Audience(permission="settings.manage", topics=("admin",))


class HouseCalled(Event, tag="medianest.identity.house-called"):
    """The house is called by another name now, or shows another colour (`accent`)."""

    service: ClassVar[str] = "identity"
    aggregate: ClassVar[str] = "house"
    name: ClassVar[str] = "called"

    house_id: UUID
    called: str
    accent: str

    def subject_id(self) -> UUID:
        return self.house_id

    def audience(self) -> Audience:
        return Audience(permission="me.manage", topics=("me", "admin"))


class _SessionEvent(Event):
    service: ClassVar[str] = "identity"
    aggregate: ClassVar[str] = "session"

    session_id: UUID
    member_id: UUID

    def subject_id(self) -> UUID:
        return self.session_id

    def audience(self) -> Audience:
        return Audience(members=frozenset({self.member_id}), topics=("me",))


class SessionStarted(_SessionEvent, tag="medianest.identity.session-started"):
    """A browser is signed in. `cookie_sha256` (hex) is the hash of the 256-bit cookie."""

    name: ClassVar[str] = "started"

    cookie_sha256: str
    epoch: int
    started_at: datetime
    idle_s: int
    expires_at: datetime

    def audience(self) -> Audience:
        return Audience()


class SessionRevoked(_SessionEvent, tag="medianest.identity.session-revoked"):
    """A session is over: signed out, or ended from the sessions page."""

    name: ClassVar[str] = "revoked"


class _ApiKeyEvent(Event):
    service: ClassVar[str] = "identity"
    aggregate: ClassVar[str] = "api-key"

    key_id: UUID
    member_id: UUID

    def subject_id(self) -> UUID:
        return self.key_id

    def audience(self) -> Audience:
        return Audience(members=frozenset({self.member_id}), topics=("me",))


class ApiKeyIssued(_ApiKeyEvent, tag="medianest.identity.api-key-issued"):
    """A member's programs may come with this key. `key_sha256` (hex) is the hash of 256 bits.

    It is good while its `epoch` is the member's, for those `scopes` that the member still has.
    """

    name: ClassVar[str] = "issued"

    key_sha256: str
    scopes: tuple[str, ...]
    epoch: int
    issued_at: datetime
    expires_at: datetime | None = None

    def audience(self) -> Audience:
        return Audience()


class ApiKeyRevoked(_ApiKeyEvent, tag="medianest.identity.api-key-revoked"):
    """An API key is over."""

    name: ClassVar[str] = "revoked"
