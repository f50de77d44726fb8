"""The breaker: stops calling what fails, and tries again with one probe at a time.

Closed: calls pass, and their failures within a rolling window are counted. Open: calls are refused
at once until `rest_s` is over. Half open: one call passes as a probe; when it goes well the breaker
closes, else it opens again.
"""

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final, Literal, TypeVar

from prometheus_client import Counter

from medianest.chassis.clock import SYSTEM, Clock
from medianest.chassis.watching.metrics import Metrics
from medianest.contracts.refusals import Unavailable

T = TypeVar("T")
State = Literal["closed", "half_open", "open"]
OnChange = Callable[[str, State], None]
OUTCOMES_MAX: Final = 1000
_GAUGE: Final[dict[State, int]] = {"closed": 0, "half_open": 1, "open": 2}


class Resting(Unavailable):
    """This is away just now. It is tried again soon."""


class Breaker:
    """One breaker for one foreign system.

    `counts_as_failure` says which errors are the far end's fault; a refusal of ours is not, and
    None is of what says nothing about it.
    """

    def __init__(
        self,
        name: str,
        *,
        calls_min: int = 5,
        failure_rate: float = 0.5,
        window_s: float = 30.0,
        rest_s: float = 10.0,
        counts_as_failure: Callable[[BaseException], bool | None] = lambda error: True,
        on_change: OnChange | None = None,
        metrics: Metrics | None = None,
        clock: Clock = SYSTEM,
    ) -> None:
        self.name = name
        self.state: State = "closed"
        self._calls_min = calls_min
        self._failure_rate = failure_rate
        self._window_s = window_s
        self._rest_s = rest_s
        self._counts_as_failure = counts_as_failure
        self._on_change = on_change
        self._metrics = metrics
        self._clock = clock
        self._counters: dict[str, Counter] = {}
        self._outcomes: deque[tuple[float, bool]] = deque()
        self._failures = 0
        self._opened_at = 0.0
        self._is_probing = False
        self._turn = 0

    async def call(self, perform: Callable[[], Awaitable[T]]) -> T:
        """Carry out one call, or refuse with Resting."""
        turn = self._admit()
        try:
            result = await perform()
        except BaseException as error:
            # Whoever gave up waiting says nothing about the far end.
            failed = self._counts_as_failure(error) if isinstance(error, Exception) else None
            if failed is None:
                self._abandon(turn)
            else:
                self._settle(turn, failed=failed)
            raise
        self._settle(turn, failed=False)
        return result

    def retry_after_s(self) -> int:
        """Whole seconds until the next probe may pass."""
        left_s = self._opened_at + self._rest_s - self._clock.monotonic()
        return max(1, int(left_s + 0.999))

    def _admit(self) -> int:
        now_s = self._clock.monotonic()
        if self.state == "open" and now_s >= self._opened_at + self._rest_s:
            self._become("half_open")
        if self.state == "open" or (self.state == "half_open" and self._is_probing):
            self._count("refused")
            raise Resting(retry_after_s=self.retry_after_s())
        self._is_probing = self.state == "half_open"
        return self._turn

    def _settle(self, turn: int, *, failed: bool) -> None:
        self._count("failed" if failed else "went_well")
        if turn != self._turn:
            # A call from before the last change says nothing about now.
            return
        if self.state == "half_open":
            self._is_probing = False
            self._become("open" if failed else "closed")
            return
        calls = self._remember(failed=failed)
        if failed and calls >= self._calls_min and self._failures / calls >= self._failure_rate:
            self._become("open")

    def _remember(self, *, failed: bool) -> int:
        """Count one more outcome; returns how many the window holds."""
        now_s = self._clock.monotonic()
        self._outcomes.append((now_s, failed))
        self._failures += failed
        oldest_s = now_s - self._window_s
        while self._outcomes[0][0] < oldest_s or len(self._outcomes) > OUTCOMES_MAX:
            self._failures -= self._outcomes.popleft()[1]
        return len(self._outcomes)

    def _abandon(self, turn: int) -> None:
        self._count("abandoned")
        if turn == self._turn and self.state == "half_open":
            self._is_probing = False

    def _become(self, state: State) -> None:
        self.state = state
        self._turn += 1
        self._is_probing = False
        self._outcomes.clear()
        self._failures = 0
        if state == "open":
            self._opened_at = self._clock.monotonic()
        if self._metrics is not None:
            self._metrics.breaker_state.labels(self.name).set(_GAUGE[state])
        if self._on_change is not None:
            self._on_change(self.name, state)

    def _count(self, outcome: str) -> None:
        if self._metrics is None:
            return
        if outcome not in self._counters:  # looking it up by its labels each time costs more
            self._counters[outcome] = self._metrics.breaker_calls.labels(self.name, outcome)
        self._counters[outcome].inc()
