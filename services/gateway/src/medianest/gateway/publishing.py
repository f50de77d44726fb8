"""Which facts of the gateway are announced, and in which words."""

from medianest.contracts.events import Event
from medianest.contracts.events.gateway import (
    BreakerClosed,
    BreakerOpened,
    SigningKeyPublished,
    SigningKeyWithdrawn,
)
from medianest.gateway.domain import keyring, reach
from medianest.gateway.domain.reach import reach_id


def of_keyring(state: keyring.KeyringState, fact: keyring.KeyringFacts) -> Event:
    """Every key that may sign, and that one may no longer."""
    match fact:
        case keyring.KeyAdopted() | keyring.KeyPublished():
            return SigningKeyPublished(
                key_id=fact.key_id,
                public_key=fact.public_key,
                usable_at=fact.usable_at,
                retires_at=fact.retires_at,
            )
        case keyring.KeyWithdrawn(key_id=key_id):
            return SigningKeyWithdrawn(
                key_id=key_id, kid=keyring.kid_of(state, key_id), trusted_until=fact.withdrawn_at
            )


def of_reach(state: reach.ReachState, fact: reach.ReachFacts) -> Event:
    """Both: lost and regained."""
    match fact:
        case reach.ReachLost(toward=toward):
            return BreakerOpened(breaker_id=reach_id(toward), toward=toward)
        case reach.ReachRegained(toward=toward):
            return BreakerClosed(breaker_id=reach_id(toward), toward=toward)
