"""A Valkey (or Redis) of our own on 127.0.0.1, with the ACL file that `provision secrets` wrote.

Guarantees: `start` returns only when a server answers that knows our password and works in our
folder. Nothing is kept: a cache that comes back empty is right, one that comes back stale is not.
"""

import asyncio
import os
from pathlib import Path

from medianest.local.servers import binaries
from medianest.local.servers.ports import free_ports
from medianest.local.servers.process import DidNotStart, Process

_ANSWER_S = 1.0


class ValkeyServer:
    """Runs in `folder`. `admin`: the user and password that prove it is ours."""

    def __init__(
        self, folder: Path, *, acl: Path, admin: tuple[str, str], port: int = 16_379
    ) -> None:
        self.folder = folder
        self.port = port
        self._acl = acl
        self._admin = admin
        self._process: Process | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def process(self) -> Process | None:
        return self._process

    async def start(self, *, within_s: float = 15, moving: bool = True) -> None:
        """Start on the wished port or, when it may move, on the next free one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for port in free_ports(self.port, tries=200 if moving else 1):
            self.port = port
            self._process = Process(
                "Valkey",
                self._command(),
                log=self.folder / "valkey.log",
                environ={"PATH": os.defpath},
            )
            if await self._process.got_its_port(self.is_ours, within_s=within_s):
                return
        raise DidNotStart(f"no free port for Valkey from {self.port} upwards")

    async def stop(self) -> None:
        if self._process:
            await self._process.stop()

    async def kill(self) -> None:
        if self._process:
            await self._process.kill()

    async def is_ours(self) -> bool:
        """Prove it: our user gets in, and the server works in our folder."""
        try:
            async with asyncio.timeout(_ANSWER_S):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except (OSError, TimeoutError):
            return False
        user, password = self._admin
        try:
            async with asyncio.timeout(_ANSWER_S):
                writer.write(f"AUTH {user} {password}\r\nCONFIG GET dir\r\n".encode())
                await writer.drain()
                if not (await reader.readline()).startswith(b"+OK"):
                    return False
                answer = [await reader.readline() for _ in range(5)]
        except (OSError, TimeoutError):
            return False
        finally:
            writer.close()
        return answer[-1].decode(errors="replace").strip() == str(self.folder.resolve())

    def _command(self) -> list[str | Path]:
        return [
            binaries.valkey(),
            *("--bind", "127.0.0.1", "--port", str(self.port), "--dir", self.folder.resolve()),
            *("--save", "", "--appendonly", "no", "--protected-mode", "yes"),
            *("--aclfile", self._acl.resolve(), "--daemonize", "no"),
            *("--maxmemory", "128mb", "--maxmemory-policy", "allkeys-lru"),
        ]
