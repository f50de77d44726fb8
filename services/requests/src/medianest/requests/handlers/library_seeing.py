"""Whose rights count when somebody looks at the library.

The owner sees everything; who came by Plex what Plex shares with them; who has no Plex account
here what an admin has chosen for such people.
"""

from dataclasses import dataclass
from functools import partial
from typing import Protocol
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Receipt, Step
from medianest.requests.domain.library import OWNERS_EYES, Eyes, NothingShared
from medianest.requests.domain.library_house import (
    THE_LIBRARY,
    Furnish,
    Furnished,
    LibraryHouse,
    decide,
)
from medianest.requests.ports import NoLibrary, Upstreams

HouseStream = Decider[LibraryHouse, Furnished]


class PlexIds(Protocol):
    """Who of the household is who at Plex."""

    async def plex_id(self, member_id: UUID) -> str | None:
        """None for somebody who never came by Plex, or is erased."""
        ...


@dataclass(frozen=True, slots=True)
class Seeing:
    """Every look asks the log, so what an admin changes counts from the next look on."""

    log: Log
    stream: HouseStream
    upstreams: Upstreams
    plex_ids: PlexIds

    async def eyes_of(self, member_id: UUID, role: str) -> Eyes:
        """Raises `NoLibrary`, `NothingShared`."""
        if await self.upstreams.current() is None:
            raise NoLibrary
        if role == "owner":
            return OWNERS_EYES
        plex_id = await self.plex_ids.plex_id(member_id)
        if plex_id is not None and plex_id.isascii() and plex_id.isdigit():
            return Eyes(plex_id=int(plex_id))
        if (await self.house()).unlinked_see == "everything":
            return OWNERS_EYES
        raise NothingShared

    async def house(self) -> LibraryHouse:
        """As it is set now."""
        return (await self.log.load(self.stream, THE_LIBRARY)).state

    async def vet(self, command: Furnish) -> None:
        """Raises `NoFolder`, and changes nothing."""
        decide(command, await self.house())

    async def furnish(self, command: Furnish, meta: Meta) -> Receipt:
        """Raises `NoFolder`."""
        step = Step(self.stream, THE_LIBRARY, partial(decide, command))
        return await self.log.carry_out(step, meta=meta)
