"""What happens to a member's account."""

from datetime import datetime
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.limits import LimitName
from medianest.contracts.permissions import Permission, Role


class MemberJoined(Fact, tag="identity.member-joined"):
    member_id: UUID
    joined_at: datetime
    role: Role
    username: Sealed
    username_key: UUID
    display_name: Sealed
    email: Sealed | None
    password: Sealed | None


class PasswordSet(Fact, tag="identity.password-set"):
    set_at: datetime
    epoch: int
    password: Sealed


class RoleChanged(Fact, tag="identity.role-changed"):
    changed_at: datetime
    epoch: int
    role: Role


class PermissionsChanged(Fact, tag="identity.permissions-changed"):
    """What is granted and denied beside the role from now on: all of it, not what differs."""

    changed_at: datetime
    granted: tuple[Permission, ...]
    denied: tuple[Permission, ...]


class LimitsChanged(Fact, tag="identity.limits-changed"):
    changed_at: datetime
    limits: dict[LimitName, int]


class DisplayNameChanged(Fact, tag="identity.display-name-changed"):
    changed_at: datetime
    display_name: Sealed


class EmailChanged(Fact, tag="identity.email-changed"):
    """Older ones don't say what it was before."""

    changed_at: datetime
    email: Sealed | None
    email_before: Sealed | None = None


class IdentityLinked(Fact, tag="identity.identity-linked"):
    """Older ones say neither by whom nor as whom."""

    linked_at: datetime
    link_key: UUID
    provider: str = ""
    account: Sealed | None = None


class SessionsEnded(Fact, tag="identity.sessions-ended"):
    ended_at: datetime
    epoch: int
    kept_session_id: UUID | None
    keeps_keys: bool = False


class MemberDisabled(Fact, tag="identity.member-disabled"):
    disabled_at: datetime
    epoch: int
    by_plex: bool = False


class MemberEnabled(Fact, tag="identity.member-enabled"):
    enabled_at: datetime
    epoch: int


class MemberErased(Fact, tag="identity.member-erased"):
    erased_at: datetime
    epoch: int


Described = PasswordSet | DisplayNameChanged | EmailChanged | IdentityLinked
Allowed = RoleChanged | PermissionsChanged | LimitsChanged
Admitted = SessionsEnded | MemberDisabled | MemberEnabled
MemberFact = MemberJoined | Described | Allowed | Admitted | MemberErased
FACTS = (
    MemberJoined,
    PasswordSet,
    RoleChanged,
    PermissionsChanged,
    LimitsChanged,
    DisplayNameChanged,
    EmailChanged,
    IdentityLinked,
    SessionsEnded,
    MemberDisabled,
    MemberEnabled,
    MemberErased,
)
