"""How commands are carried out: gather, decide, append."""

from medianest.downloads.handlers.wishing import (
    CLEAR,
    FETCH,
    GATHER,
    Asked,
    ClearJob,
    FetchJob,
    GatherJob,
    Items,
    Streams,
    Turns,
    Wishes,
)

__all__ = [
    "CLEAR",
    "FETCH",
    "GATHER",
    "Asked",
    "ClearJob",
    "FetchJob",
    "GatherJob",
    "Items",
    "Streams",
    "Turns",
    "Wishes",
]
