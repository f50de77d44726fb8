"""The live connection as server-sent events: the same lines, for clients without WebSockets.

`GET /api/v1/live?topics=me,status`, resumed by `Last-Event-ID` (or `after`).
"""

import asyncio
from typing import Final
from urllib.parse import parse_qs

from medianest.chassis.side_by_side import until_first
from medianest.contracts.refusals import NotSignedIn
from medianest.gateway.api.guards import check_from_here
from medianest.gateway.api.incoming import Incoming, Reader
from medianest.gateway.api.leaving import left
from medianest.gateway.api.live import wire
from medianest.gateway.api.live.hub import Hub
from medianest.gateway.api.live.listener import SEND_WITHIN_S, Listener
from medianest.gateway.api.live.places import Places
from medianest.gateway.api.live.socket import Restarting
from medianest.gateway.api.visit import Visit

BEAT_S: Final = 15.0
FIELDS_MAX: Final = 20
_HEADERS: Final = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)


class LiveStream:
    """Serves one stream after the other."""

    def __init__(self, hub: Hub, places: Places, reader: Reader) -> None:
        self._hub = hub
        self._places = places
        self._reader = reader

    async def __call__(self, visit: Visit) -> None:
        """Raises refusals until the stream has begun."""
        visitor = visit.visitor
        if self._hub.is_closing:
            raise Restarting(retry_after_s=2)
        if visitor is None or not visitor.by_key or visit.sharing_with is None:
            check_from_here(visit.incoming, self._reader)
        if visitor is None:
            raise NotSignedIn
        topics, after = _asked(visit.incoming)
        with self._places.taken_by(visitor.member_id):
            visit.scope["state"]["place"].leave()
            more = asyncio.Event()
            listener = Listener(visitor, more.set, beat_s=BEAT_S)
            # Its last event stays where the client was until it has seen what comes then.
            self._hub.join(listener, after)
            try:
                self._hub.subscribe(listener, topics, after)
                await visit.begin(200, [*_HEADERS])
                await until_first(_write(listener, more, visit), left(visit.receive))
            finally:
                self._hub.leave(listener)


def _asked(incoming: Incoming) -> tuple[list[str], str | None]:
    """The topics, and the cursor from which it goes on."""
    try:
        asked = parse_qs(incoming.query, max_num_fields=FIELDS_MAX)
    except ValueError:
        raise wire.Unclear("Too many parameters.") from None
    topics = [t for text in asked.get("topics", []) for t in text.split(",") if t]
    after = incoming.headers.get("last-event-id") or next(iter(asked.get("after", [])), None)
    longest = max(map(len, topics), default=0)
    if len(topics) > wire.TOPICS_MAX or longest > wire.TOPIC_CHARACTERS_MAX:
        raise wire.Unclear("Too many topics.")
    if after is not None and len(after) > wire.CURSOR_CHARACTERS_MAX:
        raise wire.Unclear("This cursor is too long.")
    return topics, after


async def _write(listener: Listener, more: asyncio.Event, visit: Visit) -> None:
    while True:
        await more.wait()
        more.clear()
        body = "".join(_as_event(doc) for docs in listener.take() for doc in docs.lines).encode()
        is_last = listener.closing is not None
        try:
            async with asyncio.timeout(SEND_WITHIN_S):
                await (visit.end(body) if is_last else visit.go_on(body))
        except TimeoutError:
            return  # it reads too slowly, and comes back with its last cursor
        if is_last:
            return


def _as_event(doc: wire.Doc) -> str:
    cursor = f"id: {doc.cursor}\n" if doc.cursor is not None else ""
    return f"{cursor}event: {doc.op}\ndata: {doc.text}\n\n"
