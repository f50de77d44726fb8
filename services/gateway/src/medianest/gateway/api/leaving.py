"""Whoever asked may leave before they are answered."""

from litestar.types import Receive


async def left(receive: Receive) -> None:
    """Until the client of an HTTP request is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
