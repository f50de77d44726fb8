"""How requests is put together: its streams, its tables, and its doors."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Final

from medianest.chassis import clock, service
from medianest.chassis.metrics import Metrics
from medianest.chassis.settings import load
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.outages import OUTAGES, is_away
from medianest.requests import publishing
from medianest.requests.adapters.overseerr.catalogue import OverseerrCatalogue
from medianest.requests.adapters.overseerr.fetcher import OverseerrFetcher
from medianest.requests.adapters.overseerr.server import Server
from medianest.requests.adapters.overseerr.trial import OverseerrTrial
from medianest.requests.api import doors
from medianest.requests.api.asking import Roles
from medianest.requests.api.connections import overseerr_settings
from medianest.requests.api.webhooks import webhooks
from medianest.requests.domain import (
    allowance,
    claim,
    connection,
    deciding,
    library_item,
    wish,
)
from medianest.requests.domain.allowance import Allowance, AllowanceFact, House, Quota
from medianest.requests.domain.claim import ClaimFact, Claims
from medianest.requests.domain.library_item import LibraryItemFact, LibraryItemState
from medianest.requests.domain.wish import WishFact, WishState
from medianest.requests.handlers.connecting import Connections, ConnectionStream
from medianest.requests.handlers.fulfilling import Fulfilling
from medianest.requests.handlers.library import Library
from medianest.requests.handlers.wishing import Streams, Wishing
from medianest.requests.ports import Upstream
from medianest.requests.projections.library import LIBRARY_ITEMS
from medianest.requests.projections.wishes import WISHES
from medianest.requests.queries.library import LibraryPages
from medianest.requests.queries.troubles import Troubles
from medianest.requests.queries.wishes import WishPages
from medianest.requests.reactions import finished_downloads, members, own_wishes
from medianest.requests.settings import Settings
from medianest.requests.worker import Errands, Rounds

LIBRARY_ITEM: Final[Decider[LibraryItemState, LibraryItemFact]] = Decider(
    name="library-item",
    facts=(library_item.ItemAdded,),
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
    facts=(connection.Connected,),
    initial=connection.NotSet(),
    evolve=connection.evolve,
)
DECIDERS: Final = (LIBRARY_ITEM, WISH, ALLOWANCE, CLAIM, CONNECTION)
READ_MODELS: Final = (LIBRARY_ITEMS, WISHES, OUTAGES)


async def build(environ: Mapping[str, str]) -> service.Service:
    """Requests, ready to run."""
    settings = load(Settings, "requests", environ)
    eventlog = await EventLog.open(
        service="requests",
        settings=settings,
        deciders=DECIDERS,
        read_models=READ_MODELS,
    )
    wishing = Wishing(
        log=eventlog.log,
        keys=eventlog.keys,
        streams=Streams(wish=WISH, allowance=ALLOWANCE, claim=CLAIM),
        house=_house(settings),
    )
    eventlog.react(finished_downloads(Library(items=LIBRARY_ITEM)), members(wishing), own_wishes())
    pages = WishPages(eventlog.pool, eventlog.keys)
    metrics = Metrics("requests")
    overseerr = _overseerr(settings, eventlog)
    server = Server(
        overseerr,
        allowed=settings.egress_allowed,
        deadline_s=settings.deadline_s,
        metrics=metrics,
    )
    errands = _errands(settings, eventlog, pages, server)
    eventlog.perform(*errands.works())
    handlers = doors(
        wishing,
        pages,
        LibraryPages(eventlog.pool),
        Roles(
            auto_approve=frozenset(settings.auto_approve_roles),
            in_4k=frozenset(settings.roles_4k),
        ),
        OverseerrCatalogue(server),
    )
    handlers += [*webhooks(eventlog.jobs, overseerr), *overseerr_settings(overseerr)]
    parts: list[service.Part] = [server, Rounds(eventlog.jobs, clock.now)]
    return service.build("requests", settings, handlers, eventlog, parts, metrics=metrics)


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


def _errands(settings: Settings, eventlog: EventLog, pages: WishPages, server: Server) -> Errands:
    return Errands(
        fulfilling=Fulfilling(
            log=eventlog.log,
            wishes=WISH,
            fetcher=OverseerrFetcher(server),
            patience=timedelta(days=settings.patience_days),
        ),
        troubles=Troubles(eventlog.pool),
        pages=pages,
        is_away=partial(is_away, eventlog.pool),
        now=clock.now,
        every_s=settings.look_every_s,
    )


def _house(settings: Settings) -> House:
    return House(
        an_hour=settings.requests_per_hour,
        films=Quota(at_most=settings.film_quota, days=settings.film_quota_days),
        seasons=Quota(at_most=settings.season_quota, days=settings.season_quota_days),
    )
