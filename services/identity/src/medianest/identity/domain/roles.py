"""Who may do what to whom: an asker's role and permissions against those of whom they touch."""

from typing import Final
from uuid import UUID

from medianest.contracts.permissions import BY_ROLE, ROLES, Role
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict, Forbidden

OWNERS_ALONE: Final[frozenset[Role]] = frozenset({"owner", "admin"})
IN_PERSON: Final = frozenset({"me.manage"})
"""What every role brings and no API key can have: it is how somebody is known to be there."""


class By(Record):
    """Who asks. `permissions` are narrower than the role's when an API key asks for them."""

    member_id: UUID
    role: Role
    permissions: frozenset[str]


class OnlyAnOwner(Forbidden):
    """Only an owner may change owners and admins."""


class TheyRankHigher(Forbidden):
    """You can't change somebody whose role is above your own."""


class NobodyRaisesThemselves(Forbidden):
    """Nobody can give themselves more than they have."""


class NobodyGivesWhatTheyLack(Forbidden):
    """You can only give what you may do yourself."""


class OwnersMayDoEverything(Conflict):
    """An owner may do everything; change the role first."""


class OwnersCanAct(Conflict):
    """This account is disabled; enable it before you make it an owner's."""


class OnlyInPerson(Forbidden):
    """An API key can't do this; sign in."""


def may_touch(by: By, member_id: UUID, role: Role) -> None:
    """Refuse unless `by` may change this member: themselves, or one whom their role may manage."""
    if by.member_id == member_id:
        must_be_there(by)
    else:
        _may_rank(by, role)


def may_welcome(by: By, role: Role) -> None:
    """Refuse unless `by` may let somebody join with this role."""
    _may_rank(by, role)
    if BY_ROLE[role] - by.permissions - IN_PERSON:
        raise NobodyGivesWhatTheyLack


def may_give(by: By, member_id: UUID, before: Role, after: Role) -> None:
    """Refuse unless `by` may turn this member's role `before` into `after`."""
    may_touch(by, member_id, before)
    if by.member_id == member_id:
        if ROLES.index(after) < ROLES.index(before):
            raise NobodyRaisesThemselves
    else:
        _may_rank(by, after)


def may_grant(by: By, member_id: UUID, before: frozenset[str], after: frozenset[str]) -> None:
    """Refuse unless `by` may let this member do `after`, who may do `before`."""
    gained = after - before - IN_PERSON
    if gained and by.member_id == member_id:
        raise NobodyRaisesThemselves
    if gained - by.permissions:
        raise NobodyGivesWhatTheyLack


def may_limit(by: By, member_id: UUID) -> None:
    """Refuse those who would set a limit of their own; whose house it is may."""
    if by.member_id == member_id and by.role != "owner":
        raise NobodyRaisesThemselves


def must_be_there(by: By) -> None:
    """Refuse an API key: it never changes what could make it more than it is."""
    if not by.permissions >= IN_PERSON:
        raise OnlyInPerson


def _may_rank(by: By, role: Role) -> None:
    if role in OWNERS_ALONE and by.role != "owner":
        raise OnlyAnOwner
    if ROLES.index(role) < ROLES.index(by.role):
        raise TheyRankHigher
