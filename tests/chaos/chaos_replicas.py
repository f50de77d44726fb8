"""Several processes' worth of one service behind one address, as a cluster would run them."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

import httpx

from medianest.chassis.service import Service
from medianest.testkit.eventually import eventually

Build = Callable[[Mapping[str, str]], Awaitable[Service]]
LOOKS_EVERY_S: Final = 0.1
CHUNK: Final = 65_536


class Replica(Protocol):
    """One of them, while it runs."""

    @property
    def url(self) -> str:
        """Where it listens; empty until it is known."""
        ...

    async def end(self) -> None:
        """As SIGTERM would."""
        ...


class Here:
    """One of this version, in this process."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._stop = asyncio.Event()
        self._run = asyncio.create_task(service.run(self._stop))

    @property
    def url(self) -> str:
        return self._service.url

    async def started(self) -> None:
        async with asyncio.timeout(20):
            await self._service.started.wait()

    async def end(self) -> None:
        self._stop.set()
        await self._run


class Before:
    """One of another version, whose sources lie in `tree`, in a process of its own."""

    def __init__(self, tree: Path, name: str, environ: Mapping[str, str], log: Path) -> None:
        self._log = log
        sources = [str(path) for path in sorted(tree.glob("*/*/src"))]
        with log.open("w") as file:
            # Its packages are found before those that are installed here.
            self._process = subprocess.Popen(
                [sys.executable, "-m", f"medianest.{name}"],
                env={
                    "PATH": os.environ["PATH"],
                    "PYTHONPATH": os.pathsep.join(sources),
                    **environ,
                },
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    @property
    def url(self) -> str:
        """As it says in its log when it listens."""
        for line in self._log.read_text().splitlines():
            if '"service.listening"' in line:
                return str(json.loads(line)["url"])
        return ""

    async def end(self) -> None:
        self._process.terminate()
        code = await asyncio.to_thread(self._process.wait, 60)
        assert code == 0, f"it ended with {code}"


class Replicas:
    """One address; new connections go to who was ready at the last look, like kube-proxy's."""

    def __init__(self, build: Build, environ: Mapping[str, str]) -> None:
        self._build = build
        self._environ = environ
        self._all: list[Replica] = []
        self._ready: list[Replica] = []
        self._turn = count()
        self._pipes: set[asyncio.Task[None]] = set()
        self.url = ""

    async def more(self) -> None:
        """One more of this version, and wait until it is sent connections."""
        replica = Here(await self._build(self._environ))
        self._all.append(replica)
        await replica.started()
        await eventually(lambda: replica in self._ready, timeout_s=10)

    async def join(self, tree: Path, name: str, log: Path) -> None:
        """One more of the version whose sources lie in `tree`."""
        replica = Before(tree, name, self._environ, log)
        self._all.append(replica)
        await eventually(lambda: replica in self._ready, timeout_s=30)

    async def roll(self) -> None:
        """Replace each, one after another: first the new one, then the end of the old."""
        for old in tuple(self._all):
            await self.more()
            await old.end()
            self._all.remove(old)

    async def close(self) -> None:
        for pipe in tuple(self._pipes):
            pipe.cancel()
        await asyncio.gather(*self._pipes, return_exceptions=True)
        await asyncio.gather(*(replica.end() for replica in self._all))

    async def look(self) -> None:
        """Ask each now and then whether it is ready."""
        async with httpx.AsyncClient(timeout=2) as client:
            while True:
                found = [one for one in self._all if await _is_ready(client, one)]
                self._ready = found
                await asyncio.sleep(LOOKS_EVERY_S)

    def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        pipe = asyncio.create_task(self._connect(reader, writer))
        self._pipes.add(pipe)
        pipe.add_done_callback(self._pipes.discard)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back: asyncio.StreamWriter | None = None
        try:
            chosen = self._ready[next(self._turn) % len(self._ready)]
            at = urlsplit(chosen.url)
            there, back = await asyncio.open_connection(at.hostname, at.port)
            await asyncio.gather(_pour(reader, back), _pour(there, writer))
        finally:
            for end in (writer, back):
                if end is not None:
                    end.transport.abort()


@asynccontextmanager
async def behind_one_address(
    build: Build, environ: Mapping[str, str], how_many: int = 2
) -> AsyncIterator[Replicas]:
    """Replicas, running and balanced, until the block ends."""
    replicas = Replicas(build, environ)
    server = await asyncio.start_server(replicas.connected, "127.0.0.1", 0)
    replicas.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    looking = asyncio.create_task(replicas.look())
    try:
        for _ in range(how_many):
            await replicas.more()
        yield replicas
    finally:
        server.close()
        await replicas.close()
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


async def _is_ready(client: httpx.AsyncClient, replica: Replica) -> bool:
    if not replica.url:
        return False
    try:
        return (await client.get(f"{replica.url}/readyz")).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


async def _pour(reader: asyncio.StreamReader, writer: Any) -> None:
    with suppress(ConnectionError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
    writer.close()
