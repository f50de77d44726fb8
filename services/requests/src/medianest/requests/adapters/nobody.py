"""The `Fetcher` of a household that has no server which fetches: wishes wait for one."""

from collections.abc import Mapping
from typing import NoReturn

from medianest.requests.ports import Look, Order, ServerAway


class NobodyFetches:
    """Away for ever, and says why."""

    async def standing(self, order: Order) -> NoReturn:
        _wait()

    async def order(self, order: Order) -> NoReturn:
        _wait()

    async def withdraw(self, upstream_id: int) -> NoReturn:
        _wait()

    async def look(self, upstream_ids: frozenset[int]) -> Mapping[int, Look]:
        _wait()


def _wait() -> NoReturn:
    raise ServerAway("It is kept until the household has a server that fetches requests.")
