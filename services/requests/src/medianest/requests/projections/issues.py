"""The tables of problem reports, and of what was said to them."""

from typing import Final
from uuid import UUID

import msgspec

from medianest.contracts.facts import Sealed
from medianest.eventlog.facts import Stored
from medianest.eventlog.readmodels import Connection, ReadModel
from medianest.requests.domain.issue import Commented, Reopened, Reported, Resolved

DDL: Final = """
create table issues(
  issue_id uuid primary key,
  member_id uuid not null,
  media_type text not null,
  tmdb_id int not null,
  title text,
  year int,
  poster_path text,
  season int,
  episode int,
  kind text not null,
  status text not null,
  text json not null,
  comments int not null default 0,
  resolved_by uuid,
  resolved_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null);
create index issues_of_member on issues(member_id, issue_id desc);
create index issues_of_title on issues(media_type, tmdb_id);
create table issue_comments(
  comment_id uuid primary key,
  issue_id uuid not null,
  member_id uuid not null,
  text json not null,
  commented_at timestamptz not null,
  version int not null);
create index comments_of_issue on issue_comments(issue_id, version)
"""

_REPORTED: Final = """
insert into issues(issue_id, member_id, media_type, tmdb_id, title, year, poster_path, season,
                   episode, kind, status, text, created_at, updated_at, version)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11::json, $12, $12, $13)
"""
_COMMENTED: Final = """
insert into issue_comments(comment_id, issue_id, member_id, text, commented_at, version)
values ($1, $2, $3, $4::json, $5, $6)
"""
_COUNTED: Final = """
update issues set comments = comments + 1, updated_at = $2, version = $3 where issue_id = $1
"""
_CLOSED: Final = """
update issues set status = $2, resolved_by = $3, resolved_at = $4, updated_at = $5, version = $6
where issue_id = $1
"""


async def issues(connection: Connection, stored: Stored[object]) -> None:
    """Keep the tables of problem reports."""
    which, version, fact = stored.id, stored.version, stored.fact
    match fact:
        case Reported():
            await connection.execute(_REPORTED, *_columns(fact), version)
        case Commented():
            await _commented(connection, which, version, fact)
        case Resolved(by=by, resolved_at=at):
            await connection.execute(_CLOSED, which, "resolved", by, at, at, version)
        case Reopened(reopened_at=at):
            await connection.execute(_CLOSED, which, "open", None, None, at, version)
        case _:  # wishes and the library have their own tables
            pass


async def _commented(connection: Connection, which: UUID, version: int, fact: Commented) -> None:
    text, at = _json(fact.text), fact.commented_at
    await connection.execute(_COMMENTED, fact.comment_id, which, fact.by, text, at, version)
    await connection.execute(_COUNTED, which, at, version)


def _columns(fact: Reported) -> tuple[object, ...]:
    title = fact.title
    return (
        fact.issue_id,
        fact.by,
        title.media_type,
        title.tmdb_id,
        title.name,
        title.year,
        title.poster_path,
        fact.season,
        fact.episode,
        fact.kind,
        _json(fact.text),
        fact.reported_at,
    )


def _json(sealed: Sealed) -> str:
    return msgspec.json.encode(sealed).decode()


ISSUES: Final = ReadModel(name="issues", generation=1, ddl=DDL, apply=issues)
