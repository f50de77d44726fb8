"""`Messaging`: all that a service says and hears over NATS, started and stopped as one.

Guarantees: starting needs Postgres only; NATS may come later, go away and come back. `wake` after
each commit, of whichever process, lets the relay say it at once; else a poll of one second finds
it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Final

import asyncpg
from nats.aio.msg import Msg

from medianest.contracts.record import Record
from medianest.contracts.topology import ServiceName
from medianest.eventlog.audit.differences import Difference, differences
from medianest.eventlog.bus.broker import Broker, NatsAccess, end_process
from medianest.eventlog.bus.live import LiveValues
from medianest.eventlog.bus.relay import Relay
from medianest.eventlog.bus.state import AllValues, StateValues
from medianest.eventlog.codec import Codec
from medianest.eventlog.leadership import Leadership
from medianest.eventlog.postgres import Pool
from medianest.eventlog.readers.foreign import ForeignReaders, rebuild, replay
from medianest.eventlog.readers.listener import Listener
from medianest.eventlog.readers.people import People
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.readmodels import OwnReadModels, ReadModel, create_tables
from medianest.eventlog.tracing import Traces

__all__ = ["BusHealth", "Messaging", "NatsAccess"]

STATUS: Final = """
select reader, generation, source, position, status, error from checkpoints where source <> 'own'
"""


class BusHealth(Record):
    """How the messages do. Nothing of it keeps a service from being ready."""

    connected: bool
    refused: str | None
    relay: str | None
    readers: dict[str, str]


class Messaging:
    """`live`, `state` and `people` are for handlers and pages; the rest runs by itself."""

    def __init__(
        self,
        *,
        service: ServiceName,
        access: NatsAccess,
        dsn: str,
        search_path: Sequence[str],
        pool: Pool,
        codec: Codec,
        own: OwnReadModels,
        traces: Traces,
        reactions: Sequence[Reaction] = (),
        read_models: Sequence[ReadModel] = (),
        all_state_values: AllValues | None = None,
        reads_people: bool = False,
        on_fatal: Callable[[str], None] = end_process,
    ) -> None:
        """Reactions and read models of the service's own facts are ignored: they need no NATS."""
        self.broker = Broker(service, access, on_fatal=on_fatal)
        self.live = LiveValues(service, self.broker)
        self.state = StateValues(service, self.broker, all_state_values)
        self.people = People(pool, self.broker if reads_people else None)
        self._service = service
        self._pool = pool
        self._leadership = Leadership(service, dsn, search_path)
        self.relay = Relay(service, self.broker, self._leadership, pool)
        self._models = {model.name: model for model in read_models if model.source != "own"}
        self._readers = ForeignReaders(
            service,
            broker=self.broker,
            pool=pool,
            leadership=self._leadership,
            codec=codec,
            own=own,
            traces=traces,
        )
        self.listeners: list[Listener] = [
            *(self._readers.reaction(one) for one in reactions if one.sources != "own"),
            *(self._readers.read_model(one) for one in self._models.values()),
        ]

    def react(self, reaction: Reaction) -> None:
        """Let this reaction to others run once started."""
        self.listeners.append(self._readers.reaction(reaction))

    def wake(self) -> None:
        """Something was committed: say it."""
        self.relay.wake()

    async def start(self) -> None:
        """Make the tables that others feed, then begin to speak and to hear, in the background."""
        for model in self._models.values():
            async with self._pool.acquire() as connection:
                await create_tables(connection, self._service, model, ())
        for source in sorted({name for one in self.listeners for name in one.streams}):
            await self.broker.subscribe(f"mn.evt.{source}.>", self._waking(source))
        await self.broker.start()
        await self.relay.start()
        for listener in self.listeners:
            await listener.start()
        await self.live.start()
        await self.state.start()
        await self.people.start()

    async def stop(self) -> None:
        """Stop hearing, then speaking; what was not said is said at the next start."""
        await asyncio.gather(*(listener.stop() for listener in self.listeners))
        await asyncio.gather(self.people.stop(), self.state.stop(), self.live.stop())
        await self.relay.stop()
        await self._leadership.stop()
        await self.broker.stop()

    async def rebuild(self, read_model: str) -> None:
        """Build a read model that others feed anew, beside the live one, and swap."""
        listener = next(one for one in self.listeners if one.name == read_model)
        await rebuild(self._models[read_model], listener)

    async def differences(self, read_model: str) -> tuple[Difference, ...]:
        """Where a read model that others feed differs from what they said."""
        model = self._models[read_model]
        listener = next(one for one in self.listeners if one.name == read_model)
        return await differences(self._pool, model, partial(replay, model, listener))

    def health(self) -> BusHealth:
        """How it is now, without asking anybody."""
        return BusHealth(
            connected=self.broker.connected,
            refused=self.broker.refused,
            relay=self.relay.problem,
            readers={
                f"{one.name}:{source}": problem
                for one in self.listeners
                for source, problem in one.problems.items()
            },
        )

    async def checkpoints(self) -> Sequence[asyncpg.Record]:
        """Where every reader of others stands, for `medianest readers`."""
        async with self._pool.acquire() as connection:
            return await connection.fetch(STATUS)

    def _waking(self, source: ServiceName) -> Callable[[Msg], Awaitable[None]]:
        listeners = [one for one in self.listeners if source in one.streams]

        async def wake(message: Msg) -> None:
            for listener in listeners:
                listener.wake()

        return wake
