"""`EventLog`: a service's log with everything that hangs on it, put together, started in order.

Only the service's own Postgres must be there to start; the bus may come later or go away.
"""

import asyncio
import base64
import socket
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol

import structlog
from opentelemetry.trace import Tracer

from medianest.contracts.record import Record
from medianest.contracts.topology import TOPOLOGY, ServiceName
from medianest.eventlog import postgres
from medianest.eventlog.audit import seals
from medianest.eventlog.audit.differences import Difference, differences
from medianest.eventlog.audit.explorer import Explorer
from medianest.eventlog.bell import Bell
from medianest.eventlog.bus.broker import Broker, NatsAccess
from medianest.eventlog.bus.live import LiveValues
from medianest.eventlog.bus.state import StateValues
from medianest.eventlog.codec import Codec
from medianest.eventlog.decider import Decider
from medianest.eventlog.jobs import CHANNEL, Jobs
from medianest.eventlog.log import Log
from medianest.eventlog.measuring import measure
from medianest.eventlog.messaging import Messaging
from medianest.eventlog.metrics import OfService
from medianest.eventlog.postgres import AWAY
from medianest.eventlog.readers.follower import Follower
from medianest.eventlog.readers.people import People
from medianest.eventlog.readers.reactions import Reaction
from medianest.eventlog.readers.signing_keys import SIGNING_KEYS, HeardKey, heard_keys
from medianest.eventlog.readmodels import OwnReadModels, ReadModel
from medianest.eventlog.receipts import FORGET_RECEIPTS
from medianest.eventlog.rest import end
from medianest.eventlog.secrecy.erasure import Erasure
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.eventlog.secrecy.secrets import Secrets
from medianest.eventlog.tracing import Traces
from medianest.eventlog.work import Work, Workplace
from medianest.eventlog.writer import Writer

log = structlog.get_logger()

HOUSEKEEPING_S: Final = 60.0
CATCH_UP_S: Final = 1.0
WAIT_POLL_S: Final = 0.02

HEALTH = """
select position from log_head
"""


class Health(Record):
    """`detail` says in plain words what is missing; None when nothing is."""

    database: bool
    detail: str | None = None


class Hidden(Protocol):
    """A text that does not show itself."""

    def reveal(self) -> str:
        """The text."""
        ...


class LogSettings(Protocol):
    """What an operator says about a service's log; every service's settings have these."""

    @property
    def postgres_dsn(self) -> Hidden:
        """Where the service's own schema is, as its runtime role."""
        ...

    @property
    def nats_url(self) -> str:
        """Where the bus is."""
        ...

    @property
    def nats_seed(self) -> Hidden | None:
        """The nkey seed of the service's user there."""
        ...

    @property
    def erasure_ledger(self) -> Path | None:
        """The folder in which each service names the erased, beside the database."""
        ...

    @property
    def keks(self) -> Hidden:
        """Key-encryption keys, base64, parted by commas; the first wraps, all unwrap."""
        ...


class EventLog:
    """Open, start, stop. Handlers use `log`, `jobs`, `keys`, `secrets`; pages use `pool`."""

    def __init__(
        self,
        *,
        service: ServiceName,
        dsn: str,
        pool: postgres.Pool,
        search_path: Sequence[str],
        deciders: Sequence[Decider[Any, Any]],
        read_models: Sequence[ReadModel],
        keks: Sequence[bytes],
        ledgers: Path | None,
        nats: NatsAccess,
        speaks: bool,
    ) -> None:
        """Use `open`."""
        self.service = service
        self.pool = pool
        self._codec = Codec(deciders)
        self._own = OwnReadModels(service, read_models, self._codec)
        self._writer = Writer(dsn, search_path, self._own)
        self.log = Log(service, pool, self._writer, self._codec, self._own)
        self.jobs = Jobs(pool)
        self.keys = SubjectKeys(service, pool, keks)
        self.secrets = Secrets(service, pool, keks)
        self.erasure = Erasure(service, pool, self.keys, ledgers)
        self.traces = Traces()
        self.messaging = Messaging(
            service=service,
            access=nats,
            dsn=dsn,
            search_path=search_path,
            pool=pool,
            codec=self._codec,
            own=self._own,
            traces=self.traces,
            read_models=read_models,
            reads_people=bool(TOPOLOGY[service].reads_state),
        )
        if "identity" in TOPOLOGY[service].reads:
            self.messaging.react(self.erasure.reaction())
        self.explorer = Explorer(
            service,
            pool,
            codec=self._codec,
            keys=self.keys,
            jobs=self.jobs,
            missing=self._what_is_missing,
        )
        self._speaks = speaks
        self._bell = Bell(dsn, search_path)
        self._committed = f"medianest_{service}_committed"
        self._followers: list[Follower] = []
        self._workplaces: list[Workplace] = []
        self._tasks: list[asyncio.Task[None]] = []

    @classmethod
    async def open(
        cls,
        *,
        service: ServiceName,
        settings: LogSettings,
        deciders: Sequence[Decider[Any, Any]],
        read_models: Sequence[ReadModel] = (),
        speaks: bool = True,
        pool_max: int = 8,
    ) -> "EventLog":
        """Connect to the service's own Postgres. Raises what asyncpg raises when it is away.

        One that does not speak says and hears nothing over NATS: a test of the log alone. Whoever
        reads the gateway keeps its signing keys.
        """
        if speaks and "gateway" in TOPOLOGY[service].reads:
            read_models = (*read_models, SIGNING_KEYS)
        dsn = settings.postgres_dsn.reveal()
        seed = settings.nats_seed.reveal() if settings.nats_seed else None
        path = [f"{service}_{model.suffix}" for model in read_models] + [service]
        return cls(
            service=service,
            dsn=dsn,
            pool=await postgres.open_pool(dsn, path, size=pool_max),
            search_path=path,
            deciders=deciders,
            read_models=read_models,
            keks=[base64.b64decode(kek) for kek in settings.keks.reveal().split(",")],
            ledgers=settings.erasure_ledger,
            nats=NatsAccess(url=settings.nats_url, seed=seed),
            speaks=speaks,
        )

    @property
    def broker(self) -> Broker:
        """The connection to NATS."""
        return self.messaging.broker

    @property
    def live(self) -> LiveValues:
        """Sends measurements that are worth something only now."""
        return self.messaging.live

    @property
    def state(self) -> StateValues:
        """Keeps the latest values that others need."""
        return self.messaging.state

    @property
    def people(self) -> People:
        """What others are called, for services that read identity's latest values."""
        return self.messaging.people

    @property
    def measurements(self) -> OfService:
        """What Prometheus is told of it."""
        return OfService(self.service)

    def react(self, *reactions: Reaction) -> None:
        """Let these reactions run once started."""
        for reaction in reactions:
            if reaction.sources == "own":
                self._followers.append(
                    Follower(
                        self.service,
                        pool=self.pool,
                        codec=self._codec,
                        models=self._own,
                        reaction=reaction,
                        traces=self.traces,
                    )
                )
            else:
                self.messaging.react(reaction)

    def perform(self, *work: Work) -> None:
        """Let this process carry out these kinds of jobs once started."""
        worker = f"{socket.gethostname()}-{id(self):x}"
        self._workplaces += [Workplace(self.pool, kind, worker) for kind in work]

    def traced_by(self, tracer: Tracer) -> None:
        """Let readers note what they take, in the trace of who caused it."""
        self.traces.tracer = tracer

    async def start(self) -> None:
        """Forget the erased, build what read models are missing, then write, follow and work."""
        await self.erasure.forget_again()
        await self._own.prepare(self.pool)
        await self._writer.start()
        for follower in self._followers:
            await follower.start()
        for workplace in self._workplaces:
            workplace.start()
        self._bell.start({CHANNEL: self._work_on, self._committed: self.messaging.wake})
        if self._speaks:
            await self.messaging.start()
        self._tasks = [
            asyncio.create_task(self._pass_on(), name="eventlog-pass-on"),
            asyncio.create_task(self._keep_up(), name="eventlog-keep-up"),
            asyncio.create_task(self._keep_house(), name="eventlog-house"),
            asyncio.create_task(measure(self.service, self.pool), name="eventlog-measure"),
        ]

    async def stop(self, grace_s: float = 5.0) -> None:
        """Stop taking work, let what runs finish within `grace_s`, then close."""
        await end(*self._tasks)
        if self._speaks:
            await self.messaging.stop()
        await self._bell.stop()
        await asyncio.gather(*(workplace.stop(grace_s) for workplace in self._workplaces))
        await asyncio.gather(*(follower.stop() for follower in self._followers))
        await self._writer.stop()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.pool.close(), grace_s)

    async def healthy(self) -> Health:
        """Whether the service's own database answers; the bus being away only degrades."""
        try:
            async with asyncio.timeout(2), self.pool.acquire() as connection:
                await connection.fetchval(HEALTH)
        except AWAY:
            return Health(database=False, detail="The database does not answer.")
        return Health(database=True, detail=self._what_is_missing())

    async def wait_for(self, position: int, timeout_s: float) -> bool:
        """Whether the log reached `position` in time; own read models are never behind it."""
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout_s
        while await self.log.head() < position:
            if loop.time() >= until:
                return False
            await asyncio.sleep(WAIT_POLL_S)
        return True

    async def signing_keys(self) -> Sequence[HeardKey]:
        """What the gateway announced of its signing keys. Raises what asyncpg raises."""
        return await heard_keys(self.pool)

    async def rebuild(self, read_model: str) -> None:
        """Build a read model anew, beside the live one, and swap."""
        if any(model.name == read_model for model in self._own.models):
            await self._own.rebuild(self.pool, read_model)
        else:
            await self.messaging.rebuild(read_model)

    async def differences(self, read_model: str) -> tuple[Difference, ...]:
        """Where a live read model differs from one built anew; changes nothing, locks nothing."""
        model = next((one for one in self._own.models if one.name == read_model), None)
        if model is None:
            return await self.messaging.differences(read_model)
        return await differences(self.pool, model, partial(self._own.replay, model=model))

    def _what_is_missing(self) -> str | None:
        bus = self.messaging.health()
        if not self._speaks:
            return None
        if not bus.connected:
            return "NATS is away; what happens here is told to the others later."
        if bus.relay is not None:
            return bus.relay
        stopped = [f"{reader} stopped: {why}" for reader, why in bus.readers.items()]
        return stopped[0] if stopped else None

    def _work_on(self) -> None:
        for workplace in self._workplaces:
            workplace.wake()

    async def _pass_on(self) -> None:
        while True:
            await self._writer.committed.wait()
            self._writer.committed.clear()
            self.messaging.wake()
            for follower in self._followers:
                follower.wake()
            if self._speaks and not self.messaging.relay.leads:
                await self._bell.ring(self._committed)

    async def _keep_up(self) -> None:
        """Catch up what a program of another version appended, which knows other generations."""
        while True:
            await asyncio.sleep(CATCH_UP_S)
            try:
                async with self.pool.acquire() as connection:
                    await self._own.catch_up(connection)
            except Exception as error:  # noqa: BLE001  the next append meets it too, and says it
                log.warning("eventlog.catch-up.failed", reason=repr(error))

    async def _keep_house(self) -> None:
        """Forget old receipts, seal full thousands."""
        while True:
            await asyncio.sleep(HOUSEKEEPING_S)
            try:
                async with self.pool.acquire() as connection:
                    await connection.execute(FORGET_RECEIPTS)
                await seals.seal(self.pool)
            except AWAY as error:
                log.warning("eventlog.house.away", reason=type(error).__name__)
