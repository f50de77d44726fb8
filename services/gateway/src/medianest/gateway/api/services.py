"""The services behind: how many requests each may hold, and when one is left to rest."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final, Protocol

from medianest.chassis.breaker import Breaker, State
from medianest.chassis.clock import SYSTEM, Clock
from medianest.chassis.watching.metrics import Metrics
from medianest.contracts.refusals import Unavailable
from medianest.contracts.topology import ServiceName
from medianest.gateway.ports import (
    Answer,
    BodyBrokeOff,
    Outgoing,
    Upstream,
    UpstreamFailed,
    UpstreamSlow,
)

_WORDS: Final[Mapping[str, str]] = {
    "identity": "Signing in and accounts are",
    "requests": "Requests and the library are",
    "downloads": "Downloads are",
    "status": "The status page is",
    "notify": "Notifications are",
}


class ServiceAway(Unavailable):
    """A part of MediaNest is away just now."""


class ServiceBusy(Unavailable):
    """A part of MediaNest has too much to do just now."""


class TellsReach(Protocol):
    """Who wants to know when a service is lost or back."""

    def lost(self, toward: str) -> None:
        """The service does not answer."""
        ...

    def back(self, toward: str) -> None:
        """The service answers again."""
        ...


Asking = AbstractAsyncContextManager[Answer]


class Service:
    """One service: asked through its breaker, and not by too many at once."""

    def __init__(
        self,
        name: ServiceName,
        upstream: Upstream,
        tells: TellsReach,
        *,
        at_most: int = 256,
        metrics: Metrics | None = None,
        clock: Clock = SYSTEM,
    ) -> None:
        self.name = name
        self._upstream = upstream
        self._tells = tells
        self._at_most = at_most
        self._inside = 0
        self._is_known_good = False
        self.breaker = Breaker(
            name,
            counts_as_failure=_is_its_fault,
            on_change=self._changed,
            metrics=metrics,
            clock=clock,
        )

    @asynccontextmanager
    async def ask(self, outgoing: Outgoing, *, may_repeat: bool = False) -> AsyncIterator[Answer]:
        """Raises `ServiceAway`, `ServiceBusy` or `BodyBrokeOff`.

        `may_repeat`: one more try if nobody answered.
        """
        if self._inside >= self._at_most:
            raise ServiceBusy(retry_after_s=1)
        self._inside += 1
        try:
            asking, answer = await self._asked(outgoing, may_repeat=may_repeat)
            try:
                yield answer
            except BodyBrokeOff:
                raise
            except UpstreamFailed:
                raise self._away() from None
            finally:
                await asking.__aexit__(None, None, None)
        finally:
            self._inside -= 1

    async def _asked(self, outgoing: Outgoing, *, may_repeat: bool) -> tuple[Asking, Answer]:
        try:
            try:
                found = await self._once(outgoing)
            except (UpstreamSlow, BodyBrokeOff):
                raise
            except UpstreamFailed:
                if not may_repeat:
                    raise
                found = await self._once(outgoing)
        except BodyBrokeOff:
            raise
        except (UpstreamFailed, Unavailable):
            raise self._away() from None
        if not self._is_known_good:
            # An earlier process may have said that it is lost, and then ended.
            self._is_known_good = True
            self._tells.back(self.name)
        return found

    async def _once(self, outgoing: Outgoing) -> tuple[Asking, Answer]:
        asking = self._upstream.ask(outgoing)
        return asking, await self.breaker.call(asking.__aenter__)

    def _away(self) -> ServiceAway:
        wait_s = self.breaker.retry_after_s() if self.breaker.state != "closed" else 5
        return ServiceAway(
            f"{_WORDS.get(self.name, 'This part is')} away just now; everything else works. "
            f"Try again in {wait_s} s.",
            retry_after_s=wait_s,
        )

    def _changed(self, _: str, state: State) -> None:
        if state == "open":
            self._tells.lost(self.name)
        elif state == "closed":
            self._is_known_good = True
            self._tells.back(self.name)


def _is_its_fault(error: BaseException) -> bool | None:
    """Nothing is known of a service while a client does not send it a whole request."""
    return None if isinstance(error, BodyBrokeOff) else isinstance(error, UpstreamFailed)
