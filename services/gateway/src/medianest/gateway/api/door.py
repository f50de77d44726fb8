"""The door itself: one ASGI app in front of everything, with its own route table.

In this order: read (what is ambiguous is refused), find the route, know who asks, refuse what
another site forged, count, and only then let a service, the live connection or a page answer.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from litestar.types import Receive, Scope, Send

from medianest.contracts.refusals import Invalid, NotFound, Refusal, Unavailable
from medianest.gateway.api import limits as counting
from medianest.gateway.api.answering import Dress, Ready, answer, refused
from medianest.gateway.api.guards import check_not_forged
from medianest.gateway.api.incoming import Incoming, Reader
from medianest.gateway.api.limits import Limits, TooOften
from medianest.gateway.api.noting import Noting
from medianest.gateway.api.people import KeyUnknown, People
from medianest.gateway.api.proxy import Body, Left, Proxy, replay
from medianest.gateway.api.routes import OWN, READ, Route, RouteTable
from medianest.gateway.api.sharing import ALLOWED, Sharing, is_question
from medianest.gateway.ports import SessionsAway, Visitor

Own = Callable[[Incoming, "Visitor | None", Any, Receive, Send], Awaitable[None]]
"""What the gateway answers itself: the request, who asks, the ASGI scope, and both ways."""
NO_PAGES: Final = frozenset({"api", "internal", "metrics"})
"""Nothing below these is ever a page, so what is not there is a problem."""


class NoSuchPath(NotFound):
    """There is nothing at this address."""


class MethodNotKnown(Invalid):
    """This method is not understood here."""


class CantLookUp(Unavailable):
    """MediaNest can't look up who you are just now."""


class Door:
    """Everything from outside comes in here."""

    def __init__(
        self,
        *,
        reader: Reader,
        table: RouteTable,
        people: People,
        limits: Limits,
        noting: Noting,
        proxy: Proxy,
        own: Mapping[tuple[str, ...], Own],
        pages: Own,
        websocket: Own,
        sharing: Sharing,
    ) -> None:
        """`own` by the segments of their routes; `pages` serves the web app."""
        self._sharing = sharing
        self._reader = reader
        self._table = table
        self._people = people
        self._limits = limits
        self._proxy = proxy
        self._own = own
        self._pages = pages
        self._websocket = websocket
        self._dress = Dress(is_https=reader.is_https)
        self._noting = noting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or one WebSocket."""
        kind: Any = scope["type"]
        if kind == "http":
            await self._http(scope, receive, send)
        elif kind == "websocket":
            await self._socket(scope, receive, send)

    async def _http(self, scope: Any, receive: Receive, send: Send) -> None:
        try:
            incoming = self._reader.read(scope)
        except Refusal as refusal:
            ready = refused(refusal, "/")
            self._noting.refused(ready.status, {"refused_as": refusal.type_slug()}, None)
            await answer(self._dress.around(send, "-"), ready)
            return
        send = self._dress.around(send, str(incoming.request_id))
        send = self._noting.around(send, incoming, scope)
        sharing_with = self._sharing.origin(incoming)
        if sharing_with is not None:
            send = self._sharing.around(send, sharing_with)
            if is_question(incoming):
                await answer(send, ALLOWED)
                return
        try:
            await self._answer(incoming, scope, receive, send)
        except Refusal as refusal:
            scope["refused_as"] = refusal.type_slug()
            headers = counting.told(refusal.verdict) if isinstance(refusal, TooOften) else None
            ready = refused(refusal, incoming.path, headers)
            await answer(send, ready, head_only=incoming.method == "HEAD")
        except Left:
            return

    async def _answer(self, incoming: Incoming, scope: Any, receive: Receive, send: Send) -> None:
        route = self._table.match(incoming.method, incoming.segments)
        if route is None:
            if NO_PAGES.intersection(incoming.segments[:1]) or incoming.method not in READ:
                raise NoSuchPath
            scope["path_template"] = "pages"
            await self._pages(incoming, None, scope, receive, send)
            return
        scope["path_template"] = route.template
        check_not_forged(incoming, route, self._reader)
        visitor = await self._who(incoming, route)
        scope["asker"] = None if visitor is None else str(visitor.member_id)
        left = await self._limits.count(incoming, route, visitor)
        send = _telling(send, left)
        if route.service == OWN:
            await self._own[route.segments](incoming, visitor, scope, receive, send)
            return
        if route.account_field is not None:
            receive = await self._count_account(incoming, route, route.account_field, receive)
        await self._proxy.pass_on(incoming, route, visitor, receive, send)

    async def _who(self, incoming: Incoming, route: Route) -> Visitor | None:
        try:
            return await self._people.visitor(incoming)
        except SessionsAway:
            raise CantLookUp(retry_after_s=5) from None
        except KeyUnknown:
            # Else whoever tries keys out would be counted by nothing.
            await self._limits.count(incoming, route, None)
            raise

    async def _count_account(
        self, incoming: Incoming, route: Route, field: str, receive: Receive
    ) -> Receive:
        body = await Body(incoming, route.body_bytes_max, receive).whole()
        account = counting.account_in(body, field)
        if account is not None:
            await self._limits.count_account(account)
        return replay(body, receive)

    async def _socket(self, scope: Any, receive: Receive, send: Send) -> None:
        """A WebSocket; what is refused before it opened is an HTTP answer."""
        incoming = None
        try:
            incoming = self._reader.read(scope)
            route = self._table.match("GET", incoming.segments)
            if route is None or route.segments != ("api", "v1", "live"):
                raise NoSuchPath
            visitor = await self._who(incoming, route)
            await self._limits.count(incoming, route, visitor)
            await self._websocket(incoming, visitor, scope, receive, send)
        except Refusal as refusal:
            ready = refused(refusal, scope["path"])
            known = {"refused_as": refusal.type_slug(), "path_template": "/api/v1/live"}
            self._noting.refused(ready.status, known, incoming)
            await _deny(self._dress.around(send, "-"), ready)


def _telling(send: Send, left: Mapping[str, str]) -> Send:
    told = [(name.encode(), value.encode()) for name, value in left.items()]

    async def telling(message: Any) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *told]}
        await send(message)

    return telling


async def _deny(send: Send, ready: Ready) -> None:
    headers = [(name.encode(), value.encode("latin-1")) for name, value in ready.headers.items()]
    message: Any = {
        "type": "websocket.http.response.start",
        "status": ready.status,
        "headers": headers,
    }
    await send(message)
    body: Any = {"type": "websocket.http.response.body", "body": ready.body, "more_body": False}
    await send(body)
