"""Resting between two rounds of work until something wakes us, and ending those who rest."""

import asyncio
from contextlib import suppress
from typing import Any, Final

CANCEL_AGAIN_S: Final = 0.2


async def rest(wake: asyncio.Event, at_most_s: float) -> None:
    """Return once `wake` is set or `at_most_s` have passed.

    Not by `asyncio.wait_for`: that of Python 3.11 swallows a cancellation that comes together with
    the wake-up, and whoever stops the task would wait for ever.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(at_most_s):
            await wake.wait()


async def end(*tasks: asyncio.Task[Any]) -> None:
    """Cancel until they are done: a library's `wait_for` may swallow the first cancellation."""
    left = {task for task in tasks if not task.done()}
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=CANCEL_AGAIN_S)
