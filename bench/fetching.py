"""What a worker takes of the memory: idle, and with downloads on their way, each with its child.

PSS counts what several processes share only once; RSS is what a container's limit sees.
"""

import asyncio
import contextlib
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Final
from uuid import UUID

import httpx
from rich.console import Console
from rich.table import Table

from bench.measure import keep
from bench.two_services import servers
from medianest.downloads.app import build
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House
from medianest.testkit.runner import running

DOWNLOADS: Final = 4
ANNA: Final = UUID(int=7)
_MIB: Final = 1 << 10  # of the kernel's kB
_FILM_BYTES: Final = 1 << 30


async def run() -> None:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory() as folder:
        async with servers() as ours:
            library = Path(folder)
            house = await ours.build()
            try:
                await _measure(house, library)
            finally:
                await house.close()


async def _measure(house: House, library: Path) -> None:
    async with _drip() as host:
        environ = house.environ(
            "downloads",
            library_dir=str(library),
            extractors="generic",
            egress_allowed=host,
            worker="apart",
            workers=str(DOWNLOADS),
        )
        async with running(build, environ) as service, _worker(environ) as worker:
            idle = await _settled(worker.pid)
            headers = house.bearer("downloads", ANNA)
            async with httpx.AsyncClient(base_url=service.url, headers=headers) as client:
                for turn in range(DOWNLOADS):
                    body = {"url": f"http://{host}/{turn}.mp4"}
                    answer = await client.post("/api/v1/downloads", json=body)
                    answer.raise_for_status()
            await eventually(lambda: len(list(library.rglob("*.part"))) == DOWNLOADS, timeout_s=180)
            children = [_memory(pid) for pid in _children(library / ".jobs")]
            _tell(idle, await _settled(worker.pid), children)


def _tell(
    idle: tuple[float, float], busy: tuple[float, float], children: list[tuple[float, float]]
) -> None:
    child = tuple(statistics.median(column) for column in zip(*children, strict=True))
    rows = {
        "a worker, idle": idle,
        f"a worker with {len(children)} downloads": busy,
        "the child of one download": child,
    }
    table = Table("process", "PSS, MiB", "RSS, MiB", title="Memory of fetching")
    for name, (pss, rss) in rows.items():
        table.add_row(name, f"{pss:.0f}", f"{rss:.0f}")
    Console().print(table)
    keep("Memory of fetching", {"unit": "MiB (PSS, RSS)", "measured": rows})


@contextlib.asynccontextmanager
async def _drip() -> AsyncIterator[str]:
    """A site whose films never end."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            head = f"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: {_FILM_BYTES}"
            writer.write(f"{head}\r\n\r\n".encode())
            while not writer.is_closing():
                writer.write(bytes(100_000))
                await writer.drain()
                await asyncio.sleep(0.5)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"


@contextlib.asynccontextmanager
async def _worker(environ: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "medianest.downloads", "worker"),
        env={"PATH": "/usr/bin:/bin", **environ},
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        await process.wait()


async def _settled(pid: int) -> tuple[float, float]:
    """Once it no longer grows."""
    before = _memory(pid)
    while True:
        await asyncio.sleep(3)
        now = _memory(pid)
        if now[1] and abs(now[1] - before[1]) < 1:
            return now
        before = now


def _children(jobs: Path) -> Iterable[int]:
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and jobs in (entry / "cwd").readlink().parents:
                yield int(entry.name)


def _memory(pid: int) -> tuple[float, float]:
    """PSS and RSS in MiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    kept = {line.split()[0]: int(line.split()[1]) for line in lines[1:]}
    return kept["Pss:"] / _MIB, kept["Rss:"] / _MIB
