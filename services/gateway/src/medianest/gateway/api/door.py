"""The door itself: one ASGI app in front of everything, with its own route table.

In this order: read (what is ambiguous is refused), find the route, refuse what another site forged
(before it is counted: else any site could use up what those who look at it may do here), know who
asks, count, and only then let a service, the live connection or a page answer.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from litestar.types import Receive, Scope, Send

from medianest.contracts.refusals import NotFound, Refusal, Unavailable
from medianest.gateway.api import limits as counting
from medianest.gateway.api.answering import Dress
from medianest.gateway.api.guards import check_not_forged
from medianest.gateway.api.incoming import Incoming, Reader
from medianest.gateway.api.limits import Limits, TooOften
from medianest.gateway.api.noting import Noting
from medianest.gateway.api.people import KeyUnknown, People
from medianest.gateway.api.proxy import Body, Left, Proxy
from medianest.gateway.api.routes import OWN, READ, Route, RouteTable
from medianest.gateway.api.sharing import ALLOWED, Sharing, is_question
from medianest.gateway.api.visit import Manners, Visit, turned_away
from medianest.gateway.ports import SessionsAway, Visitor

Own = Callable[[Visit], Awaitable[None]]
"""What the gateway answers itself. Raises refusals until it has begun to answer."""
NO_PAGES: Final = frozenset({"api", "internal", "metrics"})
"""Nothing below these is ever a page, so what is not there is a problem."""


LIVE: Final = ("api", "v1", "live")


class NoSuchPath(NotFound):
    """There is nothing at this address."""


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
        proxy: Proxy,
        own: Mapping[tuple[str, ...], Own],
        pages: Own,
        websocket: Own,
        noting: Noting,
        sharing: Sharing,
    ) -> None:
        """`own` by the segments of their routes; `pages` serves the web app."""
        self._reader = reader
        self._table = table
        self._people = people
        self._limits = limits
        self._proxy = proxy
        self._own = own
        self._pages = pages
        self._websocket = websocket
        self._manners = Manners(
            dress=Dress(is_https=reader.is_https), noting=noting, sharing=sharing
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or one WebSocket."""
        try:
            incoming = self._reader.read(scope)
        except Refusal as refusal:
            await turned_away(refusal, self._manners, scope, send)
            return
        visit = Visit(incoming, scope, receive, send, self._manners)
        kind: Any = scope["type"]
        try:
            await (self._connect(visit) if kind == "websocket" else self._answer(visit))
        except Refusal as refusal:
            await visit.refuse(refusal)
        except Left:
            return

    async def _answer(self, visit: Visit) -> None:
        incoming = visit.incoming
        if visit.sharing_with is not None and is_question(incoming):
            await visit.answer(ALLOWED)
            return
        route = self._table.match(incoming.method, incoming.segments)
        if route is None:
            if NO_PAGES.intersection(incoming.segments[:1]) or incoming.method not in READ:
                raise NoSuchPath
            visit.scope["path_template"] = "pages"
            await self._pages(visit)
            return
        visit.scope["path_template"] = route.template
        check_not_forged(incoming, route, self._reader)
        await self._admit(visit, route)
        if route.service == OWN:
            await self._own[route.segments](visit)
            return
        body = Body(visit, route.body_bytes_max)
        if route.account_field is not None:
            account = counting.account_in(await body.whole(), route.account_field)
            if account is not None:
                await self._limits.count_account(account)
        await self._proxy.pass_on(visit, route, body)

    async def _connect(self, visit: Visit) -> None:
        route = self._table.match("GET", visit.incoming.segments)
        if route is None or route.segments != LIVE:
            raise NoSuchPath
        visit.scope["path_template"] = route.template
        await self._admit(visit, route)
        await self._websocket(visit)

    async def _admit(self, visit: Visit, route: Route) -> None:
        """Find out who it is, and count them."""
        incoming = visit.incoming
        try:
            visit.visitor = await self._known(incoming, route)
        except SessionsAway:
            raise CantLookUp(retry_after_s=5) from None
        except KeyUnknown:
            # Else whoever tries keys out would be counted by nothing.
            await self._limits.count(incoming, route, None)
            raise
        visit.left = await self._limits.count(incoming, route, visit.visitor)

    async def _known(self, incoming: Incoming, route: Route) -> Visitor | None:
        """Who asks. What nobody heard of is looked up so often from one address, and no more."""
        shown = self._people.shown(incoming)
        if shown is None:
            return None
        if self._people.is_unheard_of(shown):
            try:
                await self._limits.count_guess(incoming)
            except TooOften:
                if route.counted != "sign_in":
                    raise
                return None  # who lives beside one that guesses can still sign in
        return await self._people.visitor(shown)
