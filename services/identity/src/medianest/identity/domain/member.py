"""A member: what they are called, what they may do, and how an account ends.

`epoch` rises with every change after which older sessions are void; a session is good as long as
its own epoch is the member's, or the last rise kept it by name. API keys are void after each of
these changes but the one by which a member ends their own sessions.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.limits import LimitName
from medianest.contracts.permissions import Permission, Role
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Forbidden, NotFound
from medianest.identity.domain import rights, roles
from medianest.identity.domain.rights import Rights, permissions_of
from medianest.identity.domain.roles import By


class Join(Record):
    """`by` is nobody for who came by themselves: at the first run, or known to a provider.

    `password` is the hash, sealed; nothing for who only ever signs in elsewhere.
    """

    member_id: UUID
    by: By | None
    now: datetime
    role: Role
    username: Sealed
    username_key: UUID
    display_name: Sealed
    email: Sealed | None
    password: Sealed | None


class SetPassword(Record):
    """Ends every session; the door opens a new one for the asker. `epoch` is the one they saw."""

    by: By
    now: datetime
    epoch: int
    password: Sealed


class ChangeRole(Record):
    by: By
    now: datetime
    role: Role


class ChangePermissions(Record):
    """Each named one: granted (true), denied (false), or as the role says (null)."""

    by: By
    now: datetime
    wish: Mapping[Permission, bool | None]


class ChangeLimits(Record):
    """Each named one: so many at the most, or what the house allows everybody (null)."""

    by: By
    now: datetime
    wish: Mapping[LimitName, int | None]


class ChangeDisplayName(Record):
    by: By
    now: datetime
    display_name: Sealed


class ChangeEmail(Record):
    by: By
    now: datetime
    email: Sealed | None


class LinkIdentity(Record):
    """`link_key` is the blind index of the provider and what it calls the member, the `account`."""

    by: By
    now: datetime
    link_key: UUID
    provider: str
    account: Sealed


class EndSessions(Record):
    """All but `kept_session_id`; one's own API keys stay, those of somebody else end as well."""

    by: By
    now: datetime
    kept_session_id: UUID | None = None


class Disable(Record):
    by: By
    now: datetime


class Enable(Record):
    by: By
    now: datetime


class ShutOut(Record):
    """Plex says that they may not use the media server any more. Nobody's word but Plex's."""

    now: datetime
    by: None = None


class LetBack(Record):
    """Plex says that they may use it again: ends what `ShutOut` began, and nothing else."""

    now: datetime
    by: None = None


class Erase(Record):
    """`by` is nobody where a backup brought back somebody who was erased."""

    by: By | None
    now: datetime


MemberChange = (
    SetPassword
    | ChangeRole
    | ChangePermissions
    | ChangeLimits
    | ChangeDisplayName
    | ChangeEmail
    | LinkIdentity
    | EndSessions
    | Disable
    | Enable
    | ShutOut
    | LetBack
    | Erase
)
MemberCommand = Join | MemberChange


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
    changed_at: datetime
    email: Sealed | None


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


MemberFact = (
    MemberJoined
    | PasswordSet
    | RoleChanged
    | PermissionsChanged
    | LimitsChanged
    | DisplayNameChanged
    | EmailChanged
    | IdentityLinked
    | SessionsEnded
    | MemberDisabled
    | MemberEnabled
    | MemberErased
)


class Missing(Record):
    """Nobody."""


class _Account(Record):
    member_id: UUID
    role: Role
    epoch: int
    username: Sealed
    username_key: UUID
    display_name: Sealed
    email: Sealed | None
    password: Sealed | None
    rights: Rights = Rights()
    limits: Mapping[LimitName, int] = {}
    links: frozenset[UUID] = frozenset()
    is_shut_out: bool = False

    @property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.role, self.rights)


class Active(_Account):
    """Somebody who may sign in."""


class Disabled(_Account):
    """Somebody who may not sign in for now: by an admin's word, or `is_shut_out` by Plex's."""


class Erased(Record):
    """Somebody of whom nothing is known any more."""

    member_id: UUID
    epoch: int


MemberState = Missing | Active | Disabled | Erased


class NoSuchMember(NotFound):
    """There is no such member."""


class AlreadyMember(Conflict):
    """This account exists already."""


class AccountDisabled(Forbidden):
    """This account is disabled; ask the owner."""


class WrongPassword(Forbidden):
    """This is not your password."""


class OnlyTheirOwn(Forbidden):
    """Only you can say by which other accounts you sign in."""


class ChangedMeanwhile(Conflict):
    """Your account was changed in the meantime; sign in again."""


def decide(command: MemberCommand, state: MemberState) -> Sequence[MemberFact]:
    if isinstance(command, Join):
        return [_joined(command, state)]
    if isinstance(state, Missing | Erased):
        raise NoSuchMember
    if command.by is not None:
        roles.may_touch(command.by, state.member_id, state.role)
    return _changed(command, state)


def evolve(state: MemberState, fact: MemberFact) -> MemberState:  # noqa: C901, PLR0911, PLR0912 -- one arm a fact
    match fact:
        case MemberJoined():
            return _arrived(fact)
        case PasswordSet(password=password, epoch=epoch):
            return _with(state, password=password, epoch=epoch)
        case RoleChanged(role=role, epoch=epoch):
            return _with(state, role=role, epoch=epoch)
        case PermissionsChanged(granted=granted, denied=denied):
            beside = Rights(granted=frozenset(granted), denied=frozenset(denied))
            return _with(state, rights=beside)
        case LimitsChanged(limits=limits):
            return _with(state, limits=limits)
        case DisplayNameChanged(display_name=name):
            return _with(state, display_name=name)
        case EmailChanged(email=email):
            return _with(state, email=email)
        case IdentityLinked(link_key=link_key):
            return _linked(state, link_key)
        case SessionsEnded(epoch=epoch):
            return _with(state, epoch=epoch)
        case MemberDisabled(epoch=epoch, by_plex=by_plex):
            return _with(state, disabled=True, epoch=epoch, is_shut_out=by_plex)
        case MemberEnabled(epoch=epoch):
            return _with(state, disabled=False, epoch=epoch, is_shut_out=False)
        case MemberErased(epoch=epoch):
            if isinstance(state, Missing):
                return state
            return Erased(member_id=state.member_id, epoch=epoch)


def _joined(command: Join, state: MemberState) -> MemberJoined:
    if not isinstance(state, Missing):
        raise AlreadyMember
    if command.by is not None:
        roles.may_welcome(command.by, command.role)
    return MemberJoined(
        member_id=command.member_id,
        joined_at=command.now,
        role=command.role,
        username=command.username,
        username_key=command.username_key,
        display_name=command.display_name,
        email=command.email,
        password=command.password,
    )


def _changed(  # noqa: C901, PLR0911, PLR0912 -- one arm a command
    command: MemberChange, state: Active | Disabled
) -> Sequence[MemberFact]:
    now, epoch = command.now, state.epoch + 1
    match command:
        case SetPassword():
            return [_password_set(command, state)]
        case ChangeRole():
            return _role_changed(command, state)
        case ChangePermissions():
            return _permissions_changed(command, state)
        case ChangeLimits():
            return _limits_changed(command, state)
        case ChangeDisplayName(display_name=name):
            return [DisplayNameChanged(changed_at=now, display_name=name)]
        case ChangeEmail(by=by, email=email):
            roles.must_be_there(by)  # who holds the address can set a new password
            return [EmailChanged(changed_at=now, email=email)]
        case LinkIdentity():
            return _identity_linked(command, state)
        case EndSessions():
            return [_sessions_ended(command, state)]
        case Disable():
            off = isinstance(state, Disabled) and not state.is_shut_out
            return [] if off else [MemberDisabled(disabled_at=now, epoch=epoch)]
        case ShutOut():
            stays = isinstance(state, Disabled) or state.role == "owner"
            return [] if stays else [MemberDisabled(disabled_at=now, epoch=epoch, by_plex=True)]
        case LetBack():
            return [MemberEnabled(enabled_at=now, epoch=epoch)] if state.is_shut_out else []
        case Enable():
            on = isinstance(state, Active)
            return [] if on else [MemberEnabled(enabled_at=now, epoch=epoch)]
        case Erase():
            return [MemberErased(erased_at=now, epoch=epoch)]


def _sessions_ended(command: EndSessions, state: _Account) -> SessionsEnded:
    return SessionsEnded(
        ended_at=command.now,
        epoch=state.epoch + 1,
        kept_session_id=command.kept_session_id,
        keeps_keys=command.by.member_id == state.member_id,
    )


def _role_changed(command: ChangeRole, state: _Account) -> Sequence[MemberFact]:
    roles.may_give(command.by, state.member_id, state.role, command.role)
    after = permissions_of(command.role, state.rights)
    roles.may_grant(command.by, state.member_id, state.permissions, after)
    if command.role == state.role:
        return []
    return [RoleChanged(changed_at=command.now, epoch=state.epoch + 1, role=command.role)]


def _permissions_changed(command: ChangePermissions, state: _Account) -> Sequence[MemberFact]:
    if state.role == "owner":
        raise roles.OwnersMayDoEverything
    after = rights.changed(state.rights, command.wish)
    may = permissions_of(state.role, after)
    roles.may_grant(command.by, state.member_id, state.permissions, may)
    if after == state.rights:
        return []
    granted, denied = tuple(sorted(after.granted)), tuple(sorted(after.denied))
    return [PermissionsChanged(changed_at=command.now, granted=granted, denied=denied)]


def _limits_changed(command: ChangeLimits, state: _Account) -> Sequence[MemberFact]:
    roles.may_limit(command.by, state.member_id)
    limits = rights.limited(state.limits, command.wish)
    if limits == state.limits:
        return []
    return [LimitsChanged(changed_at=command.now, limits=limits)]


def _identity_linked(command: LinkIdentity, state: Active | Disabled) -> Sequence[MemberFact]:
    if command.by.member_id != state.member_id:
        raise OnlyTheirOwn
    roles.must_be_there(command.by)  # whoever has the account elsewhere comes in here from now on
    if isinstance(state, Disabled):
        raise AccountDisabled
    if command.link_key in state.links:
        return []
    return [
        IdentityLinked(
            linked_at=command.now,
            link_key=command.link_key,
            provider=command.provider,
            account=command.account,
        )
    ]


def _password_set(command: SetPassword, state: Active | Disabled) -> PasswordSet:
    if isinstance(state, Disabled):
        raise AccountDisabled
    if command.epoch != state.epoch:
        # The password that was proved may not be the one that counts any more.
        raise ChangedMeanwhile
    return PasswordSet(set_at=command.now, epoch=state.epoch + 1, password=command.password)


def _arrived(fact: MemberJoined) -> Active:
    return Active(
        member_id=fact.member_id,
        role=fact.role,
        epoch=0,
        username=fact.username,
        username_key=fact.username_key,
        display_name=fact.display_name,
        email=fact.email,
        password=fact.password,
    )


def _linked(state: MemberState, link_key: UUID) -> MemberState:
    match state:
        case Missing() | Erased():
            return state
        case Active() | Disabled():
            return _with(state, links=state.links | {link_key})


def _with(state: MemberState, *, disabled: bool | None = None, **changes: object) -> MemberState:
    """The same account with some of it changed; of nobody there is nothing to change."""
    match state:
        case Missing() | Erased():
            return state
        case Active() | Disabled():
            held = {name: getattr(state, name) for name in state.__struct_fields__}
            off = isinstance(state, Disabled) if disabled is None else disabled
            return (Disabled if off else Active)(**held | changes)
