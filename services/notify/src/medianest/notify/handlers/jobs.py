"""The work that notify plans for itself."""

from typing import Final
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.notify.domain.notification import Tell

TELL_LATE: Final = "tell-late"
ROUTE: Final = "route"
DELIVER: Final = "deliver"
SEND_CODE: Final = "send-code"


class LateJob(Record):
    """To be told, unless `better` was told until then. `meta` is the story that it belongs to.

    Jobs that were planned by the version before this one know of no story.
    """

    tell: Tell
    better: UUID
    meta: Meta | None = None


class RouteJob(Record):
    notification_id: UUID


class DeliverJob(Record):
    delivery_id: UUID


class CodeJob(Record):
    """The newest code of this channel is to be sent."""

    channel_id: UUID
