"""All six services in one process.

It is for small machines, so what is never used is not loaded. Because they happen to be there,
structlog would draw tracebacks with rich, nats-py speak WebSocket with aiohttp, and httpx have a
command line: together some 15 MB. And Litestar would carry 9 MB of pydantic, which the operator's
command brings along and no service speaks.
"""

import sys
from importlib import import_module
from typing import Final

_LEFT_OUT: Final = ("aiohttp", "pygments", "rich")

for each in (*_LEFT_OUT, "pydantic"):
    sys.modules[each] = None  # type: ignore[assignment]  # how Python is told that it is not there
for each in ("httpx", "nats.aio.client", "structlog"):
    import_module(each)
for each in _LEFT_OUT:
    del sys.modules[each]
