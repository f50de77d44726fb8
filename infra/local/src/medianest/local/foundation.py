"""The servers of a run folder: started together, provisioned, migrated, and kept."""

import asyncio

from medianest.cli.migrations import migrate
from medianest.cli.provision import (
    Addresses,
    Credentials,
    provision_database,
    provision_secrets,
    provision_streams,
    write_settings,
)
from medianest.cli.provision.settings import owner_dsn
from medianest.contracts.topology import SERVICES
from medianest.local.children import Child
from medianest.local.places import Places
from medianest.local.ports import Ports
from medianest.local.servers import NatsServer, PostgresServer, ValkeyServer
from medianest.local.servers.process import DidNotStart, Process

Server = PostgresServer | NatsServer | ValkeyServer


class Foundation:
    """Postgres, NATS and Valkey with everything in them that services expect."""

    def __init__(self, places: Places, ports: Ports) -> None:
        self._ports = ports
        self.credentials: Credentials = provision_secrets(places.secrets)
        self.postgres = PostgresServer(
            places.folder / "postgres",
            port=ports.usual("postgres"),
            password=self.credentials.postgres_admin,
        )
        self.nats = NatsServer(
            places.folder / "nats",
            accounts=self.credentials.nats_accounts,
            system=self.credentials.nats_system,
            port=ports.usual("nats"),
        )
        self.valkey = ValkeyServer(
            places.folder / "valkey",
            acl=self.credentials.valkey_acl,
            admin=self.credentials.valkey_admin,
            port=ports.usual("valkey"),
        )
        self._servers: tuple[Server, ...] = (self.postgres, self.nats, self.valkey)
        self.children = [
            Child("postgres", lambda: _again(self.postgres)),
            Child("nats", lambda: _again(self.nats)),
            Child("valkey", lambda: _again(self.valkey)),
        ]

    @property
    def addresses(self) -> Addresses:
        return Addresses(
            postgres=f"127.0.0.1:{self.postgres.port}",
            nats=f"127.0.0.1:{self.nats.port}",
            valkey=self.valkey.address,
        )

    async def start(self) -> None:
        """Start all three, each on its port or the next free one."""
        async with asyncio.TaskGroup() as group:
            for server in self._servers:
                group.create_task(server.start())
        for child, server in zip(self.children, self._servers, strict=True):
            child.process = server.process
            self._ports.keep(child.name, server.port)
        write_settings(self.credentials, self.addresses, public_url=self._ports.door)

    async def provision(self) -> None:
        """Roles, schemas, tables and streams; a repeated run only looks."""
        at = self.addresses
        await asyncio.to_thread(provision_database, self.credentials, at)
        async with asyncio.TaskGroup() as group:
            for service in SERVICES:
                dsn = owner_dsn(self.credentials, at, service)
                group.create_task(asyncio.to_thread(migrate, service, dsn))
        await provision_streams(self.credentials, at)

    async def stop(self) -> None:
        """Stop all three; Postgres writes everything down."""
        await asyncio.gather(self.nats.stop(), self.valkey.stop(), self.postgres.stop())


async def _again(server: Server) -> Process:
    """Start a dead server where it was: everybody knows that address."""
    await server.start(moving=False)
    if server.process is None:
        raise DidNotStart("the server has no process")
    return server.process
