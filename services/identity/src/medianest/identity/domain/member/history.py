"""How facts add up to what somebody is."""

from typing import Any

from medianest.contracts.record import replace
from medianest.identity.domain.member.facts import (
    Admitted,
    Allowed,
    Described,
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
from medianest.identity.domain.member.states import Active, Disabled, Erased, MemberState, Missing
from medianest.identity.domain.rights import Rights


def evolve(state: MemberState, fact: MemberFact) -> MemberState:
    match state, fact:
        case _, MemberJoined():
            return _arrived(fact)
        case ((Missing() | Erased()), _):
            return state  # of nobody there is nothing to change
        case ((Active() | Disabled()), MemberErased(epoch=epoch)):
            return Erased(member_id=state.member_id, epoch=epoch)
        case (
            (Active() | Disabled()),
            (PasswordSet() | DisplayNameChanged() | EmailChanged() | IdentityLinked()),
        ):
            return _described(state, fact)
        case ((Active() | Disabled()), (RoleChanged() | PermissionsChanged() | LimitsChanged())):
            return _allowed(state, fact)
        case ((Active() | Disabled()), (SessionsEnded() | MemberDisabled() | MemberEnabled())):
            return _admitted(state, fact)


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


def _described(state: Active | Disabled, fact: Described) -> Active | Disabled:
    match fact:
        case PasswordSet(password=password, epoch=epoch):
            return replace(state, password=password, epoch=epoch)
        case DisplayNameChanged(display_name=name):
            return replace(state, display_name=name)
        case EmailChanged(email=email):
            return replace(state, email=email)
        case IdentityLinked(link_key=link_key, provider=provider):
            return replace(state, links={**state.links, link_key: provider})


def _allowed(state: Active | Disabled, fact: Allowed) -> Active | Disabled:
    match fact:
        case RoleChanged(role=role, epoch=epoch):
            return replace(state, role=role, epoch=epoch)
        case PermissionsChanged(granted=granted, denied=denied):
            rights = Rights(granted=frozenset(granted), denied=frozenset(denied))
            return replace(state, rights=rights)
        case LimitsChanged(limits=limits):
            return replace(state, limits=limits)


def _admitted(state: Active | Disabled, fact: Admitted) -> Active | Disabled:
    match fact:
        case SessionsEnded(epoch=epoch):
            return replace(state, epoch=epoch)
        case MemberDisabled(epoch=epoch, by_plex=by_plex):
            return Disabled(**_held(state) | {"epoch": epoch, "is_shut_out": by_plex})
        case MemberEnabled(epoch=epoch):
            return Active(**_held(state) | {"epoch": epoch, "is_shut_out": False})


def _held(state: Active | Disabled) -> dict[str, Any]:
    return {name: getattr(state, name) for name in state.__struct_fields__}
