"""How the facts of downloads become the list of downloads."""

from typing import Final

import msgspec

from medianest.downloads.domain.download import (
    Approved,
    Cancelled,
    Completed,
    Declined,
    DownloadFact,
    Failed,
    Identified,
    Moved,
    Paused,
    Prioritized,
    Queued,
    Removed,
    Resumed,
    Retried,
    Started,
    Steered,
    StoodBack,
    Worked,
)
from medianest.downloads.domain.sources import source_of, video_key
from medianest.downloads.domain.video import Video
from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel

DDL: Final = """
create table downloads(
  download_id uuid primary key,
  member_id uuid not null,
  url text not null,
  source text not null,
  preset text not null,
  extras text not null,
  priority text not null,
  place float8 not null,
  video_key text,
  known_since bigint,
  collection_id uuid,
  item_index int,
  title text not null,
  site text,
  channel text,
  source_id text,
  duration_s double precision,
  thumbnail_url text,
  status text not null,
  claim uuid,
  with_cookies boolean not null default false,
  attempts int not null default 0,
  files json not null default '[]',
  error_class text,
  error_reason text,
  next_try_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  version int not null);
create index downloads_of_member on downloads(member_id, download_id desc);
create index downloads_by_status on downloads(status, download_id desc);
create index downloads_of_video on downloads(video_key, preset);
create index downloads_of_collection on downloads(collection_id, item_index)
  where collection_id is not null;
create index downloads_by_source on downloads(source) where status = 'downloading';
create index downloads_by_url on downloads using hash (url);
create index downloads_served on downloads(member_id, started_at desc)
  where started_at is not null
"""

_QUEUED: Final = """
insert into downloads(download_id, member_id, url, source, preset, extras, priority, place,
                      collection_id, item_index, title, site,
                      channel, source_id, duration_s, thumbnail_url, status, created_at, updated_at,
                      version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18, $19)
"""
_STARTED: Final = """
update downloads set status = 'downloading', claim = $5, attempts = $4, started_at = $2,
  with_cookies = with_cookies or $6,
  next_try_at = null, error_class = null, error_reason = null, updated_at = $2, version = $3
where download_id = $1
"""
_IDENTIFIED: Final = """
update downloads set title = $4, site = $5, channel = $6, source_id = $7, duration_s = $8,
  thumbnail_url = $9, updated_at = $2, version = $3
where download_id = $1
"""
_COMPLETED: Final = """
update downloads set status = 'completed', files = $4::json, finished_at = $2, updated_at = $2,
  version = $3
where download_id = $1
"""
_FAILED: Final = """
update downloads set status = case when $4::timestamptz is null then 'failed' else 'queued' end,
  next_try_at = $4, error_class = $5, error_reason = $6,
  finished_at = case when $4::timestamptz is null then $2::timestamptz end,
  updated_at = $2::timestamptz, version = $3
where download_id = $1
"""
_CANCELLED: Final = """
update downloads set status = 'cancelled', next_try_at = null, error_class = 'cancelled',
  error_reason = $4, finished_at = $2, updated_at = $2, version = $3
where download_id = $1
"""
_RETRIED: Final = """
update downloads set status = 'queued', attempts = 0, next_try_at = null, error_class = null,
  error_reason = null, finished_at = null, started_at = null, updated_at = $2, version = $3
where download_id = $1
"""
_STANDS: Final = """
update downloads set status = $4, next_try_at = null, updated_at = $2, version = $3
where download_id = $1
"""
_URL: Final = """
select url from downloads where download_id = $1
"""
_SAME_VIDEO: Final = """
update downloads set video_key = $2, known_since = $3 where download_id = $1
"""
_STOOD_BACK: Final = """
update downloads set status = 'queued', attempts = greatest(attempts - 1, 0), updated_at = $2,
  version = $3
where download_id = $1
"""
_DECLINED: Final = """
update downloads set status = 'declined', finished_at = $2, updated_at = $2, version = $3
where download_id = $1
"""
_PRIORITIZED: Final = """
update downloads set priority = $4, updated_at = $2, version = $3
where download_id = $1
"""
_MOVED: Final = """
update downloads set place = $4, updated_at = $2, version = $3
where download_id = $1
"""
_REMOVED: Final = """
delete from downloads where download_id = $1
"""


async def downloads(connection: Connection, stored: Stored[DownloadFact]) -> None:
    """Keep the list; the other streams' facts are no downloads."""
    match stored.fact:
        case Queued() as fact:
            await _insert(connection, fact, stored.version)
            await _rename(connection, stored, fact.video)
        case Started() | Identified() | Completed() | Failed() | StoodBack() as fact:
            await _work(connection, stored, fact)
        case (
            Approved()
            | Declined()
            | Paused()
            | Resumed()
            | Prioritized()
            | Moved()
            | Cancelled()
            | Retried()
            | Removed()
        ) as fact:
            await _steer(connection, stored, fact)


async def _work(connection: Connection, stored: Stored[DownloadFact], fact: Worked) -> None:
    which, version = stored.id, stored.version
    match fact:
        case Started(started_at=at, attempt=attempt, claim=claim, with_cookies=with_cookies):
            said = (attempt, claim, with_cookies)
            await connection.execute(_STARTED, which, at, version, *said)
        case Identified(identified_at=at, video=video):
            await connection.execute(_IDENTIFIED, which, at, version, *_columns(video))
            await _rename(connection, stored, video)
        case StoodBack(stood_back_at=at):
            await connection.execute(_STOOD_BACK, which, at, version)
        case Completed(completed_at=at, files=files):
            listed = msgspec.json.encode(files).decode()
            await connection.execute(_COMPLETED, which, at, version, listed)
        case Failed(failed_at=at, retry_at=retry_at, failure=why):
            told = (why.error_class, why.reason)
            await connection.execute(_FAILED, which, at, version, retry_at, *told)


async def _steer(connection: Connection, stored: Stored[DownloadFact], fact: Steered) -> None:
    which, version = stored.id, stored.version
    match fact:
        case Approved(approved_at=at) | Resumed(resumed_at=at):
            await connection.execute(_STANDS, which, at, version, "queued")
        case Paused(paused_at=at):
            await connection.execute(_STANDS, which, at, version, "paused")
        case Declined(declined_at=at):
            await connection.execute(_DECLINED, which, at, version)
        case Prioritized(prioritized_at=at, priority=priority):
            await connection.execute(_PRIORITIZED, which, at, version, priority)
        case Moved(moved_at=at, place=place):
            await connection.execute(_MOVED, which, at, version, place)
        case Cancelled(cancelled_at=at):
            await connection.execute(_CANCELLED, which, at, version, "This was cancelled.")
        case Retried(retried_at=at):
            await connection.execute(_RETRIED, which, at, version)
        case Removed():
            await connection.execute(_REMOVED, which)


async def _rename(connection: Connection, stored: Stored[DownloadFact], video: Video) -> None:
    """Which video it is, and since which position of the log that is known."""
    url = await connection.fetchval(_URL, stored.id)
    if url is not None:
        key = video_key(url, video)
        await connection.execute(_SAME_VIDEO, stored.id, key, stored.position)


async def _insert(connection: Connection, fact: Queued, version: int) -> None:
    await connection.execute(
        _QUEUED,
        fact.download_id,
        fact.member_id,
        fact.url,
        source_of(fact.url),
        fact.preset,
        msgspec.json.encode(fact.extras).decode(),
        fact.priority,
        fact.queued_at.timestamp(),
        fact.collection_id,
        fact.item_index,
        *_columns(fact.video),
        "awaiting_approval" if fact.needs_approval else "queued",
        fact.queued_at,
        version,
    )


def _columns(video: Video) -> tuple[str | float | None, ...]:
    return (
        video.title,
        video.site,
        video.channel,
        video.source_id,
        video.duration_s,
        video.thumbnail_url,
    )


DOWNLOADS: Final = ReadModel(name="downloads", generation=7, ddl=DDL, apply=downloads)
