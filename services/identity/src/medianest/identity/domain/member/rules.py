"""What follows from a command, or why not."""

from collections.abc import Sequence

from medianest.contracts.refusals import Conflict, FieldError, Forbidden, Invalid, NotFound
from medianest.identity.domain import rights, roles
from medianest.identity.domain.member.commands import (
    Admitting,
    ChangeDisplayName,
    ChangeEmail,
    ChangeLimits,
    ChangePermissions,
    ChangeRole,
    Describing,
    Disable,
    Enable,
    EndSessions,
    Erase,
    Join,
    LetBack,
    LinkIdentity,
    MemberChange,
    MemberCommand,
    SetPassword,
    ShutOut,
)
from medianest.identity.domain.member.facts import (
    DisplayNameChanged,
    EmailChanged,
    IdentityLinked,
    LimitsChanged,
    MemberDisabled,
    MemberEnabled,
    MemberErased,
    MemberFact,
    MemberJoined,
    PasswordSet,
    PermissionsChanged,
    RoleChanged,
    SessionsEnded,
)
from medianest.identity.domain.member.states import (
    Account,
    Active,
    Disabled,
    Erased,
    MemberState,
    Missing,
)
from medianest.identity.domain.rights import permissions_of


class NoSuchMember(NotFound):
    """There is no such member."""


class AlreadyMember(Conflict):
    """This account exists already."""


class AccountDisabled(Forbidden):
    """This account is disabled; ask the owner."""


class WrongPassword(Forbidden):
    """This is not your password."""


class NoPassword(Forbidden):
    """You have no password here, and this takes one."""


class PasswordWanted(Invalid):
    """This changes who gets into your account: give the password that you have as well."""


class SignInAgain(Forbidden):
    """This changes who gets into your account: sign in once more, then you have ten minutes."""


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


def must_be_proved(state: Account, proved_epoch: int | None) -> None:
    """Refuse whose account was not proved, at its epoch of now, to be theirs."""
    if proved_epoch == state.epoch:
        return
    if state.password is None:
        raise SignInAgain
    wanted = FieldError(pointer="/current_password", detail="Your password, once more.")
    raise PasswordWanted(errors=(wanted,))


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


def _changed(command: MemberChange, state: Active | Disabled) -> Sequence[MemberFact]:
    match command:
        case SetPassword() | ChangeDisplayName() | ChangeEmail() | LinkIdentity():
            return _described(command, state)
        case ChangeRole():
            return _role_changed(command, state)
        case ChangePermissions():
            return _permissions_changed(command, state)
        case ChangeLimits():
            return _limits_changed(command, state)
        case EndSessions() | Disable() | Enable() | ShutOut() | LetBack() | Erase():
            return _admitted(command, state)


def _described(command: Describing, state: Active | Disabled) -> Sequence[MemberFact]:
    match command:
        case SetPassword():
            return [_password_set(command, state)]
        case ChangeDisplayName(now=now, display_name=name):
            return [DisplayNameChanged(changed_at=now, display_name=name)]
        case ChangeEmail():
            return [_email_changed(command, state)]
        case LinkIdentity():
            return _identity_linked(command, state)


def _admitted(command: Admitting, state: Active | Disabled) -> Sequence[MemberFact]:
    now, epoch = command.now, state.epoch + 1
    match command:
        case EndSessions():
            return [_sessions_ended(command, state)]
        case Disable() | ShutOut():
            return _disabled(command, state)
        case Enable():
            on = isinstance(state, Active)
            return [] if on else [MemberEnabled(enabled_at=now, epoch=epoch)]
        case LetBack():
            return [MemberEnabled(enabled_at=now, epoch=epoch)] if state.is_shut_out else []
        case Erase():
            return [MemberErased(erased_at=now, epoch=epoch)]


def _disabled(command: Disable | ShutOut, state: Active | Disabled) -> Sequence[MemberFact]:
    """An admin's word takes the place of Plex's; Plex shuts out nobody twice, and no owner."""
    match command:
        case Disable():
            stays = isinstance(state, Disabled) and not state.is_shut_out
        case ShutOut():
            stays = isinstance(state, Disabled) or state.role == "owner"
    if stays:
        return []
    by_plex = isinstance(command, ShutOut)
    return [MemberDisabled(disabled_at=command.now, epoch=state.epoch + 1, by_plex=by_plex)]


def _sessions_ended(command: EndSessions, state: Account) -> SessionsEnded:
    return SessionsEnded(
        ended_at=command.now,
        epoch=state.epoch + 1,
        kept_session_id=command.kept_session_id,
        keeps_keys=command.by.member_id == state.member_id,
    )


def _role_changed(command: ChangeRole, state: Account) -> Sequence[MemberFact]:
    roles.may_give(command.by, state.member_id, state.role, command.role)
    after = permissions_of(command.role, state.rights)
    roles.may_grant(command.by, state.member_id, state.permissions, after)
    if command.role == state.role:
        return []
    if command.role == "owner" and isinstance(state, Disabled):
        # Owners who can act are counted, so that one is left.
        raise roles.OwnersCanAct
    return [RoleChanged(changed_at=command.now, epoch=state.epoch + 1, role=command.role)]


def _permissions_changed(command: ChangePermissions, state: Account) -> Sequence[MemberFact]:
    if state.role == "owner":
        raise roles.OwnersMayDoEverything
    after = rights.changed(state.rights, command.wish)
    may = permissions_of(state.role, after)
    roles.may_grant(command.by, state.member_id, state.permissions, may)
    if after == state.rights:
        return []
    granted, denied = tuple(sorted(after.granted)), tuple(sorted(after.denied))
    return [PermissionsChanged(changed_at=command.now, granted=granted, denied=denied)]


def _limits_changed(command: ChangeLimits, state: Account) -> Sequence[MemberFact]:
    roles.may_limit(command.by, state.member_id)
    limits = rights.limited(state.limits, command.wish)
    if limits == state.limits:
        return []
    return [LimitsChanged(changed_at=command.now, limits=limits)]


def _email_changed(command: ChangeEmail, state: Account) -> EmailChanged:
    roles.must_be_there(command.by)
    if command.by.member_id == state.member_id:
        must_be_proved(state, command.proved_epoch)
    return EmailChanged(changed_at=command.now, email=command.email, email_before=state.email)


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
