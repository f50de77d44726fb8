"""The live connection as a WebSocket: subprotocol `medianest.live.v1`, JSON lines both ways.

Signed in by cookie (then the origin must be ours) or by a one-time ticket, which is offered as a
second subprotocol `ticket.<value>`, so that it stands in no address.
"""

import asyncio
from typing import Any, Final

from litestar.types import Receive, Send

from medianest.chassis.access import NotSignedIn
from medianest.contracts.refusals import Invalid, Refusal, Unavailable
from medianest.gateway.api.guards import check_from_here, check_origin_named
from medianest.gateway.api.incoming import Incoming, Reader
from medianest.gateway.api.live import wire
from medianest.gateway.api.live.hub import Hub
from medianest.gateway.api.live.listener import Listener
from medianest.gateway.api.live.tickets import Tickets
from medianest.gateway.ports import Visitor

TICKET: Final = "ticket."
BEAT_S: Final = 25.0
GATHER_S: Final = 0.003
SEND_WITHIN_S: Final = 10.0
MESSAGE_MAX: Final = 16 * 1024
WISHES_MAX: Final = 60
WISHES_WINDOW_S: Final = 10.0


class WrongProtocol(Invalid):
    """Ask for the subprotocol medianest.live.v1."""


class Restarting(Unavailable):
    """MediaNest is restarting."""


class LiveSocket:
    """Serves one WebSocket after the other."""

    def __init__(self, hub: Hub, reader: Reader, tickets: Tickets) -> None:
        self._hub = hub
        self._reader = reader
        self._tickets = tickets

    async def __call__(
        self, incoming: Incoming, visitor: Visitor | None, scope: Any, receive: Receive, send: Send
    ) -> None:
        """Raises refusals until the connection is open."""
        offered: list[str] = scope.get("subprotocols", [])
        visitor = await self._admitted(incoming, visitor, offered)
        await receive()
        accepted: Any = {"type": "websocket.accept", "subprotocol": wire.PROTOCOL}
        await send(accepted)
        listener = Listener(visitor)
        self._hub.join(listener)
        writing = asyncio.create_task(_write(listener, send), name="gateway.live.write")
        reading = asyncio.create_task(_read(self._hub, listener, receive), name="gateway.live.read")
        try:
            await asyncio.wait({writing, reading}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._hub.leave(listener)
            for task in (writing, reading):
                task.cancel()
            await asyncio.gather(writing, reading, return_exceptions=True)
        if listener.closing is not None:
            await _close(send, *listener.closing)

    async def _admitted(
        self, incoming: Incoming, visitor: Visitor | None, offered: list[str]
    ) -> Visitor:
        if self._hub.is_closing:
            raise Restarting(retry_after_s=2)
        if wire.PROTOCOL not in offered:
            raise WrongProtocol
        ticket = next((one for one in offered if one.startswith(TICKET)), None)
        if ticket is not None:
            check_from_here(incoming, self._reader)
            visitor = await self._tickets.take(ticket.removeprefix(TICKET))
        else:
            check_origin_named(incoming, self._reader)
        if visitor is None:
            raise NotSignedIn
        return visitor


async def _write(listener: Listener, send: Send) -> None:
    """Everything that waits goes out in one frame."""
    while True:
        docs = await listener.take(BEAT_S) or [wire.PONG]
        message: Any = {"type": "websocket.send", "text": "\n".join(doc.text for doc in docs)}
        try:
            async with asyncio.timeout(SEND_WITHIN_S):
                await send(message)
        except TimeoutError:
            listener.close(4408, "You read too slowly; go on from your last cursor.")
        if listener.closing is not None:
            return
        if len(docs) > 1:
            # Busy: let some more gather, so that each write carries more.
            await asyncio.sleep(GATHER_S)


async def _read(hub: Hub, listener: Listener, receive: Receive) -> None:
    """What the client wants, until it leaves."""
    loop = asyncio.get_running_loop()
    window_at, wishes = loop.time(), 0
    while True:
        message: Any = await receive()
        if message["type"] == "websocket.disconnect":
            return
        now = loop.time()
        if now - window_at > WISHES_WINDOW_S:
            window_at, wishes = now, 0
        wishes += 1
        text = message.get("text")
        if text is None or len(text) > MESSAGE_MAX or wishes > WISHES_MAX:
            listener.close(1008, "not a message of medianest.live.v1, or too many of them")
            return
        for line in text.splitlines():
            try:
                _carry_out(hub, listener, wire.read(line))
            except Refusal as refusal:
                listener.close(1008, str(refusal)[:100], wire.bye(str(refusal)))
                return


def _carry_out(hub: Hub, listener: Listener, wish: wire.Wish) -> None:
    match wish:
        case wire.Subscribe(topics=topics, after=after):
            hub.subscribe(listener, topics, after)
        case wire.Unsubscribe(topics=topics):
            hub.unsubscribe(listener, topics)
        case wire.Ping():
            listener.put(wire.PONG)


async def _close(send: Send, code: int, reason: str) -> None:
    message: Any = {"type": "websocket.close", "code": code, "reason": reason}
    try:
        # A peer that does not read does not make room for this either.
        async with asyncio.timeout(2):
            await send(message)
    except (TimeoutError, OSError, RuntimeError):
        return
