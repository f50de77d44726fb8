"""What notify announces: that somebody has something new to read."""

from typing import ClassVar
from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.events.base import Event


class NotificationCreated(Event, tag="medianest.notify.notification-created"):
    """A line is in a member's inbox. `about_id` is what it is about, e.g. a download."""

    service: ClassVar[str] = "notify"
    aggregate: ClassVar[str] = "notification"
    name: ClassVar[str] = "created"

    notification_id: UUID
    member_id: UUID
    category: str
    about_id: UUID | None = None

    def subject_id(self) -> UUID:
        return self.notification_id

    def audience(self) -> Audience:
        return Audience(
            members=frozenset({self.member_id}), scope="notifications.read", topics=("me",)
        )
