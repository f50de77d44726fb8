"""Parts that are made when they are first needed, with the libraries that only they load.

For what many houses never use and what takes megabytes of the memory: a house that connects no
Uptime Kuma need not hold the client for it.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")


class _OnDemand(Generic[T]):
    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> T:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)


def on_demand(make: Callable[[], T]) -> T:
    """What `make` returns, made once, when the first of its methods is looked up."""
    return cast("T", _OnDemand(make))
