"""How often somebody may ask: counted in Valkey for all replicas, in the process when it is away.

The fallback allows half as much, because each replica then counts for itself; so a limit never goes
away with the counter. Neither of them fails a request.
"""

import hashlib
import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from importlib import resources
from typing import Final

from medianest.chassis import clock
from medianest.chassis.valkey import Reply, Valkey, ValkeyAway, ValkeyRefused
from medianest.gateway.ports import Limit, Spent, Verdict

SCRIPT: Final = resources.files(__package__).joinpath("gcra.lua").read_text()
_SHA: Final = hashlib.sha1(SCRIPT.encode(), usedforsecurity=False).hexdigest()
_MICRO: Final = 1_000_000
KNOWN_MAX: Final = 50_000
HAIR_S: Final = 1e-6
"""Tolerance: sums of floats must not take the last one of a burst away."""


class SharedLimiter:
    """Counts in Valkey; `prefix` is the part of the key space that is ours."""

    def __init__(self, valkey: Valkey, prefix: str = "mn:gateway:") -> None:
        self._valkey = valkey
        self._prefix = prefix
        self._alone = LimiterAlone()

    async def spend(self, spent: Sequence[Spent]) -> Verdict:
        """Count one request against each limit; against none of them when one refuses."""
        keys = [f"{self._prefix}limit:{one.limit.name}:{one.whom}" for one in spent]
        pace = [
            number
            for one in spent
            for number in (round(one.limit.interval_s * _MICRO), one.limit.burst, one.count)
        ]
        try:
            reply = await self._run(keys, pace)
        except (ValkeyAway, ValkeyRefused):
            return await self._alone.spend([_stricter(one) for one in spent])
        match reply:
            case [int(allowed), int(tightest), int(remaining), int(retry), int(reset)]:
                return Verdict(
                    is_allowed=allowed == 1,
                    limit=spent[tightest - 1].limit.burst,
                    remaining=remaining,
                    retry_after_s=retry / _MICRO,
                    reset_s=reset / _MICRO,
                )
            case _:
                return await self._alone.spend([_stricter(one) for one in spent])

    async def is_first(self, key: str, within_s: int) -> bool:
        """Whether this key was not seen yet, and now is."""
        try:
            reply = await self._valkey.command(
                "SET", f"{self._prefix}once:{key}", "1", "NX", "EX", within_s
            )
        except (ValkeyAway, ValkeyRefused):
            return await self._alone.is_first(key, within_s)
        return reply is not None

    async def _run(self, keys: list[str], pace: list[int]) -> Reply:
        try:
            return await self._valkey.command("EVALSHA", _SHA, len(keys), *keys, *pace)
        except ValkeyRefused as refused:
            if refused.code != "NOSCRIPT":
                raise
        return await self._valkey.command("EVAL", SCRIPT, len(keys), *keys, *pace)


class LimiterAlone:
    """The same arithmetic in this process, for a bounded number of people."""

    def __init__(self, monotonic: Callable[[], float] = clock.monotonic) -> None:
        self._monotonic = monotonic
        self._arrivals: OrderedDict[tuple[str, str], float] = OrderedDict()

    async def spend(self, spent: Sequence[Spent]) -> Verdict:
        """Count one request against each limit; against none of them when one refuses."""
        now = self._monotonic()
        judged = [(one, self._arrivals.get((one.limit.name, one.whom), 0.0)) for one in spent]
        verdicts = [_judge(one, before, now) for one, before in judged]
        refusals = [verdict for verdict in verdicts if not verdict.is_allowed]
        if refusals:
            return max(refusals, key=lambda verdict: verdict.retry_after_s)
        for one, before in judged:
            self._note((one.limit.name, one.whom), _after(one, before, now))
        return min(verdicts, key=lambda verdict: verdict.remaining)

    async def is_first(self, key: str, within_s: int) -> bool:
        """Whether this key was not seen yet, and now is."""
        now = self._monotonic()
        if self._arrivals.get(("once", key), 0.0) > now:
            return False
        self._note(("once", key), now + within_s)
        return True

    def _note(self, key: tuple[str, str], until: float) -> None:
        self._arrivals[key] = until
        self._arrivals.move_to_end(key)
        if len(self._arrivals) > KNOWN_MAX:
            self._arrivals.popitem(last=False)


def _after(spent: Spent, before: float, now: float) -> float:
    return max(before, now) + spent.limit.interval_s * spent.count


def _judge(spent: Spent, before: float, now: float) -> Verdict:
    limit, after = spent.limit, _after(spent, before, now)
    room_s = now + limit.interval_s * limit.burst - after
    is_allowed = room_s > -HAIR_S
    return Verdict(
        is_allowed=is_allowed,
        limit=limit.burst,
        remaining=max(0, math.floor(room_s / limit.interval_s + HAIR_S)),
        retry_after_s=0.0 if is_allowed else -room_s,
        reset_s=(after if is_allowed else max(before, now)) - now,
    )


def _stricter(spent: Spent) -> Spent:
    limit = spent.limit
    halved = Limit(
        name=limit.name,
        count=limit.count,
        period_s=limit.period_s * 2,
        burst=max(1, limit.burst // 2),
    )
    return Spent(limit=halved, whom=spent.whom, count=spent.count)
