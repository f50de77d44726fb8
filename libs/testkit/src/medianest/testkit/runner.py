"""Runs a real service inside the test's process, from its own `build`, until the block ends."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final

from medianest.chassis.service import Service

STOPPED_WITHIN_S: Final = 60.0
Build = Callable[[Mapping[str, str]], Awaitable[Service]]


@asynccontextmanager
async def running(
    build: Build, environ: Mapping[str, str], *, within_s: float = 15.0
) -> AsyncIterator[Service]:
    """Start the service as `python -m medianest.<service>` would; its `url` is where it listens.

    An error at start is raised here; the service is stopped in order when the block ends.
    """
    service = await build(environ)
    stop = asyncio.Event()
    run = asyncio.create_task(service.run(stop), name=f"service {service.name}")
    started = asyncio.create_task(service.started.wait())
    try:
        await asyncio.wait({run, started}, timeout=within_s, return_when=asyncio.FIRST_COMPLETED)
        if run.done():
            await run
        assert started.done(), f"{service.name} did not start within {within_s:g} s"
        yield service
    finally:
        started.cancel()
        stop.set()
        await asyncio.wait_for(run, STOPPED_WITHIN_S)
