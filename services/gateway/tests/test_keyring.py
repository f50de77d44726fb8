"""Which key signs, and when the next one is due."""

from datetime import timedelta
from uuid import UUID

from medianest.contracts.events.gateway import SigningKeyWithdrawn
from medianest.contracts.record import replace
from medianest.gateway import publishing
from medianest.gateway.app import KEYRING, REACH
from medianest.gateway.domain import keyring, reach
from medianest.gateway.domain.keyring import (
    Adopt,
    KeyAdopted,
    KeyPublished,
    KeyringCommand,
    KeyringFacts,
    KeyringState,
    KeyWithdrawn,
    LastKey,
    NoSuchKey,
    Publish,
    Withdraw,
    is_next_due,
    signer,
)
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import NOON

FIRST, SECOND, SECRET = UUID(int=1), UUID(int=2), UUID(int=9)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

keys: Spec[KeyringState, KeyringFacts, KeyringCommand] = Spec(KEYRING, keyring.decide)
adopted = KeyAdopted(
    kid="k1",
    key_id=FIRST,
    public_key="aa",
    secret_id=SECRET,
    usable_at=NOON,
    retires_at=NOON + 60 * DAY,
)
published = KeyPublished(
    key_id=SECOND,
    public_key="bb",
    secret_id=SECRET,
    usable_at=NOON + 30 * DAY + HOUR,
    retires_at=NOON + 90 * DAY + HOUR,
)
adopt = Adopt(kid="k1", public_key="aa", secret_id=SECRET, now=NOON)


publish = Publish(
    key_id=SECOND,
    public_key="bb",
    secret_id=SECRET,
    usable_at=NOON + 30 * DAY + HOUR,
    now=NOON + 30 * DAY,
)


def test_the_pair_of_provision_is_usable_at_once() -> None:
    (fact,) = keys.decide(adopt, keyring.Empty())
    assert isinstance(fact, KeyAdopted)
    assert fact.usable_at == NOON
    state = keys.state_after(fact)
    assert signer(state, NOON) is not None


def test_the_pair_of_provision_is_adopted_only_once() -> None:
    keys.given(adopted).when(adopt).then()


def test_a_new_key_is_announced_an_hour_before_it_signs() -> None:
    keys.given(adopted).when(publish).then(published)
    state = keys.state_after(adopted, published)
    before, after = published.usable_at - timedelta(seconds=1), published.usable_at
    assert signer(state, before).kid == "k1"  # type: ignore[union-attr] # there is one
    assert signer(state, after).key_id == SECOND  # type: ignore[union-attr] # there is one


def test_while_one_is_announced_no_other_is() -> None:
    again = replace(publish, key_id=UUID(int=3), now=NOON + 30 * DAY + HOUR / 2)
    keys.given(adopted, published).when(again).then()


def test_the_next_key_is_due_after_thirty_days() -> None:
    state = keys.state_after(adopted)
    assert not is_next_due(state, NOON + 30 * DAY - HOUR, 30 * DAY)
    assert is_next_due(state, NOON + 30 * DAY, 30 * DAY)
    assert not is_next_due(keys.state_after(adopted, published), NOON + 31 * DAY, 30 * DAY)


def test_a_house_that_was_off_for_long_signs_with_what_services_have_in_their_settings() -> None:
    state = keys.state_after(adopted, published)
    assert signer(state, NOON + 400 * DAY).kid == "k1"  # type: ignore[union-attr] # there is one


def test_a_withdrawn_key_signs_no_more() -> None:
    over_at = NOON + 40 * DAY + HOUR
    withdraw = Withdraw(kid="k1", over_at=over_at, now=NOON + 40 * DAY)
    withdrawn = KeyWithdrawn(key_id=FIRST, withdrawn_at=over_at)
    keys.given(adopted, published).when(withdraw).then(withdrawn)
    keys.given(adopted, published, withdrawn).when(withdraw).then()
    state = keys.state_after(adopted, published, withdrawn)
    assert signer(state, NOON + 40 * DAY).key_id == SECOND  # type: ignore[union-attr] # there is one


def test_a_withdrawn_key_is_announced_by_the_name_that_tokens_carry() -> None:
    withdrawn = KeyWithdrawn(key_id=FIRST, withdrawn_at=NOON)
    said = publishing.of_keyring(keys.state_after(adopted, published, withdrawn), withdrawn)
    assert said == SigningKeyWithdrawn(key_id=FIRST, kid="k1", trusted_until=NOON)


def test_the_only_key_in_use_can_not_be_withdrawn() -> None:
    withdraw = Withdraw(kid="k1", over_at=NOON, now=NOON + 30 * DAY)
    keys.given(adopted).when(withdraw).refused(LastKey)
    keys.given(adopted, published).when(withdraw).refused(LastKey)
    keys.given(adopted).when(replace(withdraw, kid="k7")).refused(NoSuchKey)


def test_a_lost_service_is_told_of_once_and_its_return_once() -> None:
    way: Spec[reach.ReachState, reach.ReachFacts, reach.ReachCommand] = Spec(REACH, reach.decide)
    lose, regain = (
        reach.TellLost(toward="status", now=NOON),
        reach.TellBack(toward="status", now=NOON),
    )
    lost = reach.ReachLost(toward="status", lost_at=NOON)
    back = reach.ReachRegained(toward="status", back_at=NOON)
    way.given().when(regain).then()
    way.given().when(lose).then(lost)
    way.given(lost).when(lose).then()
    way.given(lost).when(regain).then(back)
    way.given(lost, back).when(regain).then()
