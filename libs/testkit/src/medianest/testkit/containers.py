"""Postgres, NATS and Valkey in containers, in the place of those that the wheels bring.

Guarantees: each is at one port of 127.0.0.1 for as long as it is there, whether stopped, killed or
started again; `start` returns once it let us in with our secret; `forget` leaves nothing behind.
The images are those of the compose file, and are named by the same variables.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import psycopg
from testcontainers.core.config import testcontainers_config
from testcontainers.core.container import DockerContainer

from medianest.chassis.settings import environment
from medianest.cli.provision import Credentials
from medianest.local.servers.ports import next_free
from medianest.testkit.servers import Server

READY_WITHIN_S: Final = 60.0
NOBODY: Final = "65534:65534"
ADMIN: Final = "postgres"
FORGETFUL: Final = ("-c", "fsync=off", "-c", "full_page_writes=off")
IMAGES: Final = {
    "POSTGRES_IMAGE": "postgres:18",
    "NATS_IMAGE": "nats:2.15-alpine",
    "VALKEY_IMAGE": "valkey/valkey:9-alpine",
}
# Its helper that clears up needs an image of its own; we clear up ourselves.
testcontainers_config.ryuk_disabled = True


class Contained:
    """One server in a container, at `port`."""

    def __init__(
        self,
        image: str,
        inside: int,
        *,
        port: int,
        command: Sequence[str],
        environ: Mapping[str, str] | None = None,
        files: Mapping[Path, str] | None = None,
        **more: Any,
    ) -> None:
        """`inside`: where it listens; `files`: those of ours that it reads, and where."""
        self.port = port
        named = environment().get(image) or IMAGES[image]
        container = DockerContainer(named)
        container.ports[str(inside)] = ("127.0.0.1", self.port)  # type: ignore[assignment]  # as its engine takes it
        container = container.with_command(list(command))
        for name, value in (environ or {}).items():
            container = container.with_env(name, value)
        for path, at in (files or {}).items():
            container = container.with_volume_mapping(str(path.resolve()), at, "ro")
        self._container: DockerContainer = container.with_kwargs(**more)
        self._is_made = False

    async def start(self) -> None:
        """Start it, or start it again, and wait until it lets us in."""
        if self._is_made:
            await asyncio.to_thread(self._wrapped.start)
        else:
            await asyncio.to_thread(self._container.start)
            self._is_made = True
        async with asyncio.timeout(READY_WITHIN_S):
            while not await self.is_ours():  # noqa: ASYNC110  it tells nobody when it is ready
                await asyncio.sleep(0.1)

    async def stop(self) -> None:
        """Ask it to end."""
        if self._is_made:
            await asyncio.to_thread(self._wrapped.stop)

    async def kill(self) -> None:
        """End it as a crash would."""
        if self._is_made:
            await asyncio.to_thread(self._wrapped.kill)

    async def forget(self) -> None:
        """Take it away with all that it kept."""
        if self._is_made:
            await asyncio.to_thread(self._wrapped.remove, force=True, v=True)

    async def is_ours(self) -> bool:
        """Whether it lets us in."""
        raise NotImplementedError

    @property
    def _wrapped(self) -> Any:
        return self._container.get_wrapped_container()

    async def _answers(self, words: bytes, wanted: bytes) -> bool:
        """Whether it says so in answer to these words."""
        try:
            async with asyncio.timeout(2):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                try:
                    writer.write(words)
                    return wanted in await reader.readuntil(wanted)
                finally:
                    writer.close()
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            return False


class ContainedPostgres(Contained):
    """A Postgres; its administrator's password is `password`."""

    def __init__(self, folder: Path, *, port: int, password: str, forgetful: bool) -> None:
        self.password = password
        secret = _readable(folder / "password", password)
        options = ("max_connections=200", "password_encryption=scram-sha-256", "timezone=UTC")
        super().__init__(
            "POSTGRES_IMAGE",
            5432,
            port=port,
            command=[
                "postgres",
                *(part for option in options for part in ("-c", option)),
                *(FORGETFUL if forgetful else ()),
            ],
            environ={
                "POSTGRES_PASSWORD_FILE": "/run/secret",
                "POSTGRES_INITDB_ARGS": "--auth-host=scram-sha-256",
                "PGDATA": "/tmp/postgres",  # noqa: S108  in there
            },
            files={secret: "/run/secret"},
            user=NOBODY,
        )
        self._container.with_tmpfs_mount("/var/run/postgresql")

    @property
    def dsn(self) -> str:
        """The administrator's address of the server."""
        return self.dsn_of("postgres")

    def dsn_of(self, database: str) -> str:
        """The administrator's address of one database."""
        return f"postgresql://{ADMIN}:{self.password}@127.0.0.1:{self.port}/{database}"

    async def is_ours(self) -> bool:
        """Whether our password opens it. While it is made, it listens inside only."""
        return await asyncio.to_thread(self._opens)

    def _opens(self) -> bool:
        try:
            psycopg.connect(self.dsn, connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True


class ContainedNats(Contained):
    """A NATS with the accounts that `provision secrets` wrote; `folder` keeps its configuration."""

    def __init__(self, folder: Path, *, accounts: Path, system: tuple[str, str], port: int) -> None:
        self._system = system
        written = _readable(
            folder / "nats.conf",
            'host: "0.0.0.0"\nport: 4222\nmax_payload: 1MB\n'
            'jetstream { max_mem: 512MB, max_file: 60GB, store_dir: "/data", sync_interval: 2m }\n'
            f"{accounts.read_text()}",
        )
        super().__init__(
            "NATS_IMAGE",
            4222,
            port=port,
            command=["-c", "/etc/medianest/nats.conf"],
            files={written: "/etc/medianest/nats.conf"},
        )

    @property
    def url(self) -> str:
        """Where it is."""
        return f"nats://127.0.0.1:{self.port}"

    async def is_ours(self) -> bool:
        """Whether our system user gets in."""
        user, password = self._system
        hello = json.dumps({"user": user, "pass": password, "verbose": False, "pedantic": False})
        return await self._answers(f"CONNECT {hello}\r\nPING\r\n".encode(), b"PONG")


class ContainedValkey(Contained):
    """A Valkey with the users that `provision secrets` wrote."""

    def __init__(self, folder: Path, *, acl: Path, admin: tuple[str, str], port: int) -> None:
        self._admin = admin
        written = _readable(folder / "users.acl", acl.read_text())
        options = ("--save", "", "--appendonly", "no", "--dir", "/tmp", "--maxmemory", "128mb")  # noqa: S108  in there
        super().__init__(
            "VALKEY_IMAGE",
            6379,
            port=port,
            command=["valkey-server", "--aclfile", "/etc/valkey/users.acl", *options],
            files={written: "/etc/valkey/users.acl"},
        )

    @property
    def address(self) -> str:
        """Where it is."""
        return f"127.0.0.1:{self.port}"

    async def is_ours(self) -> bool:
        """Whether our administrator gets in."""
        user, password = self._admin
        return await self._answers(f"AUTH {user} {password}\r\nPING\r\n".encode(), b"+PONG")


class Containers:
    """Makes them. No two are given the same port, though neither listens yet."""

    def __init__(self, *, forgetful: bool) -> None:
        self._forgetful = forgetful
        self._last = 0

    def postgres(self, folder: Path, credentials: Credentials, port: int) -> ContainedPostgres:
        """A Postgres."""
        password = credentials.postgres_admin
        return ContainedPostgres(
            folder, port=self._free(port), password=password, forgetful=self._forgetful
        )

    def nats(self, folder: Path, credentials: Credentials, port: int) -> ContainedNats:
        """A NATS."""
        accounts, system = credentials.nats_accounts, credentials.nats_system
        return ContainedNats(folder, accounts=accounts, system=system, port=self._free(port))

    def valkey(self, folder: Path, credentials: Credentials, port: int) -> ContainedValkey:
        """A Valkey."""
        acl, admin = credentials.valkey_acl, credentials.valkey_admin
        return ContainedValkey(folder, acl=acl, admin=admin, port=self._free(port))

    def _free(self, wished: int) -> int:
        self._last = next_free(max(wished, self._last + 1))
        return self._last

    async def clear(self, *servers: Server) -> None:
        """Take these away."""
        await asyncio.gather(*(one.forget() for one in servers if isinstance(one, Contained)))


def _readable(path: Path, text: str) -> Path:
    """A file for whoever reads it in there; the folder around it is ours alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o644)
    return path
