"""A NATS server of our own on 127.0.0.1, with the accounts that `provision secrets` wrote.

Guarantees: `start` returns only when a server answers that carries our random name and lets our
system user in; JetStream keeps its files in our folder, synced at every write.
"""

import asyncio
import json
import os
from pathlib import Path
from secrets import token_hex

from medianest.local.servers import binaries
from medianest.local.servers.ports import free_ports
from medianest.local.servers.process import DidNotStart, Process

_ANSWER_S = 1.0


class NatsServer:
    """Keeps its streams in `folder`/streams. `accounts`: the configuration file to include."""

    def __init__(
        self,
        folder: Path,
        *,
        accounts: Path | None = None,
        system: tuple[str, str] | None = None,
        port: int = 14_222,
        forgetful: bool = False,
    ) -> None:
        self.folder = folder
        self.port = port
        self.name = f"medianest-{token_hex(8)}"
        self._accounts = accounts
        self._system = system
        self._forgetful = forgetful
        self._process: Process | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    @property
    def process(self) -> Process | None:
        return self._process

    async def start(self, *, within_s: float = 15, moving: bool = True) -> None:
        """Start on the wished port or, when it may move, on the next free one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for port in free_ports(self.port, tries=200 if moving else 1):
            self.port = port
            self._process = Process(
                "NATS",
                [binaries.nats(), "-c", self._write_configuration()],
                log=self.folder / "nats.log",
                environ={"PATH": os.defpath, "HOME": str(self.folder)},
            )
            if await self._process.got_its_port(self.is_ours, within_s=within_s):
                return
        raise DidNotStart(f"no free port for NATS from {self.port} upwards")

    async def stop(self) -> None:
        if self._process:
            await self._process.stop()

    async def kill(self) -> None:
        if self._process:
            await self._process.kill()

    async def is_ours(self) -> bool:
        """Prove it: the greeting carries the name that we made up, and our user gets in."""
        try:
            async with asyncio.timeout(_ANSWER_S):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except (OSError, TimeoutError):
            return False
        try:
            async with asyncio.timeout(_ANSWER_S):
                return await self._greeted(reader, writer)
        except (OSError, TimeoutError, ValueError):
            return False
        finally:
            writer.close()

    async def _greeted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        info = (await reader.readline()).decode(errors="replace")
        if not info.startswith("INFO "):
            return False
        said = json.loads(info.removeprefix("INFO "))
        if said.get("server_name") != self.name or not said.get("jetstream"):
            return False
        if self._system is None:
            return True
        user, password = self._system
        hello = {
            "user": user,
            "pass": password,
            "verbose": False,
            "pedantic": False,
            "name": "proof",
        }
        writer.write(f"CONNECT {json.dumps(hello)}\r\nPING\r\n".encode())
        await writer.drain()
        return (await reader.readline()).startswith(b"PONG")

    def _write_configuration(self) -> Path:
        # NATS resolves includes from the folder of the file that includes.
        lines = [
            f'server_name: "{self.name}"',
            'host: "127.0.0.1"',
            f"port: {self.port}",
            "max_payload: 1MB",
            "jetstream {",
            "  max_mem: 512MB",
            "  max_file: 60GB",
            f'  store_dir: "{(self.folder / "streams").resolve()}"',
            f"  sync_interval: {'2m' if self._forgetful else 'always'}",
            "}",
        ]
        if self._accounts:
            relative = os.path.relpath(self._accounts.resolve(), self.folder.resolve())
            lines.append(f'include "{relative}"')
        path = self.folder / "nats.conf"
        path.write_text("\n".join(lines) + "\n")
        path.chmod(0o600)
        return path
