"""A playlist as one thing: what it counts, and when it says that it is over."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from medianest.contracts.events.downloads import CollectionFinished
from medianest.contracts.record import replace
from medianest.contracts.refusals import Refusal
from medianest.downloads.domain.collection import (
    AlreadyGathered,
    CollectionCommand,
    CollectionFact,
    CollectionState,
    Finished,
    Gather,
    Gathered,
    Item,
    ItemEnded,
    NoSuchCollection,
    NoteEnd,
    NotGathered,
    NothingChosen,
    Outcome,
    decide,
    evolve,
)
from medianest.downloads.domain.download import Cancelled, Completed, Failed, Queued
from medianest.downloads.domain.failures import Failure
from medianest.downloads.domain.video import Video
from medianest.downloads.publishing import announce_collection
from medianest.downloads.reactions import end_of_item

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANNA, LIST = UUID(int=1), UUID(int=2)
FIRST, SECOND = UUID(int=11), UUID(int=12)
ITEMS = tuple(
    Item(download_id=which, index=n, url=f"https://a.example/{n}", video=Video(title=str(n)))
    for n, which in enumerate((FIRST, SECOND), 1)
)

gather = Gather(
    collection_id=LIST, member_id=ANNA, now=NOON, url="https://a.example/list", title="Nests",
    preset="best", priority="normal", needs_approval=False, items=ITEMS,
)  # fmt: skip
gathered = Gathered(
    collection_id=LIST, member_id=ANNA, gathered_at=NOON, url="https://a.example/list",
    title="Nests", preset="best", priority="normal", needs_approval=False, items=ITEMS,
)  # fmt: skip


def note(which: UUID, outcome: Outcome = "completed") -> NoteEnd:
    return NoteEnd(download_id=which, outcome=outcome, now=NOON)


def ended(which: UUID, outcome: Outcome = "completed") -> ItemEnded:
    return ItemEnded(download_id=which, outcome=outcome, ended_at=NOON)


def after(*facts: CollectionFact) -> CollectionState:
    state: CollectionState = NotGathered()
    for fact in facts:
        state = evolve(state, fact)
    return state


def test_chosen_videos_are_gathered_once() -> None:
    assert decide(gather, after()) == [gathered]
    refused(gather, after(gathered), AlreadyGathered)
    refused(replace(gather, items=()), after(), NothingChosen)


def test_it_is_over_when_the_last_item_is() -> None:
    assert decide(note(FIRST), after(gathered)) == [ended(FIRST)]
    finished = Finished(completed=1, failed=1, finished_at=NOON)
    last = decide(note(SECOND, "failed"), after(gathered, ended(FIRST)))
    assert last == [ended(SECOND, "failed"), finished]
    said = announce_collection(after(gathered, ended(FIRST), *last), finished)
    assert said == CollectionFinished(
        collection_id=LIST,
        member_id=ANNA,
        title="Nests",
        completed=1,
        failed=1,
        download_ids=(FIRST, SECOND),
    )
    assert announce_collection(after(gathered), gathered) is None


def test_what_is_tried_again_afterwards_says_nothing_twice() -> None:
    over = after(
        gathered, ended(FIRST), ended(SECOND, "failed"),
        Finished(completed=1, failed=1, finished_at=NOON),
    )  # fmt: skip
    assert decide(note(SECOND), over) == [ended(SECOND)]
    assert decide(note(FIRST), over) == []


def test_strangers_are_not_counted() -> None:
    refused(note(UUID(int=99)), after(gathered), NoSuchCollection)
    refused(note(FIRST), after(), NoSuchCollection)


def test_the_end_of_an_item_is_told_to_its_playlist() -> None:
    passing = Failure(error_class="transient", reason="It broke off.")
    failed = Failed(failed_at=NOON, attempt=1, failure=passing, retry_at=None, collection_id=LIST)
    cancelled = Cancelled(by=ANNA, cancelled_at=NOON, collection_id=LIST)
    completed = Completed(completed_at=NOON, files=(), collection_id=LIST)
    assert end_of_item(FIRST, completed) == (LIST, note(FIRST))
    assert end_of_item(FIRST, failed) == (LIST, note(FIRST, "failed"))
    assert end_of_item(FIRST, cancelled) == (LIST, note(FIRST, "cancelled"))
    assert end_of_item(FIRST, replace(failed, retry_at=NOON)) is None
    assert end_of_item(FIRST, replace(completed, collection_id=None)) is None
    queued = Queued(
        download_id=FIRST, member_id=ANNA, queued_at=NOON, url="https://a.example/1",
        preset="best", priority="normal", video=Video(title="1"), collection_id=LIST,
    )  # fmt: skip
    assert end_of_item(FIRST, queued) is None


def refused(command: CollectionCommand, state: CollectionState, why: type[Refusal]) -> None:
    with pytest.raises(why):
        decide(command, state)
