"""What a member does with their inbox."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.eventlog.log import Log, Receipt, Step
from medianest.notify.domain.notification import MarkRead, Notification, NotificationFact, decide
from medianest.notify.handlers.streams import Notifications


class Inbox:
    """Marks lines as read."""

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
        return Step(self._notifications, notification_id, partial(decide, mark))
