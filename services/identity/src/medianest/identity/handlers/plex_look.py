"""Looks with the owner's token who may use the media server, and acts on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

import structlog

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.log import Log, Step
from medianest.identity.domain import member, plex
from medianest.identity.domain.plex_look import judged
from medianest.identity.handlers.plex import PlexSettings
from medianest.identity.handlers.streams import Streams
from medianest.identity.ports.plex import NoOwnerToken, PlexMissed, PlexOwner, PlexTokenDead

log = structlog.get_logger(__name__)
CLIENT: Final = "look at Plex"


@dataclass(frozen=True, slots=True)
class PlexLook:
    """`confirm` is how long somebody must be missed before they are shut out."""

    settings: PlexSettings
    owner: PlexOwner
    missed: PlexMissed
    log: Log
    streams: Streams
    confirm: timedelta

    async def look(self, *, now: datetime) -> bool:
        """Once; whether to look again soon, because somebody is missed.

        Raises `PlexAway` for whatever is not a clear answer: then nothing has changed.
        """
        settings = (await self.settings.shown()).state
        if isinstance(settings, plex.Off):
            return False
        try:
            shares = await self.owner.shares()
        except NoOwnerToken:
            return False
        except PlexTokenDead:
            await self._note(settings, "token_dead", now)
            return False
        if not shares.has(settings.machine_id):
            await self._note(settings, "server_gone", now)
            return False
        verdict = judged(
            await self.missed.linked(),
            shares.who_may_use(settings.machine_id),
            await self.missed.missed_since(),
            now=now,
            confirm=self.confirm,
        )
        for who in verdict.shut_out:
            await self._carry_out(who, member.ShutOut(now=now))
        for who in verdict.let_back:
            await self._carry_out(who, member.LetBack(now=now))
        await self.missed.miss(verdict.missed, now)
        await self._note(settings, "doubtful" if verdict.is_doubtful else "fine", now)
        log.info(
            "plex.looked",
            shut_out=len(verdict.shut_out),
            let_back=len(verdict.let_back),
            missed=len(verdict.missed),
        )
        return bool(verdict.missed)

    async def _carry_out(self, who: UUID, command: member.ShutOut | member.LetBack) -> None:
        decider = self.streams.member
        step = Step(decider=decider, id=who, decide=partial(member.decide, command))
        await self.log.carry_out(step, meta=_meta())

    async def _note(self, looked_at: plex.On, watch: plex.Watch, now: datetime) -> None:
        note = plex.Note(now=now, machine_id=looked_at.machine_id, watch=watch)
        await self.settings.change(note, meta=_meta())


def _meta() -> Meta:
    """Nobody asked for it: it was time."""
    return Meta(correlation=new_id(), client=CLIENT)
