"""P10: what a small household's whole house takes of the memory, beside six processes of Express.

Ours is the suite: all six services with their pools, bus and read models, started and at rest. The
peer is six processes which hold what such services hold (Express, Socket.IO, ioredis, tokens), with
31 routes each, connected to nothing. PSS: what processes share is counted once. Ours runs as in its
image: compiled once for all.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.measure import Measured, tell
from bench.peers import KEPT, Absent, node
from bench.ratios import AtMost, figure, not_measured
from bench.two_services import servers
from medianest.contracts.topology import SERVICES
from medianest.local.servers.process import Process

ROUNDS = 3
READY_WITHIN_S = 60
COMPILED = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(KEPT / "compiled")}
RESTS_S = 3.0
PORT, PEER_PORT = 25_340, 25_360
OURS, PEERS = "ours, all in one", "Express, six processes"


@dataclass(frozen=True)
class Seen:
    """Of one start: memory at rest, and how long until everybody was ready."""

    pss_mb: float
    ready_s: float


async def run() -> None:
    """Measure, print, keep."""
    seen: dict[str, list[Seen]] = {OURS: [], PEERS: []}
    with tempfile.TemporaryDirectory(prefix="medianest-bench-") as folder:
        for number in range(ROUNDS):
            for name, start in ((OURS, _ours), (PEERS, _peers)):
                try:
                    async with start(Path(folder) / f"{number}") as one:
                        seen[name].append(one)
                except Absent as absent:
                    not_measured("P10, Express", absent)
    _tell({name: each for name, each in seen.items() if each})
    not_measured(
        "P10, forked from one that has loaded all (≤ 0.6)", "there is no such way to run it"
    )


def _tell(seen: Mapping[str, Sequence[Seen]]) -> None:
    wanted = {OURS: AtMost(1)}
    tell(
        "Household, memory",
        "PSS MB",
        {name: Measured(tuple(one.pss_mb for one in each)) for name, each in seen.items()},
        [("P10", OURS, PEERS, AtMost(0.3))] if PEERS in seen else [],
        [
            figure(
                f"P10 s until ready, {name}",
                [one.ready_s for one in each],
                wanted=wanted.get(name),
            )
            for name, each in seen.items()
        ],
    )


@asynccontextmanager
async def _ours(folder: Path) -> AsyncIterator[Seen]:
    async with AsyncExitStack() as stack:
        house = await (await stack.enter_async_context(servers(forgetful=True))).build()
        stack.push_async_callback(house.close)
        environ: dict[str, str] = {}
        for at, service in enumerate(SERVICES):
            environ |= house.environ(service, listen=f"127.0.0.1:{PORT + at}")
        environ["MEDIANEST_DOWNLOADS_LIBRARY_DIR"] = str(folder / "library")
        environ["MEDIANEST_DOWNLOADS_WORK_DIR"] = str(folder / "work")
        began = time.perf_counter()
        suite = Process(
            "suite",
            [sys.executable, "-m", "medianest.suite"],
            log=house.folder / "suite.log",
            environ={**os.environ, **environ, **COMPILED},  # noqa: TID251  a child inherits it
        )
        stack.push_async_callback(suite.stop)
        ports = [PORT + at for at in range(len(SERVICES))]
        await suite.ready(lambda: _all_answer(ports, "/readyz"), within_s=READY_WITHIN_S)
        ready_s = time.perf_counter() - began
        await asyncio.sleep(RESTS_S)
        yield Seen(pss_mb([suite.pid]), ready_s)


@asynccontextmanager
async def _peers(folder: Path) -> AsyncIterator[Seen]:
    began = time.perf_counter()
    ports = [PEER_PORT + at for at in range(len(SERVICES))]
    started = [
        await node("service.mjs", {"PORT": str(port)}, folder / f"{port}.log") for port in ports
    ]
    try:
        ready_s = time.perf_counter() - began
        await asyncio.sleep(RESTS_S)
        yield Seen(pss_mb([process.pid for process in started]), ready_s)
    finally:
        await asyncio.gather(*(process.stop() for process in started))


async def _all_answer(ports: list[int], path: str) -> bool:
    async with httpx.AsyncClient(timeout=2) as client:
        try:
            answers = [await client.get(f"http://127.0.0.1:{port}{path}") for port in ports]
        except httpx.HTTPError:
            return False
    return all(answer.is_success for answer in answers)


def pss_mb(pids: list[int]) -> float:
    """The memory of these processes; what they share with others is shared out."""
    return sum(_kib(Path(f"/proc/{pid}/smaps_rollup"), "Pss:") for pid in pids) / 1024


def rss_mb(pid: int) -> float:
    """The memory that a process has in use."""
    return _kib(Path(f"/proc/{pid}/smaps_rollup"), "Rss:") / 1024


def _kib(path: Path, what: str) -> int:
    line = next(line for line in path.read_text().splitlines() if line.startswith(what))
    return int(line.split()[1])
