"""The list of downloads, as people see it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from medianest.contracts.events.downloads import PlacedFile
from medianest.contracts.events.status import Dependency
from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid
from medianest.downloads.domain.download import NoSuchDownload
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.progress import Progress

_SHOWN: Final = """
select d.download_id, d.version, d.member_id, d.url, d.preset, d.extras, d.priority, d.title,
  d.site, d.channel, d.duration_s, d.thumbnail_url, s.shown as status, d.attempts, d.files,
  d.place, d.error_class, d.error_reason,
  case when s.shown = 'queued' then greatest(d.next_try_at, t.until) else d.next_try_at end
    as next_try_at, d.created_at, d.updated_at, d.started_at,
  d.finished_at, p.phase, p.percent, p.bytes_done, p.bytes_total, p.speed_bps, p.eta_s,
  (select min(dependency) from outages where dependency = 'internet' and d.status = 'queued')
    as waits_for,
  l.download_id is not null as in_library, l.rating_key, d.collection_id,
  c.title as collection_title
from downloads d
left join shown_in_library l on l.download_id = d.download_id
left join progress p on p.download_id = d.download_id and d.status <> 'cancelled'
left join collections c on c.collection_id = d.collection_id
left join turned_away t on t.source = d.source and t.until > now()
cross join lateral (select case
  when d.status = 'downloading' and p.phase in ('joining', 'tagging', 'placing') then 'processing'
  else d.status end as shown) s
"""
_ONE: Final = f"""{_SHOWN}
where d.download_id = $1 and ($2::uuid is null or d.member_id = $2)
"""
_PAGE: Final = f"""{_SHOWN}
where ($1::uuid is null or d.member_id = $1) and ($2::text[] is null or s.shown = any($2))
  and ($3::uuid is null or d.download_id < $3)
order by d.download_id desc
limit $4
"""
_OF_COLLECTION: Final = f"""{_SHOWN}
where d.collection_id = $1
order by d.item_index
"""
_FILES: Final = """
select files from downloads where download_id = $1 and ($2::uuid is null or member_id = $2)
"""
_ALREADY: Final = """
select download_id from downloads
where (url = $1 or video_key = $3)
  and ($2::uuid is null or member_id = $2) and status not in ('failed', 'cancelled', 'declined')
order by download_id desc
limit 1
"""
_UNFINISHED: Final = """
select download_id from downloads
where download_id = any($1::uuid[])
  and status in ('awaiting_approval', 'queued', 'downloading', 'paused')
"""
_PLACE_BEFORE: Final = """
select d.place as there, (select max(e.place) from downloads e
  where e.member_id = d.member_id and e.place < d.place and e.download_id <> $1
    and e.status in ('queued', 'downloading', 'paused')) as ahead
from downloads d, downloads mine
where d.download_id = $2 and mine.download_id = $1 and mine.member_id = d.member_id
"""
_LAST_PLACE: Final = """
select max(place) from downloads
where member_id = (select member_id from downloads where download_id = $1)
"""
_FAILED: Final = """
select download_id from downloads
where status = 'failed' and ($1::text is null or error_class = $1)
order by download_id limit $2
"""
_OTHERS_HAVE: Final = """
select f.path from downloads d, json_to_recordset(d.files) as f(path text)
where d.download_id <> $1 and f.path = any($2::text[])
"""


class NotInYourLine(Invalid):
    """A download can only be moved before another one of the same member."""


class ErrorPage(Record):
    """Why it failed, or why it waits for another try."""

    error_class: str = msgspec.field(name="class")
    reason: str


class DownloadPage(Record):
    """A download as people see it. `waits_for`: it goes on when this is back.

    `place` orders one's own line: what has the smaller one starts earlier. `in_library`: it can be
    watched, where the household has a media server under this `rating_key`. `collection_id`: the
    playlist that it came with.
    """

    id: UUID
    version: int
    member_id: UUID
    url: str
    preset: str
    extras: Extras
    priority: str
    place: float
    title: str
    site: str | None
    channel: str | None
    duration_s: float | None
    thumbnail_url: str | None
    status: str
    progress: Progress | None
    attempts: int
    files: tuple[PlacedFile, ...]
    error: ErrorPage | None
    next_try_at: datetime | None
    created_at: datetime
    updated_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    waits_for: Dependency | None
    in_library: bool
    rating_key: str | None
    collection_id: UUID | None
    collection_title: str | None


class Pages:
    """Reads the list. `of_member` narrows every look to the downloads of one member."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    async def one(self, download_id: UUID, of_member: UUID | None) -> DownloadPage:
        """Raises `NoSuchDownload`; others' downloads look just like none."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(_ONE, download_id, of_member)
        if row is None:
            raise NoSuchDownload
        return _page(row)

    async def page(
        self,
        of_member: UUID | None,
        statuses: Sequence[str] | None,
        before: UUID | None,
        limit: int,
    ) -> Sequence[DownloadPage]:
        """The newest first."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_PAGE, of_member, statuses, before, limit)
        return [_page(row) for row in rows]

    async def of_collection(self, collection_id: UUID) -> Sequence[DownloadPage]:
        """A playlist's items, in its order."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_OF_COLLECTION, collection_id)
        return [_page(row) for row in rows]

    async def files_of(self, download_id: UUID, of_member: UUID | None) -> tuple[PlacedFile, ...]:
        """Its files; none of a download that there is not."""
        async with self._pool.acquire() as connection:
            files = await connection.fetchval(_FILES, download_id, of_member)
        return () if files is None else msgspec.json.decode(files, type=tuple[PlacedFile, ...])

    async def already(self, url: str, video: str, of_member: UUID | None) -> UUID | None:
        """The newest download of the address, or of the video, that is there or on its way."""
        async with self._pool.acquire() as connection:
            found: UUID | None = await connection.fetchval(_ALREADY, url, of_member, video)
        return found

    async def place_before(self, download_id: UUID, before: UUID | None) -> float:
        """The place just before another one of the same member's; None is the end of the line."""
        async with self._pool.acquire() as connection:
            if before is None:
                return float(await connection.fetchval(_LAST_PLACE, download_id) or 0) + 1
            row = await connection.fetchrow(_PLACE_BEFORE, download_id, before)
        if row is None:
            raise NotInYourLine
        ahead = row["there"] - 2 if row["ahead"] is None else row["ahead"]
        return float((ahead + row["there"]) / 2)

    async def failed(self, error_class: str | None, limit: int) -> Sequence[UUID]:
        """Those that are not tried again by themselves, the oldest first."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_FAILED, error_class, limit)
        return [row["download_id"] for row in rows]

    async def unfinished(self, download_ids: Sequence[UUID]) -> frozenset[UUID]:
        """Which of these still wait or run."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_UNFINISHED, list(download_ids))
        return frozenset(row["download_id"] for row in rows)

    async def only_of(
        self, download_id: UUID, files: tuple[PlacedFile, ...]
    ) -> tuple[PlacedFile, ...]:
        """Those files that no other download shares."""
        paths = [file.path for file in files]
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_OTHERS_HAVE, download_id, paths)
        shared = {row["path"] for row in rows}
        return tuple(file for file in files if file.path not in shared)


def _page(row: asyncpg.Record) -> DownloadPage:
    error = None
    if row["error_class"] is not None:
        error = ErrorPage(error_class=row["error_class"], reason=row["error_reason"])
    return DownloadPage(
        id=row["download_id"],
        version=row["version"],
        member_id=row["member_id"],
        url=row["url"],
        preset=row["preset"],
        extras=msgspec.json.decode(row["extras"], type=Extras),
        priority=row["priority"],
        place=row["place"],
        title=row["title"],
        site=row["site"],
        channel=row["channel"],
        duration_s=row["duration_s"],
        thumbnail_url=row["thumbnail_url"],
        status=row["status"],
        progress=_progress(row),
        attempts=row["attempts"],
        files=msgspec.json.decode(row["files"], type=tuple[PlacedFile, ...]),
        error=error,
        next_try_at=row["next_try_at"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        waits_for=row["waits_for"],
        in_library=row["in_library"],
        rating_key=row["rating_key"],
        collection_id=row["collection_id"],
        collection_title=row["collection_title"],
    )


def _progress(row: asyncpg.Record) -> Progress | None:
    if row["phase"] is None:
        return None
    return Progress(
        phase=row["phase"],
        percent=100.0 if row["status"] == "completed" else round(row["percent"], 1),
        bytes_done=row["bytes_done"],
        bytes_total=row["bytes_total"],
        speed_bps=row["speed_bps"],
        eta_s=row["eta_s"],
    )
