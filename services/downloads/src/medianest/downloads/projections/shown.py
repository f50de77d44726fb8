"""Which downloads can be watched, as requests announces it once the media server shows them."""

from typing import Final

from medianest.contracts.events.requests import LibraryItemAdded
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readmodels import Connection, ReadModel

DDL: Final = """
create table shown_in_library(download_id uuid primary key, rating_key text)
"""
_OURS: Final = "downloads"
_SHOWN: Final = """
insert into shown_in_library(download_id, rating_key) values ($1, $2)
on conflict (download_id) do update
  set rating_key = coalesce(excluded.rating_key, shown_in_library.rating_key)
"""


async def apply(connection: Connection, heard: Heard) -> None:
    """One of its files is enough; subtitles have no key of their own."""
    match heard.event:
        case LibraryItemAdded(origin=origin, origin_id=download_id, rating_key=rating_key):
            if origin == _OURS:
                await connection.execute(_SHOWN, download_id, rating_key)
        case _:  # wishes are nothing to us
            pass


SHOWN: Final = ReadModel(
    name="shown_in_library", generation=1, ddl=DDL, apply=apply, source=("requests",)
)
