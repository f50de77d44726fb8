"""A throw-away house: a database with all schemas migrated, NATS and Valkey of its own.

Postgres is shared by a session (a database is copied from a template); NATS and Valkey start in a
few hundredths of a second, so that each house has its own, which a test may kill.
"""

import asyncio
import base64
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import LiteralString
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg import sql
from psycopg_pool import ConnectionPool

from medianest.chassis.doorway.people import Person
from medianest.chassis.doorway.tokens import Minter
from medianest.chassis.settings import ServiceSettings, load
from medianest.cli.migrations import migrate
from medianest.cli.provision import (
    Addresses,
    Credentials,
    provision_database,
    provision_secrets,
    provision_streams,
    write_settings,
)
from medianest.cli.provision.roles import prepare_database
from medianest.cli.provision.settings import admin_dsn, owner_dsn, read_settings, runtime_dsn
from medianest.contracts.permissions import BY_ROLE, Permission, Role
from medianest.contracts.record import Record
from medianest.contracts.topology import SERVICES, ServiceName
from medianest.testkit.servers import Nats, Postgres, Valkey
from medianest.testkit.supply import Supply, supply

_TEMPLATE = "medianest_template"


class ServiceHouse(Record):
    """What one service needs to live in a house. `environ` is all of it as settings."""

    service: ServiceName
    dsn: str
    owner_dsn: str
    nats_url: str
    nats_seed: str
    keks: tuple[bytes, ...]
    environ: dict[str, str]

    @property
    def settings(self) -> ServiceSettings:
        """What every service's settings hold, as this one would read it."""
        return load(ServiceSettings, self.service, self.environ)


class House:
    """One throw-away house. `house("downloads")` is what that service needs."""

    def __init__(
        self,
        *,
        folder: Path,
        credentials: Credentials,
        supply: Supply,
        postgres: Postgres,
        nats: Nats,
        valkey: Valkey,
        database: str,
        admin: ConnectionPool,
    ) -> None:
        self._supply = supply
        self.folder = folder
        self.credentials = credentials
        self.postgres = postgres
        self._admin = admin
        self.nats = nats
        self.valkey = valkey
        self.database = database

    def __call__(self, service: ServiceName) -> ServiceHouse:
        at = self.addresses
        return ServiceHouse(
            service=service,
            dsn=runtime_dsn(self.credentials, at, service),
            owner_dsn=owner_dsn(self.credentials, at, service),
            nats_url=self.nats.url,
            nats_seed=self.credentials.vault.read(f"{service}/nats.seed"),
            keks=(base64.b64decode(self.credentials.vault.read(f"{service}/keks")),),
            environ=self.environ(service),
        )

    @property
    def addresses(self) -> Addresses:
        return Addresses(
            postgres=f"127.0.0.1:{self.postgres.port}",
            nats=f"127.0.0.1:{self.nats.port}",
            valkey=self.valkey.address,
            database=self.database,
        )

    @property
    def admin_dsn(self) -> str:
        """The administrator's address of this house's database."""
        return admin_dsn(self.credentials, self.addresses, self.database)

    def environ(self, service: ServiceName, **more: str) -> dict[str, str]:
        """The settings of a service; `more` by short name: `listen="127.0.0.1:0"`."""
        prefix = f"MEDIANEST_{service.upper()}_"
        settings = {
            **read_settings(self.credentials, service),
            f"{prefix}LISTEN": "127.0.0.1:0",
            f"{prefix}METRICS_LISTEN": "127.0.0.1:0",
        }
        return {**settings, **{f"{prefix}{name.upper()}": value for name, value in more.items()}}

    def bearer(
        self,
        service: ServiceName,
        member_id: UUID,
        role: Role = "member",
        *,
        permissions: frozenset[Permission] | None = None,
        session_id: UUID | None = None,
        epoch: int = 1,
    ) -> Mapping[str, str]:
        """The headers with which the gateway would pass on a call of this person."""
        kid, seed = self.credentials.vault.read("gateway/signing.key").split(":")
        minter = Minter(kid, Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)))
        person = Person(
            id=member_id,
            session_id=session_id or member_id,
            role=role,
            permissions=frozenset(BY_ROLE[role] if permissions is None else permissions),
            epoch=epoch,
        )
        return {"authorization": f"Bearer {minter.mint(person, service)}"}

    async def administer(self, statements: LiteralString) -> None:
        """Run these with the rights of the database's administrator, whom nothing stops."""
        async with await psycopg.AsyncConnection.connect(
            self.admin_dsn, autocommit=True, connect_timeout=10
        ) as administrator:
            await administrator.execute(sql.SQL(statements))

    async def close(self) -> None:
        """Stop what is this house's own and drop its database."""
        await self._supply.clear(self.nats, self.valkey)
        await asyncio.to_thread(_drop, self._admin, self.database)
        shutil.rmtree(self.folder, ignore_errors=True)


class Servers:
    """The servers of a test session: one Postgres with a template, folders for houses."""

    def __init__(
        self, folder: Path, credentials: Credentials, postgres: Postgres, supplied: Supply
    ) -> None:
        self.folder = folder
        self.credentials = credentials
        self.postgres = postgres
        self._supply = supplied
        self._houses = 0
        # Houses come and go by the hundred; each needs two statements of the administrator.
        self._admin = ConnectionPool(
            postgres.dsn, min_size=1, max_size=4, kwargs={"autocommit": True}, open=True
        )

    @classmethod
    async def start(cls, folder: Path, *, forgetful: bool = True) -> "Servers":
        """Start Postgres and migrate all schemas once. `forgetful`: nothing waits for a disk."""
        credentials = await asyncio.to_thread(provision_secrets, folder / "secrets")
        supplied = supply(forgetful=forgetful)
        postgres = supplied.postgres(folder / "postgres", credentials, _somewhere())
        await postgres.start()
        servers = cls(folder, credentials, postgres, supplied)
        await asyncio.to_thread(servers._make_template)
        return servers

    async def stop(self) -> None:
        await asyncio.to_thread(self._admin.close)
        await self.postgres.kill()
        await self._supply.clear(self.postgres)

    async def build(self, *, name: str | None = None) -> House:
        """Build a fresh house: database, NATS with empty streams, Valkey."""
        self._houses += 1
        database = name or f"house_{self._houses}"
        folder = self.folder / database
        await asyncio.to_thread(shutil.copytree, self.credentials.folder, folder / "secrets")
        credentials = Credentials(folder / "secrets")
        nats = self._supply.nats(folder / "nats", credentials, _somewhere())
        valkey = self._supply.valkey(folder / "valkey", credentials, _somewhere())
        house = House(
            folder=folder,
            credentials=credentials,
            supply=self._supply,
            postgres=self.postgres,
            nats=nats,
            valkey=valkey,
            database=database,
            admin=self._admin,
        )
        try:
            await asyncio.gather(
                nats.start(), valkey.start(), asyncio.to_thread(self._copy_template, database)
            )
            write_settings(credentials, house.addresses)
            await provision_streams(credentials, house.addresses)
        except BaseException:
            await house.close()
            raise
        return house

    def _make_template(self) -> None:
        # Roles and schemas need Postgres only; the other addresses are written for each house.
        nowhere = "127.0.0.1:1"
        at = Addresses(
            postgres=f"127.0.0.1:{self.postgres.port}",
            nats=nowhere,
            valkey=nowhere,
            database=_TEMPLATE,
        )
        provision_database(self.credentials, at)
        for service in SERVICES:
            migrate(service, owner_dsn(self.credentials, at, service))

    def _copy_template(self, database: str) -> None:
        # File by file: a template that rests need not go through the log, page by page.
        made = sql.SQL("create database {} template {} strategy file_copy")
        with self._admin.connection() as admin:
            admin.execute(made.format(sql.Identifier(database), sql.Identifier(_TEMPLATE)))
        prepare_database(self.postgres.dsn_of(database), database)


def _drop(pool: ConnectionPool, database: str) -> None:
    with pool.connection() as admin:
        admin.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(database))
        )


def _somewhere() -> int:
    """Return a port at which this process starts to look for a free one, away from others'."""
    return 20_000 + (os.getpid() * 37) % 12_000
