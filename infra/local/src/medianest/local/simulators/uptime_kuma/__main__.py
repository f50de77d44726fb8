"""Serves a seeded Kuma: `python -m medianest.local.simulators.uptime_kuma --port 18091`."""

import argparse
import asyncio

import uvicorn

from medianest.local.simulators.uptime_kuma.account import Account
from medianest.local.simulators.uptime_kuma.kuma import Kuma
from medianest.local.simulators.uptime_kuma.pages import app_of
from medianest.local.simulators.uptime_kuma.watched import Monitor, Status

NAMES = ("Plex", "Overseerr", "Internet", "Router", "Backups")


async def serve(chosen: argparse.Namespace) -> None:
    """Serve until told to stop; every monitor keeps its state and beats every `--every-s`."""
    account = Account(chosen.username, chosen.password)
    monitors = [Monitor(id=number, name=name) for number, name in enumerate(NAMES, start=1)]
    for monitor in monitors:
        monitor.beat(Status.UP, "200 - OK")
    kuma = Kuma(chosen.version, account, monitors, greets_after_s=0.05)
    config = uvicorn.Config(
        app_of(kuma),
        host="127.0.0.1",
        port=chosen.port,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )
    beating = asyncio.create_task(_beat(kuma, chosen.every_s))
    await uvicorn.Server(config).serve()
    beating.cancel()


async def _beat(kuma: Kuma, every_s: float) -> None:
    while True:
        await asyncio.sleep(every_s)
        for monitor in list(kuma.monitors.values()):
            last = monitor.beats[-1]
            await kuma.beat(monitor.id, last.status, last.message)


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--version", type=int, choices=(1, 2), default=2)
    parser.add_argument("--username", default="kuma")
    parser.add_argument("--password", required=True)
    parser.add_argument("--every-s", type=float, default=20.0)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
