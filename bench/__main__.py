"""`make bench`: every measurement, one after the other.

`python -m bench gateway fanout` measures those that are named: `append` (P11), `relay`, `latency`,
`service` (P1), `gateway` (P2 to P5), `fanout` (P6, P7), `history`, `events` (P9), `household`
(P10), `soak` (P12), `fetching`. Each prints its ratios with what is required and what is wanted in
the end; if something required is not reached, the command says so and ends with 1. What can't be
measured here is named, with the reason.
"""

import asyncio
import logging
import sys

import structlog
import uvloop

from bench import (
    append,
    events,
    fanout,
    fetching,
    gateway,
    history,
    household,
    latency,
    relay,
    service,
    soak,
)
from bench.ratios import MISSED

ALL = {
    "append": append.run,
    "relay": relay.run,
    "latency": latency.run,
    "service": service.run,
    "gateway": gateway.run,
    "fanout": fanout.run,
    "history": history.run,
    "events": events.run,
    "household": household.run,
    "soak": soak.run,
    "fetching": fetching.run,
}


async def main(names: list[str]) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    for name in names or ALL:
        await ALL[name]()


with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
    runner.run(main(sys.argv[1:]))
if MISSED:
    sys.exit("Required, and not reached: " + "; ".join(MISSED))
