"""Between facts and NATS messages: CloudEvents 1.0 in binary mode, with our own headers beside it.

Guarantees: the same row always makes the same message, so a stream can be said again for ever; a
type that this version does not know is carried on by the relay and skipped by readers, never an
error. Of `Meta` only ids and the trace travel; an address or a client never does.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

import msgspec

from medianest.contracts.events import Event
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.topology import ServiceName, event_subject
from medianest.eventlog.codec import decode_event
from medianest.eventlog.readers.heard import Envelope, Heard

_UUID_LENGTH: Final = 36


class Unreadable(Exception):
    """A message on a stream that our relay cannot have written."""


class Announcement(Record):
    """A row of `facts` whose `said` is to be published."""

    position: int
    previous: int
    stream_id: str
    version: int
    fact_id: UUID
    said: str
    meta: Meta
    recorded_at: datetime
    epoch: UUID
    epoch_from: int


class Message(NamedTuple):
    """What is published. Its headers are its own: nats-py writes into what it is given."""

    subject: str
    headers: dict[str, str]
    data: bytes


class _Tagged(msgspec.Struct):
    type: str


def message_of(service: ServiceName, announcement: Announcement) -> Message:
    """Its message; what is said is carried on as it stands."""
    event = decode_event(announcement.said)
    return Message(
        subject=_subject_by_stream(service, announcement)
        if event is None
        else event_subject(event),
        headers=_headers(service, announcement, event),
        data=announcement.said.encode(),
    )


def _subject_by_stream(service: ServiceName, announcement: Announcement) -> str:
    """A type from a newer version goes by the name of its stream."""
    kind = announcement.stream_id[: -_UUID_LENGTH - 1]
    name = _tag(announcement.said).rpartition(".")[2]
    return f"mn.evt.{service}.{kind}.{name}.{announcement.stream_id[-_UUID_LENGTH:]}"


def _tag(said: str) -> str:
    return msgspec.json.decode(said, type=_Tagged).type


def _headers(
    service: ServiceName, announcement: Announcement, event: Event | None
) -> dict[str, str]:
    tag = _tag(announcement.said) if event is None else str(event.__struct_config__.tag)
    meta = announcement.meta
    optional = {
        "Mn-Causation": meta.causation,
        "Mn-Actor": meta.actor,
        "Mn-On-Behalf-Of": meta.on_behalf_of,
        "traceparent": meta.traceparent,
    }
    return {
        "ce-specversion": "1.0",
        "ce-id": str(announcement.fact_id),
        "ce-type": tag,
        "ce-source": f"urn:medianest:{service}",
        "ce-subject": announcement.stream_id,
        "ce-time": announcement.recorded_at.isoformat(),
        "ce-dataschema": f"urn:medianest:schema:{tag}.v{1 if event is None else event.version}",
        "content-type": "application/json",
        "Mn-Position": str(announcement.position),
        "Mn-Previous": str(announcement.previous),
        "Mn-Version": str(announcement.version),
        "Mn-Epoch": str(announcement.epoch),
        "Mn-Epoch-From": str(announcement.epoch_from),
        "Mn-Correlation": str(meta.correlation),
        **{name: str(value) for name, value in optional.items() if value is not None},
    }


def read(
    source: ServiceName, headers: Mapping[str, str], data: bytes, sequence: int = 0
) -> Envelope:
    """A message of `source`'s stream. Raises `Unreadable` when it is none of ours."""
    try:
        position = int(headers["Mn-Position"])
        event = decode_event(data)
        return Envelope(
            source=source,
            type=headers["ce-type"],
            position=position,
            previous=int(headers["Mn-Previous"]),
            epoch=UUID(headers["Mn-Epoch"]),
            epoch_from=int(headers["Mn-Epoch-From"]),
            sequence=sequence,
            heard=None
            if event is None
            else Heard(
                event=event,
                id=UUID(headers["ce-id"]),
                source=source,
                position=position,
                version=int(headers["Mn-Version"]),
                at=datetime.fromisoformat(headers["ce-time"]),
                meta=_meta(headers),
            ),
        )
    except (KeyError, ValueError, msgspec.MsgspecError) as error:
        raise Unreadable(f"{source}, sequence {sequence}: {error!r}") from error


def _meta(headers: Mapping[str, str]) -> Meta:
    return Meta(
        actor=_id(headers, "Mn-Actor"),
        on_behalf_of=_id(headers, "Mn-On-Behalf-Of"),
        correlation=UUID(headers["Mn-Correlation"]),
        causation=_id(headers, "Mn-Causation"),
        traceparent=headers.get("traceparent"),
    )


def _id(headers: Mapping[str, str], name: str) -> UUID | None:
    value = headers.get(name)
    return None if value is None else UUID(value)
