"""Shaping: one token bucket for all the bytes that may pass in a second."""

import asyncio

from medianest.chassis.clock import SYSTEM, Clock


class TokenBucket:
    """`rate_bps` bytes a second, after a burst of one second's worth.

    Takers are served in the order they came: each is given a debt to wait off.
    """

    def __init__(self, rate_bps: float, clock: Clock = SYSTEM) -> None:
        self._rate_bps = rate_bps
        self._clock = clock
        self._tokens = rate_bps
        self._filled_at = clock.monotonic()

    def debt_s(self, count: int) -> float:
        """Take `count` bytes, and say how long to wait for them."""
        now_s = self._clock.monotonic()
        gained = (now_s - self._filled_at) * self._rate_bps
        self._filled_at = now_s
        self._tokens = min(self._rate_bps, self._tokens + gained) - count
        return max(0.0, -self._tokens / self._rate_bps)

    async def take(self, count: int) -> None:
        """Wait until `count` bytes may pass."""
        if (debt_s := self.debt_s(count)) > 0:
            await asyncio.sleep(debt_s)
