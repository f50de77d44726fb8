"""Resting between two rounds of work: until something wakes us, or time is up."""

import asyncio
from contextlib import suppress


async def rest(wake: asyncio.Event, at_most_s: float) -> None:
    """Return once `wake` is set or `at_most_s` have passed.

    Not by `asyncio.wait_for`: that of Python 3.11 swallows a cancellation that comes together with
    the wake-up, and whoever stops the task would wait for ever.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(at_most_s):
            await wake.wait()
