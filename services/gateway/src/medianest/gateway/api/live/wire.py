"""The words of `medianest.live.v1`, as JSON lines. A text frame holds one or more of them."""

from datetime import datetime
from typing import Annotated, Any, Final

import msgspec

from medianest.chassis.frames import text_frame
from medianest.contracts.events import Event
from medianest.contracts.live import LiveValue
from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid

PROTOCOL: Final = "medianest.live.v1"
TOPICS_MAX: Final = 100
TOPIC_CHARACTERS_MAX: Final = 100
Topic = Annotated[str, msgspec.Meta(min_length=1, max_length=TOPIC_CHARACTERS_MAX)]
CURSOR_CHARACTERS_MAX: Final = 512
WITHIN_MS_MAX: Final = 60_000


class Subscribe(Record, tag_field="op", tag="subscribe"):
    """Show these topics from now on; with `after`, also what happened since that cursor.

    Who has no cursor yet, but read a page before the line stood, says how old it is at the most.
    """

    topics: Annotated[tuple[Topic, ...], msgspec.Meta(max_length=TOPICS_MAX)]
    after: Annotated[str, msgspec.Meta(max_length=CURSOR_CHARACTERS_MAX)] | None = None
    within_ms: Annotated[int, msgspec.Meta(ge=0, le=WITHIN_MS_MAX)] | None = None


class Unsubscribe(Record, tag_field="op", tag="unsubscribe"):
    """Show these no more."""

    topics: Annotated[tuple[Topic, ...], msgspec.Meta(max_length=TOPICS_MAX)]


class Ping(Record, tag_field="op", tag="ping"):
    """Is somebody there?"""


Wish = Subscribe | Unsubscribe | Ping
_WISHES: Final[msgspec.json.Decoder[Wish]] = msgspec.json.Decoder(Wish)


class Unclear(Invalid):
    """This is not a message of medianest.live.v1."""


class Doc(Record):
    """One line to a client. `cursor` is where it stands, if it is an event."""

    op: str
    text: str
    cursor: str | None = None


class Docs(Record):
    """Lines that go together; `frame` is a WebSocket's, made once for all who get it."""

    lines: tuple[Doc, ...]
    frame: bytes


def read(text: str) -> Wish:
    """What a client wants. Raises `Unclear`."""
    try:
        return _WISHES.decode(text)
    except (msgspec.DecodeError, RecursionError):
        raise Unclear from None


def together(*lines: Doc) -> Docs:
    """One frame for them all."""
    return Docs(lines=lines, frame=text_frame("\n".join([doc.text for doc in lines]).encode()))


def hello(session: str, cursor: str, interrupted_since: datetime | None) -> Docs:
    """The first line."""
    body = {"session": session, "cursor": cursor, "interrupted_since": interrupted_since}
    return together(_doc("hello", body, cursor))


def hearing(interrupted_since: datetime | None) -> Docs:
    """From now on nothing is heard here of what happens; or, with None, all of it is again."""
    return together(_doc("hearing", {"interrupted_since": interrupted_since}))


def event(topic: str, cursor: str, said: Event, at: datetime, version: int) -> Doc:
    """Something happened."""
    data = msgspec.to_builtins(said)
    kind = data.pop("type")
    body = {
        "id": cursor,
        "topic": topic,
        "type": kind,
        "at": at,
        "version": version,
        "data": data,
    }
    return _doc("event", body, cursor)


def live(topic: str, value: LiveValue) -> Docs:
    """How far something is at this moment."""
    data = msgspec.to_builtins(value)
    kind = data.pop("type")
    return together(_doc("live", {"topic": topic, "type": kind, "data": data}))


def gap(cursor: str) -> Docs:
    """Something may have been missed: look again by HTTP, and go on from this cursor."""
    return together(_doc("gap", {"cursor": cursor}, cursor))


def bye(reason: str, retry_in_ms: int | None = None) -> Docs:
    """The last line."""
    return together(_doc("bye", {"reason": reason, "retry_in_ms": retry_in_ms}))


def _doc(op: str, body: dict[str, Any], cursor: str | None = None) -> Doc:
    line = msgspec.json.encode({"op": op, **body})
    return Doc(op=op, text=line.decode(), cursor=cursor)


PONG: Final = together(_doc("pong", {}))
