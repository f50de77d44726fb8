"""Reading one stream in order by Direct Get: which messages come after a position.

Guarantees: what `after` returns continues the position without a hole, each message once; the
sequence is only a hint, so a stream that was rolled back, wiped or made anew is found again by
binary search. No state on the server, no acknowledgements. What is missing for good is
`HistoryTrimmed`, by name.
"""

from typing import Final
from uuid import UUID

from medianest.contracts.record import Record
from medianest.contracts.topology import TOPOLOGY, ServiceName
from medianest.eventlog.bus import wire
from medianest.eventlog.bus.broker import Broker, Raw
from medianest.eventlog.readers.heard import Envelope

BATCH: Final = 500


class Place(Record):
    """How far a reader is in one source. `hint` is the sequence where it probably stands."""

    epoch: UUID | None = None
    position: int = 0
    hint: int = 0


class NewEpoch(Exception):
    """The source's log was restored to before what was read; what came after never happened."""

    def __init__(self, source: ServiceName, epoch: UUID, epoch_from: int) -> None:
        super().__init__(f"{source} began a new epoch at position {epoch_from}")
        self.epoch = epoch
        self.epoch_from = epoch_from


class HistoryTrimmed(Exception):
    """The stream no longer holds what comes next; `medianest events republish` says it again."""


class StreamReader:
    """One source as one reader sees it. `pending` is how many messages it is behind."""

    def __init__(self, broker: Broker, source: ServiceName) -> None:
        self.source = source
        self.pending = 0
        self._broker = broker
        self._stream = TOPOLOGY[source].stream

    async def after(self, place: Place) -> list[Envelope]:
        """The next messages behind `place`; none when it is at the head.

        Raises `NewEpoch`, `HistoryTrimmed`, `Away`, `StreamMissing`, `wire.Unreadable`.
        """
        messages = await self._read(place.hint + 1, BATCH)
        if not messages:
            tail = await self._tail()
            if not tail or (tail[0].epoch == place.epoch and tail[0].position <= place.position):
                self.pending = 0
                return []
            # Perhaps it was only said between the two looks: searching for it costs far more.
            messages = await self._read(place.hint + 1, BATCH) or tail
        self._same_epoch(place, messages[0])
        found = continuing(place.position, messages)
        if not found:
            found = await self._seek_and_read(place)
        return found

    async def head(self) -> Place:
        """Where the stream ends now, for one who wants to hear only what comes next."""
        messages = await self._tail()
        if not messages:
            return Place()
        last = messages[-1]
        return Place(epoch=last.epoch, position=last.position, hint=last.sequence)

    async def _seek_and_read(self, place: Place) -> list[Envelope]:
        sequence = await self._seek(place.position)
        if sequence is None:
            return []
        messages = await self._read(sequence, BATCH)
        found = continuing(place.position, messages)
        if not found and messages and messages[0].position > place.position:
            raise HistoryTrimmed(
                f"{self._stream}: position {place.position} is followed by"
                f" {messages[0].position}, which comes after {messages[0].previous}"
            )
        return found

    async def _seek(self, position: int) -> int | None:
        """The first sequence whose position is greater, or None."""
        first, last = await self._read(1, 1), await self._tail()
        if not first or not last or last[0].position <= position:
            return None
        low, high = first[0].sequence, last[0].sequence
        while low < high:
            middle = (low + high) // 2
            (there,) = await self._read(middle, 1) or last
            if there.position > position:
                high = middle
            else:
                low = there.sequence + 1
        return low

    def _same_epoch(self, place: Place, message: Envelope) -> None:
        """A reader no further than where the new epoch began simply goes on."""
        if place.epoch not in {None, message.epoch} and place.position > message.epoch_from:
            raise NewEpoch(self.source, message.epoch, message.epoch_from)

    async def _read(self, sequence: int, size: int) -> list[Envelope]:
        messages = await self._broker.batch(self._stream, sequence, size)
        if messages:
            self.pending = int(messages[-1].headers.get("Nats-Num-Pending", 0))
        return [self._envelope(raw) for raw in messages]

    async def _tail(self) -> list[Envelope]:
        raw = await self._broker.last(self._stream)
        return [] if raw is None else [self._envelope(raw)]

    def _envelope(self, raw: Raw) -> Envelope:
        return wire.read(self.source, raw.headers, raw.data, raw.sequence)


def continuing(position: int, messages: list[Envelope]) -> list[Envelope]:
    """Those that continue `position`: what is old is skipped, a hole (or another epoch) ends it."""
    found: list[Envelope] = []
    for message in messages:
        if message.position <= position:
            continue
        if message.previous > position or message.epoch != messages[0].epoch:
            break
        found.append(message)
        position = message.position
    return found
