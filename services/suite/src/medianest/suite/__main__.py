"""`python -m medianest.suite`: all six services in one process, each with its own listener.

Nothing is shared but the process: every service has its own pool, bus user and metrics. If one of
them can't go on, the others stop in order and the process ends.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import uvloop

from medianest.chassis.service import Service, settle_in
from medianest.chassis.settings import environment
from medianest.chassis.watching import logs
from medianest.downloads.app import build as downloads
from medianest.gateway.app import build as gateway
from medianest.identity.app import build as identity
from medianest.notify.app import build as notify
from medianest.requests.app import build as requests
from medianest.status.app import build as status

HOUSE: Final[tuple[Callable[[Mapping[str, str]], Awaitable[Service]], ...]] = (
    identity,
    requests,
    downloads,
    status,
    notify,
    gateway,
)


def main() -> None:
    """Run the house until SIGTERM or SIGINT."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_until_told())


async def _until_told() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for told in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(told, stop.set)
    environ = environment()
    logs.configure(environ.get("MEDIANEST_LOG_LEVEL", "info"))
    services = [await build(environ) for build in HOUSE]
    settle_in()
    ends = await asyncio.gather(
        *(_run(service, stop) for service in services), return_exceptions=True
    )
    failed = [end for end in ends if isinstance(end, Exception)]
    if failed:
        raise ExceptionGroup("Not all services of the house could go on.", failed)


async def _run(service: Service, stop: asyncio.Event) -> None:
    try:
        await service.run(stop)
    finally:
        # One that ends takes the others along; half a house would only look well.
        stop.set()


if __name__ == "__main__":
    main()
