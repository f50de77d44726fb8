"""What may be asked of a member's account."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.contracts.limits import LimitName
from medianest.contracts.permissions import Permission, Role
from medianest.contracts.record import Record
from medianest.identity.domain.roles import By


class Join(Record):
    """`by` is nobody for who came by themselves: at the first run, or known to a provider.

    `password` is the hash, sealed; nothing for who only ever signs in elsewhere.
    """

    member_id: UUID
    by: By | None
    now: datetime
    role: Role
    username: Sealed
    username_key: UUID
    display_name: Sealed
    email: Sealed | None
    password: Sealed | None


class SetPassword(Record):
    """Ends every session; the door opens a new one for the asker. `epoch` is the one they saw."""

    by: By
    now: datetime
    epoch: int
    password: Sealed


class ChangeRole(Record):
    by: By
    now: datetime
    role: Role


class ChangePermissions(Record):
    """Each named one: granted (true), denied (false), or as the role says (null)."""

    by: By
    now: datetime
    wish: Mapping[Permission, bool | None]


class ChangeLimits(Record):
    """Each named one: so many at the most, or what the house allows everybody (null)."""

    by: By
    now: datetime
    wish: Mapping[LimitName, int | None]


class ChangeDisplayName(Record):
    by: By
    now: datetime
    display_name: Sealed


class ChangeEmail(Record):
    """One's own takes a proof that one is there; `proved_epoch` is the epoch that it was for."""

    by: By
    now: datetime
    email: Sealed | None
    proved_epoch: int | None = None


class LinkIdentity(Record):
    """`link_key` is the blind index of the provider and what it calls the member, the `account`."""

    by: By
    now: datetime
    link_key: UUID
    provider: str
    account: Sealed


class EndSessions(Record):
    """All but `kept_session_id`; one's own API keys stay, those of somebody else end as well."""

    by: By
    now: datetime
    kept_session_id: UUID | None = None


class Disable(Record):
    by: By
    now: datetime


class Enable(Record):
    by: By
    now: datetime


class ShutOut(Record):
    """Plex says that they may not use the media server any more. Nobody's word but Plex's."""

    now: datetime
    by: None = None


class LetBack(Record):
    """Plex says that they may use it again: ends what `ShutOut` began, and nothing else."""

    now: datetime
    by: None = None


class Erase(Record):
    """`by` is nobody where a backup brought back somebody who was erased."""

    by: By | None
    now: datetime


Describing = SetPassword | ChangeDisplayName | ChangeEmail | LinkIdentity
"""Who they are, and how they prove it."""
Allowing = ChangeRole | ChangePermissions | ChangeLimits
"""What they may do, and how much."""
Admitting = EndSessions | Disable | Enable | ShutOut | LetBack | Erase
"""Whether they come in at all."""
MemberChange = Describing | Allowing | Admitting
MemberCommand = Join | MemberChange
