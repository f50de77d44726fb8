"""Lets the hub hear: this process follows every stream by itself, in memory, writing nothing."""

from medianest.contracts.live import LiveValue
from medianest.contracts.topology import ServiceName
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readers.live_follower import LiveFollower
from medianest.eventlog.tracing import Traces
from medianest.gateway.api.live.hub import Hub


class Following:
    """From the streams to the hub."""

    def __init__(self, follower: LiveFollower, hub: Hub, traces: Traces) -> None:
        self._follower = follower
        self._hub = hub
        self._traces = traces

    async def start(self) -> None:
        """Begin to hear; the bus may come later."""
        await self._follower.follow(self._heard, self._measured, self._lost_thread)

    async def stop(self) -> None:
        """Hear no more."""
        await self._follower.stop()

    async def _heard(self, heard: Heard) -> None:
        with self._traces.taking("live", heard):
            if heard.source == "identity":
                self._hub.look_now()
            self._hub.heard(heard)

    async def _measured(self, value: LiveValue) -> None:
        self._hub.measured(value)

    async def _lost_thread(self, source: ServiceName) -> None:
        self._hub.lost_thread()
