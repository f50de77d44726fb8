"""The table of what lies in the library."""

from typing import Final

from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.requests.domain.library_item import ItemAdded

DDL: Final = """
create table library_items(
  item_id uuid primary key,
  title text not null,
  origin text not null,
  origin_id uuid not null,
  path text not null,
  size_bytes bigint not null,
  duration_s double precision,
  added_by uuid,
  added_at timestamptz not null,
  position bigint not null,
  rating_key text);
create index library_items_newest on library_items(position desc);
create index library_items_of_origin on library_items(origin_id);
create index library_items_by_key on library_items(rating_key) where rating_key is not null
"""

_ADDED: Final = """
insert into library_items(item_id, title, origin, origin_id, path, size_bytes, duration_s,
                          added_by, added_at, position, rating_key)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""


async def library_items(connection: Connection, stored: Stored[object]) -> None:
    """Keep the table of what lies in the library."""
    fact = stored.fact
    if isinstance(fact, ItemAdded):
        await connection.execute(
            _ADDED,
            fact.item_id,
            fact.title,
            fact.origin,
            fact.origin_id,
            fact.path,
            fact.size_bytes,
            fact.duration_s,
            fact.added_by,
            fact.added_at,
            stored.position,
            fact.rating_key,
        )


LIBRARY_ITEMS: Final = ReadModel(name="library_items", generation=2, ddl=DDL, apply=library_items)
