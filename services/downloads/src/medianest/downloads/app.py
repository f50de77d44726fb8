"""How downloads is put together: its stream, its doors, its worker, and the only way out."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Final, Literal

from litestar.handlers import HTTPRouteHandler

from medianest.chassis import clock, service
from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.chassis.settings import load
from medianest.chassis.watching.health import Check, Finding
from medianest.chassis.watching.metrics import Metrics
from medianest.contracts.ids import new_id
from medianest.downloads import publishing
from medianest.downloads.adapters.addresses import GuardedAddresses
from medianest.downloads.adapters.ffmpeg import ffmpeg_folder
from medianest.downloads.adapters.folders import FolderTrial
from medianest.downloads.adapters.shelf import FolderShelf
from medianest.downloads.adapters.ytdlp.fetcher import JailedFetcher, JailedPreviewer, Watch
from medianest.downloads.adapters.ytdlp.jail import walls
from medianest.downloads.adapters.ytdlp.rehearsal import Rehearsal
from medianest.downloads.adapters.ytdlp.releases import Index, Releases, is_old
from medianest.downloads.adapters.ytdlp.words import Limits, Terms
from medianest.downloads.api.cookies import cookies_routes
from medianest.downloads.api.files import files_routes
from medianest.downloads.api.gathering import gathered, gathering
from medianest.downloads.api.house import Fixed, limits_settings, quality_settings
from medianest.downloads.api.judging import judging, ordering
from medianest.downloads.api.listing import listing
from medianest.downloads.api.measuring import measuring
from medianest.downloads.api.previewing import previewing
from medianest.downloads.api.redriving import redriving
from medianest.downloads.api.settings import folders_routes
from medianest.downloads.api.steering import steering
from medianest.downloads.api.submitting import submitting
from medianest.downloads.domain import allowance, collection, cookies, download
from medianest.downloads.domain import house as the_house
from medianest.downloads.handlers import Items, Streams, Turns, Wishes
from medianest.downloads.handlers.cookies import CookieJars
from medianest.downloads.handlers.housekeeping import Housekeeping, HouseStream
from medianest.downloads.handlers.links import FileLinks
from medianest.downloads.projections.collections import COLLECTIONS
from medianest.downloads.projections.limits import LIMITS
from medianest.downloads.projections.listing import DOWNLOADS
from medianest.downloads.projections.shown import SHOWN
from medianest.downloads.queries.allowances import Allowances
from medianest.downloads.queries.collections import CollectionPages
from medianest.downloads.queries.measurements import PreviewTable, ProgressTable
from medianest.downloads.queries.pages import Pages
from medianest.downloads.queries.promised import Promised
from medianest.downloads.queries.releases import ReleaseNotes
from medianest.downloads.queries.turned_away import TurnedAway
from medianest.downloads.queries.twins import Twins
from medianest.downloads.reactions import own_facts
from medianest.downloads.settings import Settings
from medianest.downloads.worker.clearing import Clearing, Sweeping
from medianest.downloads.worker.fetching import Fetching
from medianest.downloads.worker.gathering import Gathering
from medianest.downloads.worker.renewing import Renewing, RenewingByItself
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.readers.outages import OUTAGES, is_away

Role = Literal["service", "worker"]

_OPEN_WITHIN_S: Final = 10
_GIB: Final = 1 << 30


STREAMS: Final = Streams(
    download=Decider(
        name="download",
        facts=download.FACTS,
        initial=download.Missing(),
        evolve=download.evolve,
        announce=publishing.announce,
    ),
    collection=Decider(
        name="collection",
        facts=collection.COLLECTION_FACTS,
        initial=collection.NotGathered(),
        evolve=collection.evolve,
        announce=publishing.announce_collection,
    ),
    allowance=Decider(
        name="allowance",
        facts=(allowance.Taken,),
        initial=allowance.Allowance(),
        evolve=allowance.evolve,
    ),
    cookies=Decider(
        name="cookies",
        facts=cookies.COOKIES_FACTS,
        initial=cookies.NoCookies(),
        evolve=cookies.evolve,
    ),
)
HOUSE: Final[HouseStream] = Decider(
    name="house",
    facts=the_house.FACTS,
    initial=the_house.House(),
    evolve=the_house.evolve,
)
DECIDERS: Final = (
    *(STREAMS.download, STREAMS.collection, STREAMS.allowance, STREAMS.cookies),
    HOUSE,
)


async def build(environ: Mapping[str, str], role: Role = "service") -> service.Service:
    """Downloads, ready to run: the service, or one more worker for it."""
    settings = load(Settings, "downloads", environ)
    metrics = Metrics("downloads")
    eventlog = await EventLog.open(
        service="downloads",
        settings=settings,
        deciders=DECIDERS,
        read_models=(DOWNLOADS, COLLECTIONS, OUTAGES, LIMITS, SHOWN),
    )
    eventlog.react(own_facts(STREAMS))
    guard = EgressGuard(settings.egress_allowed)
    way_out = WayOut(EgressProxy(guard, rate_bps=settings.rate_bps, metrics=metrics))
    outside = Outside(settings, guard, way_out)
    parts: list[service.Part] = [way_out]
    if role == "worker" or settings.worker == "embedded":
        parts += _employ(eventlog, settings, outside)
    if role == "service":
        eventlog.perform(Gathering(Items(log=eventlog.log, streams=STREAMS)).work())
    handlers = [] if role == "worker" else _doors(eventlog, settings, outside)
    ready = (_which_yt_dlp(outside.releases),)
    return service.build("downloads", settings, handlers, eventlog, parts, ready, metrics=metrics)


def _which_yt_dlp(releases: Releases) -> Check:
    """Its version, whether that is too old for sites that change, and behind which walls it works.

    An old one still fetches most things: it is said, and makes nobody unready.
    """

    async def look() -> Finding:
        found = await asyncio.to_thread(releases.version)
        old = is_old(found, clock.now().date())
        return Finding(ok=True, details={"yt_dlp": found, "yt_dlp_is_old": old, "walls": walls()})

    return look


class WayOut:
    """The egress proxy as a part of the service; jobs that are earlier wait until it is open."""

    def __init__(self, proxy: EgressProxy) -> None:
        self._proxy = proxy
        self._is_open = asyncio.Event()

    async def url(self, label: str) -> str:
        async with asyncio.timeout(_OPEN_WITHIN_S):
            await self._is_open.wait()
        return self._proxy.url(label)

    async def start(self) -> None:
        await self._proxy.start()
        self._is_open.set()

    async def stop(self) -> None:
        await self._proxy.stop()


class Outside:
    """The adapters, made from the settings."""

    def __init__(self, settings: Settings, guard: EgressGuard, way_out: WayOut) -> None:
        work = settings.works_in()
        self._settings = settings
        self._way_out = way_out
        self._ffmpeg = ffmpeg_folder(settings.ffmpeg, work)
        self.addresses = GuardedAddresses(guard)
        self.shelf = FolderShelf(settings.library_dir, work, min_free_bytes=settings.min_free_bytes)
        reserve = settings.min_free_bytes
        self.folders = FolderTrial(settings.library_dir, work, reserve_bytes=reserve)
        self.fetcher = JailedFetcher(
            lambda: self._terms("fetch"),
            Watch(stall_s=settings.stall_s, wall_s=settings.wall_s, grace_s=settings.grace_s),
        )
        self.releases = Releases(
            settings.releases_in(),
            Index(url=settings.ytdlp_index_url, wheels=settings.ytdlp_wheels),
            Rehearsal(lambda: self._terms("rehearsal"), work, new_id),
            lambda: way_out.url("renewal"),
        )
        self.previewer = JailedPreviewer(
            lambda: self._terms("preview"),
            work,
            new_id,
            deadline_s=settings.preview_deadline_s,
            most_at_once=settings.previews_at_once,
        )

    async def _terms(self, label: str) -> Terms:
        settings = self._settings
        release = await asyncio.to_thread(self.releases.current)
        return Terms(
            proxy=await self._way_out.url(label),
            extractors=settings.extractors,
            ffmpeg_folder=str(self._ffmpeg),
            limits=Limits(
                memory_bytes=settings.max_memory_bytes,
                file_bytes=settings.max_file_bytes,
                open_files=256,
                cpu_s=int(settings.wall_s),
            ),
            silence_s=settings.lease_s,
            socket_timeout_s=settings.socket_timeout_s,
            release=None if release is None else str(release),
        )


def _doors(eventlog: EventLog, settings: Settings, outside: Outside) -> list[HTTPRouteHandler]:
    memo = PreviewTable(eventlog.pool)
    house = _house(eventlog, settings)
    allowances = Allowances(eventlog.pool, house.limits)
    wishes = Wishes(
        log=eventlog.log,
        streams=STREAMS,
        addresses=outside.addresses,
        memo=memo,
        allowances=allowances,
    )
    pages = Pages(eventlog.pool)
    collections = CollectionPages(eventlog.pool)
    jars = _jars(eventlog)
    return [
        *submitting(wishes, pages, house),
        *previewing(pages, outside.addresses, outside.previewer, memo, jars=jars, house=house),
        *listing(pages),
        *measuring(allowances, eventlog.log, STREAMS.allowance),
        *gathering(
            wishes,
            collections,
            house,
            addresses=outside.addresses,
            previewer=outside.previewer,
            memo=memo,
            jars=jars,
        ),
        *gathered(wishes, pages, collections),
        *steering(wishes, pages),
        *judging(wishes, pages),
        *ordering(wishes, pages),
        *redriving(wishes, pages, eventlog.jobs),
        *cookies_routes(jars),
        *folders_routes(outside.folders),
        *limits_settings(house),
        *quality_settings(house, _fixed(settings)),
        *files_routes(FileLinks(eventlog.secrets, pages), outside.shelf),
    ]


def _jars(eventlog: EventLog) -> CookieJars:
    return CookieJars(eventlog.log, eventlog.secrets, eventlog.keys, STREAMS.cookies)


def _house(eventlog: EventLog, settings: Settings) -> Housekeeping:
    """As an admin has it; until then, as the environment says."""
    day, space = settings.download_gb_per_day, settings.space_gb
    limits = allowance.Limits(
        per_hour=settings.downloads_per_hour,
        bytes_per_day=None if day is None else day * _GIB,
        bytes_in_all=None if space is None else space * _GIB,
    )
    return Housekeeping(
        log=eventlog.log,
        stream=HOUSE,
        given_measure=the_house.Measure(limits=limits, approval=settings.approval_roles),
        given_manner=the_house.Manner(layout=settings.layout, extras=settings.extras()),
    )


def _fixed(settings: Settings) -> Fixed:
    return Fixed(
        library_dir=str(settings.library_dir),
        work_dir=str(settings.works_in()),
        reserve_bytes=settings.min_free_bytes,
        max_file_bytes=settings.max_file_bytes,
        rate_bps=settings.rate_bps,
        sites=settings.extractors,
    )


def _employ(eventlog: EventLog, settings: Settings, outside: Outside) -> list[service.Part]:
    """Let this process fetch and clear, and renew what fetches."""
    pages, table = Pages(eventlog.pool), ProgressTable(eventlog.pool)
    twins = Twins(eventlog.pool)
    fetching = Fetching(
        turns=Turns(log=eventlog.log, streams=STREAMS, patience_base_s=settings.retry_base_s),
        fetcher=outside.fetcher,
        shelf=outside.shelf,
        table=table,
        promised=Promised(eventlog.pool),
        turned_away=TurnedAway(eventlog.pool, settings.retry_base_s),
        twins=twins,
        cookies=_jars(eventlog),
        live=eventlog.live,
        now=clock.now,
        monotonic=clock.monotonic,
        new_id=new_id,
        is_away=partial(is_away, eventlog.pool),
        layout=_house(eventlog, settings).layout,
    )
    clearing = Clearing(shelf=outside.shelf, pages=pages, twins=twins, table=table)
    notes = ReleaseNotes(eventlog.pool)
    renewing = Renewing(releases=outside.releases, notes=notes)
    works = (fetching.work(settings.workers, settings.lease_s), clearing.work(), renewing.work())
    eventlog.perform(*works)
    parts: list[service.Part] = [Sweeping(outside.shelf, pages, settings.sweep_s)]
    if settings.ytdlp_update_days is not None:
        days = settings.ytdlp_update_days
        parts.append(RenewingByItself(eventlog.jobs, notes, clock.now, days))
    return parts
