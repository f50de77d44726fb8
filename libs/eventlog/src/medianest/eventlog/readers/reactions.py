"""`Reaction`: what a service does when something was said, by others or by itself."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal

from medianest.contracts.topology import ServiceName
from medianest.eventlog.turn import Turn


class Reaction:
    """`react(turn, heard)` only appends facts and plans jobs, through its turn. Never rebuilt.

    `sources` are other services, or `own` for the service's own facts. A new reaction starts at the
    beginning (`zero`) or with what comes next (`head`).
    """

    def __init__(
        self,
        *,
        name: str,
        sources: tuple[ServiceName, ...] | Literal["own"],
        start: Literal["zero", "head"],
        react: Callable[[Turn, Any], Awaitable[None]],
    ) -> None:
        """`name` is stored with the position and stands for ever."""
        self.name = name
        self.sources = sources
        self.start = start
        self.react = react
