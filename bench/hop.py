"""`python -m bench.hop port upstream`: passes on and nothing else, with our gateway's client."""

import asyncio
import sys
from typing import Any

import uvloop

from medianest.chassis.serving import Listener
from medianest.gateway.adapters.upstream import HttpUpstream
from medianest.gateway.ports import Outgoing


async def serve(port: str, url: str) -> None:
    """Until the process is ended."""
    upstream = HttpUpstream(url)

    async def hop(scope: Any, receive: Any, send: Any) -> None:
        question = Outgoing(method=scope["method"], target=scope["path"], headers=[])
        with await upstream.ask(question) as answer:
            start = {"type": "http.response.start", "status": answer.status}
            await send({**start, "headers": answer.headers})
            while (piece := await answer.next_piece()) is not None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    await Listener(hop, f"127.0.0.1:{port}", grace_s=1).start()
    print("listening", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(*sys.argv[1:]))
