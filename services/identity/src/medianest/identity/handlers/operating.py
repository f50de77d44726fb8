"""What the operator does to accounts at the machine itself, when nobody can sign in to do it.

Whoever can run it holds the house's secrets, so it is asked nothing more; only the rule that an
owner is left binds it as well. Its facts have no member for an actor, and say how they came.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from medianest.contracts.ids import new_id
from medianest.contracts.meta import THE_OPERATOR, Meta
from medianest.contracts.permissions import BY_ROLE
from medianest.contracts.refusals import Conflict
from medianest.eventlog.log import Log, Step
from medianest.identity.domain import member, names, second_factor
from medianest.identity.domain.roles import By
from medianest.identity.handlers.members import Change, Members
from medianest.identity.handlers.resetting import Resetting
from medianest.identity.handlers.streams import Streams
from medianest.identity.ports import Directory

OPERATOR: Final = By(member_id=THE_OPERATOR, role="owner", permissions=BY_ROLE["owner"])
CLIENT: Final = "operator's command"
LINK_GOOD_FOR: Final = timedelta(minutes=15)


class IsDisabled(Conflict):
    """This account is disabled; enable it first."""


@dataclass(frozen=True, slots=True)
class Operating:
    """Finds members by username, and changes them."""

    log: Log
    streams: Streams
    directory: Directory
    members: Members
    resetting: Resetting
    pepper: bytes

    async def change(self, username: str, change: Change, *, now: datetime) -> UUID:
        """Change a role, disable, enable. Raises `NoSuchMember`, `LastOwner`."""
        who = await self._known(username)
        await self.members.change(who, change, by=OPERATOR, now=now, expected=None, meta=_meta())
        return who

    async def recover(self, username: str, *, clear_factors: bool, now: datetime) -> str:
        """A token with which they set a new password, once, within `LINK_GOOD_FOR`."""
        who = await self._known(username)
        token = await self.resetting.offer(
            who, is_retry=True, good_for=LINK_GOOD_FOR, now=now, meta=_meta()
        )
        if token is None:
            raise IsDisabled
        if clear_factors:
            clear = second_factor.Clear(now=now)
            step: Step[second_factor.Factors, second_factor.FactorFact] = Step(
                decider=self.streams.factors,
                id=who,
                decide=partial(second_factor.decide, clear),
            )
            await self.log.carry_out(step, meta=_meta())
        return token

    async def _known(self, username: str) -> UUID:
        key = names.username_key(username, pepper=self.pepper)
        who = await self.directory.member_of(key)
        if who is None:
            raise member.NoSuchMember
        return who


def _meta() -> Meta:
    return Meta(actor=THE_OPERATOR, correlation=new_id(), client=CLIENT)
