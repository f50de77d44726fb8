"""Answers of the door itself: plain bytes, problems, and the headers that every answer wears."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from litestar.types import Receive, Scope, Send

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


class Ready(Record):
    """An answer that is all there."""

    status: int = 200
    headers: Mapping[str, str] = {}
    body: bytes = b""


class Dress:
    """Puts on what every answer wears: security headers, `no-store` where nothing else is said."""

    def __init__(self, *, is_https: bool) -> None:
        worn = {**_WORN, "strict-transport-security": HSTS} if is_https else _WORN
        self._worn = [(name.encode(), value.encode()) for name, value in worn.items()]

    def around(self, send: Send, request_id: str) -> Send:
        """The same `send`, for one request."""

        async def dressed(message: Any) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = list(message.get("headers", ()))
                names = {name for name, _ in headers}
                headers += [pair for pair in self._worn if pair[0] not in names]
                headers.append((b"x-request-id", request_id.encode()))
                message = {**message, "headers": headers}
            await send(message)

        return dressed


async def answer(send: Send, ready: Ready, *, head_only: bool = False) -> None:
    """Send it; for HEAD the body stays here."""
    headers = [(name.encode(), value.encode("latin-1")) for name, value in ready.headers.items()]
    if "content-length" not in ready.headers and ready.status not in (204, 304):
        headers.append((b"content-length", str(len(ready.body)).encode()))
    await send({"type": "http.response.start", "status": ready.status, "headers": headers})
    body = b"" if head_only else ready.body
    await send({"type": "http.response.body", "body": body, "more_body": False})


def json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Ready:
    """A value as JSON."""
    return Ready(
        status=status,
        headers={"content-type": "application/json", **(headers or {})},
        body=msgspec.json.encode(value),
    )


def refused(refusal: Refusal, path: str, headers: Mapping[str, str] | None = None) -> Ready:
    """A refusal as a problem."""
    problem = problems.of_refusal(refusal, path)
    if isinstance(refusal, problems.BodyTooLarge | BadTransfer):
        # What is still being sent is not waited for, and nothing behind it is a request.
        headers = {**(headers or {}), "connection": "close"}
    return Ready(
        status=problem.status,
        headers={
            "content-type": problems.MEDIA_TYPE,
            **{name.lower(): value for name, value in problems.headers_of(refusal).items()},
            **(headers or {}),
        },
        body=msgspec.json.encode(problem),
    )


__all__ = ["Dress", "Ready", "Receive", "Scope", "Send", "answer", "json", "refused"]
