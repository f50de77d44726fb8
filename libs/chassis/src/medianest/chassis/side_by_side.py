"""Several things at once, of which the first that ends makes the others useless."""

import asyncio
from collections.abc import Coroutine


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
