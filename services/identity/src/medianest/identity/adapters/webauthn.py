"""Passkeys (WebAuthn): what a browser is asked for, and whether what it answers is right."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
import webauthn
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from medianest.identity.ports import NewPasskey, PasskeyRefused

NAME: Final = "MediaNest"


class WebAuthn:
    """Speaks for the address that people type."""

    def __init__(self, public_url: str) -> None:
        parts = urlsplit(public_url)
        self._rp_id = parts.hostname or ""
        self._origin = f"{parts.scheme}://{parts.netloc}"

    def to_create(
        self, challenge: bytes, *, user_id: bytes, name: str, known: Sequence[bytes]
    ) -> Mapping[str, Any]:
        """What `navigator.credentials.create` takes, as JSON."""
        options = webauthn.generate_registration_options(
            rp_id=self._rp_id,
            rp_name=NAME,
            user_id=user_id,
            user_name=name,
            challenge=challenge,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.DISCOURAGED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
        )
        return _json(webauthn.options_to_json(options))

    def created(self, challenge: bytes, answer: Mapping[str, Any]) -> NewPasskey:
        """The passkey that a browser made. Raises `PasskeyRefused`."""
        try:
            found = webauthn.verify_registration_response(
                credential=dict(answer),
                expected_challenge=challenge,
                expected_rp_id=self._rp_id,
                expected_origin=self._origin,
            )
        except _WRONG as error:
            raise PasskeyRefused from error
        return NewPasskey(
            credential_id=found.credential_id,
            public_key=found.credential_public_key,
            sign_count=found.sign_count,
        )

    def to_get(self, challenge: bytes, known: Sequence[bytes]) -> Mapping[str, Any]:
        """What `navigator.credentials.get` takes, as JSON."""
        options = webauthn.generate_authentication_options(
            rp_id=self._rp_id,
            challenge=challenge,
            allow_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
        )
        return _json(webauthn.options_to_json(options))

    def credential_sha256(self, answer: Mapping[str, Any]) -> str:
        """Which passkey answers. Raises `PasskeyRefused`."""
        try:
            return sha256_of(webauthn.base64url_to_bytes(str(answer["rawId"])))
        except _WRONG as error:
            raise PasskeyRefused from error

    def signed(
        self, challenge: bytes, answer: Mapping[str, Any], *, public_key: bytes, sign_count: int
    ) -> int:
        """How often it has signed by now. Raises `PasskeyRefused`."""
        try:
            found = webauthn.verify_authentication_response(
                credential=dict(answer),
                expected_challenge=challenge,
                expected_rp_id=self._rp_id,
                expected_origin=self._origin,
                credential_public_key=public_key,
                credential_current_sign_count=sign_count,
            )
        except _WRONG as error:
            raise PasskeyRefused from error
        return found.new_sign_count


def sha256_of(credential_id: bytes) -> str:
    """How a passkey is told from others without keeping its id in the clear."""
    return hashlib.sha256(credential_id).hexdigest()


def _json(text: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = msgspec.json.decode(text)
    return found


# What a stranger sends is parsed by the library before it is checked; all of it may be nonsense.
_WRONG: Final = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)
