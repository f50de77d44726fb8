"""`python -m bench.hello port`: Litestar says hello on the listener that all our services have."""

import asyncio
import sys

import uvloop
from litestar import Litestar, get

from medianest.chassis.serving import Listener
from medianest.contracts.record import Record


class Hello(Record):
    hello: str


@get("/hello", sync_to_thread=False)
def say_hello() -> Hello:
    return Hello(hello="world")


async def serve(port: str) -> None:
    """Until the process is ended."""
    app = Litestar([say_hello], openapi_config=None, logging_config=None)
    await Listener(app, f"127.0.0.1:{port}", grace_s=1).start()
    print("listening", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(*sys.argv[1:]))
