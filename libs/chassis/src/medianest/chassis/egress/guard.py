"""The egress guard: may this address be called, and at which numbers exactly?

- The name is resolved once, within a deadline; every number it has must be outside, whatever the
  spelling was (decimal, octal, hex, unicode digits, short forms). Whoever calls must connect to a
  number that `vet` gave, so that a name which changes its mind gains nothing.
- What can't be resolved or read is refused.
- `allowed` names exceptions, `host:port` as they are spelled in the settings.
"""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Iterable
from typing import Final
from urllib.parse import urlsplit

from medianest.chassis.egress.addresses import is_outside
from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid

Resolve = Callable[[str, int], Awaitable[list[str]]]

_HOST_CHARACTERS_MAX: Final = 253
_URL_CHARACTERS_MAX: Final = 8192
_PORT_MAX: Final = 65_535
_UNFIT: Final = re.compile(r"[\x00-\x20\x7f\\]")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class AddressRefused(Invalid):
    """This address can't be used."""


class Target(Record):
    """Where to connect: the name for TLS and `Host`, the vetted numbers for the socket."""

    host: str
    port: int
    addresses: tuple[str, ...]


async def resolve(host: str, port: int) -> list[str]:
    """All the numbers of a name, as the system knows them."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class EgressGuard:
    """Judges where our side may connect to."""

    def __init__(
        self,
        allowed: Iterable[str] = (),
        *,
        resolve: Resolve = resolve,
        deadline_s: float = 5.0,
    ) -> None:
        self._allowed = frozenset(_normal(entry) for entry in allowed)
        self._resolve = resolve
        self._deadline_s = deadline_s

    async def vet(self, url_or_host: str, port: int | None = None) -> list[str]:
        """The addresses to connect to, or AddressRefused, which gives no oracle."""
        return list((await self.target(url_or_host, port)).addresses)

    async def target(self, url_or_host: str, port: int | None = None) -> Target:
        """As `vet`, with the host and the port that were meant."""
        host, meant = _read(url_or_host, port)
        try:
            async with asyncio.timeout(self._deadline_s):
                addresses = await self._resolve(host, meant)
        except (OSError, UnicodeError, TimeoutError, ValueError):
            raise AddressRefused from None
        if not addresses:
            raise AddressRefused
        # The spelling of an exception must be exact: another name for the same place is refused.
        is_excepted = _normal(f"{host}:{meant}") in self._allowed
        if not is_excepted and not all(map(is_outside, addresses)):
            raise AddressRefused
        return Target(host=host, port=meant, addresses=tuple(addresses))


def _read(url_or_host: str, port: int | None) -> tuple[str, int]:
    if len(url_or_host) > _URL_CHARACTERS_MAX or _UNFIT.search(url_or_host):
        raise AddressRefused
    if port is None or "://" in url_or_host:
        return _fit(*_read_url(url_or_host))
    return _fit(url_or_host.removeprefix("[").removesuffix("]"), port)


def _read_url(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise AddressRefused from None
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc or not parts.hostname:
        raise AddressRefused
    return parts.hostname, _DEFAULT_PORTS[parts.scheme] if port is None else port


def _fit(host: str, port: int) -> tuple[str, int]:
    host = host.rstrip(".").lower()
    if not host or len(host) > _HOST_CHARACTERS_MAX or any(c in host for c in "%/@?#"):
        raise AddressRefused
    if not 0 < port <= _PORT_MAX:
        raise AddressRefused
    return host, port


def _normal(entry: str) -> str:
    host, _, port = entry.rpartition(":")
    return f"{host.strip('[]').rstrip('.').lower()}:{port}"
