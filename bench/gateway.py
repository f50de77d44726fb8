"""What the front door costs: beside Express with the same duties, and nginx with none.

Behind all of them is an nginx that answers 859 bytes. `full`: it is known who asks, the request is
counted in Valkey, and then passed on. `hop`: it is passed on and nothing else. Each server has one
core for itself; load, Valkey and the service behind share the other.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import jwt
from rich.console import Console
from rich.table import Table

from bench.front import front
from bench.load import OTHER_CORES, SERVER_CORE, Load, pin, wrk
from bench.measure import keep
from bench.peers import Absent, node
from bench.peers.nginx import nginx
from bench.two_services import servers
from medianest.local.servers.process import Process

ROUNDS = 5
SECONDS = 2.0
BEHIND, NGINX, EXPRESS_HOP, EXPRESS_FULL, OUR_HOP_AT, OURS = (
    25_301,
    25_302,
    25_303,
    25_304,
    25_305,
    25_310,
)
BODY = json.dumps({"items": [{"id": n, "title": "x" * 62} for n in range(9)]})
PATH = "/api/v1/library/recent"
SECRET = "s" * 64

SERVICE, LIMIT, HOP, FULL, OUR_HOP, OUR_FULL = (
    "the service itself",
    "nginx, hop",
    "Express, hop",
    "Express, full",
    "ours, hop",
    "ours, full",
)


@dataclass
class Variant:
    """A server under load, and what was seen: with 32 connections, and with one."""

    url: str
    pid: int
    headers: Mapping[str, str] = field(default_factory=dict)
    busy: list[Load] = field(default_factory=list)
    alone: list[Load] = field(default_factory=list)

    async def round(self) -> None:
        """One run of each."""
        for connections, loads in ((32, self.busy), (1, self.alone)):
            load = await wrk(
                self.url,
                self.pid,
                connections=connections,
                seconds=SECONDS,
                headers=self.headers,
            )
            loads.append(load)


async def run() -> None:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory(prefix="medianest-bench-") as folder:
        async with AsyncExitStack() as stack:
            try:
                variants = await _variants(stack, Path(folder))
            except Absent as absent:
                Console().print(f"The front door was not measured: {absent}\n")
                return
            for number in range(ROUNDS + 1):
                order = list(variants.values())
                for variant in order if number % 2 else reversed(order):
                    await variant.round()
            for variant in variants.values():  # the first round only warmed up
                del variant.busy[0], variant.alone[0]
    _tell(variants)


async def _variants(stack: AsyncExitStack, folder: Path) -> dict[str, Variant]:
    enter = stack.enter_async_context
    behind = await enter(nginx(folder / "behind", BEHIND, body=BODY))
    pin(behind.pid, OTHER_CORES)
    limit = await enter(nginx(folder / "limit", NGINX, behind=BEHIND))
    pin(limit.pid, SERVER_CORE)
    house = await (await enter(servers())).build()
    stack.push_async_callback(house.close)
    ours = await enter(front(house, service_url=f"http://127.0.0.1:{BEHIND}", port=OURS))
    user, password = house.credentials.valkey_admin
    redis = f"redis://{user}:{password}@{house.valkey.address}"
    hop = await enter(_express("hop", EXPRESS_HOP, folder, redis))
    full = await enter(_express("full", EXPRESS_FULL, folder, redis))
    bare = await enter(_our_hop(folder))
    claims = {"sub": "anna", "exp": int(time.time()) + 3600}
    token = {"authorization": f"Bearer {jwt.encode(claims, SECRET, 'HS256')}"}
    return {
        SERVICE: Variant(f"http://127.0.0.1:{BEHIND}{PATH}", behind.pid),
        LIMIT: Variant(f"http://127.0.0.1:{NGINX}{PATH}", limit.pid),
        HOP: Variant(f"http://127.0.0.1:{EXPRESS_HOP}{PATH}", hop.pid),
        FULL: Variant(f"http://127.0.0.1:{EXPRESS_FULL}{PATH}", full.pid, token),
        OUR_HOP: Variant(f"http://127.0.0.1:{OUR_HOP_AT}{PATH}", bare.pid),
        OUR_FULL: Variant(f"{ours.url}{PATH}", ours.pid, {"cookie": ours.cookie}),
    }


@asynccontextmanager
async def _express(kind: str, port: int, folder: Path, redis: str) -> AsyncIterator[Process]:
    environ = {
        "KIND": kind,
        "PORT": str(port),
        "UPSTREAM": f"http://127.0.0.1:{BEHIND}",
        "REDIS": redis,
        "SECRET": SECRET,
    }
    process = await node("front.mjs", environ, folder / f"express-{kind}.log")
    pin(process.pid, SERVER_CORE)
    try:
        yield process
    finally:
        await process.stop()


@asynccontextmanager
async def _our_hop(folder: Path) -> AsyncIterator[Process]:
    command = [sys.executable, "-m", "bench.hop", str(OUR_HOP_AT), f"http://127.0.0.1:{BEHIND}"]
    process = Process("hop", command, log=folder / "hop.log")

    async def listening() -> bool:
        return "listening" in process.last_lines()

    try:
        await process.ready(listening, within_s=20)
        pin(process.pid, SERVER_CORE)
        yield process
    finally:
        await process.stop()


def _tell(variants: Mapping[str, Variant]) -> None:
    table = Table(
        *("variant", "answers/s", "least", "most", "p99 ms", "CPU µs", "alone, p50 ms"),
        title="Front door",
        title_justify="left",
    )
    for column in table.columns[1:]:
        column.justify = "right"
    kept = {name: _figures(variant) for name, variant in variants.items()}
    for name, found in kept.items():
        rates = (f"{found[key]:,.0f}" for key in ("per_s", "least", "most"))
        rest = (f"{found['p99_ms']:.1f}", f"{found['cpu_us']:.0f}", f"{found['p50_ms']:.2f}")
        table.add_row(name, *rates, *rest)
    console = Console()
    console.print(table)
    adds = {
        name: kept[name]["p50_ms"] - kept[SERVICE]["p50_ms"] for name in kept if name != SERVICE
    }
    ratios = [
        ("ours, hop : Express, hop", _rate(kept, OUR_HOP, HOP), "2.5; 4.5 in the end"),
        ("ours, full : Express, full", _rate(kept, OUR_FULL, FULL), "more than 1; 4 in the end"),
        ("ours, full : nginx, hop", _rate(kept, OUR_FULL, LIMIT), "0.25 in the end"),
        (
            "what ours, full adds : what Express, full adds",
            adds[OUR_FULL] / adds[FULL],
            "under 1; 0.6 in the end",
        ),
    ]
    for what, ratio, wanted in ratios:
        console.print(f"  {what} = [bold]{ratio:.2f}[/bold]  (wanted: {wanted})")
    console.print()
    told = [
        {"what": what, "ratio": round(ratio, 3), "wanted": wanted} for what, ratio, wanted in ratios
    ]
    keep("Front door", {"unit": "answers/s", "measured": kept, "ratios": told})


def _rate(kept: Mapping[str, Mapping[str, float]], of: str, to: str) -> float:
    return kept[of]["per_s"] / kept[to]["per_s"]


def _figures(variant: Variant) -> dict[str, float]:
    rates = [load.per_s for load in variant.busy]
    return {
        "per_s": statistics.median(rates),
        "least": min(rates),
        "most": max(rates),
        "p99_ms": statistics.median(load.p99_ms for load in variant.busy),
        "cpu_us": statistics.median(load.cpu_us for load in variant.busy),
        "p50_ms": statistics.median(load.p50_ms for load in variant.alone),
    }
