"""What notify announces: that a notification is in somebody's inbox; never its words."""

from medianest.contracts.events import Event
from medianest.contracts.events.notify import NotificationCreated
from medianest.notify.domain.notification import (
    Gathered,
    Informed,
    Notification,
    NotificationFact,
    Older,
    Read,
    Routed,
    Told,
    Unwritten,
    Written,
)


def announce(state: Notification, fact: NotificationFact) -> Event | None:
    """A line that more was gathered into is new again."""
    match fact:
        case Told() | Informed() | Gathered():
            return None if isinstance(state, Unwritten) else _created(state)
        case Read() | Routed():
            return None


def _created(state: Older | Written) -> NotificationCreated:
    return NotificationCreated(
        notification_id=state.notification_id,
        member_id=state.member_id,
        category=state.category,
        about_id=state.about_id,
    )
