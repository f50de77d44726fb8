"""Which titles the media server holds: no fact, only what was seen there last."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from medianest.eventlog.postgres import Pool
from medianest.requests.domain.library import Guid, Item, RatingKey, SectionKey

_SAW: Final = """
insert into library_titles(section_key, rating_key, kind, source, value, seen_at)
select $1, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
on conflict (source, value, kind, rating_key) do update set section_key = excluded.section_key,
  seen_at = excluded.seen_at
"""
_FORGET: Final = """
delete from library_titles where section_key = $1 and seen_at < $2
"""
_FORGET_SECTIONS: Final = """
delete from library_titles where section_key <> all($1::text[])
"""
_FIND: Final = """
select source, value, rating_key from library_titles
where kind = $1 and (source, value) in (select * from unnest($2::text[], $3::text[]))
  and section_key = any($4::text[])
order by rating_key::bigint desc
"""


class LibraryTitles:
    """Keeps what was seen."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def saw(self, section: SectionKey, items: Iterable[Item], at: datetime) -> None:
        """These are there now."""
        rows = {
            (item.rating_key, item.kind, guid.source, guid.value)
            for item in items
            for guid in item.guids
        }
        columns = [list(column) for column in zip(*sorted(rows), strict=True)]
        if columns:
            async with self._pool.acquire() as connection:
                await connection.execute(_SAW, section, *columns, [at] * len(rows))

    async def forget(self, section: SectionKey, before: datetime) -> None:
        """What was not seen since is not there any more."""
        async with self._pool.acquire() as connection:
            await connection.execute(_FORGET, section, before)

    async def forget_all_but(self, sections: Sequence[SectionKey]) -> None:
        """Sections go as well, and so does a whole server."""
        async with self._pool.acquire() as connection:
            await connection.execute(_FORGET_SECTIONS, sections)

    async def find(
        self, kind: str, guids: Collection[Guid], sections: Sequence[SectionKey]
    ) -> Mapping[Guid, RatingKey]:
        """Which of them are in these sections."""
        sources = [str(guid.source) for guid in guids]
        values = [guid.value for guid in guids]
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_FIND, kind, sources, values, sections)
        return {Guid(source=row["source"], value=row["value"]): row["rating_key"] for row in rows}
