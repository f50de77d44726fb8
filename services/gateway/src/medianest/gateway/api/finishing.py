"""The last touches on the answer of a service: an ETag, nothing at all for who has it, and packing.

What may hold secrets is left alone: it is not kept anywhere, and its size gives nothing away.
"""

import hashlib
from typing import Final

from medianest.contracts.record import Record
from medianest.gateway.api.answering import Pairs
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.packing import BYTES_MIN, coding_of, is_text, packed, packer
from medianest.gateway.api.routes import Route

ASK_AGAIN: Final = b"private, no-cache"
_OK: Final = 200
_NOT_MODIFIED: Final = 304
_OF_A_BODY: Final = (b"content-length", b"content-type")


class Finished(Record):
    """What goes out instead."""

    status: int
    headers: Pairs
    body: bytes


def finished(
    incoming: Incoming, route: Route, status: int, headers: Pairs, body: bytes
) -> Finished:
    """An answer whose body is all there."""
    if status != _OK or route.may_hold_secrets:
        return Finished(status=status, headers=headers, body=body)
    named = dict(headers)
    is_ours_to_name = b"etag" not in named and b"cache-control" not in named
    if incoming.method == "GET" and is_ours_to_name and _is_json(named):
        etag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        headers += [(b"etag", etag.encode()), (b"cache-control", ASK_AGAIN)]
        if has(incoming, etag):
            kept = [pair for pair in headers if pair[0] not in _OF_A_BODY]
            return Finished(status=_NOT_MODIFIED, headers=kept, body=b"")
    coding = _coding(incoming, named) if len(body) >= BYTES_MIN else None
    if coding is not None:
        body = packed(coding, body)
        headers = [*_packed(headers, coding), (b"content-length", b"%d" % len(body))]
    return Finished(status=status, headers=headers, body=body)


class Flow:
    """An answer that comes piece by piece, and goes on as it comes."""

    def __init__(self, incoming: Incoming, route: Route, status: int, headers: Pairs) -> None:
        coding = None
        if status == _OK and not route.may_hold_secrets and incoming.method != "HEAD":
            coding = _coding(incoming, dict(headers))
        self.headers = headers if coding is None else _packed(headers, coding)
        self._packer = None if coding is None else packer(coding)

    def piece(self, body: bytes) -> bytes:
        """The next piece."""
        return body if self._packer is None else self._packer.piece(body)

    def end(self) -> bytes:
        """What follows the last piece."""
        return b"" if self._packer is None else self._packer.end()


def has(incoming: Incoming, etag: str) -> bool:
    """Whether the client has this already."""
    held = incoming.headers.get("if-none-match")
    if held is None:
        return False
    wanted = etag.removeprefix("W/")
    return any(tag.strip().removeprefix("W/") in (wanted, "*") for tag in held.split(","))


def _is_json(named: dict[bytes, bytes]) -> bool:
    return named.get(b"content-type", b"").startswith(b"application/json")


def _coding(incoming: Incoming, named: dict[bytes, bytes]) -> str | None:
    accepted = incoming.headers.get("accept-encoding")
    if accepted is None or b"content-encoding" in named or b"content-range" in named:
        return None
    return coding_of(accepted) if is_text(named.get(b"content-type", b"").decode("ascii")) else None


def _packed(headers: Pairs, coding: str) -> Pairs:
    """The version in an ETag stays: it is what `If-Match` takes."""
    kept = [pair for pair in headers if pair[0] != b"content-length"]
    return [*kept, (b"content-encoding", coding.encode()), (b"vary", b"accept-encoding")]
