"""The rules of the media server owner's account at Plex: linked on a page, or not."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden, NotFound

THE_OWNER: Final = UUID("6d6e6964-706f-4000-8000-000000000001")
"""There is one, so its stream has a fixed id."""


class Link(Record):
    """`token_id` names a secret. `account` and `name` at Plex are sealed for who links."""

    by: UUID
    now: datetime
    token_id: UUID
    account: Sealed
    name: Sealed


class Unlink(Record):
    by: UUID
    now: datetime


class Forget(Record):
    """A member is erased: what they linked goes with them."""

    member_id: UUID
    now: datetime


PlexOwnerCommand = Link | Unlink | Forget


class PlexOwnerLinked(Fact, tag="identity.plex-owner-linked"):
    by: UUID
    at: datetime
    token_id: UUID
    token_before: UUID | None
    account: Sealed
    name: Sealed


class PlexOwnerUnlinked(Fact, tag="identity.plex-owner-unlinked"):
    """`by` is None where it went with who had linked it."""

    by: UUID | None
    at: datetime
    token_before: UUID


PlexOwnerFact = PlexOwnerLinked | PlexOwnerUnlinked
FACTS: Final = (PlexOwnerLinked, PlexOwnerUnlinked)


class Unlinked(Record):
    """What the environment says counts."""


class Linked(Record):
    by: UUID
    at: datetime
    token_id: UUID
    account: Sealed
    name: Sealed


PlexOwnerState = Unlinked | Linked


class NotTheServersOwner(Forbidden):
    """This Plex account does not own the household's media server; its owner's is wanted."""


class NoOwnerLinked(NotFound):
    """No account was linked here."""


def must_own(owned: AbstractSet[str], machine_id: str | None) -> None:
    """Refuse an account without the server that is set; where none is set yet, one without any."""
    is_theirs = bool(owned) if machine_id is None else machine_id in owned
    if not is_theirs:
        raise NotTheServersOwner


def decide(command: PlexOwnerCommand, state: PlexOwnerState) -> Sequence[PlexOwnerFact]:
    match command:
        case Link():
            return [_linked(command, state)]
        case Unlink(by=by, now=now):
            if isinstance(state, Unlinked):
                raise NoOwnerLinked
            return [PlexOwnerUnlinked(by=by, at=now, token_before=state.token_id)]
        case Forget(member_id=who, now=now):
            if isinstance(state, Unlinked) or state.by != who:
                return []
            return [PlexOwnerUnlinked(by=None, at=now, token_before=state.token_id)]


def evolve(state: PlexOwnerState, fact: PlexOwnerFact) -> PlexOwnerState:
    match fact:
        case PlexOwnerLinked():
            return Linked(
                by=fact.by,
                at=fact.at,
                token_id=fact.token_id,
                account=fact.account,
                name=fact.name,
            )
        case PlexOwnerUnlinked():
            return Unlinked()


def _linked(command: Link, state: PlexOwnerState) -> PlexOwnerLinked:
    return PlexOwnerLinked(
        by=command.by,
        at=command.now,
        token_id=command.token_id,
        token_before=state.token_id if isinstance(state, Linked) else None,
        account=command.account,
        name=command.name,
    )
