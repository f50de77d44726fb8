"""An authenticator in software: makes passkeys and signs with them, as a phone or a stick would."""

import contextlib
import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, Final

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT: Final = 0x01
VERIFIED: Final = 0x04
HAS_CREDENTIAL: Final = 0x40


class NotAName(Exception):
    """A browser says SecurityError: no passkey is for an address in figures."""


class Authenticator:
    """One passkey for one site, as the browser at `origin` would use it."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.credential_id = secrets.token_bytes(32)
        self.count = 0
        self._key = ec.generate_private_key(ec.SECP256R1())

    def create(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """What `navigator.credentials.create` answers."""
        numbers = self._key.public_key().public_numbers()
        public_key = cbor2.dumps(
            {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        )
        credential = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id
        told = self._told(options["rp"]["id"], HAS_CREDENTIAL) + credential + public_key
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=attested)

    def get(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """What `navigator.credentials.get` answers."""
        self.count += 1
        told = self._told(options["rpId"], 0)
        client = self._client("webauthn.get", options["challenge"])
        signature = self._key.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=told, signature=signature)

    def _told(self, rp_id: str, flags: int) -> bytes:
        with contextlib.suppress(ValueError):
            raise NotAName(ip_address(rp_id))
        said = flags | PRESENT | VERIFIED
        return hashlib.sha256(rp_id.encode()).digest() + bytes([said]) + self.count.to_bytes(4)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response: bytes) -> dict[str, Any]:
        id_ = _text(self.credential_id)
        said = {name: _text(value) for name, value in response.items()}
        return {"id": id_, "rawId": id_, "type": "public-key", "response": said}


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
