"""P2 to P5: what the front door costs: beside Express with the same duties, and nginx with none.

Behind all of them is an nginx that answers 859 bytes. `full`: it is known who asks, the request is
counted in Valkey, and then passed on. `hop`: it is passed on and nothing else. `near`: it is known
by a signed token who asks, the request is counted, and answered at once. Each server has one
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
from bench.ratios import AtLeast, AtMost, Bound, Ratio, ratio, tell_ratios
from bench.two_services import servers
from medianest.local.servers.process import Process

ROUNDS = 5
SECONDS = 2.0
BEHIND, NGINX, EXPRESS_HOP, EXPRESS_FULL, OUR_HOP_AT, OUR_NEAR_AT, OURS = (
    *range(25_301, 25_307),
    25_310,
)
BODY = json.dumps({"items": [{"id": n, "title": "x" * 62} for n in range(9)]})
PATH = "/api/v1/library/recent"
SECRET = "s" * 64

SERVICE, LIMIT, NEAR, HOP, FULL, OUR_NEAR, OUR_HOP, OUR_FULL = (
    "the service itself",
    "nginx, hop",
    "Express, near",
    "Express, hop",
    "Express, full",
    "ours, near",
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
    bare = await enter(_ours("hop", OUR_HOP_AT, folder, f"http://127.0.0.1:{BEHIND}"))
    near = await enter(_ours("near", OUR_NEAR_AT, folder, redis))
    bearer = near.last_lines().partition("listening ")[2].split()[0]
    claims = {"sub": "anna", "exp": int(time.time()) + 3600}
    token = {"authorization": f"Bearer {jwt.encode(claims, SECRET, 'HS256')}"}
    return {
        SERVICE: Variant(f"http://127.0.0.1:{BEHIND}{PATH}", behind.pid),
        LIMIT: Variant(f"http://127.0.0.1:{NGINX}{PATH}", limit.pid),
        NEAR: Variant(f"http://127.0.0.1:{EXPRESS_FULL}/near", full.pid, token),
        HOP: Variant(f"http://127.0.0.1:{EXPRESS_HOP}{PATH}", hop.pid),
        FULL: Variant(f"http://127.0.0.1:{EXPRESS_FULL}{PATH}", full.pid, token),
        OUR_NEAR: Variant(
            f"http://127.0.0.1:{OUR_NEAR_AT}/near",
            near.pid,
            {"authorization": f"Bearer {bearer}"},
        ),
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
async def _ours(name: str, port: int, folder: Path, toward: str) -> AsyncIterator[Process]:
    """A part of ours by itself."""
    command = [sys.executable, "-m", f"bench.{name}", str(port), toward]
    process = Process(name, command, log=folder / f"{name}.log")

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
    Console().print(table)
    keep(
        "Front door",
        {"unit": "answers/s", "measured": kept, "ratios": tell_ratios(_ratios(variants))},
    )


def _ratios(variants: Mapping[str, Variant]) -> list[Ratio]:
    per_s = {name: [load.per_s for load in one.busy] for name, one in variants.items()}
    cpu_us = {name: [load.cpu_us for load in one.busy] for name, one in variants.items()}
    direct_ms = statistics.median(load.p50_ms for load in variants[SERVICE].alone)
    adds = {
        name: [max(load.p50_ms - direct_ms, 0.001) for load in one.alone]
        for name, one in variants.items()
    }

    def beside(what: str, of: str, to: str, required: Bound | None, wanted: Bound) -> Ratio:
        return ratio(what, per_s[of], per_s[to], required=required, wanted=wanted)

    return [
        beside("P2 ours, near : Express, near", OUR_NEAR, NEAR, AtLeast(3), AtLeast(3)),
        beside("P3 ours, full : Express, full", OUR_FULL, FULL, AtLeast(1), AtLeast(4)),
        beside("P3 ours, full : nginx, hop", OUR_FULL, LIMIT, None, AtLeast(0.25)),
        beside("P4 ours, hop : Express, hop", OUR_HOP, HOP, AtLeast(2.5), AtLeast(4.5)),
        ratio("P4 CPU, ours, hop : nginx, hop", cpu_us[OUR_HOP], cpu_us[LIMIT], wanted=AtMost(3)),
        ratio(
            "P5 added at p50, ours, full : Express, full",
            adds[OUR_FULL],
            adds[FULL],
            required=AtMost(1),
            wanted=AtMost(0.6),
        ),
        ratio("CPU, Express, near : ours, near", cpu_us[NEAR], cpu_us[OUR_NEAR]),
        ratio("CPU, Express, full : ours, full", cpu_us[FULL], cpu_us[OUR_FULL]),
        ratio("CPU, Express, hop : ours, hop", cpu_us[HOP], cpu_us[OUR_HOP]),
    ]


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
