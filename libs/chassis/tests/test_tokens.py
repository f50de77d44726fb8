"""Identity tokens: only the gateway's, only for this service, only for a minute."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from chassis_house import ANNA, KEY, SESSION, anna
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from medianest.chassis.doorway.tokens import KeyRing, Minter, TokenRefused, Verifier, public_hex
from medianest.contracts.tokens import ISSUER, TYPE

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class StillClock:
    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


def verifier(clock: StillClock | None = None, remember_max: int = 4096) -> Verifier:
    ring = KeyRing([f"k1:{public_hex(KEY)}"])
    return Verifier(ring, "downloads", clock or StillClock(), remember_max)


def claims(**changes: Any) -> dict[str, Any]:
    at = int(NOON.timestamp())
    whole = {
        "iss": ISSUER,
        "aud": "downloads",
        "sub": str(ANNA),
        "sid": str(SESSION),
        "role": "member",
        "permissions": ["downloads.read"],
        "epoch": 1,
        "iat": at,
        "exp": at + 60,
        "jti": "j",
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def signed(header: dict[str, Any] | None = None, key: Any = KEY, **changes: Any) -> str:
    whole = {"typ": TYPE, "kid": "k1", **(header or {})}
    return jwt.encode(claims(**changes), key, algorithm="EdDSA", headers=whole)


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(alg: str) -> str:
    return f"{part({'alg': alg, 'typ': TYPE, 'kid': 'k1'})}.{part(claims())}."


def hs256_with_the_public_key() -> str:
    secret = public_hex(KEY)
    return jwt.encode(claims(), secret, algorithm="HS256", headers={"typ": TYPE, "kid": "k1"})


def test_what_the_gateway_mints_a_service_believes() -> None:
    clock = StillClock()
    token = Minter("k1", KEY, clock).mint(anna("downloads.read"), "downloads")
    assert verifier().verify(token) == anna("downloads.read")
    assert verifier().verify(signed()) == anna("downloads.read")


AT = int(NOON.timestamp())
GOOD = signed()
ABUSES = {
    "empty": "",
    "not a token": "a.b.c",
    "not base64": "!!.??.**",
    "not ascii": "é" + GOOD,
    "two parts": GOOD.rpartition(".")[0],
    "four parts": GOOD + ".x",
    "padded": GOOD + "=",
    "alg none": unsigned("none"),
    "alg None": unsigned("None"),
    "EdDSA unsigned": unsigned("EdDSA"),
    "HS256 with the public key": hs256_with_the_public_key(),
    "wrong typ": signed({"typ": "JWT"}),
    "no typ": signed({"typ": None}),
    "unknown kid": signed({"kid": "k2"}),
    "kid is a path": signed({"kid": "../../dev/null"}),
    "jku": signed({"jku": "https://evil.example/keys"}),
    "x5u": signed({"x5u": "https://evil.example/cert"}),
    "jwk": signed({"jwk": {"kty": "OKP"}}),
    "crit": signed({"crit": ["x"]}),
    "wrong aud": signed(aud="requests"),
    "many aud": signed(aud=["downloads", "requests"]),
    "wrong iss": signed(iss="somebody"),
    "expired": signed(iat=AT - 100, exp=AT - 31),
    "future nbf": signed(nbf=AT + 31),
    "issued in the future": signed(iat=AT + 31, exp=AT + 90),
    "lives too long": signed(exp=AT + 301),
    "no exp": signed(exp=None),
    "no jti": signed(jti=None),
    "no sub": signed(sub=None),
    "sub is no id": signed(sub="anna"),
    "someone else's key": signed(key=Ed25519PrivateKey.generate()),
    "10 kB": signed(role="x" * 10_000),
    "altered body": GOOD.split(".")[0]
    + "."
    + part(claims(role="owner"))
    + "."
    + GOOD.split(".")[2],
    "nested": f"{base64.urlsafe_b64encode(b'[' * 2000).decode().rstrip('=')}.x.y",
}


@pytest.mark.parametrize("token", ABUSES.values(), ids=ABUSES.keys())
def test_s23_an_abused_token_is_refused(token: str) -> None:
    with pytest.raises(TokenRefused):
        verifier().verify(token)


def test_a_clock_may_be_off_by_half_a_minute() -> None:
    assert verifier().verify(signed(iat=AT + 29, exp=AT + 80))
    assert verifier().verify(signed(iat=AT - 80, exp=AT - 29))


def test_a_remembered_token_still_runs_out() -> None:
    clock = StillClock()
    door = verifier(clock)
    token = signed()
    first = door.verify(token)
    assert door.verify(token) is first
    clock.at = NOON + timedelta(seconds=90)
    with pytest.raises(TokenRefused):
        door.verify(token)


def test_only_so_many_tokens_are_remembered() -> None:
    door = verifier(remember_max=2)
    tokens = [signed(jti=name) for name in ("one", "two", "three")]
    people = [door.verify(token) for token in tokens]
    assert door.verify(tokens[2]) is people[2]
    assert door.verify(tokens[0]) is not people[0]


def test_a_key_that_is_announced_later_is_believed_and_a_retired_one_is_not() -> None:
    door = verifier()
    new = Ed25519PrivateKey.generate()
    token = signed({"kid": "k2"}, new)
    with pytest.raises(TokenRefused):
        door.verify(token)
    door.ring.add("k2", public_hex(new))
    assert door.verify(token)
    door.ring.retire("k2")
    door.ring.retire("k2")
    with pytest.raises(TokenRefused):
        door.verify(token)


def test_a_known_name_never_gets_another_key() -> None:
    door = verifier()
    door.ring.add("k1", public_hex(Ed25519PrivateKey.generate()))
    assert door.verify(signed())
    assert "k1" in door.ring
