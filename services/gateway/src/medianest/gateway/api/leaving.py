"""Work that is done only as long as somebody is there to see it."""

import asyncio
from collections.abc import Coroutine

from litestar.types import Receive


async def until_first(*works: Coroutine[None, None, None]) -> None:
    """Do them side by side until one of them has ended; raises what it raised."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def left(receive: Receive) -> None:
    """Until the client of an HTTP request is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
