"""The door for everybody: what the household chose to show, and nothing else."""

from typing import Annotated, Final
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

import msgspec
from litestar import Response, get, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from medianest.chassis.answers import done, versioned
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs, open_to_all
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotFound
from medianest.status.api.seeing import overall_of
from medianest.status.domain.public_page import Open, PublicPage, Shut
from medianest.status.handlers.publicly import Publicity
from medianest.status.queries.history import HistoryQueries, Slice, Window
from medianest.status.queries.page import MonitorLine, PageQueries

SETTINGS: Final = "/settings/status/public-page"
PUBLIC: Final = "/status/public"
BARS: Final[Window] = "90d"
# Whoever keeps it asks again each time: what was shut is shut at once, everywhere.
_SVG_HEADERS: Final = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'none'",
}
_COLOURS: Final = {
    "up": "#2f7d4f",
    "degraded": "#8a6100",
    "down": "#b3261e",
    "maintenance": "#2b5fa8",
    "unknown": "#5f6368",
}
_LETTER_PX, _PAD_PX = 7, 10


class NoPublicPage(NotFound):
    """There is no public status page here."""


class PublicPageBody(Record):
    """Only these monitors are shown, in this order."""

    is_open: bool
    title: Annotated[str, msgspec.Meta(max_length=100)] = "Status"
    monitor_ids: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=100)] = ()


class PublicSlice(Record):
    """One day: how many looks there were, and how many failed."""

    day: str
    beats: int
    failed: int


class PublicMonitor(Record):
    name: str
    state: str
    uptime: dict[Window, float | None]
    days: tuple[PublicSlice, ...]


class PublicStatus(Record):
    """`overall` is the worst of those that are shown."""

    title: str
    overall: str
    monitors: tuple[PublicMonitor, ...]


def settings_routes(publicity: Publicity) -> list[HTTPRouteHandler]:
    @get(SETTINGS, opt=needs("settings.manage"))
    async def see_public_page_settings() -> Response[PublicPageBody]:
        shown = await publicity.shown()
        return versioned(shown.version, _body(shown.state))

    @put(SETTINGS, opt=needs("settings.manage"))
    async def set_public_page(
        data: JSONBody[PublicPageBody], person: Person, meta: Meta, expected: int | None
    ) -> Response[PublicPageBody]:
        chosen = tuple(dict.fromkeys(data.monitor_ids))
        command: Open | Shut = Shut(by=person.id, now=now())
        if data.is_open:
            command = Open(by=person.id, now=now(), title=data.title, monitor_ids=chosen)
        receipt = await publicity.change(command, expected=expected, meta=meta)
        return done(receipt, _body((await publicity.shown()).state))

    return [see_public_page_settings, set_public_page]


def routes(
    publicity: Publicity, page: PageQueries, history: HistoryQueries
) -> list[HTTPRouteHandler]:
    @get(PUBLIC, opt=open_to_all())
    async def see_public_page() -> PublicStatus:
        settings, monitors = await chosen()
        bars = await history.bars(BARS, now())
        return PublicStatus(
            title=settings.title,
            overall=overall_of(monitors),
            monitors=tuple(_monitor(one, bars.get(one.id, [])) for one in monitors),
        )

    @get(f"{PUBLIC}/badge.svg", opt=open_to_all(), media_type="image/svg+xml")
    async def see_badge() -> Response[str]:
        settings, monitors = await chosen()
        return Response(_badge(settings.title, overall_of(monitors)), headers=_SVG_HEADERS)

    @get(f"{PUBLIC}/{{place:int}}/badge.svg", opt=open_to_all(), media_type="image/svg+xml")
    async def see_badge_of_one(place: int) -> Response[str]:
        _, monitors = await chosen()
        if not 1 <= place <= len(monitors):
            raise NoPublicPage
        one = monitors[place - 1]
        return Response(_badge(one.name, one.state), headers=_SVG_HEADERS)

    async def chosen() -> tuple[PublicPage, list[MonitorLine]]:
        settings = (await publicity.shown()).state
        if not settings.is_open:
            raise NoPublicPage
        known = {one.id: one for one in await page.monitors(None, now())}
        return settings, [known[id_] for id_ in settings.monitor_ids if id_ in known]

    return [see_public_page, see_badge, see_badge_of_one]


def _body(state: PublicPage) -> PublicPageBody:
    return PublicPageBody(
        is_open=state.is_open, title=state.title or "Status", monitor_ids=state.monitor_ids
    )


def _monitor(one: MonitorLine, bars: list[Slice]) -> PublicMonitor:
    days = (
        PublicSlice(day=f"{bar.at:%Y-%m-%d}", beats=bar.beats, failed=bar.failed) for bar in bars
    )
    return PublicMonitor(name=one.name, state=one.state, uptime=one.uptime, days=tuple(days))


def _badge(label: str, state: str) -> str:
    """Two fields of text; whatever the label holds is text."""
    left, right = (len(text) * _LETTER_PX + _PAD_PX for text in (label, state))
    said, whole = escape(label), quoteattr(f"{label}: {state}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img"'
        f" aria-label={whole}>"
        f'<rect width="{left + right}" height="20" rx="3" fill="#33383f"/>'
        f'<rect x="{left}" width="{right}" height="20" rx="3" fill="{_COLOURS[state]}"/>'
        f'<g fill="#fff" font-family="sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2:g}" y="14">{said}</text>'
        f'<text x="{left + right / 2:g}" y="14">{state}</text></g></svg>'
    )
