"""The list of problem reports, and what was said to each, as people see it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from medianest.contracts.facts import Sealed
from medianest.contracts.record import Record
from medianest.eventlog.postgres import Pool
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.requests.domain.issue import NoSuchIssue
from medianest.requests.domain.picture import poster
from medianest.requests.ports import PictureNames

_ONE: Final = """
select issue_id, member_id, media_type, tmdb_id, title, year, poster_path, season, episode, kind,
  status, text, comments, resolved_by, resolved_at, created_at, updated_at, version
from issues where issue_id = $1 and ($2::uuid is null or member_id = $2)
"""
_PAGE: Final = """
select issue_id, member_id, media_type, tmdb_id, title, year, poster_path, season, episode, kind,
  status, text, comments, resolved_by, resolved_at, created_at, updated_at, version
from issues
where ($1::uuid is null or member_id = $1)
  and ($2::uuid is null or member_id = $2)
  and ($3::text is null or status = $3)
  and ($4::text is null or media_type = $4)
  and ($5::int is null or tmdb_id = $5)
  and ($6::uuid is null or issue_id < $6)
order by issue_id desc
limit $7
"""
_COMMENTS: Final = """
select comment_id, member_id, text, commented_at from issue_comments
where issue_id = $1 order by version
"""


class CommentPage(Record):
    """`text` is None once whoever said it is erased."""

    id: UUID
    by: UUID
    text: str | None
    created_at: datetime


class IssuePage(Record):
    """A problem report as people see it. `text` is None once whoever reported it is erased.

    `image` is the name of the title's poster at our own image door.
    """

    id: UUID
    version: int
    reported_by: UUID
    media_type: str
    tmdb_id: int
    title: str | None
    year: int | None
    poster_path: str | None
    season: int | None
    episode: int | None
    kind: str
    status: str
    text: str | None
    comment_count: int
    resolved_by: UUID | None
    resolved_at: datetime | None
    created_at: datetime
    updated_at: datetime
    image: str | None = None


class IssueWithComments(Record):
    """The report, and everything that was said to it, oldest first."""

    issue: IssuePage
    comments: Sequence[CommentPage]


class Asked(Record):
    """What of the list is asked for; None is everything. `seen_by` sees only their own."""

    seen_by: UUID | None
    of_member: UUID | None = None
    status: str | None = None
    media_type: str | None = None
    tmdb_id: int | None = None
    before: UUID | None = None


class IssuePages:
    """Reads the tables of problem reports."""

    def __init__(self, pool: Pool, keys: SubjectKeys, pictures: PictureNames) -> None:
        self._pool = pool
        self._keys = keys
        self._pictures = pictures

    async def one(self, issue_id: UUID, seen_by: UUID | None) -> IssueWithComments:
        """Raises `NoSuchIssue`; others' reports look just like none."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(_ONE, issue_id, seen_by)
            if row is None:
                raise NoSuchIssue
            said = await connection.fetch(_COMMENTS, issue_id)
        return IssueWithComments(
            issue=await self._page(row),
            comments=[
                CommentPage(
                    id=one["comment_id"],
                    by=one["member_id"],
                    text=await self._open(one["text"]),
                    created_at=one["commented_at"],
                )
                for one in said
            ],
        )

    async def page(self, asked: Asked, limit: int) -> Sequence[IssuePage]:
        """The newest first."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(
                _PAGE,
                asked.seen_by,
                asked.of_member,
                asked.status,
                asked.media_type,
                asked.tmdb_id,
                asked.before,
                limit,
            )
        return [await self._page(row) for row in rows]

    async def _page(self, row: asyncpg.Record) -> IssuePage:
        place = poster(row["poster_path"])
        return IssuePage(
            id=row["issue_id"],
            version=row["version"],
            reported_by=row["member_id"],
            media_type=row["media_type"],
            tmdb_id=row["tmdb_id"],
            title=row["title"],
            year=row["year"],
            poster_path=row["poster_path"],
            season=row["season"],
            episode=row["episode"],
            kind=row["kind"],
            status=row["status"],
            text=await self._open(row["text"]),
            comment_count=row["comments"],
            resolved_by=row["resolved_by"],
            resolved_at=row["resolved_at"],
            created_at=row["created_at"],
            updated_at=row["updated_at"],
            image=None if place is None else await self._pictures.name(place),
        )

    async def _open(self, sealed: str) -> str | None:
        return await self._keys.open(msgspec.json.decode(sealed, type=Sealed))
