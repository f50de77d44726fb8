"""A service: how it starts, serves and stops.

- Start: listen (probes are answered from then on), then the event log, then the parts in their
  order; only then is it ready.
- Stop, on SIGTERM: not ready; go on for `drain_delay_s`, until nobody sends more; parts and event
  log stop taking up new work; requests in flight finish within `drain_grace_s`; parts stop in
  reverse order, and the event log hands its leases back.
- Several services can run in one process and loop: none touches signals or global registries.
"""

import asyncio
import contextlib
import gc
import signal
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final, Protocol, runtime_checkable

import structlog
import uvloop
from litestar.di import Provide
from litestar.enums import ScopeType
from litestar.types import ASGIApp, ControllerRouterHandler, Receive, Scope, Send
from opentelemetry.trace import Tracer
from prometheus_client.registry import Collector

from medianest.chassis.application import application
from medianest.chassis.clock import SYSTEM, Clock
from medianest.chassis.doorway.doorstep import Doorstep
from medianest.chassis.doorway.later_keys import HeardKey, LaterKeys
from medianest.chassis.doorway.limits import Concurrency
from medianest.chassis.doorway.tokens import KeyRing, Verifier
from medianest.chassis.inside import Explored, inside
from medianest.chassis.serving import Listener
from medianest.chassis.settings import ServiceSettings, environment
from medianest.chassis.watching import logs
from medianest.chassis.watching.health import Check, Finding, Health
from medianest.chassis.watching.metrics import CONTENT_TYPE, Metrics
from medianest.chassis.watching.tracing import Tracing

_log: Final = structlog.get_logger("medianest.service")


@runtime_checkable
class Part(Protocol):
    """Something that lives as long as the service."""

    async def start(self) -> None:
        """Begin; the service is not ready before this has returned."""
        ...

    async def stop(self) -> None:
        """End; called once, in reverse order."""
        ...


@runtime_checkable
class Quiesces(Protocol):
    """A part that can stop taking up work before requests have drained."""

    async def quiesce(self) -> None:
        """Claim and read nothing more."""
        ...


@runtime_checkable
class Measured(Protocol):
    """An event log that counts."""

    @property
    def measurements(self) -> Collector:
        """What Prometheus is told of it."""
        ...


@runtime_checkable
class Traced(Protocol):
    """An event log whose readers go on with the trace of what they take."""

    def traced_by(self, tracer: Tracer) -> None:
        """Note it with this tracer."""
        ...


class LogHealth(Protocol):
    """How a service's event log is."""

    @property
    def database(self) -> bool:
        """Whether its database answers."""
        ...

    @property
    def detail(self) -> str | None:
        """What else is missing, in plain words."""
        ...


class ServiceLog(Protocol):
    """What the chassis needs of a service's event log."""

    async def start(self) -> None:
        """Catch up the read models and begin to relay, read and work."""
        ...

    async def stop(self, grace_s: float) -> None:
        """Finish or hand back what is in hand."""
        ...

    async def healthy(self) -> LogHealth:
        """Whether its database answers."""
        ...

    async def wait_for(self, position: int, timeout_s: float) -> bool:
        """Whether the read models had come that far in time."""
        ...

    async def signing_keys(self) -> Sequence[HeardKey]:
        """What the gateway announced of its signing keys."""
        ...


class Service:
    """One service, ready to run."""

    def __init__(
        self,
        name: str,
        settings: ServiceSettings,
        app: ASGIApp,
        *,
        eventlog: ServiceLog | None,
        parts: Sequence[Part],
        checks: Sequence[Check],
        ring: KeyRing,
        verifier: Verifier | None,
        metrics: Metrics,
    ) -> None:
        self.name = name
        self.settings = settings
        self.app = app
        self.ring = ring
        self.metrics = metrics
        self.tracing = Tracing(name, settings.otlp_endpoint)
        if isinstance(eventlog, Traced) and settings.otlp_endpoint is not None:
            eventlog.traced_by(self.tracing.tracer)
        own = [_database_of(eventlog)] if eventlog is not None else []
        self.health = Health(metrics, [*own, *checks])
        self.started = asyncio.Event()
        self._eventlog = eventlog
        self._parts = tuple(parts)
        self._running: list[Part] = []
        doorstep = Doorstep(
            app,
            service=name,
            health=self.health,
            metrics=metrics,
            tracing=self.tracing,
            concurrency=Concurrency(settings.concurrency_max),
            verifier=verifier,
            positions=eventlog,
        )
        grace_s = settings.drain_grace_s
        self._listener = Listener(doorstep, settings.listen, grace_s=grace_s)
        self._measuring = Listener(_metrics_page(metrics), settings.metrics_listen, grace_s=1)

    @property
    def eventlog(self) -> ServiceLog | None:
        """Its log, for an operator's errand on a service that is built but not run."""
        return self._eventlog

    @property
    def url(self) -> str:
        """Where it listens; known once it runs."""
        return self._listener.url

    @property
    def metrics_url(self) -> str:
        """Where Prometheus reads; known once it runs."""
        return self._measuring.url

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set, then shut down in order. Raises if it can't start."""
        beating = asyncio.create_task(self.health.beat())
        try:
            await self._start()
            await stop.wait()
            await self._drain()
        finally:
            await self._stop()
            beating.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await beating
            self.tracing.close()
            _log.info("service.stopped", service=self.name)

    async def _start(self) -> None:
        await self._listener.start()
        await self._measuring.start()
        _log.info(
            "service.listening", service=self.name, url=self.url, metrics_url=self.metrics_url
        )
        if self._eventlog is not None:
            await self._eventlog.start()
        for part in self._parts:
            await part.start()
            self._running.append(part)
        self.health.started = True
        self.started.set()
        _log.info("service.started", service=self.name)

    async def _drain(self) -> None:
        self.health.draining = True
        _log.info("service.draining", service=self.name)
        await asyncio.sleep(self.settings.drain_delay_s)
        for part in (self._eventlog, *self._running):
            if isinstance(part, Quiesces):
                await part.quiesce()

    async def _stop(self) -> None:
        self.health.draining = True
        await self._listener.stop()
        for part in reversed(self._running):
            await self._stopped(part.stop(), type(part).__name__)
        if self._eventlog is not None:
            await self._stopped(self._eventlog.stop(self.settings.drain_grace_s), "eventlog")
        await self._measuring.stop()

    async def _stopped(self, stopping: Awaitable[None], part: str) -> None:
        """One part that fails to stop must not keep the others from stopping."""
        try:
            async with asyncio.timeout(self.settings.drain_grace_s + 5):
                await stopping
        except Exception as error:  # noqa: BLE001 - logged; the service is on its way out
            _log.error(
                "service.part-did-not-stop",
                service=self.name,
                part=part,
                error=type(error).__name__,
            )


def build(  # noqa: PLR0917 - the first six read as a sentence
    name: str,
    settings: ServiceSettings,
    handlers: Sequence[ControllerRouterHandler] = (),
    eventlog: ServiceLog | None = None,
    parts: Sequence[Part] = (),
    ready: Sequence[Check] = (),
    *,
    dependencies: Mapping[str, Provide] | None = None,
    app: ASGIApp | None = None,
    ring: KeyRing | None = None,
    metrics: Metrics | None = None,
    clock: Clock = SYSTEM,
) -> Service:
    """Put a service together.

    `handlers` are mounted under `/api/v1`. The gateway gives its own `app` instead: it has no
    token to verify. `ring` and `metrics` are made here unless other parts already share them.
    """
    ring = ring or KeyRing(settings.signing_public_keys)
    metrics = metrics or Metrics(name)
    if isinstance(eventlog, Measured):
        metrics.registry.register(eventlog.measurements)
    if app is None and eventlog is not None:
        parts = [LaterKeys(eventlog, ring, clock), *parts]
    shown = (inside(eventlog.explorer),) if isinstance(eventlog, Explored) else ()
    return Service(
        name,
        settings,
        app or application(name, handlers, dependencies=dependencies, inside=shown),
        eventlog=eventlog,
        parts=parts,
        checks=ready,
        ring=ring,
        verifier=None if app else Verifier(ring, name, clock),
        metrics=metrics,
    )


def main(build_service: Callable[[Mapping[str, str]], Awaitable[Service]]) -> None:
    """Run one service until SIGTERM or SIGINT."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_until_told(build_service))


async def _until_told(build_service: Callable[[Mapping[str, str]], Awaitable[Service]]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(told, stop.set)
    environ = environment()
    logs.configure(environ.get("MEDIANEST_LOG_LEVEL", "info"))
    service = await build_service(environ)
    settle_in()
    await service.run(stop)


def settle_in() -> None:
    """What is there now stays until the process ends: the garbage collector passes it over.

    Else it looks at all of it every few seconds, and every request in flight waits for that.
    """
    gc.collect()
    gc.freeze()


def _database_of(eventlog: ServiceLog) -> Check:
    async def check() -> Finding:
        found = await eventlog.healthy()
        return Finding(ok=found.database, details={"detail": found.detail} if found.detail else {})

    return check


def _metrics_page(metrics: Metrics) -> ASGIApp:
    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        found = scope["type"] == ScopeType.HTTP and scope["path"] == "/metrics"
        body = metrics.render() if found else b"not here\n"
        headers: Any = [
            (b"content-type", CONTENT_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
        ]
        status = 200 if found else 404
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body, "more_body": False})

    return page
