"""What is locked opens with its key, in its place, unaltered; and not otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from medianest.eventlog.secrecy import envelope
from medianest.eventlog.secrecy.envelope import WontOpen, new_key

OLD_KEK, NEW_KEK = new_key(), new_key()


@given(text=some.binary(max_size=200), place=some.text(max_size=20), bit=some.integers(0, 79))
def test_only_the_right_key_opens_it_in_the_right_place(text: bytes, place: str, bit: int) -> None:
    box = envelope.lock(OLD_KEK, text, place)
    assert envelope.unlock([NEW_KEK, OLD_KEK], box, place) == text
    for keys, at in (([NEW_KEK], place), ([OLD_KEK], place + "!")):
        with pytest.raises(WontOpen):
            envelope.unlock(keys, box, at)
    altered = bytearray(box)
    altered[bit // 8] ^= 1 << bit % 8
    with pytest.raises(WontOpen):
        envelope.unlock([OLD_KEK], bytes(altered), place)
