"""An identity elsewhere belongs to one member for ever; its stream's id is its blind index."""

from collections.abc import Sequence
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict


class Via(Record):
    """By which identity elsewhere somebody came in, and in which session there, if it says.

    Both are blind indexes; the provider may end the session here by either.
    """

    link_key: UUID
    session_key: UUID | None = None


class Attach(Record):
    """The member showed the provider's word that this is theirs."""

    member_id: UUID


class Forget(Record):
    """The member is erased: whoever comes with this identity later is a stranger."""

    member_id: UUID


LinkCommand = Attach | Forget


class IdentityAttached(Fact, tag="identity.identity-attached"):
    member_id: UUID


class IdentityForgotten(Fact, tag="identity.identity-forgotten"):
    member_id: UUID


LinkFact = IdentityAttached | IdentityForgotten


class Unknown(Record):
    """Nobody came with it yet."""


class Forgotten(Record):
    """Whoever came with it wished to be forgotten; they may come again, but nobody brings them."""


class Attached(Record):
    member_id: UUID


LinkState = Unknown | Attached | Forgotten


class LinkedToSomebodyElse(Conflict):
    """This account belongs to another member already."""


def decide(command: LinkCommand, state: LinkState) -> Sequence[LinkFact]:
    holder = state.member_id if isinstance(state, Attached) else None
    match command:
        case Attach(member_id=member_id):
            if holder not in (None, member_id):
                raise LinkedToSomebodyElse
            return [] if holder == member_id else [IdentityAttached(member_id=member_id)]
        case Forget(member_id=member_id):
            return [IdentityForgotten(member_id=member_id)] if holder == member_id else []


def evolve(state: LinkState, fact: LinkFact) -> LinkState:
    match fact:
        case IdentityAttached(member_id=member_id):
            return Attached(member_id=member_id)
        case IdentityForgotten():
            return Forgotten()
