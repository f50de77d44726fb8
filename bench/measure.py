"""How things are measured: variants in turn, there and back, medians and spread, as a table."""

import json
import platform
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.ratios import Bound, Ratio, ratio, tell_ratios

RESULTS = Path(__file__).parent / "results"

Round = Callable[[], Awaitable[float]]
"""One round of a variant: carries out its work and returns how much of it, e.g. facts."""

Rate = Callable[[], Awaitable[float]]
"""One round of a variant that has something to prepare: returns its own work per second."""


@dataclass(frozen=True)
class Measured:
    """Work per second over the rounds."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.rounds)

    def kept(self) -> dict[str, float]:
        """As it is kept."""
        return {"median": self.median, "least": min(self.rounds), "most": max(self.rounds)}


Asked = tuple[str, str, str, Bound | None]
"""A ratio of two variants: its number in the list of targets, of, to, and what is required."""


async def in_turn(variants: Mapping[str, Round], rounds: int) -> dict[str, Measured]:
    """Time each round as a whole."""

    def timed(work: Round) -> Rate:
        async def rate() -> float:
            began = time.perf_counter()
            done = await work()
            return done / (time.perf_counter() - began)

        return rate

    return await rates_in_turn({name: timed(work) for name, work in variants.items()}, rounds)


async def rates_in_turn(variants: Mapping[str, Rate], rounds: int) -> dict[str, Measured]:
    """A, B, C, C, B, A, …: so that a machine that slows down is unfair to nobody."""
    rates: dict[str, list[float]] = {name: [] for name in variants}
    for name in variants:
        await variants[name]()  # once, unmeasured: plans, caches, files
    for number in range(rounds):
        order = list(variants)[:: -1 if number % 2 else 1]
        for name in order:
            rates[name].append(await variants[name]())
    return {name: Measured(tuple(found)) for name, found in rates.items()}


def tell(
    title: str,
    unit: str,
    measured: Mapping[str, Measured],
    asked: Sequence[Asked],
    figures: Sequence[Ratio] = (),
) -> None:
    """Print the table, the ratios, and figures of another unit, and keep all."""
    table = Table("variant", unit, "least", "most", title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, found in measured.items():
        table.add_row(name, *(f"{value:,.0f}" for value in found.kept().values()))
    Console().print(table)
    ratios = [
        ratio(
            f"{number} {of} : {to}".strip(),
            measured[of].rounds,
            measured[to].rounds,
            required=required,
        )
        for number, of, to, required in asked
    ]
    kept = {name: found.kept() for name, found in measured.items()}
    keep(title, {"unit": unit, "measured": kept, "ratios": tell_ratios([*ratios, *figures])})


def keep(title: str, result: Mapping[str, object]) -> None:
    """Keep a result as JSON beside the others."""
    RESULTS.mkdir(exist_ok=True)
    name = title.lower().replace(" ", "-").replace(",", "")
    machine = {"machine": platform.machine(), "python": platform.python_version()}
    (RESULTS / f"{name}.json").write_text(json.dumps({**machine, **result}, indent=2) + "\n")
