"""The work that notify plans for itself."""

from typing import Final
from uuid import UUID

from medianest.contracts.record import Record
from medianest.notify.domain.notification import Tell

TELL_LATE: Final = "tell-late"
ROUTE: Final = "route"
DELIVER: Final = "deliver"
SEND_CODE: Final = "send-code"


class LateJob(Record):
    """To be told, unless `better` was told until then."""

    tell: Tell
    better: UUID


class RouteJob(Record):
    notification_id: UUID


class DeliverJob(Record):
    delivery_id: UUID


class CodeJob(Record):
    """The newest code of this channel is to be sent."""

    channel_id: UUID
