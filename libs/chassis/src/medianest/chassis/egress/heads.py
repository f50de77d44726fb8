"""Heads: reading the head of an HTTP/1.1 message strictly, so that nobody reads it differently.

Whatever two readers could understand in two ways is refused: bare line feeds, folded lines, blanks
before a colon, two lengths, a length beside a transfer coding.
"""

import re
from typing import Final

from medianest.contracts.record import Record

HEAD_BYTES_MAX: Final = 32 * 1024
_LINES_MAX: Final = 128
_REQUEST: Final = re.compile(rb"^([A-Z]{1,20}) ([\x21-\x7e]{1,8192}) HTTP/1\.[01]$")
_STATUS: Final = re.compile(rb"^HTTP/1\.[01] ([1-5]\d\d)(?: [^\r\n\x00]*)?$")
_HEADER: Final = re.compile(rb"^([!#$%&'*+\-.^_`|~0-9A-Za-z]{1,256}):[ \t]*([^\r\n\x00]*)$")
_LENGTH: Final = re.compile(rb"^\d{1,18}$")
_HOP_BY_HOP: Final = frozenset(
    (
        b"connection",
        b"expect",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"upgrade",
    )
)


class BadHead(Exception):
    """This head could be read in more than one way."""


class Head(Record):
    """A message's first line and its headers in their order."""

    start: tuple[bytes, ...]
    headers: tuple[tuple[bytes, bytes], ...]

    def values(self, name: bytes) -> list[bytes]:
        """All values of a header, by its name in lower case."""
        return [value for key, value in self.headers if key.lower() == name]

    def length(self) -> int | None:
        """The body's length, if it is said; never together with a transfer coding."""
        lengths = self.values(b"content-length")
        if not lengths:
            return None
        if len(lengths) > 1 or not _LENGTH.match(lengths[0]) or self.values(b"transfer-encoding"):
            raise BadHead
        return int(lengths[0])

    def onward(self, *, without: frozenset[bytes] = frozenset()) -> list[tuple[bytes, bytes]]:
        """The headers that are meant for the far end."""
        named = {
            part.strip().lower()
            for value in self.values(b"connection")
            for part in value.split(b",")
        } - {b"content-length", b"host", b"transfer-encoding"}
        dropped = _HOP_BY_HOP | named | without
        return [(name, value) for name, value in self.headers if name.lower() not in dropped]


def read_request(raw: bytes) -> Head:
    """The head of a request: method and target."""
    return _read(raw, _REQUEST)


def read_response(raw: bytes) -> Head:
    """The head of a response: its status."""
    return _read(raw, _STATUS)


def write(first: bytes, headers: list[tuple[bytes, bytes]]) -> bytes:
    """A head as it goes on."""
    lines = [first, *(name + b": " + value for name, value in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _read(raw: bytes, first_line: re.Pattern[bytes]) -> Head:
    first, *lines = raw.removesuffix(b"\r\n\r\n").split(b"\r\n")
    start = first_line.match(first)
    if start is None or len(lines) > _LINES_MAX:
        raise BadHead
    headers = []
    for line in lines:
        found = _HEADER.match(line)
        if found is None:
            raise BadHead
        headers.append((found[1], found[2].rstrip(b" \t")))
    return Head(start=start.groups(), headers=tuple(headers))
