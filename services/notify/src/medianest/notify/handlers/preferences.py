"""What a member changes in how they are told."""

from functools import partial
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.eventlog.log import Loaded, Log, Receipt, Step
from medianest.notify.domain.preferences import (
    Choices,
    Choose,
    Mute,
    Preferences,
    PreferencesCommand,
    Unmute,
    decide,
)
from medianest.notify.handlers.streams import AllPreferences


class Wishes:
    """The preferences of each member, a stream under the member's id."""

    def __init__(self, log: Log, preferences: AllPreferences) -> None:
        self._log = log
        self._preferences = preferences

    async def of(self, member_id: UUID) -> Loaded[Preferences]:
        """As they are now; those of somebody who never chose are the ones at first."""
        return await self._log.load(self._preferences, member_id)

    async def choose(
        self, member_id: UUID, choices: Choices, *, meta: Meta, expected: int | None
    ) -> Receipt:
        return await self._carry_out(member_id, Choose(choices=choices), meta, expected)

    async def mute(self, member_id: UUID, about_id: UUID, *, meta: Meta) -> Receipt:
        return await self._carry_out(member_id, Mute(about_id=about_id), meta)

    async def unmute(self, member_id: UUID, about_id: UUID, *, meta: Meta) -> Receipt:
        return await self._carry_out(member_id, Unmute(about_id=about_id), meta)

    async def _carry_out(
        self,
        member_id: UUID,
        command: PreferencesCommand,
        meta: Meta,
        expected: int | None = None,
    ) -> Receipt:
        step = Step(self._preferences, member_id, partial(decide, command), expected)
        return await self._log.carry_out(step, meta=meta)
