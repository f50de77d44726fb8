"""Who is vouched for, for how long; and what of identity's answer is believed."""

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from medianest.chassis.doorway.tokens import Minter
from medianest.contracts.permissions import BY_ROLE
from medianest.contracts.record import replace
from medianest.gateway.api.effects import BYTES_MAX, read_effects
from medianest.gateway.api.people import People, SessionCookie
from medianest.gateway.ports import Visitor
from medianest.testkit.clock import FakeClock
from medianest.testkit.people import ANNA, NOON

VISITOR = Visitor(
    session_id=ANNA,
    member_id=ANNA,
    role="member",
    permissions=frozenset(BY_ROLE["member"]),
    epoch=1,
)
JOINED = (
    '{"event":{"type":"medianest.identity.member-disabled",'
    f'"member_id":"{ANNA}","epoch":2}},"version":3}}'
)


class Nobody:
    """No sessions: nobody is looked up here."""


class Keys:
    """The key that signs, until it is changed."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self.minter = self._made("one")

    def change(self) -> None:
        self.minter = self._made("two")

    def _made(self, kid: str) -> Minter:
        return Minter(kid, Ed25519PrivateKey.generate(), self._clock)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(NOON)


@pytest.fixture
def keys(clock: FakeClock) -> Keys:
    return Keys(clock)


@pytest.fixture
def people(clock: FakeClock, keys: Keys) -> People:
    cookie = SessionCookie("https://nest.example")
    return People(Nobody(), lambda: keys.minter, cookie, clock)  # type: ignore[arg-type]  # see there


def test_a_token_is_used_for_half_its_life(people: People, clock: FakeClock) -> None:
    first = people.token(VISITOR, "downloads")
    clock.advance(29)
    assert people.token(VISITOR, "downloads") == first
    clock.advance(2)
    assert people.token(VISITOR, "downloads") != first


def test_a_token_is_for_one_service_and_one_state_of_a_person(people: People, keys: Keys) -> None:
    first = people.token(VISITOR, "downloads")
    assert jwt.decode(first, options={"verify_signature": False})["aud"] == "downloads"
    assert people.token(VISITOR, "requests") != first
    assert people.token(replace(VISITOR, permissions=frozenset()), "downloads") != first
    assert people.token(replace(VISITOR, epoch=2), "downloads") != first
    keys.change()
    assert jwt.get_unverified_header(people.token(VISITOR, "downloads"))["kid"] == "two"


@pytest.mark.parametrize(
    "said",
    [
        "x; Max-Age=60",
        "a" * 43,
        f"{'a' * 43}; Max-Age=60; Domain=evil.example",
        f"{'a' * 43}\r\nSet-Cookie: b=c; Max-Age=60",
        f"{'a' * 200}; Max-Age=60",
    ],
)
def test_a_cookie_is_what_it_may_be_or_none(said: str) -> None:
    assert SessionCookie("https://nest.example").set(said) is None


def test_what_identity_says_is_read_whole_or_not_at_all() -> None:
    (effect,) = read_effects(f"[{JOINED}]")
    assert effect.version == 3
    for nonsense in ("", "{}", "[", "[{}]", "[" * 8000, f"[{JOINED},{{}}]", " " * (BYTES_MAX + 1)):
        assert read_effects(nonsense) == []


def test_events_that_this_version_does_not_know_are_passed_over() -> None:
    unknown = JOINED.replace("member-disabled", "member-knighted")
    assert len(read_effects(f"[{unknown},{JOINED}]")) == 1
