"""One service behind the gateway, by pyreqwest: pooled connections, bodies streamed both ways.

No redirect is followed, nothing is decompressed, no proxy of the environment is used. A header that
is not ASCII text is left out.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import PyreqwestError
from pyreqwest.request import StreamRequest
from pyreqwest.response import Response

from medianest.gateway.ports import Outgoing, UpstreamFailed, UpstreamSlow

CONNECT_WITHIN: Final = timedelta(seconds=2)
IDLE_KEPT: Final = timedelta(seconds=4)  # below uvicorn's own 5 s, so that few are stale


class HttpAnswer:
    """What came back."""

    def __init__(self, response: Response, idle_within_s: float) -> None:
        self.status: int = response.status
        self.headers: Sequence[tuple[str, str]] = _readable(response)
        self._reader = response.body_reader
        self._idle_within_s = idle_within_s

    async def next_piece(self) -> bytes | None:
        """The next piece of the body; None after the last. Raises `UpstreamFailed`."""
        try:
            async with asyncio.timeout(self._idle_within_s):
                piece = await self._reader.read_chunk()
        except TimeoutError:
            raise UpstreamSlow("the body stalled") from None
        except PyreqwestError as error:
            raise UpstreamFailed(type(error).__name__) from None
        return None if piece is None else bytes(piece)


class HttpUpstream:
    """One service at one base URL."""

    def __init__(self, base_url: str) -> None:
        self._base = base_url.rstrip("/")
        self._client: Client = (
            ClientBuilder()
            .follow_redirects(False)  # noqa: FBT003 - pyreqwest takes it by position
            .gzip(False)  # noqa: FBT003 - as above
            .brotli(False)  # noqa: FBT003 - as above
            .zstd(False)  # noqa: FBT003 - as above
            .deflate(False)  # noqa: FBT003 - as above
            .referer(False)  # noqa: FBT003 - as above
            .no_proxy()
            .http1_lower_case_headers()
            .connect_timeout(CONNECT_WITHIN)
            .pool_idle_timeout(IDLE_KEPT)
            .build()
        )

    @asynccontextmanager
    async def ask(self, outgoing: Outgoing) -> AsyncIterator[HttpAnswer]:
        """Send a request. Raises `UpstreamFailed` when there is no answer."""
        request = self._request(outgoing)
        try:
            async with asyncio.timeout(outgoing.head_within_s):
                response = await request.__aenter__()
        except TimeoutError:
            raise UpstreamSlow("no answer in time") from None
        except PyreqwestError as error:
            raise UpstreamFailed(type(error).__name__) from None
        try:
            yield HttpAnswer(response, outgoing.idle_within_s)
        finally:
            await request.__aexit__(None, None, None)

    async def start(self) -> None:
        """Connections are made when they are needed."""

    async def stop(self) -> None:
        """Close all connections."""
        await self._client.close()

    def _request(self, outgoing: Outgoing) -> StreamRequest:
        try:
            builder = self._client.request(outgoing.method, self._base + outgoing.target)
            builder = builder.headers(list(outgoing.headers))
            if isinstance(outgoing.body, bytes):
                builder = builder.body_bytes(outgoing.body)
            elif outgoing.body is not None:
                builder = builder.body_stream(outgoing.body)
            # Else it would hold the answer back until its buffer is full.
            return builder.streamed_read_buffer_limit(0).build_streamed()
        except (PyreqwestError, ValueError) as error:
            raise UpstreamFailed(type(error).__name__) from None


def _readable(response: Response) -> list[tuple[str, str]]:
    found = []
    for name in dict.fromkeys(response.headers.keys()):
        try:
            found += [(name, value) for value in response.headers.getall(name)]
        except ValueError:
            continue  # not text: nobody could read it
    return found
