"""Load on a server, and what it costs: wrk asks as fast as it is answered; /proc counts the CPU.

A server under measurement has one core for itself; everything else has the others.
"""

import asyncio
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.peers import debian

SERVER_CORE = frozenset({0})
OTHER_CORES = frozenset(range(1, os.cpu_count() or 2)) or SERVER_CORE
_UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


class Failed(Exception):
    """Some answers were not what they should be: the rate would be a lie."""


@dataclass(frozen=True)
class Load:
    """What one run of wrk saw. `cpu_us`: of the server, for each answer."""

    per_s: float
    p50_ms: float
    p99_ms: float
    cpu_us: float


async def look_at(url: str, headers: Mapping[str, str], wanted: str) -> None:
    """What `url` answers, before it is timed: what answers something else is soon fast.

    Raises `Failed`.
    """
    async with httpx.AsyncClient(timeout=20) as client:
        answer = await client.get(url, headers={**headers, "accept-encoding": "identity"})
    if not answer.is_success or answer.text != wanted:
        raise Failed(f"{url} answers {answer.status_code}: {answer.text[:200]}")


async def wrk(
    url: str, pid: int, *, connections: int, seconds: float, headers: Mapping[str, str]
) -> Load:
    """Ask `url` over so many connections. Raises `Failed`, `Absent`."""
    program, environ = await debian("wrk", "wrk", "libluajit-5.1-2")
    asked = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    before = cpu_s(pid)
    child = await asyncio.create_subprocess_exec(
        *(str(program), "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency", *asked, url),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **environ},  # noqa: TID251  a child inherits it
    )
    os.sched_setaffinity(child.pid, OTHER_CORES)
    said = (await asyncio.wait_for(child.communicate(), seconds + 20))[0].decode()
    used_s = cpu_s(pid) - before
    if "Non-2xx" in said or "Socket errors" in said:
        raise Failed(f"{url}: {said}")
    answers = int(_found(r"(\d+) requests in", said)[0])
    return Load(
        per_s=float(_found(r"Requests/sec:\s+([\d.]+)", said)[0]),
        p50_ms=_ms(said, "50%"),
        p99_ms=_ms(said, "99%"),
        cpu_us=used_s / max(answers, 1) * 1e6,
    )


def pin(pid: int, cores: frozenset[int]) -> None:
    """Let a process and all its threads run on these cores only."""
    for thread in Path(f"/proc/{pid}/task").iterdir():
        os.sched_setaffinity(int(thread.name), cores)


def _found(pattern: str, said: str) -> tuple[str, ...]:
    found = re.search(pattern, said)
    if found is None:
        raise Failed(f"wrk said: {said}")
    return found.groups()


def _ms(said: str, quantile: str) -> float:
    number, unit = _found(rf"{quantile}\s+([\d.]+)(us|ms|s)", said)
    return float(number) * _UNITS[unit]


def cpu_s(pid: int) -> float:
    """The CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_PER_S
