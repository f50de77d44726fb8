"""Who may do what to whom: an asker's role against the role of the member they touch."""

from typing import Final
from uuid import UUID

from medianest.contracts.permissions import ROLES, Role
from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden

OWNERS_ALONE: Final[frozenset[Role]] = frozenset({"owner", "admin"})


class By(Record):
    """Who asks."""

    member_id: UUID
    role: Role


class OnlyAnOwner(Forbidden):
    """Only an owner may change owners and admins."""


class NobodyRaisesThemselves(Forbidden):
    """Nobody can give themselves a higher role."""


def may_touch(by: By, member_id: UUID, role: Role) -> None:
    """Refuse unless `by` may change this member: themselves, or one whom their role may manage."""
    if by.member_id != member_id and role in OWNERS_ALONE and by.role != "owner":
        raise OnlyAnOwner


def may_welcome(by: By, role: Role) -> None:
    """Refuse unless `by` may let somebody join with this role."""
    if role in OWNERS_ALONE and by.role != "owner":
        raise OnlyAnOwner


def may_give(by: By, member_id: UUID, before: Role, after: Role) -> None:
    """Refuse unless `by` may turn this member's role `before` into `after`."""
    may_touch(by, member_id, before)
    if by.member_id == member_id:
        if ROLES.index(after) < ROLES.index(before):
            raise NobodyRaisesThemselves
    elif after in OWNERS_ALONE and by.role != "owner":
        raise OnlyAnOwner
