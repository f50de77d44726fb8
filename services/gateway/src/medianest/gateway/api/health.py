"""`/healthz`: whether the parts of MediaNest answer, in one word for strangers."""

import asyncio
from collections.abc import Mapping
from typing import Final, Literal

from medianest.chassis.clock import SYSTEM, Clock
from medianest.contracts.record import Record
from medianest.contracts.topology import ServiceName
from medianest.gateway.api.answering import json
from medianest.gateway.api.visit import Visit
from medianest.gateway.ports import Outgoing, Upstream, UpstreamFailed

Word = Literal["up", "degraded", "down"]
FRESH_S: Final = 2.0
_OK: Final = 200
_ASK: Final = Outgoing(
    method="GET", target="/readyz", headers=(), head_within_s=1.5, idle_within_s=1.5
)


class HealthNow(Record, omit_defaults=True):
    """`services` only for who may see the system page."""

    status: Word
    services: Mapping[str, Word] = {}


class HouseHealth:
    """Asks every service whether it is ready, at most every two seconds."""

    def __init__(self, upstreams: Mapping[ServiceName, Upstream], clock: Clock = SYSTEM) -> None:
        self._upstreams = upstreams
        self._clock = clock
        self._known: tuple[float, Mapping[str, Word]] | None = None
        self._asking = asyncio.Lock()

    async def __call__(self, visit: Visit) -> None:
        """Answer in a word, or in some more."""
        services = await self.services()
        away = [name for name, word in services.items() if word != "up"]
        status: Word = "up" if not away else "degraded"
        if len(away) == len(services) or "identity" in away:
            status = "down"
        may_see = visit.visitor is not None and "system.read" in visit.visitor.permissions
        now = HealthNow(status=status, services=services if may_see else {})
        await visit.answer(json(now))

    async def services(self) -> Mapping[str, Word]:
        """Each service's word."""
        async with self._asking:
            now_s = self._clock.monotonic()
            if self._known is None or now_s - self._known[0] > FRESH_S:
                words = await asyncio.gather(*map(_word, self._upstreams.values()))
                self._known = (now_s, dict(zip(self._upstreams, words, strict=True)))
            return self._known[1]


async def _word(upstream: Upstream) -> Word:
    try:
        with await upstream.ask(_ASK) as said:
            return "up" if said.status == _OK else "degraded"
    except UpstreamFailed:
        return "down"
