"""Resting ends by a wake-up, by time, or by being stopped; never does one hide the other."""

import asyncio

import pytest

from medianest.eventlog.rest import end, rest


async def test_a_wake_up_ends_it() -> None:
    wake = asyncio.Event()
    resting = asyncio.create_task(rest(wake, 60))
    await asyncio.sleep(0)
    wake.set()
    await resting


async def test_time_ends_it() -> None:
    await rest(asyncio.Event(), 0.001)


async def test_being_stopped_together_with_the_wake_up_still_stops() -> None:
    wake = asyncio.Event()
    resting = asyncio.create_task(rest(wake, 60))
    await asyncio.sleep(0)
    wake.set()
    resting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await resting


async def test_who_is_stopped_while_the_answer_comes_ends_all_the_same() -> None:
    answer = asyncio.Event()

    async def asking() -> None:
        await asyncio.wait_for(answer.wait(), 60)  # as libraries do
        await asyncio.Event().wait()

    task = asyncio.create_task(asking())
    for _ in range(3):
        await asyncio.sleep(0)
    answer.set()
    await asyncio.sleep(0)
    async with asyncio.timeout(10):
        await end(task)
    assert task.cancelled()
