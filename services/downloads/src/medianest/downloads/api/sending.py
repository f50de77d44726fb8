"""How many files are sent at a time: slow readers must not keep everybody else out."""

import weakref
from collections import Counter
from collections.abc import AsyncIterator
from typing import Final
from uuid import UUID

from medianest.contracts.refusals import Limited

MOST_EACH: Final = 4
MOST_IN_ALL: Final = 64
_AGAIN_S: Final = 10


class TooManyFiles(Limited):
    """So many files are being sent already; try again when one has come."""


class Place:
    """Held while one file is sent; free again when nobody holds it any more."""


class Sending:
    """The places of this process."""

    def __init__(self, most_each: int = MOST_EACH, most_in_all: int = MOST_IN_ALL) -> None:
        self._most_each, self._most_in_all = most_each, most_in_all
        self._held: Counter[UUID] = Counter()

    def place(self, member_id: UUID) -> Place:
        """Raises `TooManyFiles`."""
        if self._held[member_id] >= self._most_each or self._held.total() >= self._most_in_all:
            raise TooManyFiles(retry_after_s=_AGAIN_S)
        place = Place()
        self._held[member_id] += 1
        # Whatever becomes of the answer, also if nobody ever reads it.
        weakref.finalize(place, self._free, member_id)
        return place

    def _free(self, member_id: UUID) -> None:
        self._held[member_id] -= 1
        if not self._held[member_id]:
            del self._held[member_id]


async def holding(place: Place, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The pieces; the place is held until the last of them, or until nobody wants them."""
    async for piece in pieces:
        yield piece
