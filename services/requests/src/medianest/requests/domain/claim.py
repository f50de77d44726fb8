"""Who has wished for a title already: no film and no season is asked for twice."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict
from medianest.requests.domain.wish import MediaType

_TITLES: Final = UUID("6f0d4b1e-6f3b-5d0e-9a52-0c1f8f6f7a11")


class Take(Record):
    """For a film, or a whole series, `seasons` is empty. `over` are wishes that hold nothing more.

    What has come stands in nobody's way: it may be gone again, or have more seasons since.
    """

    request_id: UUID
    seasons: tuple[int, ...]
    now: datetime
    over: frozenset[UUID] = frozenset()


class Release(Record):
    request_id: UUID
    now: datetime


ClaimCommand = Take | Release


class Taken(Fact, tag="requests.title-taken"):
    request_id: UUID
    seasons: tuple[int, ...]
    taken_at: datetime


class Released(Fact, tag="requests.title-released"):
    request_id: UUID
    released_at: datetime


ClaimFact = Taken | Released
FACTS = (Taken, Released)


class Claims(Record):
    """Each wish for this title with its seasons, until it is released."""

    taken: tuple[Taken, ...] = ()

    def by_others(self, request_id: UUID) -> Sequence[Taken]:
        return [one for one in self.taken if one.request_id != request_id]

    def in_the_way(self, request_id: UUID, seasons: tuple[int, ...]) -> Sequence[Taken]:
        """What others hold of these seasons."""
        others = self.by_others(request_id)
        return [one for one in others if _both(one.seasons, seasons) is not None]


class AlreadyRequested(Conflict):
    """Somebody has wished for this already. Follow their request to be told."""


def title_id(media_type: MediaType, tmdb_id: int, *, is_4k: bool) -> UUID:
    """The same title in the same lane is the same, whoever wishes for it."""
    return uuid5(_TITLES, f"{media_type}/{tmdb_id}/{'4k' if is_4k else 'standard'}")


def decide(command: ClaimCommand, state: Claims) -> Sequence[ClaimFact]:
    held = [one for one in state.taken if one.request_id == command.request_id]
    match command:
        case Take(request_id=request_id, seasons=seasons, now=now):
            others = state.in_the_way(request_id, seasons)
            _check_free(seasons, [one for one in others if one.request_id not in command.over])
            released = [Released(request_id=one.request_id, released_at=now) for one in others]
            if held and held[0].seasons == seasons:
                return released
            return [*released, Taken(request_id=request_id, seasons=seasons, taken_at=now)]
        case Release(request_id=request_id, now=now):
            return [Released(request_id=request_id, released_at=now)] if held else []


def _check_free(seasons: tuple[int, ...], others: Sequence[Taken]) -> None:
    for other in others:
        both = _both(seasons, other.seasons)
        if not both:
            raise AlreadyRequested
        seasons_named = "season" if len(both) == 1 else "seasons"
        listed = ", ".join(map(str, both))
        raise AlreadyRequested(f"Somebody has wished for {seasons_named} {listed} already.")


def _both(some: tuple[int, ...], others: tuple[int, ...]) -> Sequence[int] | None:
    """The seasons that both hold; none by name, where one holds all of it. None: nothing."""
    if not some or not others:
        return ()
    return sorted(set(some) & set(others)) or None


def evolve(state: Claims, fact: ClaimFact) -> Claims:
    others = tuple(state.by_others(fact.request_id))
    match fact:
        case Taken():
            return Claims(taken=(*others, fact))
        case Released():
            return Claims(taken=others)
