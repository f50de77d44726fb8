"""What the pages about people read; names are opened here, for the one who asks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from medianest.contracts.facts import Sealed
from medianest.contracts.limits import LimitName
from medianest.contracts.permissions import Permission, Role
from medianest.contracts.record import Record
from medianest.contracts.state import Person
from medianest.eventlog.postgres import Pool
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import names
from medianest.identity.domain.invite import NoSuchInvite
from medianest.identity.domain.member import NoSuchMember
from medianest.identity.domain.rights import Rights, permissions_of
from medianest.identity.ports import DeviceWords

_BY_USERNAME: Final = """
select member_id from members where username_key = $1
"""
_WITH_EMAIL: Final = """
select member_id, username, display_name, email from members
where email is not null and not disabled
"""
_ONE: Final = """
select member_id, username, display_name, email, has_password, role, granted, denied, limits,
  disabled, shut_out, joined_at, version
from members where member_id = $1
"""
_PAGE: Final = """
select member_id, username, display_name, email, has_password, role, granted, denied, limits,
  disabled, shut_out, joined_at, version
from members
where $1::uuid is null or member_id > $1
order by member_id
limit $2
"""
_BY_CODE: Final = """
select invite_id from invites where code_sha256 = $1
"""
_INVITES: Final = """
select invite_id, version, invited_by, invited_at, expires_at, role, limits, uses_max, note,
  withdrawn_at,
  array(select member_id from accepted_invites a where a.invite_id = i.invite_id
        order by accepted_at, member_id) as accepted_by
from invites i
where ($1::uuid is null or invite_id < $1) and ($2::uuid is null or invite_id = $2)
order by invite_id desc
limit $3
"""
_SESSIONS: Final = """
select session_id, started_at, expires_at, address, user_agent
from sessions
join members using (member_id)
where member_id = $1 and expires_at > $2
  and (sessions.epoch >= members.epoch or session_id = kept_session_id)
order by started_at desc, session_id
limit 200
"""
_API_KEYS: Final = """
select key_id, name, scopes, issued_at, api_keys.expires_at
from api_keys
join members using (member_id)
where member_id = $1 and api_keys.epoch >= members.keys_epoch
  and (api_keys.expires_at is null or api_keys.expires_at > $2)
order by issued_at desc, key_id
limit 200
"""
_PERSON: Final = """
select member_id, version, display_name, role, disabled, plex_id from members where member_id = $1
union all
select member_id, version, null, 'guest', false, null from erased_members where member_id = $1
"""
_EVERYBODY: Final = """
select member_id, version, display_name, role, disabled, plex_id from members
union all
select member_id, version, null, 'guest', false, null from erased_members
"""


_LIMITS: Final = msgspec.json.Decoder(dict[LimitName, int])


_BATCH: Final = 200


class MemberPage(Record):
    """A member as people see one. `email` is for the member and for those who manage members.

    Who has no password comes in by an account elsewhere alone. `permissions` is all they may do;
    `granted` and `denied` are what differs from the role. Who is `shut_out` is disabled by Plex's
    word alone, and is let back by it. `last_seen_at` is told to those who look at members, true to
    some five minutes; null when it is not known.
    """

    id: UUID
    version: int
    username: str
    display_name: str
    email: str | None
    has_password: bool
    role: Role
    permissions: tuple[Permission, ...]
    granted: tuple[Permission, ...]
    denied: tuple[Permission, ...]
    limits: dict[LimitName, int]
    disabled: bool
    shut_out: bool
    created_at: datetime
    last_seen_at: datetime | None


class SessionPage(Record):
    """One browser in which a member is signed in; `current` is the one that asks.

    `last_seen_at` is true to some five minutes, and null when that is not known.
    """

    id: UUID
    current: bool
    created_at: datetime
    expires_at: datetime
    last_seen_at: datetime | None
    address: str | None
    device: str | None
    user_agent: str | None


class Addressee(Record):
    """Somebody to whom a mail can be sent."""

    member_id: UUID
    username: str
    display_name: str
    email: str


class ApiKeyPage(Record):
    """An API key that counts; the key itself is nowhere to be read."""

    id: UUID
    name: str
    scopes: tuple[Permission, ...]
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class InvitePage(Record):
    """An invite as those who manage invites see it; whoever came by it is named."""

    id: UUID
    version: int
    invited_by: UUID
    created_at: datetime
    expires_at: datetime
    role: Role
    limits: dict[LimitName, int]
    uses_max: int
    note: str | None
    withdrawn: bool
    accepted_by: tuple[UUID, ...]


class People:
    """Reads the tables of members and sessions; is the `Directory` for the handlers."""

    def __init__(self, pool: Pool, keys: SubjectKeys) -> None:
        self._pool = pool
        self._keys = keys

    async def member_of(self, username_key: UUID) -> UUID | None:
        async with self._pool.acquire() as connection:
            found: UUID | None = await connection.fetchval(_BY_USERNAME, username_key)
            return found

    async def invite_of(self, code_sha256: str) -> UUID | None:
        async with self._pool.acquire() as connection:
            found: UUID | None = await connection.fetchval(_BY_CODE, code_sha256)
            return found

    async def with_email(self, email_key: UUID, *, pepper: bytes) -> Sequence[Addressee]:
        """Those who may sign in and have this address.

        All of a household's addresses are opened for it: cheaper than to keep an index of them.
        """
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_WITH_EMAIL)
        found = []
        for row in rows:
            who: UUID = row["member_id"]
            email = await self._open(who, row["email"])
            if email is not None and names.email_key(email, pepper=pepper) == email_key:
                found.append(
                    Addressee(
                        member_id=who,
                        username=await self._open(who, row["username"]) or "",
                        display_name=await self._open(who, row["display_name"]) or "",
                        email=email,
                    )
                )
        return found

    async def one(self, member_id: UUID, *, with_email: bool) -> MemberPage | None:
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(_ONE, member_id)
        return None if row is None else await self._member(row, with_email=with_email)

    async def known(self, member_id: UUID, *, with_email: bool) -> MemberPage:
        """The member, or the refusal that there is none."""
        found = await self.one(member_id, with_email=with_email)
        if found is None:
            raise NoSuchMember
        return found

    async def page(
        self, after: UUID | None, limit: int, *, with_email: bool
    ) -> Sequence[MemberPage]:
        """Members in the order in which they joined."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_PAGE, after, limit)
        return [await self._member(row, with_email=with_email) for row in rows]

    async def search(
        self, words: str, after: UUID | None, limit: int, *, with_email: bool
    ) -> Sequence[MemberPage]:
        """Those in whose names (or address, if it may be seen) the words stand.

        Names are ciphertext in the table, so a household's are opened batch by batch, in order.
        """
        found: list[MemberPage] = []
        while batch := await self.page(after, _BATCH, with_email=with_email):
            found += [member for member in batch if names.stand_in(words, _names_of(member))]
            if len(found) >= limit:
                break
            after = batch[-1].id
        return found[:limit]

    async def sessions(
        self,
        member_id: UUID,
        current: UUID,
        now: datetime,
        *,
        device_of: DeviceWords,
        uses: Mapping[UUID, datetime],
    ) -> Sequence[SessionPage]:
        """Where a member is signed in, the newest first; `uses` is when each was last used."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_SESSIONS, member_id, now)
        pages = []
        for row in rows:
            user_agent = await self._open(member_id, row["user_agent"])
            pages.append(
                SessionPage(
                    id=row["session_id"],
                    current=row["session_id"] == current,
                    created_at=row["started_at"],
                    expires_at=row["expires_at"],
                    last_seen_at=uses.get(row["session_id"]),
                    address=await self._open(member_id, row["address"]),
                    device=device_of(user_agent) if user_agent else None,
                    user_agent=user_agent,
                )
            )
        return pages

    async def api_keys(
        self, member_id: UUID, now: datetime, *, uses: Mapping[UUID, datetime]
    ) -> Sequence[ApiKeyPage]:
        """A member's keys that count, the newest first; `uses` is when each was last used."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_API_KEYS, member_id, now)
        return [
            ApiKeyPage(
                id=row["key_id"],
                name=await self._open(member_id, row["name"]) or "",
                scopes=tuple(row["scopes"]),
                created_at=row["issued_at"],
                expires_at=row["expires_at"],
                last_used_at=uses.get(row["key_id"]),
            )
            for row in rows
        ]

    async def person(self, member_id: UUID) -> Person | None:
        """What other services may show of somebody; empty once they are erased."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(_PERSON, member_id)
        return None if row is None else await self._person(row)

    async def everybody(self) -> Sequence[Person]:
        """The same of all who ever joined."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_EVERYBODY)
        return [await self._person(row) for row in rows]

    async def _person(self, row: asyncpg.Record) -> Person:
        name = await self._open(row["member_id"], row["display_name"])
        return Person(
            version=row["version"],
            member_id=row["member_id"],
            display_name=name or "",
            role=row["role"],
            disabled=row["disabled"],
            erased=name is None,
            plex_id=await self._open(row["member_id"], row["plex_id"]),
        )

    async def _member(self, row: asyncpg.Record, *, with_email: bool) -> MemberPage:
        who: UUID = row["member_id"]
        role: Role = row["role"]
        rights = Rights(granted=frozenset(row["granted"]), denied=frozenset(row["denied"]))
        return MemberPage(
            id=who,
            version=row["version"],
            username=await self._open(who, row["username"]) or "",
            display_name=await self._open(who, row["display_name"]) or "",
            email=await self._open(who, row["email"]) if with_email else None,
            has_password=row["has_password"],
            role=role,
            permissions=tuple(sorted(permissions_of(role, rights))),
            granted=tuple(row["granted"]),
            denied=tuple(row["denied"]),
            limits=_LIMITS.decode(row["limits"]),
            disabled=row["disabled"],
            shut_out=row["shut_out"],
            created_at=row["joined_at"],
            last_seen_at=None,
        )

    async def _open(self, subject: UUID, box: str | None) -> str | None:
        """The text in a box; nothing once its key is gone."""
        return None if box is None else await self._keys.open(Sealed(subject=subject, box=box))


def _names_of(member: MemberPage) -> tuple[str, ...]:
    return (member.username, member.display_name, member.email or "")


class Invites:
    """Reads the tables of invites."""

    def __init__(self, pool: Pool, keys: SubjectKeys) -> None:
        self._pool = pool
        self._keys = keys

    async def page(self, before: UUID | None, limit: int) -> Sequence[InvitePage]:
        """Invites, the newest first."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_INVITES, before, None, limit)
        return [await self._invite(row) for row in rows]

    async def known(self, invite_id: UUID) -> InvitePage:
        """The invite, or the refusal that there is none."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(_INVITES, None, invite_id, 1)
        if row is None:
            raise NoSuchInvite
        return await self._invite(row)

    async def _invite(self, row: asyncpg.Record) -> InvitePage:
        box = row["note"]
        note = None if box is None else Sealed(subject=row["invited_by"], box=box)
        return InvitePage(
            id=row["invite_id"],
            version=row["version"],
            invited_by=row["invited_by"],
            created_at=row["invited_at"],
            expires_at=row["expires_at"],
            role=row["role"],
            limits=_LIMITS.decode(row["limits"]),
            uses_max=row["uses_max"],
            note=None if note is None else await self._keys.open(note),
            withdrawn=row["withdrawn_at"] is not None,
            accepted_by=tuple(row["accepted_by"]),
        )
