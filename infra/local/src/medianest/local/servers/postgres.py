"""A Postgres of our own on 127.0.0.1: scram, random password, no socket, proven to be ours.

Guarantees: `start` returns only when a server answers that knows our password *and* serves our data
folder; a server left over from a crash is ended first; `stop` waits for a clean shutdown.
"""

import asyncio
import os
import secrets
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from medianest.local.servers import binaries
from medianest.local.servers.ports import free_ports
from medianest.local.servers.process import DidNotStart, Process
from medianest.local.servers.unprivileged import Way, footing, way

ADMIN = "postgres"
# For throw-away test servers only: a crash of the machine may lose everything. A kill of the server
# loses nothing: commits still wait until the kernel has them. Shared memory is a file in the data
# and goes with it; in /dev/shm a server that is killed would leave it for ever.
_FORGETFUL = (
    *("-c", "fsync=off"),
    *("-c", "full_page_writes=off"),
    *("-c", "dynamic_shared_memory_type=mmap"),
)


class PostgresServer:
    """Keeps its data in `folder`/data, its admin password in `folder`/password."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 15_432,
        password: str | None = None,
        forgetful: bool = False,
        confined_by: Way | None = None,
        max_connections: int = 200,
    ) -> None:
        self.folder = folder
        self.port = port
        self._forgetful = forgetful
        self._max_connections = max_connections
        folder.mkdir(parents=True, exist_ok=True)
        self.password = password or _kept_password(folder / "password")
        self._footing = footing(binaries.postgres(), folder / "data", confined_by or way())
        self._process: Process | None = None

    @property
    def dsn(self) -> str:
        """The administrator's address of the server."""
        return self.dsn_of("postgres")

    def dsn_of(self, database: str) -> str:
        """The administrator's address of one database."""
        return f"postgresql://{ADMIN}:{self.password}@127.0.0.1:{self.port}/{database}"

    @property
    def process(self) -> Process | None:
        return self._process

    async def start(self, *, within_s: float = 30, moving: bool = True) -> None:
        """Start on the wished port or, when it may move, on the next free one."""
        if not (self._footing.data / "PG_VERSION").exists():
            await asyncio.to_thread(self._make_cluster)
        await asyncio.to_thread(self._end_left_over)
        for port in free_ports(self.port, tries=200 if moving else 1):
            self.port = port
            self._process = self._launch()
            if await self._process.got_its_port(self.is_ours, within_s=within_s):
                return
        raise DidNotStart(f"no free port for Postgres from {self.port} upwards")

    async def stop(self) -> None:
        """Fast shutdown: connections are ended, everything is on disk."""
        if self._process:
            await self._process.stop(sig=signal.SIGINT, grace_s=20)

    async def kill(self) -> None:
        """End it as a crash would; its own children notice and end too."""
        if self._process:
            await self._process.kill()

    async def is_ours(self) -> bool:
        """Prove it: the server knows our secret, and its data folder is ours."""
        return await asyncio.to_thread(self._answers)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(
                self.dsn, connect_timeout=2, require_auth="scram-sha-256", autocommit=True
            ) as connection:
                row = connection.execute("show data_directory").fetchone()
        except psycopg.Error:
            return False
        return row is not None and Path(row[0]).resolve() == self._footing.data.resolve()

    def _launch(self) -> Process:
        command = [
            *self._footing.prefix,
            self._footing.bin / "postgres",
            *("-D", self._footing.data, "-h", "127.0.0.1", "-p", str(self.port), "-k", ""),
            *("-c", f"max_connections={self._max_connections}"),
            *("-c", "password_encryption=scram-sha-256", "-c", "timezone=UTC"),
            *(_FORGETFUL if self._forgetful else ()),
        ]
        # SIGQUIT: die with the launcher, at once; the log is replayed at the next start.
        return Process(
            "Postgres",
            command,
            log=self.folder / "postgres.log",
            folder=self._footing.data,
            environ={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            dies_by=signal.SIGQUIT,
        )

    def _make_cluster(self) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".pw") as secret:
            secret.write(self.password)
            secret.flush()
            if self._footing.prefix[:1] == ("setpriv",):
                os.chown(secret.name, self._footing.data.parent.stat().st_uid, -1)
            command = [
                *self._footing.prefix,
                self._footing.bin / "initdb",
                *("-D", self._footing.data, "-U", ADMIN, "-A", "scram-sha-256"),
                *("--pwfile", secret.name, "--encoding=UTF8", "--locale=C", "--data-checksums"),
                *(("--no-sync",) if self._forgetful else ()),
            ]
            made = subprocess.run(  # noqa: S603  our own command line
                [str(part) for part in command],
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                cwd=self._footing.data.parent,
            )
        if made.returncode != 0:
            raise DidNotStart(f"initdb failed: {made.stdout}{made.stderr}")

    def _end_left_over(self) -> None:
        """End a server that an earlier, killed launcher left on our data folder."""
        note = self._footing.data / "postmaster.pid"
        if not note.exists():
            return
        lines = note.read_text().splitlines()
        port = next((int(line) for line in lines[3:4] if line.isdigit()), None)
        wished, self.port = self.port, port or self.port
        ours = self._answers()
        self.port = wished
        if ours:
            os.kill(int(lines[0]), signal.SIGINT)
            until = time.monotonic() + 20
            while note.exists() and time.monotonic() < until:
                time.sleep(0.05)


def _kept_password(path: Path) -> str:
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(24))
    return path.read_text().strip()
