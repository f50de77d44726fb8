"""`make bench`: every measurement, one after the other (or those that are named)."""

import asyncio
import logging
import sys

import structlog
import uvloop

from bench import append, fanout, fetching, gateway, history, latency, relay

ALL = {
    "append": append.run,
    "relay": relay.run,
    "latency": latency.run,
    "gateway": gateway.run,
    "fanout": fanout.run,
    "history": history.run,
    "fetching": fetching.run,
}


async def main(names: list[str]) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for name in names or ALL:
        await ALL[name]()


with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
    runner.run(main(sys.argv[1:]))
