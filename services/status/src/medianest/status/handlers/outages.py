"""How something that stays down becomes an incident, and how that ends: by own facts and jobs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID, uuid5

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.log import Log, Step
from medianest.eventlog.turn import Turn
from medianest.status.domain import incident, monitor
from medianest.status.domain.health import OutageConfirmed
from medianest.status.handlers.streams import Streams
from medianest.status.handlers.subscribing import Subscribing
from medianest.status.ports import Outages

CONFIRM: Final = "confirm-outage"
SETTLE: Final = "settle-incident"


class Question(Record):
    """Of a job: how is this monitor now, after what happened at `since`?"""

    monitor_id: UUID
    since: datetime


@dataclass(frozen=True, slots=True)
class Incidents:
    """`hold`: how long something must be down, or back, until that is more than a moment."""

    log: Log
    streams: Streams
    outages: Outages
    subscribing: Subscribing
    hold: timedelta

    async def confirm(self, asked: Question, *, now: datetime) -> None:
        """If it is still down since then, that is an outage."""
        said = (await self.log.load(self.streams.watch, asked.monitor_id)).state
        command = monitor.Confirm(
            monitor_id=asked.monitor_id,
            since=asked.since,
            serves=said.meaning.serves,
            now=now,
        )
        step = Step(self.streams.monitor, asked.monitor_id, partial(monitor.decide, command))
        meta = await self.log.going_on(self.streams.monitor, asked.monitor_id)
        await self.log.carry_out(step, meta=meta)

    async def strike(self, turn: Turn, fact: OutageConfirmed) -> None:
        """One incident for one cause; what is down with it joins the incident."""
        found = await self.outages.struck(turn.connection, fact.monitor_id)
        if found is None:
            return
        opened = f"{found.cause.id}:{found.cause_since.isoformat()}"
        incident_id = found.incident_id or uuid5(found.cause.id, opened)
        strike = incident.Strike(
            incident_id=incident_id, now=fact.at, cause=found.cause, monitor=found.monitor
        )
        await turn.carry_out(
            Step(self.streams.incident, incident_id, partial(incident.decide, strike))
        )

    async def settle(self, asked: Question, *, now: datetime) -> timedelta | None:
        """If it is back for good, its incident ends and who waited is told; else when to ask again.

        What is gone or rests as planned leaves its incident too, but is not back.
        """
        who = asked.monitor_id
        state = (await self.log.load(self.streams.monitor, who)).state
        meta = await self.log.going_on(self.streams.monitor, who)
        if isinstance(state, monitor.Unseen) or state.health == "maintenance":
            await self._recover(who, now=now, meta=meta)
            return None
        if state.health in {"down", "unknown"}:
            return None  # the next change asks again
        left = state.since + self.hold - now
        if left > timedelta():
            return left
        await self._recover(who, now=now, meta=meta)
        await self.subscribing.reassure(who, state.name, now=now, meta=meta)
        return None

    async def _recover(self, monitor_id: UUID, *, now: datetime, meta: Meta) -> None:
        incident_id = await self.outages.incident_of(monitor_id)
        if incident_id is None:
            return
        recover = incident.Recover(now=now, monitor_id=monitor_id)
        step = Step(self.streams.incident, incident_id, partial(incident.decide, recover))
        await self.log.carry_out(step, meta=meta)


@dataclass(frozen=True, slots=True)
class Handling:
    """What people do with an incident. Each raises `NoSuchIncident`."""

    log: Log
    streams: Streams

    async def carry_out(
        self,
        incident_id: UUID,
        command: incident.Acknowledge | incident.Note | incident.Close,
        *,
        meta: Meta,
    ) -> None:
        """Acknowledge it, add a note, or close it."""
        step = Step(self.streams.incident, incident_id, partial(incident.decide, command))
        await self.log.carry_out(step, meta=meta)
