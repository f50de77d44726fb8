"""Getting one page, without following it anywhere, from numbers that the guard gave."""

import ssl
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Final

import httpcore

from medianest.chassis.egress import EgressGuard
from medianest.contracts.record import Record

BODY_BYTES_MOST: Final = 64 * 1024
_CERTIFICATE_TIME: Final = "%b %d %H:%M:%S %Y %Z"


class Page(Record):
    """`certificate_until` is set where one was shown."""

    status: int
    kind: str
    body: bytes
    certificate_until: datetime | None

    @property
    def is_good(self) -> bool:
        """Whether it answered 2xx."""
        return 200 <= self.status < 300  # noqa: PLR2004  what 2xx means


async def get_page(
    url: str, guard: EgressGuard, *, deadline_s: float, most_bytes: int = BODY_BYTES_MOST
) -> Page:
    """What is longer than `most_bytes` is cut.

    Raises `AddressRefused`, `OSError`, and what httpcore raises.
    """
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), deadline_s)
    headers = [("accept", "application/json, */*;q=0.5"), ("user-agent", "MediaNest")]
    vetted = httpcore.AsyncConnectionPool(network_backend=_Vetted(guard), retries=0)
    async with (
        vetted as pool,
        pool.stream("GET", url, headers=headers, extensions={"timeout": timeout}) as answer,
    ):
        body = b""
        async for chunk in answer.aiter_stream():
            body += chunk
            if len(body) > most_bytes:
                break
        kinds = (value.decode("latin-1") for name, value in answer.headers if _is_kind(name))
        return Page(
            status=answer.status,
            kind=next(kinds, ""),
            body=body[:most_bytes],
            certificate_until=_certificate_until(answer.extensions),
        )


class _Vetted(httpcore.AsyncNetworkBackend):
    """Connects only to numbers that the guard gave, however the name resolves a moment later."""

    def __init__(self, guard: EgressGuard) -> None:
        self._guard = guard
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  the base says so
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        numbers = await self._guard.vet(host, port)
        return await self._plain.connect_tcp(
            numbers[0], port, timeout, local_address, socket_options
        )

    async def sleep(self, seconds: float) -> None:
        await self._plain.sleep(seconds)


def _is_kind(name: bytes) -> bool:
    return name.lower() == b"content-type"


def _certificate_until(extensions: Mapping[str, Any]) -> datetime | None:
    stream = extensions.get("network_stream")
    channel = stream.get_extra_info("ssl_object") if stream else None
    if not isinstance(channel, ssl.SSLObject | ssl.SSLSocket):
        return None
    until = (channel.getpeercert() or {}).get("notAfter")
    if not isinstance(until, str):
        return None
    return datetime.strptime(until, _CERTIFICATE_TIME).replace(tzinfo=UTC)
