"""The live connection as a WebSocket: subprotocol `medianest.live.v1`, JSON lines both ways.

Signed in by cookie (then the origin must be ours) or by a one-time ticket, which is offered as a
second subprotocol `ticket.<value>`, so that it stands in no address.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol

from litestar.types import Receive, Send

from medianest.chassis.frames import EXTENSION
from medianest.chassis.side_by_side import until_first
from medianest.contracts.refusals import Invalid, NotSignedIn, Refusal, Unavailable
from medianest.gateway.api.guards import check_from_here, check_origin_named
from medianest.gateway.api.incoming import Reader
from medianest.gateway.api.live import wire
from medianest.gateway.api.live.hub import Hub
from medianest.gateway.api.live.listener import Listener
from medianest.gateway.api.live.places import Places
from medianest.gateway.api.live.tickets import Tickets
from medianest.gateway.api.visit import Visit
from medianest.gateway.ports import Visitor

TICKET: Final = "ticket."
BEAT_S: Final = 25.0
MESSAGE_MAX: Final = 16 * 1024
WISHES_MAX: Final = 60
WISHES_WINDOW_S: Final = 10.0
RESUME_COSTS: Final = 10
"""A subscription that goes on from a cursor counts as so many wishes."""


class WrongProtocol(Invalid):
    """Ask for the subprotocol medianest.live.v1."""


class TooMuch(Invalid):
    """This is not a message of medianest.live.v1, or there are too many of them."""


class Restarting(Unavailable):
    """MediaNest is restarting."""


class LiveSocket:
    """Serves one WebSocket after the other."""

    def __init__(self, hub: Hub, places: Places, reader: Reader, tickets: Tickets) -> None:
        self._hub = hub
        self._places = places
        self._reader = reader
        self._tickets = tickets

    async def __call__(self, visit: Visit) -> None:
        """Raises refusals until the connection is open."""
        visitor = await self._admitted(visit)
        with self._places.taken_by(visitor.member_id):
            frames = visit.scope["extensions"][EXTENSION]
            await self._serve(visitor, frames, visit.receive, visit.send)

    async def _serve(
        self, visitor: Visitor, frames: "Written", receive: Receive, send: Send
    ) -> None:
        await receive()
        accepted: Any = {"type": "websocket.accept", "subprotocol": wire.PROTOCOL}
        await send(accepted)
        line = _Line(visitor, frames)
        self._hub.join(line.listener)
        try:
            await until_first(_read(self._hub, line.listener, receive), line.over())
        finally:
            self._hub.leave(line.listener)
        if line.listener.closing is not None:
            await _close(send, *line.listener.closing)

    async def _admitted(self, visit: Visit) -> Visitor:
        visitor = visit.visitor
        offered: list[str] = visit.scope.get("subprotocols", [])
        if self._hub.is_closing:
            raise Restarting(retry_after_s=2)
        if wire.PROTOCOL not in offered:
            raise WrongProtocol
        ticket = next((one for one in offered if one.startswith(TICKET)), None)
        if ticket is not None:
            # The page of a listed site comes with a ticket for its key.
            if visit.sharing_with is None:
                check_from_here(visit.incoming, self._reader)
            visitor = await self._tickets.take(ticket.removeprefix(TICKET))
        else:
            check_origin_named(visit.incoming, self._reader)
        if visitor is None:
            raise NotSignedIn
        return visitor


class Written(Protocol):
    """Where frames go, past the server's own way."""

    has_room: bool
    on_room: Callable[[], None] | None

    def write_frames(self, frames: bytes) -> bool:
        """Send these now, if there is room; whether there was."""
        ...


class _Line:
    """The way out: frames that were made once, and what had to wait in one write."""

    def __init__(self, visitor: Visitor, frames: Written) -> None:
        self.listener = Listener(visitor, self._write, frames.write_frames, beat_s=BEAT_S)
        self._ended = asyncio.Event()
        self._frames = frames
        frames.on_room = self._write

    async def over(self) -> None:
        """Until the last words are written."""
        await self._ended.wait()

    def _write(self) -> None:
        if self._frames.has_room and (docs := self.listener.take()):
            self._frames.write_frames(b"".join([some.frame for some in docs]))
        if self.listener.closing is not None:
            self._ended.set()


async def _read(hub: Hub, listener: Listener, receive: Receive) -> None:
    """What the client wants, until it leaves. A message may hold many wishes, one a line."""
    loop = asyncio.get_running_loop()
    window_at, wishes = loop.time(), 0
    while True:
        message: Any = await receive()
        if message["type"] == "websocket.disconnect":
            return
        if loop.time() - window_at > WISHES_WINDOW_S:
            window_at, wishes = loop.time(), 0
        try:
            for wish in _wishes(message.get("text")):
                wishes += _costs(wish)
                if wishes > WISHES_MAX:
                    raise TooMuch
                _carry_out(hub, listener, wish)
                await hub.caught_up(listener)
        except Refusal as refusal:
            listener.close(1008, str(refusal)[:100], wire.bye(str(refusal)))
            return


def _wishes(text: str | None) -> Iterator[wire.Wish]:
    if text is None or len(text) > MESSAGE_MAX:
        raise TooMuch
    return map(wire.read, text.removesuffix("\n").split("\n"))


def _costs(wish: wire.Wish) -> int:
    match wish:
        case wire.Subscribe(after=None, within_ms=None) | wire.Unsubscribe() | wire.Ping():
            return 1
        case wire.Subscribe():
            return RESUME_COSTS


def _carry_out(hub: Hub, listener: Listener, wish: wire.Wish) -> None:
    match wish:
        case wire.Subscribe(topics=topics, after=None, within_ms=int(within_ms)):
            hub.subscribe(listener, topics, hub.cursor_of(within_ms))
        case wire.Subscribe(topics=topics, after=after):
            hub.subscribe(listener, topics, after)
        case wire.Unsubscribe(topics=topics):
            hub.unsubscribe(listener, topics)
        case wire.Ping():
            hub.answer(listener)


async def _close(send: Send, code: int, reason: str) -> None:
    message: Any = {"type": "websocket.close", "code": code, "reason": reason}
    try:
        # A peer that does not read does not make room for this either.
        async with asyncio.timeout(2):
            await send(message)
    except (TimeoutError, OSError, RuntimeError):
        return
