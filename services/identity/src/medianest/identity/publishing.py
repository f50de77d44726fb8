"""Which facts of identity are announced, and in which words."""

from medianest.contracts.events import Event, identity
from medianest.identity.domain import api_key, house, member, plex, session


def of_member(state: member.MemberState, fact: member.MemberFact) -> Event | None:
    """What others hear of a member; `state` is the one after the fact."""
    match state:
        case member.Missing():
            return None
        case member.Erased(member_id=who, epoch=epoch):
            return identity.MemberErased(member_id=who, epoch=epoch)
        case member.Active() | member.Disabled():
            return _of_account(state, fact)


def _of_account(  # noqa: C901, PLR0911 -- one arm a fact
    state: member.Active | member.Disabled, fact: member.MemberFact
) -> Event | None:
    who = state.member_id
    match fact:
        case member.MemberJoined(role=role):
            return identity.MemberJoined(
                member_id=who, role=role, permissions=_permissions(state), epoch=0
            )
        case member.RoleChanged(role=role, epoch=epoch):
            return identity.MemberRoleChanged(
                member_id=who, role=role, permissions=_permissions(state), epoch=epoch
            )
        case member.PermissionsChanged():
            return identity.MemberPermissionsChanged(
                member_id=who,
                role=state.role,
                permissions=_permissions(state),
                epoch=state.epoch,
            )
        case member.LimitsChanged(limits=limits):
            told = tuple(
                identity.MemberLimit(name=name, at_most=at_most) for name, at_most in limits.items()
            )
            return identity.MemberLimitsChanged(member_id=who, limits=told)
        case member.MemberDisabled(epoch=epoch):
            return identity.MemberDisabled(member_id=who, epoch=epoch)
        case member.MemberEnabled(epoch=epoch):
            return identity.MemberEnabled(member_id=who, epoch=epoch)
        case member.MemberErased(epoch=epoch):
            return identity.MemberErased(member_id=who, epoch=epoch)
        case member.PasswordSet(epoch=epoch):
            return identity.MemberSessionsEnded(member_id=who, epoch=epoch)
        case member.SessionsEnded(epoch=epoch, kept_session_id=kept, keeps_keys=keeps_keys):
            return identity.MemberSessionsEnded(
                member_id=who, epoch=epoch, kept_session_id=kept, keeps_keys=keeps_keys
            )
        case member.DisplayNameChanged() | member.EmailChanged() | member.IdentityLinked():
            return None


def of_session(state: session.SessionState, fact: session.SessionFact) -> Event | None:
    """What the gateway hears of a session: enough to know its cookie, nothing to make it from."""
    match fact:
        case session.SessionStarted():
            return identity.SessionStarted(
                session_id=fact.session_id,
                member_id=fact.member_id,
                cookie_sha256=fact.cookie_sha256,
                epoch=fact.epoch,
                started_at=fact.started_at,
                idle_s=fact.idle_s,
                expires_at=fact.expires_at,
            )
        case session.SessionRevoked():
            if isinstance(state, session.Missing):
                return None
            return identity.SessionRevoked(session_id=state.session_id, member_id=state.member_id)


def of_api_key(state: api_key.ApiKeyState, fact: api_key.ApiKeyFact) -> Event | None:
    """What the gateway hears of a key: enough to know it, nothing to make it from."""
    match fact:
        case api_key.ApiKeyIssued():
            return identity.ApiKeyIssued(
                key_id=fact.key_id,
                member_id=fact.member_id,
                key_sha256=fact.key_sha256,
                scopes=fact.scopes,
                epoch=fact.epoch,
                issued_at=fact.issued_at,
                expires_at=fact.expires_at,
            )
        case api_key.ApiKeyRevoked():
            if isinstance(state, api_key.Missing):
                return None
            return identity.ApiKeyRevoked(key_id=state.key_id, member_id=state.member_id)


def of_plex(state: plex.PlexState, fact: plex.PlexFact) -> Event | None:
    """What those who look after the house hear: whether it can still be seen who may come in."""
    match fact:
        case plex.PlexWatchChanged(watch=watch):
            return identity.PlexWatchChanged(connection_id=plex.THE_PLEX, watch=watch)
        case plex.PlexTurnedOn() | plex.PlexTurnedOff():
            return None


def of_house(state: house.House, fact: house.Called) -> Event:
    """What everybody hears: how the house is called."""
    return identity.HouseCalled(house_id=house.THE_HOUSE, called=state.name, accent=state.accent)


def _permissions(state: member.Active | member.Disabled) -> tuple[str, ...]:
    return tuple(sorted(state.permissions))
