"""A playlist or channel as one thing: its chosen items are downloads, and it ends when they have.

Each item lives its own life; the collection only counts how they end, and says so once.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict, Invalid, NotFound
from medianest.downloads.domain.download import Priority
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.video import Video

Outcome = Literal["completed", "failed", "cancelled"]


class Item(Record):
    """One chosen video; `index` is its place in the playlist, from 1."""

    download_id: UUID
    index: int
    url: str
    video: Video


class Gather(Record):
    collection_id: UUID
    member_id: UUID
    now: datetime
    url: str
    title: str
    preset: str
    priority: Priority
    needs_approval: bool
    items: tuple[Item, ...]
    extras: Extras = Extras()


class NoteEnd(Record):
    """One of its downloads has ended."""

    download_id: UUID
    outcome: Outcome
    now: datetime


CollectionCommand = Gather | NoteEnd


class Gathered(Fact, tag="collections.gathered"):
    collection_id: UUID
    member_id: UUID
    gathered_at: datetime
    url: str
    title: str
    preset: str
    priority: Priority
    needs_approval: bool
    items: tuple[Item, ...]
    extras: Extras = Extras()


class ItemEnded(Fact, tag="collections.item-ended"):
    download_id: UUID
    outcome: Outcome
    ended_at: datetime


class Finished(Fact, tag="collections.finished"):
    """Every item has ended, for the first time."""

    completed: int
    failed: int
    finished_at: datetime


CollectionFact = Gathered | ItemEnded | Finished
COLLECTION_FACTS = (Gathered, ItemEnded, Finished)


class NotGathered(Record):
    """There is none."""


class Collection(Record):
    """`items` in the playlist's order; `ended` holds how each of them ended that has."""

    collection_id: UUID
    member_id: UUID
    title: str
    items: tuple[UUID, ...]
    ended: Mapping[UUID, Outcome] = MappingProxyType({})
    is_finished: bool = False


CollectionState = NotGathered | Collection


class NoSuchCollection(NotFound):
    """There is no such playlist."""


class AlreadyGathered(Conflict):
    """This playlist exists already."""


class NothingChosen(Invalid):
    """None of the chosen videos is in this playlist."""


def decide(command: CollectionCommand, state: CollectionState) -> Sequence[CollectionFact]:
    """What happens, or why not."""
    match command:
        case Gather():
            return _gather(command, state)
        case NoteEnd():
            return _note_end(command, state)


def _gather(command: Gather, state: CollectionState) -> Sequence[CollectionFact]:
    if not isinstance(state, NotGathered):
        raise AlreadyGathered
    if not command.items:
        raise NothingChosen
    return [
        Gathered(
            collection_id=command.collection_id,
            member_id=command.member_id,
            gathered_at=command.now,
            url=command.url,
            title=command.title,
            preset=command.preset,
            priority=command.priority,
            needs_approval=command.needs_approval,
            items=command.items,
            extras=command.extras,
        )
    ]


def _note_end(command: NoteEnd, state: CollectionState) -> Sequence[CollectionFact]:
    if isinstance(state, NotGathered) or command.download_id not in state.items:
        raise NoSuchCollection
    if state.ended.get(command.download_id) == command.outcome:
        return []
    ended = ItemEnded(
        download_id=command.download_id, outcome=command.outcome, ended_at=command.now
    )
    after = evolve(state, ended)
    if isinstance(after, NotGathered) or after.is_finished or len(after.ended) < len(after.items):
        return [ended]
    outcomes = list(after.ended.values())
    finished = Finished(
        completed=outcomes.count("completed"),
        failed=outcomes.count("failed"),
        finished_at=command.now,
    )
    return [ended, finished]


def evolve(state: CollectionState, fact: CollectionFact) -> CollectionState:
    """The state after a fact."""
    if isinstance(fact, Gathered):
        items = tuple(item.download_id for item in fact.items)
        return Collection(
            collection_id=fact.collection_id,
            member_id=fact.member_id,
            title=fact.title,
            items=items,
        )
    if isinstance(state, NotGathered):
        return state
    match fact:
        case ItemEnded(download_id=download_id, outcome=outcome):
            return replace(state, ended={**state.ended, download_id: outcome})
        case Finished():
            return replace(state, is_finished=True)
