"""The kinds of streams that notify keeps."""

from dataclasses import dataclass

from medianest.eventlog.decider import Decider
from medianest.notify.domain.delivery import Delivery, DeliveryFact
from medianest.notify.domain.notification import Notification, NotificationFact
from medianest.notify.domain.preferences import Preferences, PreferencesFact

Notifications = Decider[Notification, NotificationFact]
AllPreferences = Decider[Preferences, PreferencesFact]
Deliveries = Decider[Delivery, DeliveryFact]


@dataclass(frozen=True, slots=True)
class Streams:
    """One for each notification, each member's preferences, each delivery."""

    notification: Notifications
    preferences: AllPreferences
    delivery: Deliveries
