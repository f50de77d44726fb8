"""Receipts: what a command left behind, kept under its idempotency key for a repeat to find."""

from uuid import UUID

import msgspec

from medianest.contracts.events import Event
from medianest.contracts.meta import Once
from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid
from medianest.eventlog.codec import decode_event
from medianest.eventlog.postgres import Connection

FIND_RECEIPT = """
select body_sha256, result from commands where member_id = $1 and route = $2 and key = $3
"""

KEEP_RECEIPT = """
insert into commands(member_id, route, key, body_sha256, result) values ($1, $2, $3, $4, $5)
"""

FORGET_RECEIPTS = """
delete from commands where at < now() - interval '48 hours'
"""


class KeyReused(Invalid):
    """This Idempotency-Key was already used for something else."""


class Announced(Record):
    """What one fact of a receipt says to the others, with its place in the log."""

    event: Event
    fact_id: UUID
    position: int
    version: int


class Receipt(Record):
    """What a command left behind. `version` and `id` are of its first step."""

    id: UUID
    version: int
    position: int
    replayed: bool = False
    announced: tuple[Announced, ...] = ()

    @property
    def said(self) -> tuple[Event, ...]:
        """The announced events alone."""
        return tuple(announced.event for announced in self.announced)


async def find_receipt(connection: Connection, once: Once) -> Receipt | KeyReused | None:
    """The receipt of an earlier command with this key, or `KeyReused` if it was another command."""
    row = await connection.fetchrow(FIND_RECEIPT, once.member_id, once.route, once.key)
    if row is None:
        return None
    if row["body_sha256"] != once.body_sha256:
        return KeyReused()
    return msgspec.json.decode(row["result"], type=_KeptReceipt).receipt()


async def keep_receipt(connection: Connection, once: Once, receipt: Receipt) -> None:
    """Keep it for 48 hours, in the transaction of its command."""
    result = msgspec.json.encode(_KeptReceipt.of(receipt)).decode()
    await connection.execute(
        KEEP_RECEIPT, once.member_id, once.route, once.key, once.body_sha256, result
    )


class _KeptAnnouncement(Record):
    event: msgspec.Raw
    fact_id: UUID
    position: int
    version: int


class _KeptReceipt(Record):
    id: UUID
    version: int
    position: int
    announced: tuple[_KeptAnnouncement, ...] = ()

    @classmethod
    def of(cls, receipt: Receipt) -> "_KeptReceipt":
        return cls(
            id=receipt.id,
            version=receipt.version,
            position=receipt.position,
            announced=tuple(
                _KeptAnnouncement(
                    event=msgspec.Raw(msgspec.json.encode(a.event)),
                    fact_id=a.fact_id,
                    position=a.position,
                    version=a.version,
                )
                for a in receipt.announced
            ),
        )

    def receipt(self) -> Receipt:
        events = [(decode_event(bytes(a.event)), a) for a in self.announced]
        return Receipt(
            id=self.id,
            version=self.version,
            position=self.position,
            replayed=True,
            announced=tuple(
                Announced(event=e, fact_id=a.fact_id, position=a.position, version=a.version)
                for e, a in events
                if e is not None
            ),
        )
