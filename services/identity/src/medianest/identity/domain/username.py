"""A username belongs to one member at a time; its stream's id is the name's blind index."""

from collections.abc import Sequence
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict


class Take(Record):
    member_id: UUID


class Release(Record):
    member_id: UUID


UsernameCommand = Take | Release


class UsernameTaken(Fact, tag="identity.username-taken"):
    member_id: UUID


class UsernameReleased(Fact, tag="identity.username-released"):
    member_id: UUID


UsernameFact = UsernameTaken | UsernameReleased


class Free(Record):
    """Nobody has it."""


class Taken(Record):
    member_id: UUID


UsernameState = Free | Taken


class UsernameInUse(Conflict):
    """This username is taken already; whoever has it signs in with it."""


def decide(command: UsernameCommand, state: UsernameState) -> Sequence[UsernameFact]:
    holder = state.member_id if isinstance(state, Taken) else None
    match command:
        case Take(member_id=member_id):
            if holder not in (None, member_id):
                raise UsernameInUse
            return [] if holder == member_id else [UsernameTaken(member_id=member_id)]
        case Release(member_id=member_id):
            return [UsernameReleased(member_id=member_id)] if holder == member_id else []


def evolve(state: UsernameState, fact: UsernameFact) -> UsernameState:
    match fact:
        case UsernameTaken(member_id=member_id):
            return Taken(member_id=member_id)
        case UsernameReleased():
            return Free()
