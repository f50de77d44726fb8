"""Looking at the whole library from time to time, so that every title knows whether it is here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from medianest.contracts.record import Record
from medianest.requests.domain.library import (
    OWNERS_EYES,
    Item,
    Narrowed,
    NoSuchSection,
    Section,
    SectionKey,
)
from medianest.requests.ports import Shelves

LOOK_AT_LIBRARY: Final = "look-at-library"
LOOK_AT_NEW: Final = "look-at-new"
_OF_CATALOGUES: Final = frozenset({"movie", "show"})
_PAGE: Final = 200
_PAGES_MOST: Final = 2000


class LookJob(Record):
    """`all_of_it`: not only what is new."""

    all_of_it: bool = False


class Titles(Protocol):
    """Where it is noted."""

    async def saw(self, section: SectionKey, items: Sequence[Item], at: datetime) -> None: ...

    async def forget(self, section: SectionKey, before: datetime) -> None: ...

    async def forget_all_but(self, sections: Sequence[SectionKey]) -> None: ...


@dataclass(frozen=True, slots=True)
class Looking:
    """With the owner's eyes; who may see what is judged when somebody asks."""

    shelves: Shelves
    titles: Titles

    async def all_of_it(self, now: datetime) -> None:
        """Raises what `Shelves` raises; what was seen until then is noted."""
        sections = await self._sections()
        for section in sections:
            if await self._look(section, now, pages_most=_PAGES_MOST):
                await self.titles.forget(section.key, now)
        await self.titles.forget_all_but([section.key for section in sections])

    async def what_is_new(self, now: datetime) -> None:
        """The newest of each section."""
        for section in await self._sections():
            await self._look(section, now, pages_most=1)

    async def _sections(self) -> list[Section]:
        found = await self.shelves.sections(OWNERS_EYES)
        return [one for one in found if one.kind in _OF_CATALOGUES and not one.videos]

    async def _look(self, section: Section, now: datetime, *, pages_most: int) -> bool:
        """Whether it was seen to its end."""
        start: int | None = 0
        newest = Narrowed(sort="added")
        for _ in range(pages_most):
            if start is None:
                break
            try:
                found = await self.shelves.items(OWNERS_EYES, section.key, newest, start, _PAGE)
            except NoSuchSection:  # it went a moment ago
                return False
            await self.titles.saw(section.key, found.items, now)
            start = found.next_start
        return start is None
