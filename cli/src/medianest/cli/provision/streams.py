"""The JetStream streams of every service, made and kept as the event log says.

A stream that still holds words from before a restored backup is dropped and said again; what it had
announced since that backup is written to `provision/lost-<service>.json` for the operator.
"""

import asyncio
from contextlib import suppress
from uuid import UUID

import msgspec
import psycopg

from medianest.cli.provision.credentials import Credentials
from medianest.cli.provision.settings import Addresses, owner_dsn
from medianest.contracts.topology import SERVICES, ServiceName
from medianest.eventlog.bus.broker import Away
from medianest.eventlog.bus.streams import StreamRefused, ensure
from medianest.eventlog.readers.reconcile import Lost

_HAS_LOG = "select to_regclass('log_head') is not null"
_EPOCH = "select epoch from log_head"
_AGAIN_S = 1.0
_TRIES = 3


async def provision_streams(credentials: Credentials, at: Addresses) -> None:
    """Make what is missing, change what differs. Raises `Away` or `StreamRefused`."""
    async with asyncio.TaskGroup() as group:
        for service in SERVICES:
            group.create_task(_provision(credentials, at, service))


async def watch_streams(credentials: Credentials, at: Addresses, every_s: float) -> None:
    """Keep the streams there for ever: looks again every `every_s` seconds."""
    while True:
        wait_s = every_s
        try:
            await provision_streams(credentials, at)
        except* (Away, StreamRefused, psycopg.Error, OSError):
            # Away for now. It comes back, and then the streams are looked at again.
            wait_s = min(every_s, _AGAIN_S)
        await asyncio.sleep(wait_s)


async def _provision(credentials: Credentials, at: Addresses, service: ServiceName) -> None:
    epoch = await asyncio.to_thread(_epoch, owner_dsn(credentials, at, service), service)
    lost = await _ensure(f"nats://{at.nats}", credentials.nats_provision(service), service, epoch)
    if lost:
        credentials.vault.write(
            f"provision/lost-{service}.json", msgspec.json.encode(lost).decode()
        )


async def _ensure(
    url: str, seed: str, service: ServiceName, epoch: UUID | None
) -> tuple[Lost, ...]:
    """A disk that is slow makes NATS answer late; what it did make is there at the next try."""
    for _ in range(_TRIES - 1):
        with suppress(Away):
            return await ensure(url, seed, service, epoch)
    return await ensure(url, seed, service, epoch)


def _epoch(dsn: str, service: ServiceName) -> UUID | None:
    """The epoch of the service's log; None before its first migration."""
    options = f"-c search_path={service},pg_temp"
    with psycopg.connect(dsn, connect_timeout=5, options=options) as connection:
        row = connection.execute(_HAS_LOG).fetchone()
        if row is None or not row[0]:
            return None
        row = connection.execute(_EPOCH).fetchone()
        return row[0] if row else None
