"""Who may not use the media server any more, and who may again: what a look at Plex means.

Lists of plex.tv lag, and some were empty for an hour: nobody is shut out who was not missed before,
and where a look would shut out nearly everybody at once it has to say so for days.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from medianest.contracts.permissions import Role
from medianest.contracts.record import Record

DOUBTED_FOR: Final = timedelta(days=3)
MANY: Final = 4


class Linked(Record):
    """A member with an account at Plex. `may_enter`: nobody has disabled them."""

    member_id: UUID
    plex_id: str
    role: Role
    may_enter: bool
    is_shut_out: bool

    def __repr__(self) -> str:
        """Never who it is."""
        return f"Linked(member_id={self.member_id})"


class Verdict(Record):
    """What is to be done. `missed` were not seen, and are not shut out yet."""

    shut_out: tuple[UUID, ...]
    let_back: tuple[UUID, ...]
    missed: tuple[UUID, ...]
    is_doubtful: bool


def judged(
    linked: Sequence[Linked],
    shown: frozenset[str],
    missed_since: Mapping[UUID, datetime],
    *,
    now: datetime,
    confirm: timedelta,
) -> Verdict:
    """`shown` may use the server, the owner of it among them. Owners here are never shut out."""
    inside = [one for one in linked if one.may_enter and one.role != "owner"]
    missing = [one.member_id for one in inside if one.plex_id not in shown]
    nobody_is_shown = not any(one.plex_id in shown for one in linked if one.role != "owner")
    most_are_missing = len(inside) >= MANY and 2 * len(missing) > len(inside)
    is_doubtful = bool(missing) and (nobody_is_shown or most_are_missing)
    patience = max(confirm, DOUBTED_FOR) if is_doubtful else confirm
    sure = tuple(
        who for who in missing if who in missed_since and now - missed_since[who] >= patience
    )
    return Verdict(
        shut_out=sure,
        let_back=tuple(one.member_id for one in linked if one.is_shut_out and one.plex_id in shown),
        missed=tuple(who for who in missing if who not in sure),
        is_doubtful=is_doubtful and len(sure) < len(missing),
    )
