"""A push service and its browsers: keeps their keys, decrypts what comes, and checks who sent it.

`python -m medianest.local.simulators.push --port 18093`

`POST /subscriptions {"application_server_key"?}` makes a browser and answers as its
`PushSubscription` would. `POST /push/<id>` is RFC 8030 for an application server: the signature
(RFC 8292) must fit and be for here, the body (RFC 8291) must decrypt. `GET /messages` lists what
browsers got; one with the `Topic` of a waiting one replaces it, as for a browser that is away.
`POST /behave {"status": 429, "times": n, "retry_after_s"?}` answers so to the next n messages.
"""

import argparse
import base64
import binascii
import json
import os
import time
from collections import deque
from typing import Any, Final

import http_ece
import msgspec
import uvicorn
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from medianest.contracts.ids import new_id
from medianest.contracts.record import Record

_KEPT_MAX: Final = 20_000
_BODY_BYTES_MAX: Final = 4096
_SIGNED_FOR_S_MAX: Final = 24 * 60 * 60
_HALF: Final = 32
_URGENCIES: Final = frozenset({"very-low", "low", "normal", "high"})
_TOPIC_CHARACTERS_MAX: Final = 32


class Message(Record):
    """One message as the browser reads it, and what was said around it."""

    subscription: str
    data: str
    ttl_s: int
    urgency: str
    topic: str | None
    contact: str


class Browser:
    """A browser that lets itself be told. `key` is the one sender that it listens to, if set."""

    def __init__(self, key: str | None) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)
        self.key = key

    def keys(self) -> dict[str, str]:
        """As `PushSubscription.toJSON()` gives them."""
        point = self.private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return {"p256dh": _encoded(point), "auth": _encoded(self.auth)}


class Untrusted(Exception):
    """Who sent it is not proven."""


class PushService:
    """The service; `app` is how it is called."""

    def __init__(self) -> None:
        self._browsers: dict[str, Browser] = {}
        self._messages: deque[Message] = deque(maxlen=_KEPT_MAX)
        self._answer: tuple[int, int | None, int] | None = None

    @property
    def messages(self) -> list[Message]:
        """Every message that waits in a browser, oldest first."""
        return list(self._messages)

    def behave(self, status: int, times: int | None = None, retry_after_s: int = 7) -> None:
        """What the next messages are answered with."""
        self._answer = (status, times, retry_after_s)

    def app(self) -> Starlette:
        """The ASGI application."""
        return Starlette(
            routes=[
                Route("/", self.list_messages),
                Route("/subscriptions", self.subscribe, methods=["POST"]),
                Route("/subscriptions/{id}", self.unsubscribe, methods=["DELETE"]),
                Route("/push/{id}", self.push, methods=["POST"]),
                Route("/messages", self.list_messages, methods=["GET"]),
                Route("/messages", self.forget, methods=["DELETE"]),
                Route("/behave", self.told_to_behave, methods=["POST"]),
            ]
        )

    async def subscribe(self, request: Request) -> Response:
        said = json.loads(await request.body() or b"{}")
        id_ = new_id().hex
        browser = self._browsers[id_] = Browser(said.get("application_server_key"))
        endpoint = f"{str(request.base_url).rstrip('/')}/push/{id_}"
        answer = {"endpoint": endpoint, "expirationTime": None, "keys": browser.keys()}
        return JSONResponse(answer, status_code=201)

    async def unsubscribe(self, request: Request) -> Response:
        self._browsers.pop(request.path_params["id"], None)
        return Response(status_code=204)

    async def list_messages(self, request: Request) -> Response:
        return JSONResponse({"items": msgspec.to_builtins(self.messages)})

    async def forget(self, request: Request) -> Response:
        self._messages.clear()
        return Response(status_code=204)

    async def told_to_behave(self, request: Request) -> Response:
        said = await request.json()
        self.behave(int(said["status"]), said.get("times"), int(said.get("retry_after_s", 7)))
        return Response(status_code=204)

    async def push(self, request: Request) -> Response:
        browser = self._browsers.get(request.path_params["id"])
        if browser is None:
            return _problem(410, "this browser has gone")
        if (wished := self._wished()) is not None:
            return wished
        body = await request.body()
        if len(body) > _BODY_BYTES_MAX:
            return _problem(413, "too large")
        try:
            contact = _proven(request, browser)
            message = _opened(request, browser, body, contact)
        except Untrusted as why:
            return _problem(403, str(why))
        except (ValueError, http_ece.ECEException) as why:
            return _problem(400, str(why))
        self._keep(message)
        location = f"{str(request.base_url).rstrip('/')}/message/{new_id().hex}"
        return Response(status_code=201, headers={"location": location})

    def _wished(self) -> Response | None:
        if self._answer is None:
            return None
        status, times, retry_after_s = self._answer
        if times is not None:
            self._answer = (status, times - 1, retry_after_s) if times > 1 else None
        later = {"retry-after": str(retry_after_s)} if status in {429, 503} else {}
        return Response("as wished", status_code=status, headers=later)

    def _keep(self, message: Message) -> None:
        if message.topic is not None:
            same = (message.subscription, message.topic)
            waiting = [kept for kept in self._messages if (kept.subscription, kept.topic) != same]
            self._messages = deque(waiting, maxlen=_KEPT_MAX)
        self._messages.append(message)


def _opened(request: Request, browser: Browser, body: bytes, contact: str) -> Message:
    """RFC 8291, and the headers that RFC 8030 asks for. Raises ValueError, ECEException."""
    headers = request.headers
    if headers.get("content-encoding") != "aes128gcm":
        raise ValueError("the content encoding is not aes128gcm")
    ttl, urgency = headers.get("ttl", ""), headers.get("urgency", "normal")
    topic = headers.get("topic")
    if not ttl.isdigit() or urgency not in _URGENCIES:
        raise ValueError("TTL or Urgency is missing or makes no sense")
    if topic is not None and len(topic) > _TOPIC_CHARACTERS_MAX:
        raise ValueError("the topic is too long")
    data = http_ece.decrypt(
        body, private_key=browser.private, auth_secret=browser.auth, version="aes128gcm"
    )
    return Message(
        subscription=request.path_params["id"],
        data=data.decode(),
        ttl_s=int(ttl),
        urgency=urgency,
        topic=topic,
        contact=contact,
    )


def _proven(request: Request, browser: Browser) -> str:
    """RFC 8292: who sends, as they say. Raises `Untrusted`."""
    scheme, _, rest = request.headers.get("authorization", "").partition(" ")
    parts = dict(part.strip().partition("=")[::2] for part in rest.split(","))
    if scheme.lower() != "vapid" or not {"t", "k"} <= parts.keys():
        raise Untrusted("no vapid authorization")
    if browser.key is not None and parts["k"] != browser.key.rstrip("="):
        raise Untrusted("this browser listens to another sender")
    try:
        claims = _verified(parts["t"], _decoded(parts["k"]))
        expires, audience, contact = float(claims["exp"]), claims["aud"], str(claims["sub"])
    except (ValueError, KeyError, InvalidSignature, binascii.Error):
        raise Untrusted("the signature does not fit") from None
    now = time.time()
    if not now < expires <= now + _SIGNED_FOR_S_MAX:
        raise Untrusted("signed for too long or too long ago")
    if audience != str(request.base_url).rstrip("/"):
        raise Untrusted("signed for another service")
    if not contact.startswith(("mailto:", "https:")):
        raise Untrusted("nobody to ask")
    return contact


def _verified(token: str, point: bytes) -> dict[str, Any]:
    """The claims of a JWT that this key signed by ES256."""
    head, claims, signature = token.split(".")
    if json.loads(_decoded(head)).get("alg") != "ES256":
        raise InvalidSignature
    raw = _decoded(signature)
    pair = encode_dss_signature(int.from_bytes(raw[:_HALF]), int.from_bytes(raw[_HALF:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    key.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    found: dict[str, Any] = json.loads(_decoded(claims))
    return found


def _problem(status: int, why: str) -> Response:
    return JSONResponse({"code": status, "message": why}, status_code=status)


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    chosen = parser.parse_args()
    uvicorn.run(
        PushService().app(),
        host="127.0.0.1",
        port=chosen.port,
        log_level="warning",
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    main()
