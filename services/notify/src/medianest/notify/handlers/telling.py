"""How somebody is told: who is meant, sealed for each, alone or together with what came before.

What is overdue waits as a job, and is not told when something better was by then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID, uuid5

import msgspec

from medianest.contracts.events.identity import MemberErased
from medianest.contracts.facts import Sealed
from medianest.contracts.meta import Meta
from medianest.contracts.record import replace
from medianest.eventlog.jobs import Job
from medianest.eventlog.log import Log, Step
from medianest.eventlog.postgres import Connection
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.secrecy.keys import SubjectKeys, WasErased
from medianest.eventlog.turn import Turn
from medianest.notify.domain import notification, preferences
from medianest.notify.domain.gathering import Text, Window, flapped
from medianest.notify.domain.messages import WAITED_FOR, Member, Message
from medianest.notify.domain.wants import who_wants_to_know
from medianest.notify.handlers.jobs import TELL_LATE, LateJob
from medianest.notify.handlers.streams import Notifications, Streams
from medianest.notify.ports import Gathering, Lines, Roster


@dataclass(frozen=True, slots=True)
class Telling:
    """Telling whoever wants to know. Hearing a thing twice leads to the same ids."""

    streams: Streams
    keys: SubjectKeys
    roster: Roster
    lines: Lines
    window: Window
    now: Callable[[], datetime]

    async def hear(self, turn: Turn, heard: Heard) -> None:
        """Everything that one event is worth, in the reader's own transaction."""
        if isinstance(heard.event, MemberErased):
            await self._forget(turn, heard.event.member_id)
        for message in who_wants_to_know(heard.event):
            for member_id in await self.roster.who(turn.connection, message.to):
                if message.is_overdue:
                    await self._tell_late(turn, heard, message, member_id)
                    continue
                step = await self._step(turn.connection, heard, message, member_id)
                if step is not None:
                    await turn.carry_out(step)

    async def _tell_late(self, turn: Turn, heard: Heard, message: Message, member_id: UUID) -> None:
        try:
            tell = await self._tell(turn.connection, heard, message, member_id)
        except WasErased:
            return
        better = tell.notification_id
        tell = replace(tell, notification_id=uuid5(heard.id, str(member_id)))
        # From now on: after a long rest the better news may be the next that we hear.
        due_at = self.now() + WAITED_FOR
        data = LateJob(tell=tell, better=better)
        await turn.plan(
            Job(kind=TELL_LATE, key=str(tell.notification_id), data=data, due_at=due_at)
        )

    async def _forget(self, turn: Turn, member_id: UUID) -> None:
        await self.keys.shred(member_id, turn.connection)
        forget = preferences.Forget(member_id=member_id)
        decide = partial(preferences.decide, forget)
        await turn.carry_out(Step(self.streams.preferences, member_id, decide))

    async def _step(
        self, connection: Connection, heard: Heard, message: Message, member_id: UUID
    ) -> "Step[notification.Notification, notification.NotificationFact] | None":
        line = await self._line(connection, message, member_id)
        if not _worth_saying(message, line, heard.at):
            return None
        try:
            if line is not None and heard.at < line.until:
                so_far = await self._opened(connection, line.text)
                if so_far is not None:
                    return await self._more(connection, heard, message, line, so_far)
            return await self._first(connection, heard, message, member_id)
        except WasErased:
            return None

    async def _line(
        self, connection: Connection, message: Message, member_id: UUID
    ) -> Gathering | None:
        if message.gather is None:
            return None
        return await self.lines.gathering(connection, member_id, message.gather.key)

    async def _first(
        self, connection: Connection, heard: Heard, message: Message, member_id: UUID
    ) -> Step[notification.Notification, notification.NotificationFact]:
        tell = await self._tell(connection, heard, message, member_id)
        decide = partial(notification.decide, tell)
        return Step(self.streams.notification, tell.notification_id, decide)

    async def _tell(
        self, connection: Connection, heard: Heard, message: Message, member_id: UUID
    ) -> notification.Tell:
        gather = message.gather
        return notification.Tell(
            notification_id=uuid5(message.once or heard.id, str(member_id)),
            member_id=member_id,
            category=message.category,
            template=message.text.template,
            urgency=message.text.urgency,
            text=await self._sealed(connection, member_id, message.text),
            about_id=message.about_id,
            gathers=None if gather is None else gather.key,
            gathers_until=None if gather is None else self.window.opened(heard.at),
            joins=message.joins,
            cause=heard.id,
            happened_at=heard.at,
        )

    async def _more(
        self, connection: Connection, heard: Heard, message: Message, line: Gathering, so_far: Text
    ) -> "Step[notification.Notification, notification.NotificationFact] | None":
        if message.gather is None:
            return None
        text = flapped(so_far, message.text, message.gather)
        more = notification.Gather(
            template=text.template,
            urgency=text.urgency,
            text=await self._sealed(connection, line.text.subject, text),
            gathers_until=self.window.extended(line.first_at, heard.at),
            cause=heard.id,
            happened_at=heard.at,
        )
        return Step(self.streams.notification, line.id, partial(notification.decide, more))

    async def _sealed(self, connection: Connection, member_id: UUID, text: Text) -> Sealed:
        return await self.keys.seal(member_id, msgspec.json.encode(text).decode(), connection)

    async def _opened(self, connection: Connection, sealed: Sealed) -> Text | None:
        text = await self.keys.open(sealed, connection)
        return None if text is None else msgspec.json.decode(text, type=Text)


@dataclass(frozen=True, slots=True)
class TellingLate:
    """Telling what nothing better came after."""

    log: Log
    notifications: Notifications

    async def tell(self, job: LateJob) -> None:
        """Done again it tells nothing more."""
        better = (await self.log.load(self.notifications, job.better)).state
        if not isinstance(better, notification.Unwritten):
            return
        decide = partial(notification.decide, job.tell)
        step = Step(self.notifications, job.tell.notification_id, decide)
        await self.log.carry_out(step, meta=Meta(correlation=job.tell.cause))


_GONE: Final = frozenset({"monitor-down", "monitor-degraded", "monitor-flapping"})


def _worth_saying(message: Message, line: Gathering | None, at: datetime) -> bool:
    """That something is back is news to who was told that it was gone, or is told by name.

    The latter asked for it, or knows of it by another line; they hear it once.
    """
    if message.gather is None or not message.gather.up:
        return True
    if line is None or at >= line.until:
        return isinstance(message.to, Member) or (line is not None and line.template in _GONE)
    return line.template in _GONE
