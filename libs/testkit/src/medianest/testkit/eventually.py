"""Waits for something to become true, with a deadline: the only way a test waits."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

TRUE_WITHIN_S: Final = 20.0
"""What a machine that has much else to do needs; a bound that is promised is named by its test."""
ANSWERED_WITHIN_S: Final = 30.0
T = TypeVar("T")


async def eventually(
    condition: Callable[[], T | Awaitable[T]],
    timeout_s: float = TRUE_WITHIN_S,
    every_s: float = 0.02,
) -> T:
    """Return the first truthy answer of `condition`, which may be async and may assert.

    Fails with the last assertion or answer when time is up; one question that is never answered
    fails as well, with TimeoutError, a little later.
    """
    until = time.monotonic() + timeout_s
    while True:
        failed: AssertionError | None = None
        answer: object = None
        try:
            asked = condition()
            async with asyncio.timeout(timeout_s + ANSWERED_WITHIN_S):
                found = await asked if inspect.isawaitable(asked) else asked
            if found:
                return found
            answer = found
        except AssertionError as error:
            failed = error
        if time.monotonic() > until:
            if failed is not None:
                raise failed
            raise AssertionError(f"not within {timeout_s:g} s; the last answer was {answer!r}")
        await asyncio.sleep(every_s)
