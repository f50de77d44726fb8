"""Only so many files are sent at a time, and a place that is left is free."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from medianest.downloads.api.sending import Sending, TooManyFiles, holding

ANNA, BEN = UUID(int=1), UUID(int=2)


async def pieces() -> AsyncIterator[bytes]:
    yield b"one"
    yield b"two"


def test_each_has_a_few_places_and_all_together_not_many() -> None:
    sending = Sending(most_each=2, most_in_all=3)
    held = [sending.place(ANNA), sending.place(ANNA)]
    with pytest.raises(TooManyFiles):
        sending.place(ANNA)
    held.append(sending.place(BEN))
    with pytest.raises(TooManyFiles):
        sending.place(BEN)
    held.pop(0)
    assert sending.place(BEN)


async def test_a_place_is_held_while_the_file_is_sent_and_free_after_it() -> None:
    sending = Sending(most_each=1)
    answer = holding(sending.place(ANNA), pieces())
    assert await anext(answer) == b"one"
    with pytest.raises(TooManyFiles):
        sending.place(ANNA)
    assert [piece async for piece in answer] == [b"two"]
    assert sending.place(ANNA)


async def test_an_answer_that_nobody_reads_to_its_end_holds_no_place() -> None:
    sending = Sending(most_each=1)
    broken_off = holding(sending.place(ANNA), pieces())
    await anext(broken_off)
    await broken_off.aclose()  # type: ignore[attr-defined]  # it is a generator
    never_begun = holding(sending.place(ANNA), pieces())
    del never_begun
    assert sending.place(ANNA)
