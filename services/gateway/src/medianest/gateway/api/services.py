"""The services behind: how many requests each may hold, and when one is left to rest."""

from collections.abc import Mapping
from functools import partial
from typing import Final, Protocol

from medianest.chassis.breaker import Breaker, Resting, State
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

    def ask(self, outgoing: Outgoing, *, may_repeat: bool = False) -> "Asking":
        """Entering raises `ServiceAway`, `ServiceBusy` or `BodyBrokeOff`.

        `may_repeat`: one more try if nobody answered.
        """
        return Asking(self, outgoing, may_repeat=may_repeat)

    def come_in(self) -> None:
        """One more that it holds. Raises `ServiceBusy`."""
        if self._inside >= self._at_most:
            raise ServiceBusy(retry_after_s=1)
        self._inside += 1

    def leave(self) -> None:
        """One less."""
        self._inside -= 1

    async def answer(self, outgoing: Outgoing, *, may_repeat: bool) -> Answer:
        """Its answer, and word of it if it was not known to answer."""
        once = partial(self._upstream.ask, outgoing)
        try:
            answer = await self.breaker.call(once)
        except UpstreamFailed as failure:
            if not may_repeat or isinstance(failure, UpstreamSlow | BodyBrokeOff):
                raise
            answer = await self.breaker.call(once)
        if not self._is_known_good:
            # An earlier process may have said that it is lost, and then ended.
            self._is_known_good = True
            self._tells.back(self.name)
        return answer

    def explained(self, error: BaseException) -> BaseException:
        """The same, as it is told to who asked."""
        if isinstance(error, BodyBrokeOff) or not isinstance(error, UpstreamFailed | Resting):
            return error
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


class Asking:
    """A request to a service while it is answered: it takes a place there, and gives it back."""

    __slots__ = ("_answer", "_may_repeat", "_outgoing", "_service")

    def __init__(self, service: Service, outgoing: Outgoing, *, may_repeat: bool) -> None:
        self._service = service
        self._outgoing = outgoing
        self._may_repeat = may_repeat
        self._answer: Answer

    async def __aenter__(self) -> Answer:
        """The answer, its body still to come."""
        self._service.come_in()
        try:
            self._answer = await self._service.answer(self._outgoing, may_repeat=self._may_repeat)
        except BaseException as error:  # noqa: BLE001  whatever ended the wait, its place is free
            self._service.leave()
            raise self._service.explained(error) from None
        return self._answer

    async def __aexit__(self, _: object, error: BaseException | None, *__: object) -> None:
        self._answer.__exit__()
        self._service.leave()
        if isinstance(error, UpstreamFailed):
            raise self._service.explained(error) from None


def _is_its_fault(error: BaseException) -> bool | None:
    """Nothing is known of a service while a client does not send it a whole request."""
    return None if isinstance(error, BodyBrokeOff) else isinstance(error, UpstreamFailed)
