"""The first run: whoever holds the setup token becomes the owner, once and never again."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Forbidden

THE_SETUP: Final = UUID("0d7a4a56-4c52-5b0f-8c5b-6a0c5d0f9e02")


class SetUp(Record):
    """`token_fits`: whether the asker showed this installation's setup token."""

    owner_id: UUID
    token_fits: bool


SetupCommand = SetUp


class HouseholdSetUp(Fact, tag="identity.household-set-up"):
    owner_id: UUID


SetupFact = HouseholdSetUp


class Open(Record):
    """Nobody has set this installation up."""


class Closed(Record):
    owner_id: UUID


SetupState = Open | Closed


class SetupClosed(Conflict):
    """This installation has been set up already; sign in instead."""


class WrongSetupToken(Forbidden):
    """This is not the setup token; it was printed when the installation started."""


def decide(command: SetupCommand, state: SetupState) -> Sequence[SetupFact]:
    match state:
        case Open():
            if not command.token_fits:
                raise WrongSetupToken
            return [HouseholdSetUp(owner_id=command.owner_id)]
        case Closed():
            raise SetupClosed


def evolve(state: SetupState, fact: SetupFact) -> SetupState:
    match fact:
        case HouseholdSetUp(owner_id=owner_id):
            return Closed(owner_id=owner_id)
