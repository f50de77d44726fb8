"""What pages and deliveries read of channels; addresses are opened here, and only here."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec

from medianest.contracts.facts import Sealed
from medianest.contracts.record import Record
from medianest.eventlog.postgres import Connection, Pool
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.notify.domain import address as addresses
from medianest.notify.domain.address import Address, AppriseAddress, Kind, WebhookAddress
from medianest.notify.ports import Channel, Counts

OF_MEMBER: Final = """
select channel_id, member_id, kind, address, verified, disabled, added_at from channels
where member_id = $1 and address is not null order by added_at, channel_id
"""

ONE: Final = """
select channel_id, member_id, kind, address, verified, disabled, added_at from channels
where channel_id = $1 and address is not null
"""

COUNTS: Final = """
select count(*) filter (where address is not null) as held,
  count(*) filter (where added_at > $2) as fresh
from channels where member_id = $1
"""

OF_SESSION: Final = """
select channel_id from channels where session_id = $1 and address is not null order by channel_id
"""

OF_SESSIONS: Final = """
select channel_id from channels
where member_id = $1 and session_id is not null and session_id is distinct from $2
  and added_at < $3 and address is not null
order by channel_id
"""


class BrowserTable:
    """The port `Browsers`, as a transaction sees the table of channels."""

    async def of_session(self, connection: Connection, session_id: UUID) -> Sequence[UUID]:
        rows = await connection.fetch(OF_SESSION, session_id)
        return [row["channel_id"] for row in rows]

    async def of_member(
        self, connection: Connection, member_id: UUID, *, kept: UUID | None, until: datetime
    ) -> Sequence[UUID]:
        rows = await connection.fetch(OF_SESSIONS, member_id, kept, until)
        return [row["channel_id"] for row in rows]


class ChannelLine(Record):
    """A channel as its member sees it. Of what is secret they see the last four characters.

    `secret` is shown once, in the answer to making a webhook: it signs what is sent there.
    """

    id: UUID
    kind: Kind
    service: str | None
    label: str
    verified: bool
    disabled: str | None
    has_secret: bool
    last_four: str | None
    created_at: datetime
    secret: str | None = None


class ChannelQueries:
    """Reads the table of channels; is the port `ChannelBook`."""

    def __init__(self, pool: Pool, keys: SubjectKeys) -> None:
        self._pool = pool
        self._keys = keys

    async def of(self, member_id: UUID) -> Sequence[Channel]:
        return [
            Channel(
                id=row["channel_id"],
                member_id=member_id,
                kind=row["kind"],
                label=addresses.label(address),
                verified=row["verified"],
                disabled=row["disabled"],
            )
            for row, address in await self._all(member_id)
        ]

    async def address(self, channel_id: UUID) -> Address | None:
        found = await self._one(channel_id)
        return None if found is None else found[1]

    async def lines(self, member_id: UUID) -> Sequence[ChannelLine]:
        """The member's own, oldest first."""
        return [_line(row, address) for row, address in await self._all(member_id)]

    async def line(self, member_id: UUID, channel_id: UUID) -> ChannelLine | None:
        found = await self._one(channel_id)
        if found is None or found[0]["member_id"] != member_id:
            return None
        return _line(*found)

    async def counts(self, member_id: UUID, now: datetime) -> Counts:
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(COUNTS, member_id, now - timedelta(hours=1))
        assert row is not None  # noqa: S101  a count is always a row
        return Counts(held=row["held"], lately=row["fresh"])

    async def _all(self, member_id: UUID) -> Sequence[tuple[asyncpg.Record, Address]]:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(OF_MEMBER, member_id)
        opened = [(row, await self._opened(row)) for row in rows]
        return [(row, address) for row, address in opened if address is not None]

    async def _one(self, channel_id: UUID) -> tuple[asyncpg.Record, Address] | None:
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(ONE, channel_id)
        if row is None:
            return None
        address = await self._opened(row)
        return None if address is None else (row, address)

    async def _opened(self, row: asyncpg.Record) -> Address | None:
        sealed = Sealed(subject=row["member_id"], box=row["address"])
        text = await self._keys.open(sealed)
        if text is None:
            return None
        kinds: Any = Address
        opened: Address = msgspec.json.decode(text, type=kinds)
        return opened


def secret_of(address: Address | None) -> str | None:
    """What signs a webhook's calls."""
    return address.secret if isinstance(address, WebhookAddress) else None


def _line(row: asyncpg.Record, address: Address) -> ChannelLine:
    last = addresses.last_four(address)
    form = address.form if isinstance(address, AppriseAddress) else None
    return ChannelLine(
        id=row["channel_id"],
        kind=row["kind"],
        service=type(form).__name__.lower() if form else None,
        label=addresses.label(address),
        verified=row["verified"],
        disabled=row["disabled"],
        has_secret=last is not None,
        last_four=last,
        created_at=row["added_at"],
    )
