"""What an OpenID provider signs: ID tokens and logout tokens, read strictly.

Only signatures by a public key of the provider count; which algorithm is our choice, not the
token's. Nothing that a token names (`jku`, `jwk`, `x5u`) is ever fetched or believed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet
from joserfc.jws import JWSRegistry

from medianest.contracts.record import Record
from medianest.identity.ports import LoggedOut, NotVouchedFor

T = TypeVar("T")
TRUSTED: Final = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
LOGOUT_TYPES: Final = frozenset({"logout+jwt", "application/logout+jwt", "jwt"})
"""How a provider may call its logout token. The last is everybody's, and says nothing."""
LEFT: Final = "http://schemas.openid.net/event/backchannel-logout"
TOKEN_CHARACTERS_MAX: Final = 16 * 1024
_TEXT_MAX: Final = 255
_LEEWAY_S: Final = 30
_FRESH_S: Final = 10 * 60
# Whatever a hostile token makes the library stumble over is no proof, and nothing worse.
_FLAWS: Final = (JoseError, ValueError, TypeError, KeyError, RecursionError)


class KeyUnknown(Exception):
    """It is signed by a key that is not among these."""


class Issuer(Record):
    """Who signs, for whom, and by which algorithms."""

    issuer: str
    client_id: str
    algorithms: tuple[str, ...]


def keys_in(document: Any) -> KeySet:
    """The public keys for signatures; those that can't be read are passed over."""
    found = document.get("keys") if isinstance(document, dict) else None
    entries = found if isinstance(found, list) else []
    return KeySet(list(_readable(entries)))


def id_token(
    text: str, keys: KeySet, of: Issuer, *, nonce: str, access_token: str, now: datetime
) -> Mapping[str, Any]:
    """Its claims. Raises `KeyUnknown`, `NotVouchedFor`."""
    token = _signed(text, keys, of)
    if _type_of(token).endswith("+jwt"):
        raise NotVouchedFor  # an access token or a logout token is no proof of who somebody is

    def checked() -> Mapping[str, Any]:
        claims = CodeIDToken(
            token.claims,
            token.header,
            options=_required(of),
            params={"nonce": nonce, "client_id": of.client_id, "access_token": access_token},
        )
        claims.validate(now=int(now.timestamp()), leeway=_LEEWAY_S)
        return dict(claims)

    claims = _sound(checked)
    if not _is_text(claims["sub"]):
        raise NotVouchedFor
    return claims


def logout_token(text: str, keys: KeySet, of: Issuer, *, now: datetime) -> LoggedOut:
    """What it says. Raises `KeyUnknown`, `NotVouchedFor`."""
    token = _signed(text, keys, of)
    # Many providers name none: the specification only recommends it.
    if _type_of(token) not in LOGOUT_TYPES:
        raise NotVouchedFor
    claims, at = token.claims, int(now.timestamp())
    _sound(lambda: jwt.JWTClaimsRegistry(at, _LEEWAY_S, **_required(of, "jti")).validate(claims))
    if "nonce" in claims or not _says_left(claims.get("events")):
        raise NotVouchedFor  # an ID token is no logout token, whoever got hold of it
    if at - claims["iat"] > _FRESH_S:
        raise NotVouchedFor
    subject, session = claims.get("sub"), claims.get("sid")
    told = [one for one in (subject, session) if one is not None]
    if not told or not all(_is_text(one) for one in (claims["jti"], *told)):
        raise NotVouchedFor
    until = min(at + _FRESH_S, claims["exp"]) + 2 * _LEEWAY_S
    return LoggedOut(
        word_id=claims["jti"],
        subject=subject,
        session=session,
        heard_until=datetime.fromtimestamp(until, UTC),
    )


def _signed(text: str, keys: KeySet, of: Issuer) -> jwt.Token:
    if len(text) > TOKEN_CHARACTERS_MAX:
        raise NotVouchedFor
    try:
        return jwt.decode(
            text,
            keys,
            registry=JWSRegistry(algorithms=of.algorithms, strict_check_header=False),
        )
    except InvalidKeyIdError:
        raise KeyUnknown from None
    except _FLAWS as flaw:
        raise NotVouchedFor from flaw


def _type_of(token: jwt.Token) -> str:
    return str(token.header.get("typ", "jwt")).lower()


def _required(of: Issuer, *more: str) -> dict[str, Any]:
    """What must be there, and be this."""
    essential = {name: {"essential": True} for name in ("exp", "iat", *more)}
    issuer, client = ({"essential": True, "value": one} for one in (of.issuer, of.client_id))
    return {**essential, "iss": issuer, "aud": client}


def _sound(check: Callable[[], T]) -> T:
    try:
        return check()
    except _FLAWS as flaw:
        raise NotVouchedFor from flaw


def _says_left(events: Any) -> bool:
    return isinstance(events, dict) and isinstance(events.get(LEFT), dict)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= _TEXT_MAX


def _readable(entries: Sequence[Any]) -> Iterable[Key]:
    for entry in entries:
        if not isinstance(entry, dict) or entry.get("use", "sig") != "sig":
            continue
        if entry.get("kty") not in ("RSA", "EC", "OKP"):
            continue
        try:
            yield JWKRegistry.import_key(entry)
        except _FLAWS:
            continue
