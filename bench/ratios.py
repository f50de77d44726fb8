"""Two variants side by side: what is required from the first version, what is wanted in the end.

A ratio is that of the medians; least and most are those of single rounds, which ran one after the
other on the same machine.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class AtLeast:
    """A bound from below."""

    value: float

    def __str__(self) -> str:
        return f"≥ {self.value:g}"

    def holds(self, ratio: float) -> bool:
        """Whether the ratio is within it."""
        return ratio >= self.value


@dataclass(frozen=True)
class AtMost:
    """A bound from above."""

    value: float

    def __str__(self) -> str:
        return f"≤ {self.value:g}"

    def holds(self, ratio: float) -> bool:
        """Whether the ratio is within it."""
        return ratio <= self.value


Bound = AtLeast | AtMost


@dataclass(frozen=True)
class Ratio:
    """One ratio. `what` begins with its number in the list of targets, where it has one."""

    what: str
    median: float
    least: float
    most: float
    required: Bound | None = None
    wanted: Bound | None = None

    def is_missed(self) -> bool:
        """Whether it is not what is required."""
        return self.required is not None and not self.required.holds(self.median)

    def kept(self) -> dict[str, object]:
        """As it is kept beside the figures."""
        return {
            "what": self.what,
            "ratio": round(self.median, 3),
            "least": round(self.least, 3),
            "most": round(self.most, 3),
            "required": _kept(self.required, self.median),
            "wanted": _kept(self.wanted, self.median),
        }


MISSED: Final[list[str]] = []
"""What was told and is required, but not reached: `make bench` ends with 1 then."""


def _kept(bound: Bound | None, value: float) -> str | None:
    if bound is None:
        return None
    return f"{bound}, {'reached' if bound.holds(value) else 'not reached'}"


def ratio(
    what: str,
    of: Sequence[float],
    to: Sequence[float],
    *,
    required: Bound | None = None,
    wanted: Bound | None = None,
) -> Ratio:
    """The ratio of two variants, of which the same rounds were measured."""
    rounds = [one / other for one, other in zip(of, to, strict=True)]
    median = statistics.median(of) / statistics.median(to)
    return Ratio(what, median, min(rounds), max(rounds), required, wanted)


def figure(
    what: str,
    of: Sequence[float],
    *,
    required: Bound | None = None,
    wanted: Bound | None = None,
) -> Ratio:
    """What has a bound of its own and is told among the ratios; `what` names its unit."""
    return Ratio(what, statistics.median(of), min(of), max(of), required, wanted)


def not_measured(what: str, why: object) -> None:
    """Say so: a row that is left out in silence passes for one that nobody wanted."""
    Console().print(f"{what}: not measured: {why}\n")


def tell_ratios(ratios: Sequence[Ratio]) -> list[dict[str, object]]:
    """Print them, and return what is kept of them."""
    table = Table("ratio or figure", "median", "least", "most", "required", "wanted")
    for column in table.columns[1:]:
        column.justify = "right"
    MISSED.extend(one.what for one in ratios if one.is_missed())
    for one in ratios:
        figures = (f"{value:.2f}" for value in (one.median, one.least, one.most))
        bounds = (_judged(bound, one.median) for bound in (one.required, one.wanted))
        table.add_row(one.what, *figures, *bounds)
    Console().print(table)
    Console().print()
    return [one.kept() for one in ratios]


def _judged(bound: Bound | None, value: float) -> str:
    if bound is None:
        return ""
    colour = "green" if bound.holds(value) else "red"
    return f"[{colour}]{_kept(bound, value)}[/{colour}]"
