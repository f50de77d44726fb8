"""Latest values that others need, as their owner keeps them: in the bus's memory, not its disk.

Guarantees: the newest version wins, whoever publishes when (a compare-and-set per subject); a
stream that is new, or a bus that comes back, is filled again with all values of the owner's own
tables. `put` never waits for NATS: what could not be sent is in the next refill.
"""

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

import msgspec
import structlog

from medianest.contracts.state import StateValue
from medianest.contracts.topology import TOPOLOGY, ServiceName, state_subject
from medianest.eventlog.bus.batches import WRONG_LAST_SEQUENCE, Raw, Stored
from medianest.eventlog.bus.broker import Away, Broker, StreamMissing
from medianest.eventlog.postgres import AWAY
from medianest.eventlog.rest import end, rest

POLL_S: Final = 5.0
TRIES: Final = 5
WAITING_MAX: Final = 1000

log = structlog.get_logger()


class AllValues(Protocol):
    """Reads every latest value from the owner's own tables, the erased as empty ones."""

    async def __call__(self) -> Sequence[StateValue]:
        """All of them, as they are now."""
        ...


class _Version(msgspec.Struct):
    version: int


class StateValues:
    """The latest values that one service keeps for others."""

    def __init__(
        self, service: ServiceName, broker: Broker | None, all_values: AllValues | None
    ) -> None:
        """Without `all_values`, or without a broker, there is nothing to keep."""
        self._service = service
        self._broker = broker
        self._all_values = all_values
        self._stream = TOPOLOGY[service].state_stream
        self._waiting: dict[str, StateValue] = {}
        self._filled: tuple[str, int] | None = None
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def fill_from(self, all_values: AllValues) -> None:
        """Where a refill takes them from; say so before the start."""
        self._all_values = all_values

    async def put(self, value: StateValue) -> None:
        """Let the others see this from now on; only the newest of one subject waits."""
        subject = state_subject(value)
        waiting = self._waiting.get(subject)
        if waiting is not None and waiting.version > value.version:
            return
        if len(self._waiting) >= WAITING_MAX:
            self._waiting.clear()
            self._filled = None
        else:
            self._waiting[subject] = value
        self._wake.set()

    async def start(self) -> None:
        """Fill the stream, and keep it full."""
        if self._broker is not None and self._all_values is not None:
            self._broker.on_connect(self._wake.set)
            self._task = asyncio.create_task(self._run(self._broker), name="state-values")

    async def stop(self) -> None:
        """Stop; what waits is in the next refill."""
        if self._task is not None:
            await end(self._task)

    async def _run(self, broker: Broker) -> None:
        while True:
            self._wake.clear()
            try:
                if broker.connected:
                    await self._send_all(broker)
            except (*AWAY, Away, StreamMissing) as error:
                self._filled = None
                log.warning("state.waiting", service=self._service, reason=repr(error))
            await rest(self._wake, POLL_S)

    async def _send_all(self, broker: Broker) -> None:
        # A stream made anew has another date; a bus that came back may have lost its memory.
        now = ((await broker.info(self._stream)).created, broker.connections)
        values, self._waiting = self._waiting, {}
        if now != self._filled and self._all_values is not None:
            for value in await self._all_values():
                subject = state_subject(value)
                waiting = values.get(subject)
                if waiting is None or waiting.version <= value.version:
                    values[subject] = value
            log.info("state.refill", service=self._service, values=len(values))
        for subject, value in values.items():
            await self._publish(broker, subject, value)
        self._filled = now

    async def _publish(self, broker: Broker, subject: str, value: StateValue) -> None:
        data = msgspec.json.encode(value)
        for _ in range(TRIES):
            there = await self._there(broker, subject)
            if there is not None and (there.data == data or not _is_newer(value, there.data)):
                return
            after = 0 if there is None else there.sequence
            headers = {"Nats-Expected-Last-Subject-Sequence": str(after)}
            answer = msgspec.json.decode(await broker.request(subject, data, headers), type=Stored)
            if answer.error is None:
                return
            if answer.error.err_code != WRONG_LAST_SEQUENCE:
                raise Away(f"{subject}: {answer.error.description}")

    async def _there(self, broker: Broker, subject: str) -> Raw | None:
        wish = msgspec.json.encode({"last_by_subj": subject})
        answer = await broker.request(f"$JS.API.STREAM.MSG.GET.{self._stream}", wish)
        try:
            return Raw.stored(answer)
        except StreamMissing:
            return None


def _is_newer(value: StateValue, there: bytes) -> bool:
    return value.is_final or msgspec.json.decode(there, type=_Version).version < value.version
