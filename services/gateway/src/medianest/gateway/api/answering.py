"""Answers of the door itself: plain bytes, problems, and the headers that every answer wears."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from medianest.chassis import problems
from medianest.contracts.record import Record
from medianest.contracts.refusals import Refusal
from medianest.gateway.api.incoming import BadTransfer

_DENIED: Final = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
_WORN: Final = {
    **problems.BARE,
    "permissions-policy": ", ".join(f"{name}=()" for name in _DENIED),
    "cache-control": "no-store",
}
HSTS: Final = "max-age=31536000; includeSubDomains"
STATUSES_WITHOUT_BODY: Final = frozenset({204, 304})
Pairs = list[tuple[bytes, bytes]]
"""Headers as they go over the wire, names in lower case."""


class Ready(Record):
    """An answer that is all there."""

    status: int = 200
    headers: Mapping[str, str] = {}
    body: bytes = b""

    def head(self) -> Pairs:
        """Its headers as they go out."""
        pairs = [(name.encode(), value.encode("latin-1")) for name, value in self.headers.items()]
        if self.status not in STATUSES_WITHOUT_BODY and "content-length" not in self.headers:
            pairs.append((b"content-length", b"%d" % len(self.body)))
        return pairs


class Dress:
    """What every answer wears: security headers, `no-store` where nothing else is said."""

    def __init__(self, *, is_https: bool) -> None:
        worn = {**_WORN, "strict-transport-security": HSTS} if is_https else _WORN
        self._worn = [(name.encode(), value.encode()) for name, value in worn.items()]

    def put_on(self, headers: Pairs, request_id: str) -> None:
        """Add what is not said yet."""
        said = dict(headers)
        headers += [pair for pair in self._worn if pair[0] not in said]
        headers.append((b"x-request-id", request_id.encode()))


def json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Ready:
    """A value as JSON."""
    return Ready(
        status=status,
        headers={"content-type": "application/json", **(headers or {})},
        body=msgspec.json.encode(value),
    )


def refused(refusal: Refusal, path: str) -> Ready:
    """A refusal as a problem."""
    problem = problems.of_refusal(refusal, path)
    headers = {name.lower(): value for name, value in problems.headers_of(refusal).items()}
    if isinstance(refusal, problems.BodyTooLarge | BadTransfer):
        # What is still being sent is not waited for, and nothing behind it is a request.
        headers["connection"] = "close"
    return Ready(
        status=problem.status,
        headers={"content-type": problems.MEDIA_TYPE, **headers},
        body=msgspec.json.encode(problem),
    )
