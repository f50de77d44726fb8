"""How requests is put together: its streams, its tables, and its doors."""

from collections.abc import Mapping
from typing import Final

from medianest.chassis import service
from medianest.chassis.settings import load
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.requests import publishing
from medianest.requests.api import doors
from medianest.requests.api.asking import Roles
from medianest.requests.domain import allowance, claim, deciding, library_item, wish
from medianest.requests.domain.allowance import Allowance, AllowanceFact, House, Quota
from medianest.requests.domain.claim import ClaimFact, Claims
from medianest.requests.domain.library_item import LibraryItemFact, LibraryItemState
from medianest.requests.domain.wish import WishFact, WishState
from medianest.requests.handlers.library import Library
from medianest.requests.handlers.wishing import Streams, Wishing
from medianest.requests.projections.library import LIBRARY_ITEMS
from medianest.requests.projections.wishes import WISHES
from medianest.requests.queries.library import LibraryPages
from medianest.requests.queries.wishes import WishPages
from medianest.requests.reactions import finished_downloads, members
from medianest.requests.settings import Settings

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
DECIDERS: Final = (LIBRARY_ITEM, WISH, ALLOWANCE, CLAIM)
READ_MODELS: Final = (LIBRARY_ITEMS, WISHES)


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
    eventlog.react(finished_downloads(Library(items=LIBRARY_ITEM)), members(wishing))
    handlers = doors(
        wishing,
        WishPages(eventlog.pool, eventlog.keys),
        LibraryPages(eventlog.pool),
        Roles(
            auto_approve=frozenset(settings.auto_approve_roles),
            in_4k=frozenset(settings.roles_4k),
        ),
    )
    return service.build("requests", settings, handlers, eventlog)


def _house(settings: Settings) -> House:
    return House(
        an_hour=settings.requests_per_hour,
        films=Quota(at_most=settings.film_quota, days=settings.film_quota_days),
        seasons=Quota(at_most=settings.season_quota, days=settings.season_quota_days),
    )
