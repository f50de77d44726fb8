"""What notify announces: that a notification is in somebody's inbox; never its words."""

from medianest.contracts.events import Event
from medianest.contracts.events.notify import NotificationCreated
from medianest.notify.domain.notification import Notification, NotificationFact, Read, Told


def announce(state: Notification, fact: NotificationFact) -> Event | None:
    match fact:
        case Told():
            return NotificationCreated(
                notification_id=fact.notification_id,
                member_id=fact.member_id,
                category=fact.category,
                about_id=fact.about_id,
            )
        case Read():
            return None
