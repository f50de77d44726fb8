"""A body may take its time, but not everybody's."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from medianest.chassis.doorway.patience import Patient
from medianest.chassis.problems import BodyTooSlow


def sending(piece: bytes, times: int, every_s: float, *, stays_s: float = 0) -> Callable[[], Any]:
    """A client that sends this piece so often, stays for a while, and leaves."""
    left = iter(range(times, -1, -1))

    async def receive() -> Any:
        await asyncio.sleep(every_s)
        match next(left):
            case 0:
                await asyncio.sleep(stays_s)
                return {"type": "http.disconnect"}
            case more:
                return {"type": "http.request", "body": piece, "more_body": more > 1}

    return receive


async def pieces_of(patient: Patient) -> list[bytes]:
    pieces, is_more = [], True
    while is_more:
        message = await patient()
        pieces.append(message["body"])
        is_more = message["more_body"]
    return pieces


async def test_s43_who_drips_a_body_is_refused_however_steadily() -> None:
    dripping = Patient(sending(b"x", 1000, 0.02), rest_s=0.2, bytes_per_s_min=1000)
    with pytest.raises(BodyTooSlow):
        await asyncio.wait_for(pieces_of(dripping), 5)


async def test_s43_who_stops_in_the_middle_is_refused_however_much_has_come() -> None:
    stalling = Patient(sending(b"x" * 100_000, 2, 0.4), rest_s=0.2, bytes_per_s_min=1000)
    with pytest.raises(BodyTooSlow):
        await asyncio.wait_for(pieces_of(stalling), 5)


async def test_a_large_body_has_the_time_that_its_size_takes() -> None:
    steady = Patient(sending(b"x" * 1000, 30, 0.02), rest_s=0.2, bytes_per_s_min=10_000)
    assert len(await pieces_of(steady)) == 30


async def test_after_the_body_the_client_may_stay_as_long_as_it_likes() -> None:
    body = sending(b"x", 1, 0, stays_s=0.7)
    staying = Patient(body, rest_s=0.5, bytes_per_s_min=1_000_000)
    assert await pieces_of(staying) == [b"x"]
    assert (await staying())["type"] == "http.disconnect"
