"""How somebody is told, and how a notification is read: gather, decide, append."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from medianest.contracts.meta import Meta
from medianest.eventlog.decider import Decider
from medianest.eventlog.heard import Heard
from medianest.eventlog.log import Log, Receipt, Step
from medianest.notify.domain.notification import (
    MarkRead,
    Notification,
    NotificationFact,
    Tell,
    decide,
)
from medianest.notify.domain.wants import Message, who_wants_to_know

Notifications = Decider[Notification, NotificationFact]


class Telling:
    """Telling whoever wants to know."""

    def __init__(self, notifications: Notifications) -> None:
        self._notifications = notifications

    def steps(self, heard: Heard) -> Sequence[Step[Notification, NotificationFact]]:
        """One for each person who wants to know; hearing it twice leads to the same ids."""
        return [self._step(heard, message) for message in who_wants_to_know(heard.event)]

    def _step(self, heard: Heard, message: Message) -> Step[Notification, NotificationFact]:
        tell = Tell(
            notification_id=uuid5(heard.id, str(message.to)),
            member_id=message.to,
            category=message.category,
            title=message.title,
            body=message.body,
            about_id=message.about_id,
            happened_at=heard.at,
        )
        return Step(self._notifications, tell.notification_id, lambda state: decide(tell, state))


class Inbox:
    """What a member does with their inbox."""

    def __init__(self, log: Log, notifications: Notifications) -> None:
        self._log = log
        self._notifications = notifications

    async def mark_read(
        self, notification_id: UUID, *, by: UUID, now: datetime, meta: Meta
    ) -> Receipt:
        return await self._log.carry_out(self._reading(notification_id, by, now), meta=meta)

    async def mark_all_read(
        self, notification_ids: Sequence[UUID], *, by: UUID, now: datetime, meta: Meta
    ) -> None:
        if notification_ids:
            await self._log.carry_out(
                *(self._reading(n, by, now) for n in notification_ids), meta=meta
            )

    def _reading(
        self, notification_id: UUID, by: UUID, now: datetime
    ) -> Step[Notification, NotificationFact]:
        mark = MarkRead(by=by, now=now)
        return Step(self._notifications, notification_id, lambda state: decide(mark, state))
