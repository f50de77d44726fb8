"""`make bench`: every measurement, one after the other (or those that are named)."""

import asyncio
import sys

from bench import append, relay

ALL = {"append": append.run, "relay": relay.run}


async def main(names: list[str]) -> None:
    for name in names or ALL:
        await ALL[name]()


asyncio.run(main(sys.argv[1:]))
