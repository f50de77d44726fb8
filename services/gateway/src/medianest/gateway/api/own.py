"""What the gateway answers itself: tickets, health, the merged documents, reports of browsers."""

import json
from typing import Any, Final

import structlog
from litestar import post
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from medianest.chassis.doorway.access import Person, signed_in
from medianest.gateway.api.answering import Ready
from medianest.gateway.api.live.tickets import Ticket, Tickets
from medianest.gateway.api.people import person_of
from medianest.gateway.api.proxy import Body
from medianest.gateway.api.story import Story
from medianest.gateway.api.visit import Visit

REPORT_BYTES_MAX: Final = 64 * 1024
_SHOWN: Final = ("effectiveDirective", "effective-directive", "violated-directive")
_OURS: Final = frozenset(
    {b"authorization", b"mn-address-hash", b"mn-client", b"traceparent", b"x-request-id"}
)
_log: Final = structlog.get_logger("medianest.gateway.browser")


def ticket_handler(tickets: Tickets) -> HTTPRouteHandler:
    """`POST /api/v1/live/ticket`."""

    @post("/live/ticket", opt=signed_in(), summary="A one-time ticket for the live connection")
    async def give_ticket(person: Person) -> Ticket:
        return tickets.give(person.session_id)

    return give_ticket


class LitestarRoutes:
    """The gateway's own Litestar routes, told who asks without a token."""

    def __init__(self, app: ASGIApp, story: Story) -> None:
        self._app = app
        self._story = story

    async def __call__(self, visit: Visit) -> None:
        """Let Litestar answer."""
        incoming, scope = visit.incoming, visit.scope
        state = {**scope.get("state", {}), "correlation": incoming.request_id}
        if visit.visitor is not None:
            state["person"] = person_of(visit.visitor)
        # What a client says of itself here is not believed, as everywhere.
        headers = [pair for pair in scope["headers"] if pair[0].lower() not in _OURS]
        headers += [(name.encode(), value.encode()) for name, value in self._story.of(incoming)]
        inner: Any = {
            **scope,
            "path": incoming.path,
            "raw_path": incoming.path.encode(),
            "root_path": "",
            "headers": headers,
            "state": state,
        }
        await self._app(inner, visit.receive, visit.send)


async def csp_report(visit: Visit) -> None:
    """A browser kept something from running: noted, without what the page held."""
    body = await Body(visit, REPORT_BYTES_MAX).whole()
    for directive in _directives(body):
        _log.warning("browser.kept-out", directive=directive)
    await visit.answer(Ready(status=204))


def _directives(body: bytes) -> list[str]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return []
    reports = said if isinstance(said, list) else [said]
    found = []
    for report in reports[:20]:
        inner = report.get("body", report.get("csp-report")) if isinstance(report, dict) else None
        if isinstance(inner, dict):
            found += [str(inner[name])[:64] for name in _SHOWN if name in inner][:1]
    return found
