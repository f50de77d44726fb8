"""Frames that we make ourselves are those that the WebSocket library would make."""

import pytest
from websockets.frames import Frame, Opcode

from medianest.chassis.frames import text_frame


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 100_000])
def test_a_text_frame_is_that_of_the_library(size: int) -> None:
    data = b"x" * size
    assert text_frame(data) == Frame(Opcode.TEXT, data).serialize(mask=False)
