"""Live values on their way out: measurements that are worth something only now.

Guarantees: `send` never waits, not for NATS nor for anything; of the values about one thing only
the newest is sent, at most `PER_SECOND` times a second; while NATS is away they are dropped and
counted.
"""

import asyncio
from typing import Final

import msgspec

from medianest.contracts.live import LiveValue
from medianest.contracts.topology import ServiceName, live_subject
from medianest.eventlog.bus.broker import Away, Broker, StreamMissing
from medianest.eventlog.bus.stream_metrics import LIVE_DROPPED
from medianest.eventlog.rest import end

PER_SECOND: Final = 4
WAITING_MAX: Final = 1000


class LiveValues:
    """The live values that one service sends."""

    def __init__(
        self, service: ServiceName, broker: Broker | None, *, per_second: float = PER_SECOND
    ) -> None:
        """Without a broker (a service that runs alone) everything is dropped."""
        self._service = service
        self._broker = broker
        self._pause_s = 1 / per_second
        self._waiting: dict[str, LiveValue] = {}
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def send(self, value: LiveValue) -> None:
        """Send it soon, unless a newer one about the same thing comes first."""
        subject = live_subject(value)
        replaced = self._waiting.pop(subject, None) is not None
        if replaced or len(self._waiting) >= WAITING_MAX:
            LIVE_DROPPED.labels(self._service).inc()
        if len(self._waiting) >= WAITING_MAX:
            del self._waiting[next(iter(self._waiting))]
        self._waiting[subject] = value
        self._wake.set()

    async def start(self) -> None:
        """Begin to send."""
        if self._broker is not None:
            self._task = asyncio.create_task(self._run(self._broker), name="live-values")

    async def stop(self) -> None:
        """Stop; what waits is dropped."""
        if self._task is not None:
            await end(self._task)

    async def _run(self, broker: Broker) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            waiting, self._waiting = self._waiting, {}
            for subject, value in waiting.items():
                try:
                    await broker.publish(subject, msgspec.json.encode(value))
                except (Away, StreamMissing):
                    LIVE_DROPPED.labels(self._service).inc()
            await asyncio.sleep(self._pause_s)
