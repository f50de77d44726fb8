"""Outgoing HTTP for adapters: through the egress proxy, bounded in time and size.

No redirects unless asked for (and then each hop is vetted by the proxy again), no answer larger
than its cap, no call longer than its time. Never for the gateway's hot path.
"""

import asyncio
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import httpx

from medianest.contracts.record import Record

BODY_BYTES_MAX: Final = 2 * 1024 * 1024
TOTAL_S: Final = 10.0


class AnswerTooLarge(Exception):
    """The far end sent more than is wanted."""


class Answer(Record):
    """A whole answer; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Outward:
    """One adapter's HTTP client."""

    def __init__(
        self,
        proxy_url: str | None,
        *,
        total_s: float = TOTAL_S,
        body_bytes_max: int = BODY_BYTES_MAX,
        follow_redirects: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """`proxy_url` is what `EgressProxy.start` gave; None only for tests of an adapter."""
        self._total_s = total_s
        self._body_bytes_max = body_bytes_max
        self._client = httpx.AsyncClient(
            proxy=proxy_url,
            trust_env=False,
            follow_redirects=follow_redirects,
            max_redirects=5,
            timeout=httpx.Timeout(total_s, connect=min(5.0, total_s)),
            limits=httpx.Limits(max_connections=20, max_keepalive_connections=5),
            headers=dict(headers or {}),
            verify=_authorities(),
        )

    async def ask(self, method: str, url: str, **options: Any) -> Answer:
        """One call; TimeoutError, httpx.HTTPError or AnswerTooLarge when it does not work out."""
        async with (
            asyncio.timeout(self._total_s),
            self._client.stream(method, url, **options) as response,
        ):
            body = bytearray()
            # Counted after decompression, so a small answer can't unfold into a large one.
            async for chunk in response.aiter_bytes(64 * 1024):
                body += chunk
                if len(body) > self._body_bytes_max:
                    raise AnswerTooLarge
            return Answer(
                status=response.status_code, headers=dict(response.headers), body=bytes(body)
            )

    async def close(self) -> None:
        """Let go of its connections."""
        await self._client.aclose()


@cache
def _authorities() -> ssl.SSLContext:
    """Whom the world trusts. Reading them takes longer than all else at a start: once for all."""
    return httpx.create_ssl_context(trust_env=False)
