"""The list of wishes, as people see it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from medianest.contracts.facts import Sealed
from medianest.contracts.record import Record
from medianest.eventlog.postgres import Pool
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.requests.domain.picture import poster
from medianest.requests.domain.wish import NoSuchRequest, Title
from medianest.requests.ports import OnItsWay, Order, PictureNames

_ONE: Final = """
select w.request_id, w.version, w.member_id, w.asked_by, w.media_type, w.tmdb_id, w.title, w.year,
  w.poster_path, w.seasons, w.is_4k, w.note, w.status, w.decided_by, w.decided_at, w.reason,
  coalesce(w.failure, t.why, o.why) as stuck_reason, p.percent, p.eta_s, w.created_at,
  w.updated_at, d.display_name as decided_by_name,
  (select count(*) from wish_followers f where f.request_id = w.request_id) as followers
from wishes w left join people d on d.member_id = w.decided_by and not d.erased
  left join request_troubles t on t.request_id = w.request_id and w.status = 'approved'
  left join request_progress p on p.request_id = w.request_id
    and w.status in ('processing', 'partially_available')
  left join lateral (select 'The server that fetches is away.' as why from outages
    where dependency = 'overseerr' and w.status in ('processing', 'partially_available')
    limit 1) o on true
where w.request_id = $1 and ($2::uuid is null or w.member_id = $2
  or exists (select from wish_followers f where f.request_id = w.request_id and f.member_id = $2))
"""
_PAGE: Final = """
select w.request_id, w.version, w.member_id, w.asked_by, w.media_type, w.tmdb_id, w.title, w.year,
  w.poster_path, w.seasons, w.is_4k, w.note, w.status, w.decided_by, w.decided_at, w.reason,
  coalesce(w.failure, t.why, o.why) as stuck_reason, p.percent, p.eta_s, w.created_at,
  w.updated_at, d.display_name as decided_by_name,
  (select count(*) from wish_followers f where f.request_id = w.request_id) as followers
from wishes w left join people d on d.member_id = w.decided_by and not d.erased
  left join request_troubles t on t.request_id = w.request_id and w.status = 'approved'
  left join request_progress p on p.request_id = w.request_id
    and w.status in ('processing', 'partially_available')
  left join lateral (select 'The server that fetches is away.' as why from outages
    where dependency = 'overseerr' and w.status in ('processing', 'partially_available')
    limit 1) o on true
where ($1::uuid is null or w.member_id = $1
    or exists (select from wish_followers f
               where f.request_id = w.request_id and f.member_id = $1))
  and ($2::uuid is null or w.member_id = $2)
  and ($3::uuid is null or exists (select from wish_followers f
               where f.request_id = w.request_id and f.member_id = $3))
  and ($4::text[] is null or w.status = any($4))
  and ($5::uuid is null or w.request_id < $5)
  and ($6::text is null or (w.media_type = $6 and w.tmdb_id = $7))
order by w.request_id desc
limit $8
"""
_OLDEST: Final = _PAGE.replace("w.request_id < $5", "w.request_id > $5").replace(
    "order by w.request_id desc", "order by w.request_id"
)
_OF_OTHERS: Final = """
select w.request_id, w.seasons, w.is_4k, w.status from wishes w
where w.media_type = $1 and w.tmdb_id = $2 and w.member_id <> $3
  and w.status not in ('declined', 'cancelled')
  and not exists (select from wish_followers f
                  where f.request_id = w.request_id and f.member_id = $3)
order by w.request_id
limit $4
"""
_UNDERWAY: Final = """
select request_id, media_type, tmdb_id, seasons, is_4k, upstream_id,
  status = 'partially_available' as is_partly_here
from wishes where status in ('processing', 'partially_available') order by request_id
"""
_NAMELESS: Final = """
select request_id, media_type, tmdb_id from wishes where title is null order by random() limit $1
"""
_COUNT: Final = """
select status, count(*) as many from wishes where $1::uuid is null or member_id = $1
group by status
"""
_IS_HERE: Final = """
select exists (select from people where member_id = $1 and not disabled and not erased)
"""


class WishProgress(Record):
    """How far it has come; `eta_s` is None where nobody knows."""

    percent: float
    eta_s: int | None


class WishPage(Record):
    """A wish as people see it. No `seasons` means the film, or the whole series.

    `stuck_reason` says why it waits or failed; `progress` is there while it is being fetched.
    `image` is the name of its poster at our own image door. `decided_by_name`: what whoever decided
    is called, for whose wish it is and who may see all of them; None where nobody is known.
    """

    id: UUID
    version: int
    requested_by: UUID
    asked_by: UUID
    media_type: str
    tmdb_id: int
    title: str | None
    year: int | None
    poster_path: str | None
    seasons: tuple[int, ...]
    is_4k: bool
    note: str | None
    status: str
    stuck_reason: str | None
    progress: WishProgress | None
    decided_by: UUID | None
    decided_at: datetime | None
    reason: str | None
    followers: int
    created_at: datetime
    updated_at: datetime
    image: str | None = None
    decided_by_name: str | None = None


class OthersWish(Record):
    """A wish that one does not see: enough to follow it, and to ask for nothing twice."""

    id: UUID
    seasons: tuple[int, ...]
    is_4k: bool
    status: str


class Narrowed(Record):
    """What of the list is asked for; None is everything. `seen_by` sees only their own.

    `after` is the last one that was shown already. The newest come first, or the oldest.
    """

    seen_by: UUID | None
    of_member: UUID | None = None
    followed_by: UUID | None = None
    statuses: tuple[str, ...] | None = None
    after: UUID | None = None
    title: tuple[str, int] | None = None
    oldest_first: bool = False


class WishPages:
    """Reads the table of wishes."""

    def __init__(self, pool: Pool, keys: SubjectKeys, pictures: PictureNames) -> None:
        self._pool = pool
        self._keys = keys
        self._pictures = pictures

    async def one(self, request_id: UUID, seen_by: UUID | None) -> WishPage:
        """Raises `NoSuchRequest`; others' wishes look just like none."""
        async with self._pool.acquire() as connection:
            row = await connection.fetchrow(_ONE, request_id, seen_by)
        if row is None:
            raise NoSuchRequest
        return await self._page(row, seen_by)

    async def page(self, narrowed: Narrowed, limit: int) -> Sequence[WishPage]:
        """At most so many, in the order that is asked for."""
        asked = (narrowed.seen_by, narrowed.of_member, narrowed.followed_by)
        statuses = None if narrowed.statuses is None else list(narrowed.statuses)
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(
                _OLDEST if narrowed.oldest_first else _PAGE,
                *(*asked, statuses, narrowed.after),
                *(*(narrowed.title or (None, None)), limit),
            )
        return [await self._page(row, narrowed.seen_by) for row in rows]

    async def of_others(
        self, title: tuple[str, int], than: UUID, limit: int
    ) -> Sequence[OthersWish]:
        """What counts for a title and is not seen by this member; whose it is stays unsaid."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_OF_OTHERS, *title, than, limit)
        return [
            OthersWish(
                id=row["request_id"],
                seasons=tuple(row["seasons"]),
                is_4k=row["is_4k"],
                status=row["status"],
            )
            for row in rows
        ]

    async def count(self, of_member: UUID | None) -> dict[str, int]:
        """How many there are by status."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_COUNT, of_member)
        return {row["status"]: row["many"] for row in rows}

    async def underway(self) -> Mapping[UUID, OnItsWay]:
        """Every wish that the server that fetches is busy with, the oldest first."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_UNDERWAY)
        return {row["request_id"]: _on_its_way(row) for row in rows}

    async def nameless(self, limit: int) -> Mapping[UUID, Title]:
        """Some wishes of which nobody knows yet what they are called, each time others."""
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(_NAMELESS, limit)
        return {
            row["request_id"]: Title(media_type=row["media_type"], tmdb_id=row["tmdb_id"])
            for row in rows
        }

    async def is_here(self, member_id: UUID) -> bool:
        """Whether this is a member who may use the house."""
        async with self._pool.acquire() as connection:
            return bool(await connection.fetchval(_IS_HERE, member_id))

    async def _page(self, row: asyncpg.Record, seen_by: UUID | None) -> WishPage:
        # Who only follows a wish reads neither what was written about it, nor who decided.
        may_read = seen_by is None or seen_by == row["member_id"]
        place = poster(row["poster_path"])
        return WishPage(
            id=row["request_id"],
            version=row["version"],
            requested_by=row["member_id"],
            asked_by=row["asked_by"],
            media_type=row["media_type"],
            tmdb_id=row["tmdb_id"],
            title=row["title"],
            year=row["year"],
            poster_path=row["poster_path"],
            seasons=tuple(row["seasons"]),
            is_4k=row["is_4k"],
            note=await self._open(row["note"]) if may_read else None,
            status=row["status"],
            stuck_reason=row["stuck_reason"],
            progress=_progress(row),
            decided_by=row["decided_by"],
            decided_at=row["decided_at"],
            reason=await self._open(row["reason"]) if may_read else None,
            followers=row["followers"],
            created_at=row["created_at"],
            updated_at=row["updated_at"],
            image=None if place is None else await self._pictures.name(place),
            decided_by_name=row["decided_by_name"] if may_read else None,
        )

    async def _open(self, sealed: str | None) -> str | None:
        if sealed is None:
            return None
        return await self._keys.open(msgspec.json.decode(sealed, type=Sealed))


def _on_its_way(row: asyncpg.Record) -> OnItsWay:
    order = Order(
        media_type=row["media_type"],
        tmdb_id=row["tmdb_id"],
        seasons=tuple(row["seasons"]),
        is_4k=row["is_4k"],
    )
    return OnItsWay(
        order=order, upstream_id=row["upstream_id"], is_partly_here=row["is_partly_here"]
    )


def _progress(row: asyncpg.Record) -> WishProgress | None:
    if row["percent"] is None:
        return None
    return WishProgress(percent=row["percent"], eta_s=row["eta_s"])
