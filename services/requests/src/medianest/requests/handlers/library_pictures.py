"""Pictures are fetched once however many look at them, made small, and kept while there is room."""

import asyncio
from collections import OrderedDict
from typing import Final

from medianest.contracts.refusals import Unavailable
from medianest.requests.domain.picture import Picture
from medianest.requests.ports import Gallery, PictureNames, Shrinker

_KEPT_BYTES: Final = 48 * 1024 * 1024
_AT_A_TIME: Final = 6
_WAITING_MOST: Final = 120
_WITHIN_S: Final = 15.0
_Key = tuple[str, int]


class TooManyPictures(Unavailable):
    """Too many pictures are asked for at once."""


class Album:
    """Bounded in what it keeps, in what it fetches at a time, and in how many may wait."""

    def __init__(self, names: PictureNames, gallery: Gallery, shrinker: Shrinker) -> None:
        self.names = names
        self._gallery = gallery
        self._shrinker = shrinker
        self._kept: OrderedDict[_Key, Picture] = OrderedDict()
        self._kept_bytes = 0
        self._coming: dict[_Key, asyncio.Task[Picture]] = {}
        self._free = asyncio.Semaphore(_AT_A_TIME)

    async def picture(self, name: str, width: int) -> Picture:
        """Raises `NoPicture`, `LibraryAway`, `TooManyPictures`."""
        key = (name, width)
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return kept
        coming = self._coming.get(key)
        if coming is None:
            if len(self._coming) >= _WAITING_MOST:
                raise TooManyPictures
            coming = asyncio.create_task(self._fetched(name, width), name="picture")
            self._coming[key] = coming
            coming.add_done_callback(lambda task: self._came(key, task))
        # Who goes away in the middle does not take it away from the others who wait for it.
        return await asyncio.shield(coming)

    async def _fetched(self, name: str, width: int) -> Picture:
        place = await self.names.place(name)
        try:
            async with asyncio.timeout(_WITHIN_S), self._free:
                original = await self._gallery.fetch(place, width)
                return await self._shrinker.shrunk(original, width)
        except TimeoutError:
            raise TooManyPictures from None

    def _came(self, key: _Key, task: asyncio.Task[Picture]) -> None:
        del self._coming[key]
        if task.cancelled() or task.exception() is not None:
            return
        self._kept[key] = picture = task.result()
        self._kept_bytes += len(picture.jpeg)
        while self._kept_bytes > _KEPT_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._kept_bytes -= len(oldest.jpeg)
