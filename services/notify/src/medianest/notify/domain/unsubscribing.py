"""The token in a mail that stops all mail to its address: signed, good for this one thing only."""

import base64
import binascii
import hashlib
import hmac
from typing import Final
from uuid import UUID

from medianest.contracts.refusals import NotFound

_FOR: Final = b"medianest:notify:unsubscribe:v1:"
_ID_BYTES: Final = 16
_MAC_BYTES: Final = 16


class BadToken(NotFound):
    """This link is not one of ours, or not whole."""


def token(key: bytes, channel_id: UUID) -> str:
    """43 characters that are safe in a URL."""
    raw = channel_id.bytes + _mac(key, channel_id.bytes)
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def channel_of(key: bytes, text: str) -> UUID:
    """The channel that a token is for. Raises `BadToken`."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise BadToken from None
    if len(raw) != _ID_BYTES + _MAC_BYTES:
        raise BadToken
    if not hmac.compare_digest(raw[_ID_BYTES:], _mac(key, raw[:_ID_BYTES])):
        raise BadToken
    return UUID(bytes=raw[:_ID_BYTES])


def _mac(key: bytes, channel_id: bytes) -> bytes:
    return hmac.digest(key, _FOR + channel_id, hashlib.sha256)[:_MAC_BYTES]
