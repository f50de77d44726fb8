"""Titles that are in the library say so, to whoever may see them there."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from medianest.chassis.clock import monotonic
from medianest.contracts.record import replace
from medianest.requests.domain.credits import Player
from medianest.requests.domain.library import Eyes, Guid, NothingShared, RatingKey, SectionKey
from medianest.requests.domain.picture import face, poster
from medianest.requests.handlers.library_seeing import Seeing
from medianest.requests.ports import (
    Card,
    Cards,
    Details,
    InLibrary,
    LibraryAway,
    NoLibrary,
    PictureNames,
    Shelves,
)

_KINDS: Final = {"movie": "movie", "tv": "show"}
_KNOWN_FOR_S: Final = 30.0
_KNOWN_MOST: Final = 1000


class Known(Protocol):
    """What was seen in the library."""

    async def find(
        self, kind: str, guids: Collection[Guid], sections: Sequence[SectionKey]
    ) -> Mapping[Guid, RatingKey]: ...


@dataclass(frozen=True, slots=True)
class Marking:
    """A library that is away marks nothing, and holds nobody up."""

    seeing: Seeing
    shelves: Shelves
    known: Known
    pictures: PictureNames
    sections: "Sections"

    async def cards(self, found: Cards, member_id: UUID, role: str) -> Cards:
        """Each with its picture, and with where it is in the library."""
        keys = await self._keys(member_id, role)
        here: dict[tuple[str, int], RatingKey] = {}
        for kind in _KINDS if keys else ():
            guids = {_tmdb(card) for card in found.items if card.media_type == kind}
            for guid, key in (await self.known.find(_KINDS[kind], guids, keys)).items():
                here[kind, int(guid.value)] = key
        machine_id = await self._machine_id() if here else None
        marked = [
            await self._marked(card, here.get((card.media_type, card.tmdb_id)), machine_id)
            for card in found.items
        ]
        return replace(found, items=marked)

    async def details(self, found: Details, member_id: UUID, role: str) -> Details:
        """By every number that a catalogue has for it; with the pictures of who plays in it."""
        keys = await self._keys(member_id, role)
        rating_key = None
        if keys:
            guids = {_tmdb(found.card), *found.guids}
            here = await self.known.find(_KINDS[found.card.media_type], guids, keys)
            rating_key = next(iter(here.values()), None)
        machine_id = None if rating_key is None else await self._machine_id()
        return replace(
            found,
            card=await self._marked(found.card, rating_key, machine_id),
            credits=replace(
                found.credits, cast=tuple([await self._shown(one) for one in found.credits.cast])
            ),
        )

    async def _shown(self, player: Player) -> Player:
        place = face(player.photo_path)
        return player if place is None else replace(player, image=await self.pictures.name(place))

    async def _marked(
        self, card: Card, rating_key: RatingKey | None, machine_id: str | None
    ) -> Card:
        if (place := poster(card.poster_path)) is not None:
            card = replace(card, image=await self.pictures.name(place))
        if rating_key is None or machine_id is None:
            return card
        library = InLibrary(rating_key=rating_key, deep_link=deep_link(machine_id, rating_key))
        seen = "here" if card.media_type == "movie" else card.seen or "partly here"
        return replace(card, library=library, seen=seen)

    async def _machine_id(self) -> str | None:
        try:
            return await self.shelves.machine_id()
        except (LibraryAway, NoLibrary):
            return None

    async def _keys(self, member_id: UUID, role: str) -> Sequence[SectionKey]:
        try:
            return await self.sections.seen_with(await self.seeing.eyes_of(member_id, role))
        except (LibraryAway, NoLibrary, NothingShared):
            return ()


class Sections:
    """Which sections somebody sees, remembered for a moment."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves
        self._known: dict[Eyes, tuple[float, Sequence[SectionKey]]] = {}

    async def seen_with(self, eyes: Eyes) -> Sequence[SectionKey]:
        """Raises what `Shelves` raises."""
        until, keys = self._known.get(eyes, (0.0, ()))
        if until > monotonic():
            return keys
        keys = [section.key for section in await self._shelves.sections(eyes)]
        if len(self._known) >= _KNOWN_MOST:
            self._known.clear()
        self._known[eyes] = monotonic() + _KNOWN_FOR_S, keys
        return keys


def deep_link(machine_id: str, rating_key: RatingKey) -> str:
    """Where to watch it, in Plex's own web app."""
    key = f"%2Flibrary%2Fmetadata%2F{rating_key}"
    return f"https://app.plex.tv/desktop#!/server/{machine_id}/details?key={key}"


def _tmdb(card: Card) -> Guid:
    return Guid(source="tmdb", value=str(card.tmdb_id))
