"""Where the servers of a test session come from: the wheels, or containers.

`MEDIANEST_TEST_SERVERS` is `embedded` (the default: no engine is needed) or `containers`.
"""

import asyncio
from pathlib import Path
from typing import Final, Protocol

from medianest.chassis.settings import environment
from medianest.cli.provision import Credentials
from medianest.local.servers import NatsServer, PostgresServer, ValkeyServer
from medianest.testkit.servers import Nats, Postgres, Server, Valkey

WHICH: Final = "MEDIANEST_TEST_SERVERS"


class Supply(Protocol):
    """Makes servers that are not started yet, and clears them away at the end."""

    def postgres(self, folder: Path, credentials: Credentials, port: int) -> Postgres:
        """A Postgres."""
        ...

    def nats(self, folder: Path, credentials: Credentials, port: int) -> Nats:
        """A NATS."""
        ...

    def valkey(self, folder: Path, credentials: Credentials, port: int) -> Valkey:
        """A Valkey."""
        ...

    async def clear(self, *servers: Server) -> None:
        """These are not needed any more."""
        ...


class Embedded:
    """From the wheels, as child processes. `forgetful`: nothing waits for a disk."""

    def __init__(self, *, forgetful: bool) -> None:
        self._forgetful = forgetful

    def postgres(self, folder: Path, credentials: Credentials, port: int) -> PostgresServer:
        """A Postgres."""
        password = credentials.postgres_admin
        return PostgresServer(folder, port=port, password=password, forgetful=self._forgetful)

    def nats(self, folder: Path, credentials: Credentials, port: int) -> NatsServer:
        """A NATS."""
        return NatsServer(
            folder,
            accounts=credentials.nats_accounts,
            system=credentials.nats_system,
            port=port,
            forgetful=self._forgetful,
        )

    def valkey(self, folder: Path, credentials: Credentials, port: int) -> ValkeyServer:
        """A Valkey."""
        admin = credentials.valkey_admin
        return ValkeyServer(folder, acl=credentials.valkey_acl, admin=admin, port=port)

    async def clear(self, *servers: Server) -> None:
        """Their folders go with the house: nothing is worth being written down."""
        await asyncio.gather(*(server.kill() for server in servers))


def supply(*, forgetful: bool) -> Supply:
    """What `MEDIANEST_TEST_SERVERS` asks for."""
    match environment().get(WHICH, "embedded"):
        case "embedded":
            return Embedded(forgetful=forgetful)
        case "containers":
            # Only who asks for them pays for loading what they need.
            from medianest.testkit.containers import Containers  # noqa: PLC0415

            return Containers(forgetful=forgetful)
        case other:
            raise ValueError(f"{WHICH} is `embedded` or `containers`, not {other!r}")
