"""How long a service waits for a body that is sent to it.

Guarantees: no piece is waited for longer than a client may rest, and all of them together no longer
than their size explains; else a few hundred who send a byte now and then would keep everybody else
out. The time that we take ourselves is not held against the client.
"""

import asyncio
from typing import Any, Final

from litestar.types import Receive

from medianest.chassis.clock import monotonic
from medianest.chassis.problems import BodyTooSlow

REST_S: Final = 30.0
BYTES_PER_S_MIN: Final = 8 * 1024


class Patient:
    """An ASGI `receive` that raises `BodyTooSlow`; after the body it waits as long as it takes."""

    def __init__(
        self, receive: Receive, *, rest_s: float = REST_S, bytes_per_s_min: int = BYTES_PER_S_MIN
    ) -> None:
        """`rest_s` in all, and what `bytes_per_s_min` allows for what has come."""
        self._receive = receive
        self._rest_s = rest_s
        self._left_s = rest_s
        self._bytes_per_s_min = bytes_per_s_min
        self._is_complete = False

    async def __call__(self) -> Any:
        """The next message."""
        if self._is_complete:
            return await self._receive()
        began_at = monotonic()
        try:
            async with asyncio.timeout(min(self._rest_s, self._left_s)):
                message: Any = await self._receive()
        except TimeoutError:
            raise BodyTooSlow from None
        came = len(message.get("body", b""))
        self._left_s += came / self._bytes_per_s_min - (monotonic() - began_at)
        self._is_complete = not message.get("more_body", False)
        return message
