"""How requests is put together: its stream, its table, and its two doors."""

from collections.abc import Mapping
from typing import Final

from medianest.chassis import service
from medianest.chassis.settings import load
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.requests import publishing
from medianest.requests.api import library
from medianest.requests.domain import (
    ItemAdded,
    LibraryItemFact,
    LibraryItemState,
    Missing,
    evolve,
)
from medianest.requests.handlers import Library
from medianest.requests.projections import LIBRARY_ITEMS
from medianest.requests.queries import LibraryPages
from medianest.requests.reactions import finished_downloads
from medianest.requests.settings import Settings

LIBRARY_ITEM: Final[Decider[LibraryItemState, LibraryItemFact]] = Decider(
    name="library-item",
    facts=(ItemAdded,),
    initial=Missing(),
    evolve=evolve,
    announce=publishing.of_library_item,
)


async def build(environ: Mapping[str, str]) -> service.Service:
    """Requests, ready to run."""
    settings = load(Settings, "requests", environ)
    eventlog = await EventLog.open(
        service="requests",
        settings=settings,
        deciders=(LIBRARY_ITEM,),
        read_models=(LIBRARY_ITEMS,),
    )
    eventlog.react(finished_downloads(Library(items=LIBRARY_ITEM)))
    return service.build("requests", settings, library(LibraryPages(eventlog.pool)), eventlog)
