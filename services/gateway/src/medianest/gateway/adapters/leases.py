"""Counting ahead for somebody who asks often, so that most requests need not ask the counter.

What is leased is spent already, so any number of gateways together never allow more than the limit.
A lease ends after a second, and only who asks again within it gets a larger one: what is lost when
somebody stops asking is less than one lease, and who asks slowly loses nothing.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Final

from medianest.chassis import clock
from medianest.contracts.record import replace
from medianest.gateway.ports import Limiter, Spent, Verdict

LEASED_FOR_S: Final = 1.0
LEASES_MAX: Final = 20_000


class _Lease:
    __slots__ = ("left", "size", "until_s", "verdict")

    def __init__(self, size: int, left: int, until_s: float, verdict: Verdict) -> None:
        self.size = size
        self.left = left
        self.until_s = until_s
        self.verdict = verdict

    def spend(self) -> Verdict:
        self.left -= 1
        return replace(self.verdict, remaining=self.verdict.remaining + self.left)


class LeasingLimiter:
    """In front of the counter; limits that lease nothing pass through."""

    def __init__(self, counter: Limiter, monotonic: Callable[[], float] = clock.monotonic) -> None:
        self._counter = counter
        self._monotonic = monotonic
        self._leases: OrderedDict[tuple[str, str], _Lease] = OrderedDict()

    async def spend(self, spent: Sequence[Spent]) -> Verdict:
        """Count one request against each limit; against none of them when one refuses."""
        if len(spent) != 1 or spent[0].limit.lease_max == 1:
            return await self._counter.spend(spent)
        (one,) = spent
        key = (one.limit.name, one.whom)
        now_s = self._monotonic()
        lease = self._leases.get(key)
        if lease is None or now_s >= lease.until_s:
            return await self._lease(key, one, 1, now_s)
        if lease.left > 0:
            return lease.spend()
        return await self._lease(key, one, min(2 * lease.size, one.limit.lease_max), now_s)

    async def is_first(self, key: str, within_s: int) -> bool:
        """Whether this key was not seen yet, and now is."""
        return await self._counter.is_first(key, within_s)

    async def _lease(self, key: tuple[str, str], one: Spent, size: int, now_s: float) -> Verdict:
        verdict = await self._counter.spend([replace(one, count=size)])
        if not verdict.is_allowed and size > 1:
            size = 1
            verdict = await self._counter.spend([one])
        if not verdict.is_allowed:
            return verdict
        # Another request of the same person may have leased some meanwhile.
        other = self._leases.get(key)
        left = other.left if other is not None and now_s < other.until_s else 0
        lease = _Lease(size, left + size, now_s + LEASED_FOR_S, verdict)
        self._leases[key] = lease
        self._leases.move_to_end(key)
        if len(self._leases) > LEASES_MAX:
            self._leases.popitem(last=False)
        return lease.spend()
