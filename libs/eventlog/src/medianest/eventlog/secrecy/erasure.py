"""`Erasure`: a person who was erased is forgotten by this service, and stays forgotten.

Guarantees: the person's key is destroyed, with what was kept of answers to them, in the transaction
that moves the reader on, and only after their name is in the ledger; a service that starts destroys
the keys of everybody in its ledger again, whatever backup its database came from.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import structlog

from medianest.contracts.events.identity import MemberErased
from medianest.contracts.topology import ServiceName
from medianest.eventlog.postgres import Connection, Pool
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.eventlog.secrecy.ledger import Ledger
from medianest.eventlog.turn import Turn

log = structlog.get_logger()

SHRED_ALL: Final = """
insert into subject_keys(subject_id, shredded_at) select unnest($1::uuid[]), now()
on conflict (subject_id) do update set wrapped_key = null, shredded_at = excluded.shredded_at
where subject_keys.shredded_at is null
"""

FORGET_ANSWERS: Final = """
delete from commands where member_id = any($1::uuid[])
"""


class Erasure:
    """Forgets people for one service."""

    def __init__(
        self, service: ServiceName, pool: Pool, keys: SubjectKeys, folder: Path | None
    ) -> None:
        """`folder`: where the ledgers of all services lie; None keeps none."""
        self._service = service
        self._pool = pool
        self._keys = keys
        self._ledger = None if folder is None else Ledger(folder / f"{service}.erased")

    async def forget(self, connection: Connection, member_id: UUID, erased_at: datetime) -> None:
        """Forget one person, in the caller's transaction. Twice is as once."""
        if self._ledger is not None:
            await asyncio.to_thread(self._ledger.add, member_id, erased_at)
        await self._keys.shred(member_id, connection)
        await connection.execute(FORGET_ANSWERS, [member_id])

    async def forget_again(self) -> None:
        """Forget everybody who was ever erased. Raises `LedgerAltered`, `OSError`."""
        if self._ledger is None:
            log.warning("erasure.no-ledger", service=self._service)
            return
        erased = await self.erased()
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(SHRED_ALL, erased)
            await connection.execute(FORGET_ANSWERS, erased)

    async def erased(self) -> Sequence[UUID]:
        """Everybody who was ever erased, as far as the ledger tells."""
        return () if self._ledger is None else await asyncio.to_thread(self._ledger.members)

    def reaction(self) -> Reaction:
        """Forgets whom identity says to be erased."""

        async def react(turn: Turn, heard: Heard) -> None:
            if isinstance(heard.event, MemberErased):
                await self.forget(turn.connection, heard.event.member_id, heard.at)

        return Reaction(name="erasing", sources=("identity",), start="zero", react=react)
