"""The `Fetcher` and `Catalogue` of a household without such a server: wishes wait for one."""

from collections.abc import Mapping
from typing import NoReturn

from medianest.requests.domain.wish import MediaType
from medianest.requests.ports import Look, Order, Row, ServerAway


class NobodyFetches:
    """Away for ever, and says why."""

    async def standing(self, order: Order) -> NoReturn:
        _wait()

    async def order(self, order: Order) -> NoReturn:
        _wait()

    async def withdraw(self, upstream_id: int) -> NoReturn:
        _wait()

    async def search(self, query: str, page: int) -> NoReturn:
        _wait()

    async def row(self, row: Row, page: int) -> NoReturn:
        _wait()

    async def title(self, media_type: MediaType, tmdb_id: int) -> NoReturn:
        _wait()

    async def look(self, upstream_ids: frozenset[int]) -> Mapping[int, Look]:
        _wait()


def _wait() -> NoReturn:
    raise ServerAway("It is kept until the household has a server that fetches requests.")
