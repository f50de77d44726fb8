"""How somebody is told: who is meant, sealed for each, alone or together with what came before."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid5

import msgspec

from medianest.contracts.events.identity import MemberErased
from medianest.contracts.facts import Sealed
from medianest.eventlog.heard import Heard
from medianest.eventlog.keys import SubjectKeys, WasErased
from medianest.eventlog.log import Step
from medianest.eventlog.postgres import Connection
from medianest.eventlog.turn import Turn
from medianest.notify.domain import notification, preferences
from medianest.notify.domain.gathering import Text, Window, flapped
from medianest.notify.domain.messages import Message
from medianest.notify.domain.wants import who_wants_to_know
from medianest.notify.handlers.streams import Streams
from medianest.notify.ports import Gathering, Lines, Roster


@dataclass(frozen=True, slots=True)
class Telling:
    """Telling whoever wants to know. Hearing a thing twice leads to the same ids."""

    streams: Streams
    keys: SubjectKeys
    roster: Roster
    lines: Lines
    window: Window

    async def hear(self, turn: Turn, heard: Heard) -> None:
        """Everything that one event is worth, in the reader's own transaction."""
        if isinstance(heard.event, MemberErased):
            await self._forget(turn, heard.event.member_id)
        for message in who_wants_to_know(heard.event):
            for member_id in await self.roster.who(turn.connection, message.to):
                step = await self._step(turn.connection, heard, message, member_id)
                if step is not None:
                    await turn.carry_out(step)

    async def _forget(self, turn: Turn, member_id: UUID) -> None:
        await self.keys.shred(member_id, turn.connection)
        forget = preferences.Forget(member_id=member_id)
        decide = partial(preferences.decide, forget)
        await turn.carry_out(Step(self.streams.preferences, member_id, decide))

    async def _step(
        self, connection: Connection, heard: Heard, message: Message, member_id: UUID
    ) -> "Step[notification.Notification, notification.NotificationFact] | None":
        line = await self._line(connection, message, member_id)
        if not _worth_saying(message, line):
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
        gather = message.gather
        tell = notification.Tell(
            notification_id=uuid5(heard.id, str(member_id)),
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
        decide = partial(notification.decide, tell)
        return Step(self.streams.notification, tell.notification_id, decide)

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


def _worth_saying(message: Message, line: Gathering | None) -> bool:
    """That something is back is news only to those who were told that it was gone."""
    if message.gather is None or not message.gather.up:
        return True
    return line is not None and line.template in {
        "monitor-down",
        "monitor-degraded",
        "monitor-flapping",
    }
