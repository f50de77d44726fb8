"""What had been announced since a backup: read it before the stream of the old epoch is dropped."""

from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.record import Record
from medianest.contracts.topology import TOPOLOGY, ServiceName
from medianest.eventlog.bus import wire
from medianest.eventlog.bus.broker import Broker

BATCH: Final = 500


class Lost(Record):
    """Something the others heard that this service no longer knows of. Ids only."""

    position: int
    fact_id: UUID
    type: str
    subject: str
    at: datetime
    epoch: UUID


async def announced_since(
    broker: Broker, service: ServiceName, position: int = 0
) -> tuple[Lost, ...]:
    """What stands on the stream behind `position`, oldest first; with the service's account."""
    found: list[Lost] = []
    stream, sequence = TOPOLOGY[service].stream, 1
    while messages := await broker.batch(stream, sequence, BATCH):
        for raw in messages:
            envelope = wire.read(service, raw.headers, raw.data, raw.sequence)
            if envelope.position > position:
                found.append(
                    Lost(
                        position=envelope.position,
                        fact_id=UUID(raw.headers["ce-id"]),
                        type=envelope.type,
                        subject=raw.subject,
                        at=datetime.fromisoformat(raw.headers["ce-time"]),
                        epoch=envelope.epoch,
                    )
                )
        sequence = messages[-1].sequence + 1
    return tuple(found)
