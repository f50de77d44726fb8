"""One request as it came in: its path taken apart, its headers, and the address it came from.

What could be read in two ways is refused here, before anybody routes by it: dots, encoded slashes,
control characters, an unknown `Host`, headers of unusual size.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from itertools import chain
from typing import Any, Final
from urllib.parse import unquote_to_bytes, urlsplit

from medianest.contracts.ids import new_id
from medianest.contracts.refusals import Invalid
from medianest.gateway.api.networks import Admission, Networks, spelled

HEADER_BYTES_MAX: Final = 32 * 1024
HEADERS_MAX: Final = 100
TARGET_BYTES_MAX: Final = 8 * 1024
_TRACEPARENT: Final = re.compile(r"^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$")
_PLAIN: Final = re.compile(rb"/[!-~]*")  # no blanks, no controls
# Services read `//` as `/` and `%6C` as `l`; routes are found by what is written here.
_TWO_WAYS: Final = re.compile(rb"//|%(?:2[DE]|3[0-9]|[46][1-9A-F]|[57][0-9A]|5F)", re.IGNORECASE)
_PORTS: Final = {"http": "80", "https": "443"}
NETLOCS_MAX: Final = 256


class BadPath(Invalid):
    """This address can be read in more than one way."""


class BadHost(Invalid):
    """This is not an address of this MediaNest."""


class BadTransfer(Invalid):
    """The way this body is sent can be read in more than one way."""


class TooManyHeaders(Invalid):
    """The headers of this request are too large."""


class Incoming:
    """A request or a WebSocket handshake. Header names are in lower case.

    `path` is without the base path: empty where the base path itself came without its slash.
    """

    __slots__ = (
        "address",
        "headers",
        "method",
        "path",
        "query",
        "request_id",
        "request_id_text",
        "segments",
    )

    def __init__(
        self,
        *,
        method: str,
        path: str,
        segments: tuple[str, ...],
        query: str,
        headers: dict[str, str],
        address: str,
    ) -> None:
        self.method = method
        self.path = path
        self.segments = segments
        self.query = query
        self.headers = headers
        self.address = address
        self.request_id = new_id()
        self.request_id_text = str(self.request_id)

    @property
    def target(self) -> str:
        """Path and query, as they came."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def traceparent(self) -> str | None:
        """The browser's trace, if it is one."""
        value = self.headers.get("traceparent", "")
        return value if _TRACEPARENT.match(value) else None

    @property
    def network(self) -> str:
        """Who is counted as one: an IPv4 address, or the /64 of an IPv6 one."""
        try:
            address = ip_address(self.address)
        except ValueError:
            return self.address
        if isinstance(address, IPv6Address):
            return str(ip_network((address, 64), strict=False))
        return self.address

    def cookie(self, name: str) -> str | None:
        """The value of a cookie."""
        for part in self.headers.get("cookie", "").split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                return value
        return None


class Reader:
    """Reads requests by the operator's settings."""

    def __init__(
        self,
        public_url: str,
        allowed_hosts: Iterable[str],
        proxies: Iterable[str],
        admission: Admission | None = None,
    ) -> None:
        """`admission`: which addresses may come at all."""
        parts = urlsplit(public_url)
        self.is_https = parts.scheme == "https"
        self.base_path = parts.path.rstrip("/")
        self._scheme = parts.scheme
        self._hosts = {(parts.hostname or "").lower(), "localhost"}
        self._hosts |= {host.lower() for host in allowed_hosts}
        self._proxies = Networks(proxies)
        self._admission = admission

    def read(self, scope: Any) -> Incoming:
        """Raises refusals for what can't be understood in one way only."""
        headers = self._headers(scope["headers"])
        path, segments = self._path(scope)
        incoming = Incoming(
            method=scope.get("method", "GET"),
            path=path,
            segments=segments,
            query=scope["query_string"].decode("latin-1"),
            headers=headers,
            address=self._address(scope.get("client"), headers),
        )
        if self._admission is not None:
            self._admission.check(incoming.address)
        if not self._is_ours(headers.get("host", "")):
            raise BadHost
        return incoming

    def is_own_origin(self, origin: str, host: str) -> bool:
        """Whether a page of this very MediaNest speaks. `host` was vetted by `read`."""
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        if parts.scheme not in _PORTS or not parts.hostname or parts.path or parts.query:
            return False
        # The scheme is the browser's; behind a proxy that ends TLS we only see plain HTTP.
        named = _host_and_port(host, parts.scheme)
        return _host_and_port(parts.netloc, parts.scheme) == named

    def _headers(self, raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
        if len(raw) > HEADERS_MAX or sum(map(len, chain.from_iterable(raw))) > HEADER_BYTES_MAX:
            raise TooManyHeaders
        headers: dict[str, str] = {}
        for name, value in raw:
            key, text = name.decode("latin-1").lower(), value.decode("latin-1")
            if key in headers:
                if key in ("host", "content-length"):
                    raise BadHost if key == "host" else TooManyHeaders
                text = headers[key] + ("; " if key == "cookie" else ", ") + text
            headers[key] = text
        if headers.get("transfer-encoding", "chunked").lower() != "chunked":
            raise BadTransfer
        return headers

    def _path(self, scope: Any) -> tuple[str, tuple[str, ...]]:
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        raw = raw.partition(b"?")[0]
        if len(raw) + len(scope["query_string"]) > TARGET_BYTES_MAX or not _PLAIN.fullmatch(raw):
            raise BadPath
        if _TWO_WAYS.search(raw):
            raise BadPath
        path = raw.decode("ascii")
        if self.base_path and (path == self.base_path or path.startswith(self.base_path + "/")):
            path = path[len(self.base_path) :]
        segments = tuple(path[1:].split("/"))
        for segment in segments:
            _vet(segment)
        return path, segments[:-1] if segments[-1] == "" else segments

    def _address(self, client: tuple[str, int] | None, headers: dict[str, str]) -> str:
        # Who comes by IPv4 to a socket of both is told as an address of IPv6.
        address = (spelled(client[0]) or client[0]) if client else "127.0.0.1"
        if address not in self._proxies:
            return address
        forwarded = [part.strip() for part in headers.get("x-forwarded-for", "").split(",")]
        for hop in reversed([hop for hop in forwarded if hop]):
            known = spelled(hop)
            if known is None:
                return address  # what stands before this was never written by a proxy of ours
            address = known
            if address not in self._proxies:
                return address
        return address

    def _is_ours(self, host: str) -> bool:
        name, _ = _host_and_port(host, self._scheme)
        if name in self._hosts:
            return True
        try:
            # A page of another site can't make a browser believe that its name is an address.
            ip_address(name.strip("[]"))
        except ValueError:
            return False
        return True


@lru_cache(maxsize=NETLOCS_MAX)
def _host_and_port(netloc: str, scheme: str) -> tuple[str, str]:
    name, colon, port = netloc.lower().rpartition(":")
    if not colon or port.endswith("]"):
        name, port = netloc.lower(), ""
    return name.rstrip("."), port or _PORTS.get(scheme, "")


def _vet(segment: str) -> None:
    if "%" not in segment:
        if segment in (".", ".."):
            raise BadPath
        if "\\" in segment:
            raise BadPath
        return
    decoded = unquote_to_bytes(segment)
    if decoded in (b".", b"..") or b"%" in decoded:
        raise BadPath
    try:
        text = decoded.decode()
    except UnicodeDecodeError:
        raise BadPath from None
    if any(char in "/\\" or ord(char) < 0x20 or ord(char) == 0x7F for char in text):  # noqa: PLR2004 - controls
        raise BadPath
