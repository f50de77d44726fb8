"""Envelope encryption: every secret under its own key, that key under a key-encryption key.

AES-256-GCM with the place of the row as associated data, so that ciphertext moved to another row
does not open. Key-encryption keys are a list: the first wraps, all unwrap, which makes rotation
online.
"""

import os
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12


class WontOpen(Exception):
    """No key opens this: it was moved, altered, or its key is gone."""


def new_key() -> bytes:
    """32 random bytes."""
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def lock(key: bytes, text: bytes, place: str) -> bytes:
    """Nonce and ciphertext, bound to `place`."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text, place.encode())


def unlock(keys: Sequence[bytes], box: bytes, place: str) -> bytes:
    """The text, by whichever key fits. Raises `WontOpen`."""
    for key in keys:
        try:
            return AESGCM(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], place.encode())
        except InvalidTag:
            continue
    raise WontOpen(place)


def opens(key: bytes, box: bytes, place: str) -> bool:
    """Whether it was locked with this key."""
    try:
        unlock([key], box, place)
    except WontOpen:
        return False
    return True


def place_of(service: str, table: str, column: str, row: object) -> str:
    """Where a ciphertext belongs."""
    return f"medianest:{service}:{table}:{column}:{row}:v1"
