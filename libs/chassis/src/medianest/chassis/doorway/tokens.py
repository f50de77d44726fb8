"""The identity token: minted by the gateway, verified by each service.

- EdDSA only; the header may hold `alg`, `typ` and `kid` and nothing else, so a token can't bring
  its own key. `typ`, `iss`, `aud`, `exp`, `iat`, `nbf` and a known `kid` are all checked.
- A verified token is remembered until it runs out, in a bounded cache; a refused one never is.
- The ring of public keys may grow while the service runs. Taking a key away forgets all that was
  verified.
"""

import base64
import binascii
from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from medianest.chassis.clock import SYSTEM, Clock
from medianest.chassis.doorway.people import Person
from medianest.contracts.ids import new_id
from medianest.contracts.record import Record
from medianest.contracts.refusals import Refusal
from medianest.contracts.tokens import ISSUER, LEEWAY_S, LIFETIME_S, TYPE, IdentityClaims

_TOKEN_BYTES_MAX: Final = 4096
_LIFETIME_S_MAX: Final = 300
_PARTS: Final = 3


class TokenRefused(Refusal):
    """Please sign in again."""


class _Header(Record, forbid_unknown_fields=True):
    alg: str
    typ: str
    kid: str


class _Claims(IdentityClaims):
    nbf: int | None = None


class KeyRing:
    """The gateway's public keys by `kid`."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        """`keys` are as in the settings: `kid:hex`."""
        self._keys: dict[str, Ed25519PublicKey] = {}
        self.generation = 0
        for key in keys:
            kid, _, public_hex = key.partition(":")
            self.add(kid, public_hex)

    def add(self, kid: str, public_hex: str) -> None:
        """Trust one more key. The same `kid` twice keeps the first: a key is never replaced."""
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_hex))
        self._keys.setdefault(kid, key)

    def retire(self, kid: str) -> None:
        """Trust a key no longer, from now on."""
        if self._keys.pop(kid, None) is not None:
            self.generation += 1

    def get(self, kid: str) -> Ed25519PublicKey | None:
        """The key of that name, if it is trusted."""
        return self._keys.get(kid)

    @property
    def names(self) -> frozenset[str]:
        """The keys that are trusted now."""
        return frozenset(self._keys)

    def __contains__(self, kid: object) -> bool:
        return kid in self._keys


class Minter:
    """The gateway's side: signs tokens with its current key."""

    def __init__(self, kid: str, key: Ed25519PrivateKey, clock: Clock = SYSTEM) -> None:
        self._key = key
        self._clock = clock
        self._header = _encode(
            msgspec.json.encode(_Header(alg="EdDSA", typ=TYPE, kid=kid)),
        )

    def mint(self, person: Person, audience: str) -> str:
        """A token that says to one service who asks."""
        issued_at = int(self._clock.now().timestamp())
        claims = IdentityClaims(
            iss=ISSUER,
            aud=audience,
            sub=person.id,
            sid=person.session_id,
            role=person.role,
            permissions=tuple(sorted(person.permissions)),
            epoch=person.epoch,
            iat=issued_at,
            exp=issued_at + LIFETIME_S,
            jti=str(new_id()),
        )
        signed = self._header + b"." + _encode(msgspec.json.encode(claims))
        return (signed + b"." + _encode(self._key.sign(signed))).decode()


class Verifier:
    """A service's side: who is it that the gateway vouches for?"""

    def __init__(
        self, ring: KeyRing, audience: str, clock: Clock = SYSTEM, remember_max: int = 4096
    ) -> None:
        self.ring = ring
        self._audience = audience
        self._clock = clock
        self._remember_max = remember_max
        self._generation = ring.generation
        self._known: OrderedDict[str, tuple[Person, int]] = OrderedDict()

    def verify(self, token: str) -> Person:
        """The person, or TokenRefused, which never says why."""
        now_s = self._clock.now().timestamp()
        if self._generation != self.ring.generation:
            self._known.clear()
            self._generation = self.ring.generation
        if (known := self._known.get(token)) is not None:
            person, exp = known
            if now_s < exp + LEEWAY_S:
                self._known.move_to_end(token)
                return person
            del self._known[token]
        claims = self._read(token, now_s)
        person = Person(
            id=claims.sub,
            session_id=claims.sid,
            role=claims.role,
            permissions=frozenset(claims.permissions),
            epoch=claims.epoch,
        )
        self._known[token] = (person, claims.exp)
        if len(self._known) > self._remember_max:
            self._known.popitem(last=False)
        return person

    def _read(self, token: str, now_s: float) -> _Claims:
        parts = token.encode("utf-8", "replace").split(b".")
        if len(token) > _TOKEN_BYTES_MAX or len(parts) != _PARTS:
            raise TokenRefused
        head, body, signature = parts
        try:
            header = msgspec.json.decode(_decode(head), type=_Header)
            key = self.ring.get(header.kid)
            if header.alg != "EdDSA" or header.typ != TYPE or key is None:
                raise TokenRefused
            key.verify(_decode(signature), head + b"." + body)
            claims = msgspec.json.decode(_decode(body), type=_Claims)
        except (msgspec.DecodeError, binascii.Error, InvalidSignature, RecursionError):
            raise TokenRefused from None
        if not self._is_for_us_now(claims, now_s):
            raise TokenRefused
        return claims

    def _is_for_us_now(self, claims: _Claims, now_s: float) -> bool:
        begins = claims.iat if claims.nbf is None else max(claims.iat, claims.nbf)
        return (
            claims.iss == ISSUER
            and claims.aud == self._audience
            and begins <= now_s + LEEWAY_S
            and now_s < claims.exp + LEEWAY_S
            and claims.exp - claims.iat <= _LIFETIME_S_MAX
        )


def signing_key(private_hex: str) -> Ed25519PrivateKey:
    """The private half from its 32 bytes in hex."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_hex))


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public half as settings and announcements hold it."""
    return key.public_key().public_bytes_raw().hex()


def _encode(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    # Strict: b64decode alone skips characters that it does not know.
    if b"=" in text:
        raise binascii.Error
    return base64.b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
