"""The household is never without an owner who can act."""

import pytest

from medianest.identity.app import STREAMS
from medianest.identity.domain import owners
from medianest.testkit import ANNA, BEN, THE_OWNER, Spec

spec = Spec(STREAMS.owners, owners.decide)
the_owner = owners.OwnerGained(member_id=THE_OWNER)
anna_too = owners.OwnerGained(member_id=ANNA)


def test_an_owner_is_gained_only_once() -> None:
    spec.given().when(owners.Gain(member_id=ANNA)).then(anna_too)
    spec.given(anna_too).when(owners.Gain(member_id=ANNA)).then()


@pytest.mark.parametrize("command", [owners.Lose, owners.Rest])
def test_the_last_owner_stays(command: type[owners.Lose | owners.Rest]) -> None:
    spec.given(the_owner).when(command(member_id=THE_OWNER)).refused(owners.LastOwner)


def test_one_of_two_owners_may_go() -> None:
    spec.given(the_owner, anna_too).when(owners.Lose(member_id=ANNA)).then(
        owners.OwnerLost(member_id=ANNA)
    )


def test_a_disabled_owner_does_not_count() -> None:
    resting = owners.OwnerRested(member_id=ANNA)
    spec.given(the_owner, anna_too).when(owners.Rest(member_id=ANNA)).then(resting)
    spec.given(the_owner, anna_too, resting).when(owners.Lose(member_id=THE_OWNER)).refused(
        owners.LastOwner
    )
    spec.given(the_owner, anna_too, resting).when(owners.Lose(member_id=ANNA)).then(
        owners.OwnerLost(member_id=ANNA)
    )


def test_an_owner_who_was_erased_does_not_come_back_even_as_the_last_one() -> None:
    lost = owners.OwnerLost(member_id=THE_OWNER)
    spec.given(the_owner).when(owners.Bury(member_id=THE_OWNER)).then(lost)
    spec.given(the_owner, lost).when(owners.Bury(member_id=THE_OWNER)).then()


def test_an_owner_returns() -> None:
    resting = owners.OwnerRested(member_id=ANNA)
    returned = owners.OwnerReturned(member_id=ANNA)
    spec.given(the_owner, anna_too, resting).when(owners.Return(member_id=ANNA)).then(returned)
    spec.given(the_owner, anna_too, resting, returned).when(owners.Lose(member_id=THE_OWNER)).then(
        owners.OwnerLost(member_id=THE_OWNER)
    )


def test_what_befalls_others_does_not_concern_the_owners() -> None:
    for command in (owners.Lose, owners.Rest, owners.Return):
        spec.given(the_owner).when(command(member_id=BEN)).then()
