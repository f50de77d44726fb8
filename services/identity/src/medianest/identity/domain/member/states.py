"""What somebody can be here."""

from collections.abc import Mapping
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.contracts.limits import LimitName
from medianest.contracts.permissions import Permission, Role
from medianest.contracts.record import Record
from medianest.identity.domain.rights import Rights, permissions_of


class Missing(Record):
    """Nobody."""


class Account(Record):
    """What is known of somebody who has an account; `links` says which provider knows them."""

    member_id: UUID
    role: Role
    epoch: int
    username: Sealed
    username_key: UUID
    display_name: Sealed
    email: Sealed | None
    password: Sealed | None
    rights: Rights = Rights()
    limits: Mapping[LimitName, int] = {}
    links: Mapping[UUID, str] = {}
    is_shut_out: bool = False

    @property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(self.role, self.rights)


class Active(Account):
    """Somebody who may sign in."""


class Disabled(Account):
    """Somebody who may not sign in for now: by an admin's word, or `is_shut_out` by Plex's."""


class Erased(Record):
    """Somebody of whom nothing is known any more."""

    member_id: UUID
    epoch: int


MemberState = Missing | Active | Disabled | Erased
