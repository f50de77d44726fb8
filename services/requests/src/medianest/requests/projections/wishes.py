"""The table of wishes, and who follows them."""

from typing import Final
from uuid import UUID

import msgspec

from medianest.contracts.facts import Sealed
from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.requests.domain.wish import (
    Approved,
    Arrived,
    Asked,
    Cancelled,
    Declined,
    Edited,
    Followed,
    GaveUp,
    Retried,
    Sent,
    Undone,
    Unfollowed,
)

DDL: Final = """
create table wishes(
  request_id uuid primary key,
  member_id uuid not null,
  asked_by uuid not null,
  media_type text not null,
  tmdb_id int not null,
  title text,
  year int,
  poster_path text,
  seasons int[] not null,
  is_4k bool not null,
  note json,
  status text not null,
  status_before text,
  decided_before_by uuid,
  decided_before_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason json,
  upstream_id int,
  failure text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null);
create index wishes_of_member on wishes(member_id, request_id desc);
create index wishes_by_status on wishes(status, request_id desc);
create table wish_followers(
  request_id uuid not null,
  member_id uuid not null,
  primary key(member_id, request_id))
"""

_ASKED: Final = """
insert into wishes(request_id, member_id, asked_by, media_type, tmdb_id, title, year, poster_path,
                   seasons, is_4k, note, status, created_at, updated_at, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::json, 'pending', $12, $12, $13)
"""
_DECIDED: Final = """
update wishes set status_before = status, decided_before_by = decided_by,
  decided_before_at = decided_at, status = $2, decided_by = $3, decided_at = $4,
  reason = $5::json, updated_at = $4, version = $6
where request_id = $1
"""
_UNDONE: Final = """
update wishes set status = case status when 'cancelled' then status_before else 'pending' end,
  decided_by = case status when 'cancelled' then decided_before_by end,
  decided_at = case status when 'cancelled' then decided_before_at end,
  reason = null, updated_at = $2, version = $3
where request_id = $1
"""
_RETRIED: Final = """
update wishes set status = case status when 'failed' then 'approved' else 'pending' end,
  decided_by = case status when 'failed' then $4::uuid end,
  decided_at = case status when 'failed' then $2::timestamptz end,
  reason = null, failure = null, updated_at = $2, version = $3
where request_id = $1
"""
_SENT: Final = """
update wishes set status = 'processing', upstream_id = $2, updated_at = $3, version = $4
where request_id = $1
"""
_ARRIVED: Final = """
update wishes set status = $2, failure = null, updated_at = $3, version = $4
where request_id = $1
"""
_GAVE_UP: Final = """
update wishes set status = 'failed', failure = $2, updated_at = $3, version = $4
where request_id = $1
"""
_EDITED: Final = """
update wishes set seasons = $2, note = $3::json, updated_at = $4, version = $5
where request_id = $1
"""
_NAMED: Final = """
update wishes set title = $2, year = $3, poster_path = $4 where request_id = $1
"""
_FOLLOWED: Final = """
insert into wish_followers(request_id, member_id) values ($1, $2) on conflict do nothing
"""
_UNFOLLOWED: Final = """
delete from wish_followers where request_id = $1 and member_id = $2
"""
_CHANGED: Final = """
update wishes set updated_at = $2, version = $3 where request_id = $1
"""


async def wishes(connection: Connection, stored: Stored[object]) -> None:
    """Keep the table of wishes."""
    which, version, fact = stored.id, stored.version, stored.fact
    match fact:
        case Asked():
            await connection.execute(_ASKED, *_columns(fact), version)
        case Approved() | Declined() | Cancelled():
            await connection.execute(_DECIDED, which, *_decision(fact), version)
        case Undone(undone_at=at):
            await connection.execute(_UNDONE, which, at, version)
        case Retried(by=by, retried_at=at):
            await connection.execute(_RETRIED, which, at, version, by)
        case Edited():
            await _edited(connection, which, fact, version)
        case Sent() | Arrived() | GaveUp():
            await _course(connection, which, fact, version)
        case Followed() | Unfollowed():
            await _followers(connection, which, fact, version)
        case _:  # quotas, titles and the library have their own tables, or none
            pass


async def _edited(connection: Connection, which: UUID, fact: Edited, version: int) -> None:
    words = (list(fact.seasons), _json(fact.note), fact.edited_at)
    await connection.execute(_EDITED, which, *words, version)
    if (title := fact.title) is not None:
        await connection.execute(_NAMED, which, title.name, title.year, title.poster_path)


async def _course(
    connection: Connection, which: UUID, fact: Sent | Arrived | GaveUp, version: int
) -> None:
    match fact:
        case Sent(upstream_id=upstream_id, sent_at=at):
            await connection.execute(_SENT, which, upstream_id, at, version)
        case Arrived(whole=whole, arrived_at=at):
            now_is = "available" if whole else "partially_available"
            await connection.execute(_ARRIVED, which, now_is, at, version)
        case GaveUp(reason=reason, gave_up_at=at):
            await connection.execute(_GAVE_UP, which, reason, at, version)


async def _followers(
    connection: Connection, which: UUID, fact: Followed | Unfollowed, version: int
) -> None:
    match fact:
        case Followed(by=by, followed_at=at):
            await connection.execute(_FOLLOWED, which, by)
        case Unfollowed(by=by, unfollowed_at=at):
            await connection.execute(_UNFOLLOWED, which, by)
    await connection.execute(_CHANGED, which, at, version)


def _decision(fact: Approved | Declined | Cancelled) -> tuple[object, ...]:
    match fact:
        case Approved(by=by, approved_at=at):
            return "approved", by, at, None
        case Declined(by=by, declined_at=at, reason=reason):
            return "declined", by, at, _json(reason)
        case Cancelled(by=by, cancelled_at=at):
            return "cancelled", by, at, None


def _columns(fact: Asked) -> tuple[object, ...]:
    title = fact.title
    return (
        fact.request_id,
        fact.member_id,
        fact.by,
        title.media_type,
        title.tmdb_id,
        title.name,
        title.year,
        title.poster_path,
        list(fact.wanted.seasons),
        fact.wanted.is_4k,
        _json(fact.note),
        fact.asked_at,
    )


def _json(sealed: Sealed | None) -> str | None:
    return None if sealed is None else msgspec.json.encode(sealed).decode()


WISHES: Final = ReadModel(name="wishes", generation=3, ddl=DDL, apply=wishes)
