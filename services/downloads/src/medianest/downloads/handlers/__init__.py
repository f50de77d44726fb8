"""How commands are carried out: gather, decide, append."""

from medianest.downloads.handlers.wishing import (
    CLEAR,
    FETCH,
    Asked,
    ClearJob,
    FetchJob,
    Streams,
    Turns,
    Wishes,
)

__all__ = [
    "CLEAR",
    "FETCH",
    "Asked",
    "ClearJob",
    "FetchJob",
    "Streams",
    "Turns",
    "Wishes",
]
