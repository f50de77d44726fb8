"""Passing a request on to its service, and the answer back, both as streams.

Only headers that are named here are handed on, so nothing that a client sends can pass for what the
gateway says. Hop-by-hop headers end here on both ways. A body that is too large is refused before
it is sent, or cut off where it became too large.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

import structlog
from litestar.types import Receive, Send

from medianest.chassis.problems import BodyTooLarge
from medianest.chassis.side_by_side import until_first
from medianest.contracts.refusals import Invalid, Refusal
from medianest.contracts.topology import ServiceName
from medianest.gateway.api.effects import INTERNAL, Effects
from medianest.gateway.api.finishing import Flow, finished
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.leaving import left
from medianest.gateway.api.people import People
from medianest.gateway.api.routes import Route
from medianest.gateway.api.services import Service
from medianest.gateway.api.story import Story
from medianest.gateway.ports import Answer, BodyBrokeOff, Outgoing, UpstreamFailed, Visitor

HANDED_ON: Final = frozenset(
    {
        "accept",
        "accept-language",
        "content-type",
        "idempotency-key",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "last-event-id",
        "mn-after",
        "range",
        "user-agent",
    }
)
HOP_BY_HOP: Final = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
KEPT_BACK: Final = HOP_BY_HOP | INTERNAL | {"server", "date", "set-cookie", "x-request-id"}
BODILESS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
READ_WITHIN_S: Final = 30.0
"""Who reads nothing for so long keeps a service no longer."""
_log: Final = structlog.get_logger("medianest.gateway.proxy")


class LengthUnclear(Invalid):
    """The length of this body is not a number."""


class Left(Exception):
    """The client went away while it was sending."""


class Proxy:
    """Passes requests on."""

    def __init__(
        self,
        services: Mapping[ServiceName, Service],
        people: People,
        effects: Effects,
        story: Story,
        base_path: str = "",
    ) -> None:
        """`base_path`: services say where something is without it."""
        self._base_path = base_path
        self._services = services
        self._people = people
        self._effects = effects
        self._story = story

    async def pass_on(
        self,
        incoming: Incoming,
        route: Route,
        visitor: Visitor | None,
        receive: Receive,
        send: Send,
    ) -> None:
        """Raises refusals as long as nothing was sent back."""
        body = Body(incoming, route.body_bytes_max, receive)
        outgoing = Outgoing(
            method=incoming.method,
            target=incoming.target,
            headers=await self._headers(incoming, route, visitor),
            body=await body.to_send(),
            head_within_s=route.head_within_s,
        )
        if body.length is not None and not isinstance(outgoing.body, bytes):
            outgoing = _with_length(outgoing, body.length)
        service = self._services[route.service]
        may_repeat = incoming.method in BODILESS
        try:
            async with service.ask(outgoing, may_repeat=may_repeat) as answer:
                headers = await self._back(route.service, answer)
                await _send_back(incoming, route, answer, headers, receive=receive, send=send)
        except BodyBrokeOff:
            raise body.ended or Left from None

    async def _headers(
        self, incoming: Incoming, route: Route, visitor: Visitor | None
    ) -> list[tuple[str, str]]:
        headers = [
            (route.passes.get(name, name), value)
            for name, value in incoming.headers.items()
            if (name in HANDED_ON or name in route.passes) and value.isascii()
        ]
        headers += self._story.of(incoming)
        if route.service == "identity":
            # Shown to the member on the page of their sessions, and to nobody else.
            headers.append(("x-forwarded-for", incoming.address))
            headers += self._effects.shown(incoming)
        if visitor is not None:
            token = self._people.token(visitor, route.service)
            headers.append(("authorization", f"Bearer {token}"))
            headers += await self._people.uses(visitor, route.tells_uses)
        return headers

    async def _back(self, service: ServiceName, answer: Answer) -> list[tuple[str, str]]:
        named = {
            name.strip().lower()
            for key, value in answer.headers
            if key == "connection"
            for name in value.split(",")
        }
        headers = [
            (name, value)
            for name, value in answer.headers
            if name not in KEPT_BACK and name not in named
        ]
        if self._base_path:
            headers = [
                (name, self._base_path + value if is_place(name, value) else value)
                for name, value in headers
            ]
        if service == "identity":
            headers += [pair for pair in answer.headers if pair[0] == "set-cookie"]
            headers += await self._effects.take(answer.headers)
        return headers


class Body:
    """The body of a request: small ones whole, larger ones as they come, none beyond its cap."""

    def __init__(self, incoming: Incoming, bytes_max: int, receive: Receive) -> None:
        self._receive = receive
        self._bytes_max = bytes_max
        self._seen = 0
        self.ended: Refusal | None = None
        """Why it broke off, if that can still be told."""
        self.length = _length(incoming)
        self._is_none = incoming.method in BODILESS
        if self.length is not None and self.length > bytes_max:
            raise BodyTooLarge

    async def to_send(self) -> bytes | AsyncIterator[bytes] | None:
        """What goes out."""
        if self._is_none:
            return None
        first, is_more = await self._piece()
        if not is_more:
            return first
        return self._pieces(first)

    async def whole(self) -> bytes:
        """All of it; the cap of its route is small."""
        pieces = []
        is_more = True
        while is_more:
            piece, is_more = await self._piece()
            pieces.append(piece)
        return b"".join(pieces)

    async def _pieces(self, first: bytes) -> AsyncIterator[bytes]:
        yield first
        is_more = True
        while is_more:
            try:
                piece, is_more = await self._piece()
            except Refusal as refusal:
                self.ended = refusal
                raise
            if piece:
                yield piece

    async def _piece(self) -> tuple[bytes, bool]:
        message: Any = await self._receive()
        if message["type"] != "http.request":
            raise Left
        piece: bytes = message.get("body", b"")
        self._seen += len(piece)
        if self._seen > self._bytes_max:
            raise BodyTooLarge
        return piece, bool(message.get("more_body", False))


def is_place(name: str, value: str) -> bool:
    """Whether a header says where something is in this house."""
    return name == "location" and value.startswith("/") and not value.startswith("//")


def replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives a body which was already read."""
    messages: list[Any] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Any:
        return messages.pop() if messages else await receive()

    return again


async def _send_back(
    incoming: Incoming,
    route: Route,
    answer: Answer,
    headers: list[tuple[str, str]],
    *,
    receive: Receive,
    send: Send,
) -> None:
    length = next((value for name, value in headers if name == "content-length"), None)
    piece = await answer.next_piece()
    if piece is None or str(len(piece)) == length:
        whole = finished(incoming, route, answer.status, headers, piece or b"")
        await _begin(send, whole.status, whole.headers)
        await send({"type": "http.response.body", "body": whole.body, "more_body": False})
        return
    flow = Flow(incoming, route, answer.status, headers)
    await _begin(send, answer.status, flow.headers)
    await until_first(_stream(route, answer, piece, flow, send), left(receive))


async def _begin(send: Send, status: int, headers: list[tuple[str, str]]) -> None:
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    await send({"type": "http.response.start", "status": status, "headers": raw})


async def _stream(route: Route, answer: Answer, first: bytes, flow: Flow, send: Send) -> None:
    piece: bytes | None = first
    try:
        while piece is not None:
            body = flow.piece(piece)
            async with asyncio.timeout(READ_WITHIN_S):
                await send({"type": "http.response.body", "body": body, "more_body": True})
            piece = await answer.next_piece()
    except (UpstreamFailed, TimeoutError) as error:
        # What was sent can't be taken back; the server cuts the connection, so the client knows.
        _log.warning("proxy.cut-off", route=route.template, error=repr(error))
        return
    await send({"type": "http.response.body", "body": flow.end(), "more_body": False})


def _length(incoming: Incoming) -> int | None:
    text = incoming.headers.get("content-length")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):  # noqa: PLR2004 - a petabyte is enough
        raise LengthUnclear
    return int(text)


def _with_length(outgoing: Outgoing, length: int) -> Outgoing:
    return Outgoing(
        method=outgoing.method,
        target=outgoing.target,
        headers=[*outgoing.headers, ("content-length", str(length))],
        body=outgoing.body,
        head_within_s=outgoing.head_within_s,
        idle_within_s=outgoing.idle_within_s,
    )
