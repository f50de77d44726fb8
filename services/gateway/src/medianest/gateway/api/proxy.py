"""Passing a request on to its service, and the answer back, both as streams.

Only headers that are named here are handed on, so nothing that a client sends can pass for what the
gateway says. Hop-by-hop headers end here on both ways. A body that is too large is refused before
it is sent, or cut off where it became too large.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

import structlog

from medianest.chassis.problems import BodyTooLarge
from medianest.chassis.side_by_side import until_first
from medianest.contracts.refusals import Invalid, Refusal
from medianest.contracts.topology import ServiceName
from medianest.gateway.api.answering import Pairs
from medianest.gateway.api.effects import INTERNAL, Effects
from medianest.gateway.api.finishing import Flow, finished
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.leaving import left
from medianest.gateway.api.people import People
from medianest.gateway.api.routes import Route
from medianest.gateway.api.services import Service
from medianest.gateway.api.story import Story
from medianest.gateway.api.visit import Visit
from medianest.gateway.ports import SAFE, Answer, BodyBrokeOff, Outgoing, UpstreamFailed

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
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
KEPT_BACK: Final = HOP_BY_HOP | INTERNAL | {b"server", b"date", b"set-cookie", b"x-request-id"}
GATHERED_BYTES_MAX: Final = 256 * 1024
"""What is no larger goes out whole, named by its content; what is larger goes as it comes."""
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
        self._base_path = base_path.encode()
        self._services = services
        self._people = people
        self._effects = effects
        self._story = story

    async def pass_on(self, visit: Visit, route: Route, body: "Body") -> None:
        """Raises refusals as long as nothing was sent back."""
        method = visit.incoming.method
        outgoing = Outgoing(
            method=method,
            target=visit.incoming.target,
            headers=await self._headers(visit, route),
            body=await body.to_send(),
            body_bytes=body.length,
            head_within_s=route.head_within_s,
        )
        service = self._services[route.service]
        try:
            async with service.ask(outgoing, may_repeat=method in SAFE) as answer:
                headers = await self._back(route.service, answer.headers)
                await _send_back(visit, route, answer, headers)
        except BodyBrokeOff:
            raise body.ended or Left from None

    async def _headers(self, visit: Visit, route: Route) -> list[tuple[str, str]]:
        incoming, visitor = visit.incoming, visit.visitor
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
            if route.tells_uses is not None:
                headers.append(await self._people.uses(visitor, route.tells_uses))
        return headers

    async def _back(self, service: ServiceName, said: Sequence[tuple[bytes, bytes]]) -> Pairs:
        named = _named_in_connection(said)
        headers = [pair for pair in said if pair[0] not in KEPT_BACK and pair[0] not in named]
        if self._base_path:
            headers = [
                (name, self._base_path + value if is_place(name, value) else value)
                for name, value in headers
            ]
        if service == "identity":
            headers += [pair for pair in said if pair[0] == b"set-cookie"]
            headers += await self._effects.take(said)
        return headers


class Body:
    """The body of a request: small ones whole, larger ones as they come, none beyond its cap."""

    def __init__(self, visit: Visit, bytes_max: int) -> None:
        incoming = visit.incoming
        self._receive = visit.receive
        self._bytes_max = bytes_max
        self._whole: bytes | None = None
        self._seen = 0
        self.ended: Refusal | None = None
        """Why it broke off, if that can still be told."""
        self.length = _length(incoming)
        self._is_none = incoming.method in SAFE
        if self.length is not None and self.length > bytes_max:
            raise BodyTooLarge

    async def to_send(self) -> bytes | AsyncIterator[bytes] | None:
        """What goes out."""
        if self._is_none:
            return None
        if self._whole is not None:
            return self._whole
        first, is_more = await self._piece()
        if not is_more:
            return first
        return self._pieces(first)

    async def whole(self) -> bytes:
        """All of it; the cap of its route is small. It can be sent on all the same."""
        pieces = []
        is_more = True
        while is_more:
            piece, is_more = await self._piece()
            pieces.append(piece)
        self._whole = b"".join(pieces)
        return self._whole

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


def is_place(name: bytes, value: bytes) -> bool:
    """Whether a header says where something is in this house."""
    return name == b"location" and value.startswith(b"/") and not value.startswith(b"//")


def _named_in_connection(said: Sequence[tuple[bytes, bytes]]) -> set[bytes]:
    """What a service names there is for the gateway only."""
    named: set[bytes] = set()
    for name, value in said:
        if name == b"connection":
            named.update(one.strip().lower() for one in value.split(b","))
    return named


async def _send_back(visit: Visit, route: Route, answer: Answer, headers: Pairs) -> None:
    piece, is_whole = await _gathered(answer, headers)
    if is_whole:
        whole = finished(visit.incoming, route, answer.status, headers, piece)
        await visit.begin(whole.status, whole.headers)
        await visit.end(whole.body)
        return
    flow = Flow(visit.incoming, route, answer.status, headers)
    await visit.begin(answer.status, flow.headers)
    await until_first(_stream(visit, route, answer, piece, flow), left(visit.receive))


async def _gathered(answer: Answer, headers: Pairs) -> tuple[bytes, bool]:
    """All of a body that is not large, however it came over the wire; else its first piece."""
    said = next((value for name, value in headers if name == b"content-length"), b"")
    length = int(said) if said.isdigit() else GATHERED_BYTES_MAX + 1
    first = await answer.next_piece()
    if first is None:
        return b"", True
    if length > GATHERED_BYTES_MAX:
        return first, False
    pieces, missing = [first], length - len(first)
    while missing > 0 and (piece := await answer.next_piece()) is not None:
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces), True


async def _stream(visit: Visit, route: Route, answer: Answer, first: bytes, flow: Flow) -> None:
    piece: bytes | None = first
    try:
        while piece is not None:
            await visit.go_on(flow.piece(piece))
            piece = await answer.next_piece()
    except UpstreamFailed as error:
        # What was sent can't be taken back; the server cuts the connection, so the client knows.
        _log.warning("proxy.cut-off", route=route.template, error=repr(error))
        return
    await visit.end(flow.end())


def _length(incoming: Incoming) -> int | None:
    text = incoming.headers.get("content-length")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16):  # noqa: PLR2004 - a petabyte is enough
        raise LengthUnclear
    return int(text)
