"""A playlist that can be watched is told of, and becomes a collection of the media server.

One collection, in its order, and ours only once.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, Protocol
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Step
from medianest.requests.domain.library import RatingKey
from medianest.requests.domain.library_playlist import (
    Arrive,
    Collect,
    Playlist,
    PlaylistFact,
    PlaylistState,
    decide,
)
from medianest.requests.handlers.library_seeing import Seeing
from medianest.requests.ports import Placed, Shelving

COLLECT: Final = "collect-playlist"
PlaylistStream = Decider[PlaylistState, PlaylistFact]
StillMine = Callable[[], Awaitable[bool]]


class CollectJob(Record):
    """Which playlist, how many of it came, and the story that it belongs to.

    `is_late`: one of it came after the others, and joins the collection that they have.
    """

    collection_id: UUID
    completed: int
    meta: Meta
    is_late: bool = False


class NotAllThere(Exception):
    """Some of it is still on its way into the library."""


class LostTheJob(Exception):
    """Somebody else does it now."""


class Arrived(Protocol):
    """What came into the library."""

    async def by_origin(self, origin_ids: Sequence[UUID]) -> Mapping[UUID, RatingKey | None]:
        """Which of these downloads brought something, and its key at the media server."""
        ...


@dataclass(frozen=True, slots=True)
class Collecting:
    """Done again at any point it makes no second one: what was made is found by what is in it."""

    log: Log
    playlists: PlaylistStream
    arrived: Arrived
    seeing: Seeing
    shelving: Shelving

    async def collect(
        self, job: CollectJob, still_mine: StillMine, *, with_what_is_there: bool, now: datetime
    ) -> None:
        """Raises `NotAllThere`, unless it is to be done with what is there; `LostTheJob`."""
        playlist = (await self.log.load(self.playlists, job.collection_id)).state
        if not isinstance(playlist, Playlist):
            return
        section = await self._section()
        found = await self.arrived.by_origin(playlist.downloads)
        # Two jobs may run side by side: only the one for all of it makes a collection.
        waits = job.is_late and section is not None and playlist.rating_key is None
        if (waits or len(found) < job.completed) and not with_what_is_there:
            raise NotAllThere
        at_last = with_what_is_there and not job.is_late
        arrive = Arrive(collection_id=job.collection_id, shown=len(found), at_last=at_last, now=now)
        await self._note(job, arrive)
        keys = [key for each in playlist.downloads if (key := found.get(each)) is not None]
        keys = list(dict.fromkeys(keys))
        if section is None or not keys:
            return
        collection = await self._collection(playlist, section, keys)
        if collection is None:
            if not await still_mine():
                raise LostTheJob
            collection = await self.shelving.make(section, playlist.title, keys[0])
        await self._note(job, Collect(rating_key=collection, now=now))
        await self._fill(collection, keys)

    async def _note(self, job: CollectJob, command: Arrive | Collect) -> None:
        step = Step(self.playlists, job.collection_id, partial(decide, command))
        await self.log.carry_out(step, meta=job.meta)

    async def _section(self) -> Placed | None:
        if await self.seeing.upstreams.current() is None:
            return None
        folder = (await self.seeing.house()).folder
        return None if folder is None else await self.shelving.section_with(folder)

    async def _collection(
        self, playlist: Playlist, section: Placed, keys: Sequence[RatingKey]
    ) -> RatingKey | None:
        """The one that we know of; or one of this name that began as ours begin."""
        known = playlist.rating_key
        if known is not None and await self.shelving.inside(known) is not None:
            return known
        for each in await self.shelving.called(section, playlist.title):
            inside = await self.shelving.inside(each)
            if inside and not set(keys).isdisjoint(inside):
                return each
        return None

    async def _fill(self, collection: RatingKey, keys: Sequence[RatingKey]) -> None:
        """What others have put into it stays, behind ours."""
        inside = list(await self.shelving.inside(collection) or ())
        for key in keys:
            if key not in inside:
                await self.shelving.put(collection, key)
                inside.append(key)
        before: RatingKey | None = None
        for at, key in enumerate(keys):
            if inside[at] != key:
                await self.shelving.move(collection, key, before)
                inside.remove(key)
                inside.insert(at, key)
            before = key
