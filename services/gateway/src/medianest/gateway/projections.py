"""Who is signed in, from what identity says: members, their sessions and API keys, by hash.

What identity says can come twice and in any order: first with its own answer (`Mn-Effects`), later
over the bus. Every statement here only moves forward (the newer version, the higher epoch, revoked
stays revoked), so any order of the same events ends in the same tables, and a late one revives
nothing. Revoked sessions stay until their absolute expiry.
"""

from typing import Final
from uuid import UUID

from medianest.contracts.events import Event
from medianest.contracts.events.identity import (
    ApiKeyIssued,
    ApiKeyRevoked,
    MemberDisabled,
    MemberEnabled,
    MemberErased,
    MemberJoined,
    MemberPermissionsChanged,
    MemberRoleChanged,
    MemberSessionsEnded,
    SessionRevoked,
    SessionStarted,
)
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readmodels import Connection, ReadModel

TABLES: Final = """
create table session_members(
  member_id uuid primary key,
  role text, permissions text[] not null default '{}', role_version int not null default 0,
  is_disabled bool not null default false, disabled_version int not null default 0,
  is_erased bool not null default false,
  epoch int not null default 0, kept_session_id uuid,
  keys_epoch int not null default 0);

create table sessions(
  session_id uuid primary key, member_id uuid not null,
  cookie_sha256 text, epoch int, idle_s int, started_at timestamptz, expires_at timestamptz,
  is_revoked bool not null default false);
create unique index sessions_by_cookie on sessions(cookie_sha256);
create index sessions_by_expiry on sessions(expires_at);

create table api_keys(
  key_id uuid primary key, member_id uuid not null,
  key_sha256 text, scopes text[], epoch int, expires_at timestamptz,
  is_revoked bool not null default false);
create unique index api_keys_by_hash on api_keys(key_sha256);
"""

# `role_version` and `disabled_version` are 0 in an event that does not speak of them. Keys from
# before `keys_epoch` are void; what ends sessions only leaves it as it was.
HEAR_MEMBER: Final = """
insert into session_members as old(member_id, role, permissions, role_version,
  is_disabled, disabled_version, is_erased, epoch, kept_session_id, keys_epoch)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (member_id) do update set
  role = case when excluded.role_version > old.role_version
    then excluded.role else old.role end,
  permissions = case when excluded.role_version > old.role_version
    then excluded.permissions else old.permissions end,
  role_version = greatest(old.role_version, excluded.role_version),
  is_disabled = case when excluded.disabled_version > old.disabled_version
    then excluded.is_disabled else old.is_disabled end,
  disabled_version = greatest(old.disabled_version, excluded.disabled_version),
  is_erased = old.is_erased or excluded.is_erased,
  kept_session_id = case when excluded.epoch > old.epoch
    then excluded.kept_session_id else old.kept_session_id end,
  epoch = greatest(old.epoch, excluded.epoch),
  keys_epoch = greatest(old.keys_epoch, excluded.keys_epoch)
"""

HEAR_STARTED: Final = """
insert into sessions as old(session_id, member_id, cookie_sha256, epoch, idle_s, started_at,
  expires_at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (session_id) do update set
  cookie_sha256 = excluded.cookie_sha256, epoch = excluded.epoch, idle_s = excluded.idle_s,
  started_at = excluded.started_at, expires_at = excluded.expires_at
"""

FORGET_EXPIRED: Final = """
delete from sessions where expires_at < $1
"""

HEAR_REVOKED: Final = """
insert into sessions(session_id, member_id, is_revoked) values ($1, $2, true)
on conflict (session_id) do update set is_revoked = true
"""

HEAR_KEY: Final = """
insert into api_keys(key_id, member_id, key_sha256, scopes, epoch, expires_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (key_id) do update set
  key_sha256 = excluded.key_sha256, scopes = excluded.scopes, epoch = excluded.epoch,
  expires_at = excluded.expires_at
"""

HEAR_KEY_REVOKED: Final = """
insert into api_keys(key_id, member_id, is_revoked) values ($1, $2, true)
on conflict (key_id) do update set is_revoked = true
"""


async def apply(connection: Connection, heard: Heard) -> None:
    """What came over the bus."""
    await hear(connection, heard.event, heard.version)


async def hear(connection: Connection, event: Event, version: int) -> None:
    """One event of identity; `version` is that of the stream it stands in."""
    match event:
        case MemberJoined() | MemberRoleChanged() | MemberPermissionsChanged():
            await _member(
                connection,
                event.member_id,
                event.epoch,
                role=event.role,
                permissions=event.permissions,
                role_version=version,
                keeps_keys=isinstance(event, MemberPermissionsChanged),
            )
        case MemberDisabled() | MemberEnabled():
            await _member(
                connection,
                event.member_id,
                event.epoch,
                is_disabled=isinstance(event, MemberDisabled),
                disabled_version=version,
            )
        case MemberErased():
            await _member(connection, event.member_id, event.epoch, is_erased=True)
        case MemberSessionsEnded():
            await _member(
                connection,
                event.member_id,
                event.epoch,
                kept=event.kept_session_id,
                keeps_keys=event.keeps_keys,
            )
        case SessionStarted():
            await _started(connection, event)
        case SessionRevoked():
            await connection.execute(HEAR_REVOKED, event.session_id, event.member_id)
        case ApiKeyIssued():
            await _issued(connection, event)
        case ApiKeyRevoked():
            await connection.execute(HEAR_KEY_REVOKED, event.key_id, event.member_id)
        case _:
            return  # identity says more than who is signed in; the vocabulary grows


async def _member(
    connection: Connection,
    member_id: UUID,
    epoch: int,
    *,
    role: str | None = None,
    permissions: tuple[str, ...] = (),
    role_version: int = 0,
    is_disabled: bool = False,
    disabled_version: int = 0,
    is_erased: bool = False,
    kept: UUID | None = None,
    keeps_keys: bool = False,
) -> None:
    await connection.execute(
        HEAR_MEMBER,
        member_id,
        role,
        list(permissions),
        role_version,
        is_disabled,
        disabled_version,
        is_erased,
        epoch,
        kept,
        0 if keeps_keys else epoch,
    )


async def _issued(connection: Connection, event: ApiKeyIssued) -> None:
    await connection.execute(
        HEAR_KEY,
        event.key_id,
        event.member_id,
        event.key_sha256,
        list(event.scopes),
        event.epoch,
        event.expires_at,
    )


async def _started(connection: Connection, event: SessionStarted) -> None:
    await connection.execute(FORGET_EXPIRED, event.started_at)
    await connection.execute(
        HEAR_STARTED,
        event.session_id,
        event.member_id,
        event.cookie_sha256,
        event.epoch,
        event.idle_s,
        event.started_at,
        event.expires_at,
    )


SESSIONS: Final = ReadModel(
    name="sessions", generation=3, ddl=TABLES, apply=apply, source=("identity",)
)
