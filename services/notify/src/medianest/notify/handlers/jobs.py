"""The work that notify plans for itself."""

from typing import Final
from uuid import UUID

from medianest.contracts.record import Record

ROUTE: Final = "route"
DELIVER: Final = "deliver"


class RouteJob(Record):
    notification_id: UUID


class DeliverJob(Record):
    delivery_id: UUID
