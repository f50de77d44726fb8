"""How requests is put together: its streams, its tables, and its doors."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Final

from litestar.handlers import HTTPRouteHandler

from medianest.chassis import clock, service
from medianest.chassis.settings import load
from medianest.chassis.watching.metrics import Metrics
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.readers.outages import OUTAGES, is_away
from medianest.requests import publishing
from medianest.requests.adapters.cache import Cache
from medianest.requests.adapters.overseerr.catalogue import OverseerrCatalogue
from medianest.requests.adapters.overseerr.fetcher import OverseerrFetcher
from medianest.requests.adapters.overseerr.server import Server
from medianest.requests.adapters.overseerr.trial import OverseerrTrial
from medianest.requests.adapters.pictures import Pillow, SealedNames, Sources
from medianest.requests.adapters.plex.server import MediaServer
from medianest.requests.adapters.plex.shelves import PlexShelves
from medianest.requests.adapters.plex.shelving import PlexShelving
from medianest.requests.adapters.plex.trial import PlexTrial
from medianest.requests.api import doors
from medianest.requests.api.connections import overseerr_settings
from medianest.requests.api.images import images
from medianest.requests.api.library import library
from medianest.requests.api.library_pages import Pages
from medianest.requests.api.library_settings import plex_settings
from medianest.requests.api.library_webhook import library_webhook
from medianest.requests.api.webhooks import webhooks
from medianest.requests.domain import (
    allowance,
    claim,
    connection,
    deciding,
    house_rules,
    issue,
    library_house,
    library_item,
    library_playlist,
    speaking,
    wish,
)
from medianest.requests.domain.allowance import Allowance, AllowanceFact, House, Quota
from medianest.requests.domain.claim import ClaimFact, Claims
from medianest.requests.domain.house_rules import Rules
from medianest.requests.domain.issue import IssueFact, IssueState
from medianest.requests.domain.library_item import LibraryItemFact, LibraryItemState
from medianest.requests.domain.wish import WishFact, WishState
from medianest.requests.handlers.connecting import Connections, ConnectionStream
from medianest.requests.handlers.fulfilling import Fulfilling
from medianest.requests.handlers.issues import Issues
from medianest.requests.handlers.library_collecting import Collecting, PlaylistStream
from medianest.requests.handlers.library_looking import Looking
from medianest.requests.handlers.library_marking import Marking, Sections
from medianest.requests.handlers.library_pictures import Album
from medianest.requests.handlers.library_placing import Placing
from medianest.requests.handlers.library_seeing import HouseStream, Seeing
from medianest.requests.handlers.naming import Naming
from medianest.requests.handlers.ruling import RulesStream, Ruling
from medianest.requests.handlers.wishing import Streams, Wishing
from medianest.requests.ports import Upstream
from medianest.requests.projections.issues import ISSUES
from medianest.requests.projections.library import LIBRARY_ITEMS
from medianest.requests.projections.stories import STORIES
from medianest.requests.projections.wishes import WISHES
from medianest.requests.queries.issues import IssuePages
from medianest.requests.queries.library import LibraryPages
from medianest.requests.queries.library_titles import LibraryTitles
from medianest.requests.queries.progress import Progress
from medianest.requests.queries.stories import Stories
from medianest.requests.queries.troubles import Troubles
from medianest.requests.queries.wishes import WishPages
from medianest.requests.reactions import finished_downloads, members, own_wishes
from medianest.requests.settings import Settings
from medianest.requests.worker import Errands, LibraryErrands, Rounds

LIBRARY_ITEM: Final[Decider[LibraryItemState, LibraryItemFact]] = Decider(
    name="library-item",
    facts=library_item.FACTS,
    initial=library_item.Missing(),
    evolve=library_item.evolve,
    announce=publishing.of_library_item,
)
WISH: Final[Decider[WishState, WishFact]] = Decider(
    name="request",
    facts=wish.FACTS,
    initial=wish.Nothing(),
    evolve=deciding.evolve,
    announce=publishing.of_wish,
    tells=("note", "reason"),
)
ALLOWANCE: Final[Decider[Allowance, AllowanceFact]] = Decider(
    name="allowance",
    facts=allowance.FACTS,
    initial=Allowance(),
    evolve=allowance.evolve,
)
CLAIM: Final[Decider[Claims, ClaimFact]] = Decider(
    name="title",
    facts=claim.FACTS,
    initial=Claims(),
    evolve=claim.evolve,
)
CONNECTION: Final[ConnectionStream] = Decider(
    name="connection",
    facts=connection.FACTS,
    initial=connection.NotSet(),
    evolve=connection.evolve,
)
RULES: Final[RulesStream] = Decider(
    name="rules",
    facts=house_rules.FACTS,
    initial=house_rules.AsGiven(),
    evolve=house_rules.evolve,
)
LIBRARY_HOUSE: Final[HouseStream] = Decider(
    name="library-house",
    facts=(library_house.Furnished,),
    initial=library_house.LibraryHouse(),
    evolve=library_house.evolve,
)
PLAYLIST: Final[PlaylistStream] = Decider(
    name="playlist",
    facts=library_playlist.FACTS,
    initial=library_playlist.Unheard(),
    evolve=library_playlist.evolve,
    announce=publishing.of_playlist,
)
ISSUE: Final[Decider[IssueState, IssueFact]] = Decider(
    name="issue",
    facts=issue.FACTS,
    initial=issue.NoIssue(),
    evolve=issue.evolve,
    announce=publishing.of_issue,
    tells=("text",),
)
SPEAKER: Final[Decider[speaking.Speaker, speaking.Spoke]] = Decider(
    name="speaker",
    facts=(speaking.Spoke,),
    initial=speaking.Speaker(),
    evolve=speaking.evolve,
)
DECIDERS: Final = (
    *(LIBRARY_ITEM, WISH, ALLOWANCE, CLAIM, CONNECTION),
    *(LIBRARY_HOUSE, PLAYLIST, ISSUE, SPEAKER, RULES),
)
READ_MODELS: Final = (LIBRARY_ITEMS, WISHES, OUTAGES, STORIES, ISSUES)


async def build(environ: Mapping[str, str]) -> service.Service:
    """Requests, ready to run."""
    settings = load(Settings, "requests", environ)
    eventlog = await EventLog.open(
        service="requests",
        settings=settings,
        deciders=DECIDERS,
        read_models=READ_MODELS,
    )
    metrics = Metrics("requests")
    plex = Plex(settings, eventlog, metrics)
    ruling = Ruling(eventlog.log, RULES, _given(settings))
    wishing = Wishing(
        log=eventlog.log,
        keys=eventlog.keys,
        streams=Streams(wish=WISH, allowance=ALLOWANCE, claim=CLAIM),
        ruling=ruling,
    )
    eventlog.react(finished_downloads(PLAYLIST), members(wishing), own_wishes())
    pages = WishPages(eventlog.pool, eventlog.keys, plex.names)
    overseerr = _overseerr(settings, eventlog)
    server = Server(
        overseerr,
        allowed=settings.egress_allowed,
        deadline_s=settings.deadline_s,
        metrics=metrics,
    )
    redis_url = settings.redis_url
    cache = Cache(None if redis_url is None else redis_url.reveal())
    catalogue = OverseerrCatalogue(server, cache, clock.now)
    naming = Naming(eventlog.log, WISH, catalogue)
    errands = _errands(settings, eventlog, pages, server, naming)
    eventlog.perform(*errands.works(), *plex.errands(settings, eventlog).works())
    handlers = doors(
        wishing,
        pages,
        issues=Issues(eventlog.log, eventlog.keys, ISSUE, SPEAKER),
        issue_pages=IssuePages(eventlog.pool, eventlog.keys, plex.names),
        stories=Stories(eventlog.pool),
        ruling=ruling,
        catalogue=catalogue,
        marking=plex.marking,
    )
    handlers += [*webhooks(eventlog.jobs, overseerr), *overseerr_settings(overseerr)]
    handlers += plex.doors(eventlog)
    parts: list[service.Part] = [cache, server, *plex.parts, Rounds(eventlog.jobs, clock.now)]
    return service.build("requests", settings, handlers, eventlog, parts, metrics=metrics)


class Plex:
    """All that has to do with the media server, put together."""

    def __init__(self, settings: Settings, eventlog: EventLog, metrics: Metrics) -> None:
        allowed, deadline_s = settings.egress_allowed, settings.deadline_s
        plex_tv = settings.plex_service_url

        async def house() -> library_house.LibraryHouse:
            return await self.seeing.house()

        self.connections = Connections(
            "plex",
            log=eventlog.log,
            secrets=eventlog.secrets,
            stream=CONNECTION,
            trial=PlexTrial(house, plex_tv=plex_tv, allowed=allowed, deadline_s=deadline_s),
            given=None,
        )
        self.seeing = Seeing(eventlog.log, LIBRARY_HOUSE, self.connections, eventlog.people)
        server = MediaServer(
            self.connections,
            plex_tv=plex_tv,
            allowed=allowed,
            deadline_s=deadline_s,
            metrics=metrics,
        )
        self.shelves, self.shelving = PlexShelves(server), PlexShelving(server)
        sources = Sources(server, settings.pictures_url, allowed=allowed, deadline_s=deadline_s)
        self.names = SealedNames(eventlog.secrets)
        self.album = Album(self.names, sources, Pillow())
        self.placed = LibraryPages(eventlog.pool)
        self.titles = LibraryTitles(eventlog.pool)
        self.marking = Marking(
            self.seeing, self.shelves, self.titles, self.names, Sections(self.shelves)
        )
        self.parts: list[service.Part] = [server, sources]

    def doors(self, eventlog: EventLog) -> list[HTTPRouteHandler]:
        """Its routes."""
        return [
            *library(Pages(self.seeing, self.shelves, self.names, self.placed)),
            *images(self.album),
            *library_webhook(eventlog.jobs, self.connections),
            *plex_settings(self.connections, self.seeing, self.shelves, eventlog.jobs),
        ]

    def errands(self, settings: Settings, eventlog: EventLog) -> LibraryErrands:
        """Its work."""
        log = eventlog.log
        return LibraryErrands(
            placing=Placing(log, LIBRARY_ITEM, self.seeing, self.shelving),
            collecting=Collecting(log, PLAYLIST, self.placed, self.seeing, self.shelving),
            looking=Looking(self.shelves, self.titles),
            jobs=eventlog.jobs,
            is_away=partial(is_away, eventlog.pool),
            now=clock.now,
            every_s=settings.library_every_s,
            tries=settings.place_tries,
        )


def _overseerr(settings: Settings, eventlog: EventLog) -> Connections:
    """As an admin has set it; until then, as the environment says."""
    given = None
    if settings.overseerr_url is not None and settings.overseerr_api_key is not None:
        hook = settings.webhook_secret
        given = Upstream(
            url=settings.overseerr_url.rstrip("/"),
            key=settings.overseerr_api_key.reveal(),
            hook=None if hook is None else hook.reveal(),
        )
    return Connections(
        "overseerr",
        log=eventlog.log,
        secrets=eventlog.secrets,
        stream=CONNECTION,
        trial=OverseerrTrial(allowed=settings.egress_allowed, deadline_s=settings.deadline_s),
        given=given,
    )


def _errands(
    settings: Settings, eventlog: EventLog, pages: WishPages, server: Server, naming: Naming
) -> Errands:
    return Errands(
        fulfilling=Fulfilling(
            log=eventlog.log,
            wishes=WISH,
            askers=eventlog.people,
            fetcher=OverseerrFetcher(server),
            patience=timedelta(days=settings.patience_days),
        ),
        naming=naming,
        troubles=Troubles(eventlog.pool),
        progress=Progress(eventlog.pool),
        live=eventlog.live,
        pages=pages,
        is_away=partial(is_away, eventlog.pool),
        now=clock.now,
        every_s=settings.look_every_s,
    )


def _given(settings: Settings) -> Rules:
    house = House(
        an_hour=settings.requests_per_hour,
        films=Quota(at_most=settings.film_quota, days=settings.film_quota_days),
        seasons=Quota(at_most=settings.season_quota, days=settings.season_quota_days),
    )
    return Rules(at_most=house, auto_approve=settings.auto_approve_roles, in_4k=settings.roles_4k)
