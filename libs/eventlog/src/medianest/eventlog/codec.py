"""Between bytes and words: announced events by tag, stored facts by decider."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Union
from uuid import UUID

import asyncpg
import msgspec

from medianest.contracts.events import ALL, Event
from medianest.contracts.meta import Meta
from medianest.eventlog.decider import Decider, UnknownFact
from medianest.eventlog.facts import Stored

_EVENTS: Final[msgspec.json.Decoder[Event]] = msgspec.json.Decoder(Union[ALL])  # noqa: UP007  built from data
_KNOWN: Final = {str(event.__struct_config__.tag) for event in ALL}


class _Tagged(msgspec.Struct):
    type: str


def decode_event(data: bytes | str) -> Event | None:
    """An announced event, or None for a type that this program version does not know yet."""
    try:
        return _EVENTS.decode(data)
    except msgspec.ValidationError:
        # Looked at only now: nearly every event is known, and is read once.
        if msgspec.json.decode(data, type=_Tagged).type in _KNOWN:
            raise
        return None


class Codec:
    """Reads rows of `facts` with the deciders of one service."""

    def __init__(self, deciders: Iterable[Decider[Any, Any]]) -> None:
        self._deciders: Mapping[str, Decider[Any, Any]] = {d.name: d for d in deciders}

    def decider(self, stream_id: str) -> Decider[Any, Any]:
        """Who reads this stream. Raises `UnknownFact` for one that nobody declared."""
        decider = self._deciders.get(stream_id[:-37])
        if decider is None:
            raise UnknownFact(f"no decider for {stream_id}")
        return decider

    def stored(self, row: asyncpg.Record) -> Stored[Any]:
        """One fact of the log. Raises `UnknownFact` for a stream or tag that nobody declared."""
        decider = self.decider(row["stream_id"])
        return Stored(
            position=row["position"],
            stream=decider.name,
            id=UUID(row["stream_id"][-36:]),
            version=row["version"],
            fact_id=row["fact_id"],
            type=row["type"],
            fact=decider.decode(row["type"], row["schema_v"], row["data"]),
            meta=msgspec.json.decode(row["meta"], type=Meta),
            said=None if row["said"] is None else decode_event(row["said"]),
            recorded_at=row["recorded_at"],
        )
