"""Servers under the same load, in turn: each has one core for itself, all else the others."""

import statistics
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.load import SERVER_CORE, Load, look_at, pin, wrk
from bench.measure import keep
from bench.peers import node
from bench.ratios import Ratio, tell_ratios
from medianest.local.servers.process import Process

ROUNDS = 5
SECONDS = 2.0


@dataclass
class Variant:
    """A server under load, and what was seen: with 32 connections, and with one."""

    url: str
    pid: int
    answers: str
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

    def rates(self) -> list[float]:
        """Answers a second over so many connections, of each round."""
        return [load.per_s for load in self.busy]

    def cpu_us(self) -> list[float]:
        """Of the server for each answer, of each round."""
        return [load.cpu_us for load in self.busy]

    def figures(self) -> dict[str, float]:
        """As they are kept."""
        return {
            "per_s": statistics.median(self.rates()),
            "least": min(self.rates()),
            "most": max(self.rates()),
            "p99_ms": statistics.median(load.p99_ms for load in self.busy),
            "cpu_us": statistics.median(self.cpu_us()),
            "p50_ms": statistics.median(load.p50_ms for load in self.alone),
        }


async def take_in_turn(variants: Sequence[Variant]) -> None:
    """Look at what each answers; then there and back."""
    for variant in variants:
        await look_at(variant.url, variant.headers, variant.answers)
    for number in range(ROUNDS + 1):
        for variant in variants if number % 2 else reversed(variants):
            await variant.round()
    for variant in variants:  # the first round only warmed up
        del variant.busy[0], variant.alone[0]


@asynccontextmanager
async def part_of_ours(name: str, folder: Path, *arguments: str) -> AsyncIterator[Process]:
    """`bench.name` by itself, listening."""
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    process = Process(name, command, log=folder / f"{name}.log")

    async def listening() -> bool:
        return "listening" in process.last_lines()

    try:
        await process.ready(listening, within_s=20)
        pin(process.pid, SERVER_CORE)
        yield process
    finally:
        await process.stop()


@asynccontextmanager
async def peer(script: str, folder: Path, **environ: str) -> AsyncIterator[Process]:
    """One of Node, listening."""
    process = await node(script, environ, folder / f"{script}-{environ['PORT']}.log")
    pin(process.pid, SERVER_CORE)
    try:
        yield process
    finally:
        await process.stop()


def tell(title: str, variants: Mapping[str, Variant], ratios: Sequence[Ratio]) -> None:
    """Print the table and the ratios, and keep both."""
    table = Table(
        *("variant", "answers/s", "least", "most", "p99 ms", "CPU µs", "alone, p50 ms"),
        title=title,
        title_justify="left",
    )
    for column in table.columns[1:]:
        column.justify = "right"
    kept = {name: variant.figures() for name, variant in variants.items()}
    for name, found in kept.items():
        rates = (f"{found[key]:,.0f}" for key in ("per_s", "least", "most"))
        rest = (f"{found['p99_ms']:.1f}", f"{found['cpu_us']:.0f}", f"{found['p50_ms']:.2f}")
        table.add_row(name, *rates, *rest)
    Console().print(table)
    keep(title, {"unit": "answers/s", "measured": kept, "ratios": tell_ratios(ratios)})
