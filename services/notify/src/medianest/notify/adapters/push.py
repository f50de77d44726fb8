"""Letters to browsers by web push (RFC 8030).

Encrypted for the one browser (RFC 8291), signed by us (RFC 8292), through the egress proxy, to the
push services that browsers use and to no other.
"""

import base64
import json
import os
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import http_ece
import httpx
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from medianest.chassis.http import AnswerTooLarge
from medianest.notify.adapters.answers import Asks, judge
from medianest.notify.domain.address import Kind, PushAddress
from medianest.notify.domain.categories import Urgency
from medianest.notify.ports import Letter, Refused, Sent, TryAgain, Wording

SERVICES: Final = (
    "fcm.googleapis.com",
    ".push.services.mozilla.com",
    ".notify.windows.com",
    ".push.apple.com",
)
"""Host names; one that begins with a dot stands for all below it."""
TTL_S: Final = 24 * 60 * 60
_SIGNED_FOR_S: Final = 12 * 60 * 60
_GONE: Final = frozenset({404, 410})
_TOO_LARGE: Final = 413
_BODY_CHARACTERS: Final = (1_000, 200)
"""A service takes 4096 bytes at least; the second try, after a 413, says less."""
_URGENCIES: Final[dict[Urgency, str]] = {"low": "low", "normal": "normal", "urgent": "high"}


class PushSender:
    """The port `Sender` for browsers."""

    kind: Kind = "push"

    def __init__(
        self,
        outward: Asks,
        wording: Wording,
        key: Callable[[], Awaitable[str]],
        *,
        contact: str,
        services: "PushServices",
        now: Callable[[], datetime],
    ) -> None:
        """`key` gives our private key (`new_key`); `contact` is a `mailto:` or `https:` address."""
        self._outward = outward
        self._wording = wording
        self._key = key
        self._contact = contact
        self._services = services
        self._now = now

    async def send(self, letter: Letter) -> Sent:
        """Taken by the push service. Raises `TryAgain`, `Refused`."""
        to = letter.to
        if not isinstance(to, PushAddress) or not self._services.knows(to.endpoint):
            raise Refused("this is not a push service that we know", gone=True)
        for most in _BODY_CHARACTERS:
            try:
                answer = await self._outward.ask(
                    "POST",
                    to.endpoint,
                    content=sealed(self._said(letter, most), to),
                    headers=await self._headers(letter, to),
                )
            except AnswerTooLarge:
                return Sent()  # it was taken; what it says beyond that is not read
            except (TimeoutError, httpx.HTTPError, httpx.InvalidURL) as error:
                raise TryAgain(f"nobody answered ({type(error).__name__})") from None
            if answer.status != _TOO_LARGE:
                break
        judge(answer, gone=_GONE)
        return Sent(provider_id=answer.headers.get("location", "")[:500] or None)

    def _said(self, letter: Letter, most: int) -> bytes:
        words = self._wording.words(letter)
        said = {
            "id": str(letter.delivery_id),
            "title": words.title,
            "body": words.body[:most],
            "url": letter.path,
            "tag": letter.topic,
        }
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()

    async def _headers(self, letter: Letter, to: PushAddress) -> dict[str, str]:
        parts = urlsplit(to.endpoint)
        claims = {
            "sub": self._contact,
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int(self._now().timestamp()) + _SIGNED_FOR_S,
        }
        signed: dict[str, str] = Vapid02.from_raw((await self._key()).encode()).sign(claims)
        headers = {
            "Content-Encoding": "aes128gcm",
            "TTL": str(TTL_S),
            "Urgency": _URGENCIES[letter.urgency],
            **signed,
        }
        return headers | ({"Topic": letter.topic} if letter.topic else {})


class PushServices:
    """Which push services browsers may name."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        """`allowed`: `host:port` of others, such as a simulator, which may speak plain HTTP."""
        self._allowed = frozenset(allowed)

    def knows(self, endpoint: str) -> bool:
        """Whether it is one of those, over TLS and on its usual port."""
        try:
            parts = urlsplit(endpoint)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if "@" in parts.netloc:
            return False
        if parts.netloc in self._allowed:
            return True
        if parts.scheme != "https" or port not in {None, 443}:
            return False
        return any(
            host == name or (name.startswith(".") and host.endswith(name)) for name in SERVICES
        )


def sealed(data: bytes, to: PushAddress) -> bytes:
    """Only this browser can read it. Raises `Refused` when its keys are none."""
    try:
        body: bytes = http_ece.encrypt(
            data,
            private_key=ec.generate_private_key(ec.SECP256R1()),
            dh=_raw(to.keys.p256dh),
            auth_secret=_raw(to.keys.auth),
            salt=os.urandom(16),
            version="aes128gcm",
        )
    except (ValueError, http_ece.ECEException):
        raise Refused("the browser's keys make no sense", gone=True) from None
    return body


def new_key() -> str:
    """A private key of ours, base64url, to be kept: with another one all browsers are lost."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _text(number.to_bytes(32))


def public_key(private: str) -> str:
    """What a browser needs to subscribe: its public half, an uncompressed point, base64url."""
    half = ec.derive_private_key(int.from_bytes(_raw(private)), ec.SECP256R1()).public_key()
    return _text(
        half.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
