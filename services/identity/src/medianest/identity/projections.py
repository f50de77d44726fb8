"""How identity's facts become tables: members, what may be good of theirs, and invites.

Theirs are sessions, API keys, and sign-ins by an identity elsewhere that wait for a second factor.
Names and addresses stand in them as ciphertext, just as in the facts.
"""

from typing import Final
from uuid import UUID

import msgspec

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.identity.domain import api_key, invite, member, pending, plex, session

MEMBERS_DDL: Final = """
create table members(
  member_id uuid primary key,
  username_key uuid not null unique,
  username text not null,
  display_name text not null,
  email text,
  has_password bool not null,
  plex_id text,
  role text not null,
  granted text[] not null default '{}',
  denied text[] not null default '{}',
  limits text not null default '{}',
  disabled bool not null,
  shut_out bool not null default false,
  epoch int not null,
  kept_session_id uuid,
  keys_epoch int not null default 0,
  joined_at timestamptz not null,
  version int not null);
create table erased_members(
  member_id uuid primary key,
  version int not null)
"""

SESSIONS_DDL: Final = """
create table sessions(
  session_id uuid primary key,
  member_id uuid not null,
  epoch int not null,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  address text,
  user_agent text,
  link_key uuid,
  session_key uuid);
create index sessions_of_member on sessions(member_id);
create index sessions_via_link on sessions(link_key) where link_key is not null
"""

INVITES_DDL: Final = """
create table invites(
  invite_id uuid primary key,
  code_sha256 text not null unique,
  invited_by uuid not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  role text not null,
  limits text not null,
  uses_max int not null,
  note text,
  withdrawn_at timestamptz,
  version int not null);
create table accepted_invites(
  invite_id uuid not null,
  member_id uuid not null,
  accepted_at timestamptz not null,
  primary key (invite_id, member_id))
"""

API_KEYS_DDL: Final = """
create table api_keys(
  key_id uuid primary key,
  member_id uuid not null,
  epoch int not null,
  name text not null,
  scopes text[] not null,
  issued_at timestamptz not null,
  expires_at timestamptz);
create index api_keys_of_member on api_keys(member_id)
"""

WAITING_DDL: Final = """
create table waiting_sign_ins(
  pending_id uuid primary key,
  member_id uuid not null,
  expires_at timestamptz not null,
  link_key uuid not null,
  session_key uuid);
create index waiting_via_link on waiting_sign_ins(link_key);
create index waiting_via_session on waiting_sign_ins(session_key) where session_key is not null
"""

_JOINED: Final = """
insert into members(member_id, username_key, username, display_name, email, has_password, role,
                    disabled, epoch, joined_at, version)
values ($1, $2, $3, $4, $5, $6, $7, false, 0, $8, $9)
"""
_ROLE: Final = """
update members set role = $2, epoch = $3, kept_session_id = null, keys_epoch = $3, version = $4
where member_id = $1
"""
_PERMISSIONS: Final = """
update members set granted = $2, denied = $3, version = $4 where member_id = $1
"""
_LIMITS: Final = """
update members set limits = $2, version = $3 where member_id = $1
"""
_DISPLAY_NAME: Final = """
update members set display_name = $2, version = $3 where member_id = $1
"""
_LINKED: Final = """
update members set version = $2, plex_id = coalesce($3, plex_id) where member_id = $1
"""
_EMAIL: Final = """
update members set email = $2, version = $3 where member_id = $1
"""
_NEW_LOCK: Final = """
update members set has_password = true, epoch = $2, kept_session_id = null, keys_epoch = $2,
  version = $3
where member_id = $1
"""
_EPOCH: Final = """
update members set epoch = $2, kept_session_id = $3, version = $4,
  keys_epoch = case when $5 then keys_epoch else $2 end
where member_id = $1
"""
_DISABLED: Final = """
update members set disabled = $2, epoch = $3, kept_session_id = null, keys_epoch = $3,
  version = $4, shut_out = $5
where member_id = $1
"""
_ERASED: Final = """
with gone as (delete from members where member_id = $1)
insert into erased_members(member_id, version) values ($1, $2)
"""

_INVITED: Final = """
insert into invites(invite_id, code_sha256, invited_by, invited_at, expires_at, role, limits,
                    uses_max, note, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
_WITHDRAWN: Final = """
update invites set withdrawn_at = $2, version = $3 where invite_id = $1
"""
_ACCEPTED: Final = """
with used as (update invites set version = $4 where invite_id = $1)
insert into accepted_invites(invite_id, member_id, accepted_at) values ($1, $2, $3)
"""

_ISSUED: Final = """
insert into api_keys(key_id, member_id, epoch, name, scopes, issued_at, expires_at)
values ($1, $2, $3, $4, $5, $6, $7)
"""
_KEY_REVOKED: Final = """
delete from api_keys where key_id = $1
"""
_KEYS_FORGOTTEN: Final = """
delete from api_keys where member_id = $1
"""

_STARTED: Final = """
insert into sessions(session_id, member_id, epoch, started_at, expires_at, address, user_agent,
                     link_key, session_key)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
_REVOKED: Final = """
delete from sessions where session_id = $1
"""
_ALL_BUT: Final = """
delete from sessions where member_id = $1 and epoch < $2 and session_id is distinct from $3
"""
_RUN_OUT: Final = """
delete from sessions where member_id = $1 and expires_at <= $2
"""

_WAITS: Final = """
insert into waiting_sign_ins(pending_id, member_id, expires_at, link_key, session_key)
values ($1, $2, $3, $4, $5)
"""
_WAITS_NO_LONGER: Final = """
delete from waiting_sign_ins where pending_id = $1
"""
_WAITED_TOO_LONG: Final = """
delete from waiting_sign_ins where member_id = $1 and expires_at <= $2
"""
_NOBODY_WAITS: Final = """
delete from waiting_sign_ins where member_id = $1
"""


async def members(connection: Connection, stored: Stored[object]) -> None:
    """Keep the table of members."""
    fact = stored.fact
    if isinstance(fact, member.MemberFact):
        await _member(connection, stored.id, stored.version, fact)


async def sessions(connection: Connection, stored: Stored[object]) -> None:
    """Keep the table of sessions; what has run out goes when the same member signs in again."""
    fact = stored.fact
    if isinstance(fact, session.SessionStarted):
        await connection.execute(_RUN_OUT, fact.member_id, stored.recorded_at)
        await _started(connection, fact)
    elif isinstance(fact, session.SessionRevoked):
        await connection.execute(_REVOKED, stored.id)
    elif isinstance(fact, member.MemberFact):
        await _end_older(connection, stored.id, fact)


async def invites(connection: Connection, stored: Stored[object]) -> None:
    """Keep the tables of invites and of who came by them."""
    fact, version = stored.fact, stored.version
    if isinstance(fact, invite.Invited):
        await _invited(connection, version, fact)
    elif isinstance(fact, invite.InviteWithdrawn):
        await connection.execute(_WITHDRAWN, stored.id, fact.withdrawn_at, version)
    elif isinstance(fact, invite.InviteAccepted):
        who, at = fact.member_id, fact.accepted_at
        await connection.execute(_ACCEPTED, stored.id, who, at, version)


async def api_keys(connection: Connection, stored: Stored[object]) -> None:
    """Keep the table of API keys; those from before `keys_epoch` stay in it and count no more."""
    fact = stored.fact
    if isinstance(fact, api_key.ApiKeyIssued):
        await _issued(connection, fact)
    elif isinstance(fact, api_key.ApiKeyRevoked):
        await connection.execute(_KEY_REVOKED, stored.id)
    elif isinstance(fact, member.MemberErased):
        await connection.execute(_KEYS_FORGOTTEN, stored.id)


async def waiting(connection: Connection, stored: Stored[object]) -> None:
    """Keep the table of those who came half way by an identity elsewhere."""
    fact = stored.fact
    if isinstance(fact, pending.SignInBegun) and fact.via is not None:
        await connection.execute(_WAITED_TOO_LONG, fact.member_id, stored.recorded_at)
        via, until = fact.via, fact.expires_at
        await connection.execute(
            _WAITS, stored.id, fact.member_id, until, via.link_key, via.session_key
        )
    elif isinstance(fact, pending.SignInProven | pending.SignInEnded):
        await connection.execute(_WAITS_NO_LONGER, stored.id)
    elif isinstance(fact, member.MemberErased):
        await connection.execute(_NOBODY_WAITS, stored.id)


async def _end_older(connection: Connection, who: UUID, fact: member.MemberFact) -> None:
    match fact:
        case member.SessionsEnded(epoch=epoch, kept_session_id=kept):
            await connection.execute(_ALL_BUT, who, epoch, kept)
        case (
            member.PasswordSet(epoch=epoch)
            | member.RoleChanged(epoch=epoch)
            | member.MemberDisabled(epoch=epoch)
            | member.MemberEnabled(epoch=epoch)
            | member.MemberErased(epoch=epoch)
        ):
            await connection.execute(_ALL_BUT, who, epoch, None)
        case (
            member.MemberJoined()
            | member.PermissionsChanged()
            | member.LimitsChanged()
            | member.DisplayNameChanged()
            | member.EmailChanged()
            | member.IdentityLinked()
        ):
            pass


async def _member(  # noqa: C901 -- one arm a fact
    connection: Connection, who: UUID, version: int, fact: member.MemberFact
) -> None:
    match fact:
        case member.MemberJoined():
            await _joined(connection, version, fact)
        case member.RoleChanged(role=role, epoch=epoch):
            await connection.execute(_ROLE, who, role, epoch, version)
        case member.PermissionsChanged(granted=granted, denied=denied):
            await connection.execute(_PERMISSIONS, who, granted, denied, version)
        case member.LimitsChanged(limits=limits):
            await connection.execute(_LIMITS, who, msgspec.json.encode(limits).decode(), version)
        case member.DisplayNameChanged(display_name=name):
            await connection.execute(_DISPLAY_NAME, who, name.box, version)
        case member.EmailChanged(email=email):
            await connection.execute(_EMAIL, who, email.box if email else None, version)
        case member.IdentityLinked(provider=provider, account=account):
            plex_id = account.box if account and provider == plex.PROVIDER else None
            await connection.execute(_LINKED, who, version, plex_id)
        case member.PasswordSet(epoch=epoch):
            await connection.execute(_NEW_LOCK, who, epoch, version)
        case member.SessionsEnded(epoch=epoch, kept_session_id=kept, keeps_keys=keeps):
            await connection.execute(_EPOCH, who, epoch, kept, version, keeps)
        case member.MemberDisabled(epoch=epoch) | member.MemberEnabled(epoch=epoch):
            off = isinstance(fact, member.MemberDisabled)
            by_plex = isinstance(fact, member.MemberDisabled) and fact.by_plex
            await connection.execute(_DISABLED, who, off, epoch, version, by_plex)
        case member.MemberErased():
            await connection.execute(_ERASED, who, version)


async def _joined(connection: Connection, version: int, fact: member.MemberJoined) -> None:
    await connection.execute(
        _JOINED,
        fact.member_id,
        fact.username_key,
        fact.username.box,
        fact.display_name.box,
        fact.email.box if fact.email else None,
        fact.password is not None,
        fact.role,
        fact.joined_at,
        version,
    )


async def _invited(connection: Connection, version: int, fact: invite.Invited) -> None:
    await connection.execute(
        _INVITED,
        fact.invite_id,
        fact.code_sha256,
        fact.invited_by,
        fact.invited_at,
        fact.expires_at,
        fact.role,
        msgspec.json.encode(fact.limits).decode(),
        fact.uses_max,
        fact.note.box if fact.note else None,
        version,
    )


async def _issued(connection: Connection, fact: api_key.ApiKeyIssued) -> None:
    await connection.execute(
        _ISSUED,
        fact.key_id,
        fact.member_id,
        fact.epoch,
        fact.name.box,
        fact.scopes,
        fact.issued_at,
        fact.expires_at,
    )


async def _started(connection: Connection, fact: session.SessionStarted) -> None:
    await connection.execute(
        _STARTED,
        fact.session_id,
        fact.member_id,
        fact.epoch,
        fact.started_at,
        fact.expires_at,
        fact.address.box if fact.address else None,
        fact.user_agent.box if fact.user_agent else None,
        fact.via.link_key if fact.via else None,
        fact.via.session_key if fact.via else None,
    )


MEMBERS: Final = ReadModel(name="members", generation=6, ddl=MEMBERS_DDL, apply=members)
SESSIONS: Final = ReadModel(name="sessions", generation=2, ddl=SESSIONS_DDL, apply=sessions)
INVITES: Final = ReadModel(name="invites", generation=1, ddl=INVITES_DDL, apply=invites)
API_KEYS: Final = ReadModel(name="api_keys", generation=1, ddl=API_KEYS_DDL, apply=api_keys)
WAITING: Final = ReadModel(name="waiting", generation=1, ddl=WAITING_DDL, apply=waiting)
