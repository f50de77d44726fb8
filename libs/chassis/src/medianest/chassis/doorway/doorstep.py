"""The doorstep: what happens to each request before a handler and after it, in plain ASGI.

Health probes; the limit of requests at a time; the trace; the gateway's token; reads that wait for
a write (`Mn-After`); then the app; then the service's name in `Mn-Position`, metrics and a log
line. What is refused here is a problem like any other.
"""

import re
from typing import Any, Final, Protocol

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from opentelemetry import trace

from medianest.chassis.clock import monotonic
from medianest.chassis.doorway.door import check_address
from medianest.chassis.doorway.limits import Busy, Concurrency
from medianest.chassis.doorway.patience import Patient
from medianest.chassis.doorway.tokens import Verifier
from medianest.chassis.problems import BARE, of_unexpected, send_problem, send_refusal
from medianest.chassis.watching.health import PATHS, Health
from medianest.chassis.watching.metrics import Metrics
from medianest.chassis.watching.tracing import Tracing
from medianest.contracts.refusals import Invalid, NotSignedIn, Refusal

AFTER_WAIT_S: Final = 0.8
_AFTER: Final = re.compile(r"^([a-z]+):(\d{1,18})$")
_POSITIONS_MAX: Final = 8
_READ: Final = frozenset({b"authorization", b"mn-after", b"traceparent", b"tracestate"})
"""All that is looked at here."""


class WaitsForPosition(Protocol):
    """What `Mn-After` needs of the event log."""

    async def wait_for(self, position: int, timeout_s: float) -> bool:
        """Whether the read models had come that far in time."""
        ...


class BadAfter(Invalid):
    """Mn-After holds positions as answers gave them, such as downloads:42."""


class Doorstep:
    """The ASGI app that a service's server calls."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        service: str,
        health: Health,
        metrics: Metrics,
        tracing: Tracing,
        concurrency: Concurrency,
        verifier: Verifier | None,
        positions: WaitsForPosition | None,
    ) -> None:
        self._app = app
        self._service = service
        self._health = health
        self._metrics = metrics
        self._tracing = tracing
        self._concurrency = concurrency
        self._verifier = verifier
        self._positions = positions
        self._log = structlog.get_logger("medianest.door").bind(service=service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or one WebSocket."""
        if scope["type"] != ScopeType.HTTP:
            scope.setdefault("state", {})
            await self._app(scope, receive, send)
            return
        if scope["path"] in PATHS:
            await _send_json(send, *await self._health.answer(scope["path"]))
            return
        headers = {k.decode(): v.decode("latin-1") for k, v in scope["headers"] if k in _READ}
        try:
            with (
                self._concurrency.place() as place,
                self._tracing.span(scope["method"], headers) as span,
            ):
                scope.setdefault("state", {})["place"] = place
                await self._measured(scope, headers, span, receive, send)
        except Busy as busy:
            self._metrics.turned_away.inc()
            await send_refusal(send, scope, busy)

    async def _measured(
        self,
        scope: HTTPScope,
        headers: dict[str, str],
        span: trace.Span,
        receive: Receive,
        send: Send,
    ) -> None:
        answer = _Answer(send, self._service, is_last=self._health.draining)
        began_at = monotonic()
        self._metrics.in_flight.inc()
        try:
            await self._admitted(scope, headers, Patient(receive), answer)
        finally:
            self._metrics.in_flight.dec()
            took_s = monotonic() - began_at
            # The template, not the path: paths hold ids, and each would be a series of its own.
            route = str(scope.get("path_template") or "unmatched")
            method = scope["method"]
            self._metrics.answered(method, route, answer.status, took_s)
            span.update_name(f"{method} {route}")
            span.set_attribute("http.response.status_code", answer.status)
            self._log.debug(
                "request.answered",
                method=method,
                route=route,
                status=answer.status,
                ms=round(took_s * 1000, 1),
            )

    async def _admitted(
        self, scope: HTTPScope, headers: dict[str, str], receive: Receive, answer: "_Answer"
    ) -> None:
        state: dict[str, Any] = scope.setdefault("state", {})
        try:
            check_address(scope["path"], scope["query_string"])
            if self._verifier is not None and (held := headers.get("authorization")) is not None:
                state["person"] = self._verifier.verify(_bearer(held))
            if self._positions is not None and (after := headers.get("mn-after")) is not None:
                answer.is_stale = await self._is_stale(self._positions, after)
            await self._app(scope, receive, answer)
        except Refusal as refusal:
            if answer.began:
                raise
            await send_refusal(answer, scope, refusal)
        except Exception as error:
            if answer.began:
                raise
            await send_problem(answer, of_unexpected(error, scope["path"]), {})

    async def _is_stale(self, positions: WaitsForPosition, after: str) -> bool:
        asked = [_AFTER.match(part.strip()) for part in after.split(",", _POSITIONS_MAX)]
        ours = 0
        for found in asked:
            if found is None:
                raise BadAfter
            if found[1] == self._service:
                ours = max(ours, int(found[2]))
        return ours > 0 and not await positions.wait_for(ours, AFTER_WAIT_S)


class _Answer:
    """The way back: notes the status, and names the service in `Mn-Position`.

    `is_last`: the service is on its way out. Who asked is told to come by another connection next
    time; else a request would now and then meet one that is just being closed.
    """

    def __init__(self, send: Send, service: str, *, is_last: bool = False) -> None:
        self._send = send
        self._is_last = is_last
        self._prefix = f"{service}:".encode()
        self.status = 500
        self.began = False
        self.is_stale = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.began = True
            self.status = message["status"]
            headers = [
                (name, self._named(value) if name == b"mn-position" else value)
                for name, value in message["headers"]
            ]
            if self.is_stale:
                headers.append((b"mn-stale", b"true"))
            if self._is_last:
                headers.append((b"connection", b"close"))
            message = {**message, "headers": headers}
        await self._send(message)

    def _named(self, position: bytes) -> bytes:
        """The gateway passes on what a service has named already."""
        return position if b":" in position else self._prefix + position


def _bearer(held: str) -> str:
    scheme, _, token = held.partition(" ")
    if scheme.lower() != "bearer":
        raise NotSignedIn
    return token.strip()


async def _send_json(send: Send, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *((name.encode(), value.encode()) for name, value in BARE.items()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
