"""The signing keys: which one signs now, and when the next one is due.

A new key is announced long before it is used, so that every service has stored it by then. The pair
that provision made is used at once: its public half stands in every service's settings. A key that
may be known to somebody else is withdrawn: it signs no more, and soon nobody trusts it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict, NotFound

KEYRING_ID: Final = UUID("01900000-0000-7000-8000-6d656469616b")
# Twice the usual rotation: a house that was off for a month still has a good key afterwards.
KEPT_FOR: Final = timedelta(days=60)


class Adopt(Record):
    """Take over the pair that provision made, and the name `kid` that services know it by.

    `secret_id`: where the private half is sealed.
    """

    kid: str
    public_key: str
    secret_id: UUID
    now: datetime


class Publish(Record):
    """Announce the next key."""

    key_id: UUID
    public_key: str
    secret_id: UUID
    usable_at: datetime
    now: datetime


class Withdraw(Record):
    """Stop signing with a key at once: it may be known to somebody else.

    `over_at`: when services refuse it, which is once no gateway signs with it any more.
    """

    kid: str
    over_at: datetime
    now: datetime


KeyringCommand = Adopt | Publish | Withdraw


class KeyringFact(Fact):
    """What happened to the signing keys."""


class KeyAdopted(KeyringFact, tag="gateway.key-adopted"):
    kid: str
    key_id: UUID
    public_key: str
    secret_id: UUID
    usable_at: datetime
    retires_at: datetime


class KeyPublished(KeyringFact, tag="gateway.key-published"):
    key_id: UUID
    public_key: str
    secret_id: UUID
    usable_at: datetime
    retires_at: datetime


class KeyWithdrawn(KeyringFact, tag="gateway.key-withdrawn"):
    key_id: UUID
    withdrawn_at: datetime


KeyringFacts = KeyAdopted | KeyPublished | KeyWithdrawn


class Key(Record):
    """One key. An adopted one never ages: services keep it in their settings."""

    kid: str
    key_id: UUID
    public_key: str
    secret_id: UUID
    usable_at: datetime
    retires_at: datetime
    is_adopted: bool
    is_withdrawn: bool = False


class Empty(Record):
    """No key yet."""


class Keyring(Record):
    """All keys, oldest first."""

    keys: tuple[Key, ...]


KeyringState = Empty | Keyring


class NoSuchKey(NotFound):
    """There is no such signing key."""


class LastKey(Conflict):
    """No other signing key is in use yet: publish one, and wait until it is."""


def decide(command: KeyringCommand, state: KeyringState) -> Sequence[KeyringFacts]:
    match command:
        case Adopt(kid=kid):
            return [] if holds(state, kid) else [_adopted(command)]
        case Publish():
            return _published(command, state)
        case Withdraw():
            return _withdrawn(command, state)


def evolve(state: KeyringState, fact: KeyringFacts) -> KeyringState:
    keys = _all(state)
    match fact:
        case KeyAdopted() | KeyPublished():
            added = Key(
                kid=fact.kid if isinstance(fact, KeyAdopted) else str(fact.key_id),
                key_id=fact.key_id,
                public_key=fact.public_key,
                secret_id=fact.secret_id,
                usable_at=fact.usable_at,
                retires_at=fact.retires_at,
                is_adopted=isinstance(fact, KeyAdopted),
            )
            return Keyring(keys=(*keys, added))
        case KeyWithdrawn(key_id=key_id):
            return Keyring(
                keys=tuple(
                    replace(key, is_withdrawn=True) if key.key_id == key_id else key for key in keys
                )
            )


def holds(state: KeyringState, kid: str) -> bool:
    """Whether this key was ever taken over or published."""
    return any(key.kid == kid for key in _all(state))


def signer(state: KeyringState, now: datetime) -> Key | None:
    """The key that signs now: the newest that is usable, else the newest adopted one."""
    good = [key for key in _good(state) if key.usable_at <= now]
    fresh = [key for key in good if now < key.retires_at]
    adopted = [key for key in good if key.is_adopted]
    return max(fresh or adopted, key=lambda key: key.usable_at, default=None)


def is_next_due(state: KeyringState, now: datetime, rotated_after: timedelta) -> bool:
    """Whether the next key should be published: the newest has been in use for that long."""
    newest = max((key.usable_at for key in _good(state)), default=None)
    return newest is None or newest + rotated_after <= now


def kid_of(state: KeyringState, key_id: UUID) -> str:
    """The name that tokens carry for this key."""
    return next((key.kid for key in _all(state) if key.key_id == key_id), str(key_id))


def _all(state: KeyringState) -> tuple[Key, ...]:
    match state:
        case Empty():
            return ()
        case Keyring(keys=keys):
            return keys


def _good(state: KeyringState) -> list[Key]:
    return [key for key in _all(state) if not key.is_withdrawn]


def _adopted(command: Adopt) -> KeyAdopted:
    return KeyAdopted(
        kid=command.kid,
        key_id=uuid5(KEYRING_ID, command.kid),
        public_key=command.public_key,
        secret_id=command.secret_id,
        usable_at=command.now,
        retires_at=command.now + KEPT_FOR,
    )


def _published(command: Publish, state: KeyringState) -> Sequence[KeyPublished]:
    if any(key.usable_at > command.now for key in _good(state)):
        return []  # another replica, or an operator, was first
    published = KeyPublished(
        key_id=command.key_id,
        public_key=command.public_key,
        secret_id=command.secret_id,
        usable_at=command.usable_at,
        retires_at=command.usable_at + KEPT_FOR,
    )
    return [published]


def _withdrawn(command: Withdraw, state: KeyringState) -> Sequence[KeyWithdrawn]:
    key = next((key for key in _all(state) if key.kid == command.kid), None)
    if key is None:
        raise NoSuchKey
    if key.is_withdrawn:
        return []
    others = [other for other in _good(state) if other.kid != key.kid]
    if not any(other.usable_at <= command.now < other.retires_at for other in others):
        raise LastKey
    return [KeyWithdrawn(key_id=key.key_id, withdrawn_at=command.over_at)]
