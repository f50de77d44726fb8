"""How the facts of collections become the list of playlists."""

from typing import Final

from medianest.downloads.domain.collection import CollectionFact, Finished, Gathered, ItemEnded
from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel

DDL: Final = """
create table collections(
  collection_id uuid primary key,
  member_id uuid not null,
  url text not null,
  title text not null,
  preset text not null,
  total int not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  version int not null);
create index collections_of_member on collections(member_id, collection_id desc)
"""
_GATHERED: Final = """
insert into collections(collection_id, member_id, url, title, preset, total, created_at, version)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
_ENDED: Final = """
update collections set version = $2 where collection_id = $1
"""
_FINISHED: Final = """
update collections set version = $2, finished_at = $3 where collection_id = $1
"""


async def collections(connection: Connection, stored: Stored[CollectionFact]) -> None:
    """Keep the list; how far it is, its items say."""
    match stored.fact:
        case Gathered() as fact:
            about = (fact.member_id, fact.url, fact.title, fact.preset, len(fact.items))
            when = (fact.gathered_at, stored.version)
            await connection.execute(_GATHERED, stored.id, *about, *when)
        case ItemEnded():
            await connection.execute(_ENDED, stored.id, stored.version)
        case Finished(finished_at=at):
            await connection.execute(_FINISHED, stored.id, stored.version, at)


COLLECTIONS: Final = ReadModel(name="collections", generation=1, ddl=DDL, apply=collections)
