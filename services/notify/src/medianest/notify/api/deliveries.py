"""What admins see of deliveries: the list, and everything that happened to one."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from litestar import get
from litestar.handlers import HTTPRouteHandler

from medianest.chassis.answers import Limit, Page, decode_cursor, encode_cursor, page
from medianest.chassis.doorway.access import needs
from medianest.contracts.record import Record
from medianest.eventlog.facts import Stored
from medianest.eventlog.log import Log
from medianest.notify.domain.delivery import (
    DeliveryFact,
    Joined,
    NoSuchDelivery,
    Planned,
    Sent,
    Suppressed,
    TryFailed,
)
from medianest.notify.handlers.streams import Deliveries
from medianest.notify.queries.deliveries import DeliveryQueries, Shown, Status


class Event(Record):
    """One thing that happened to a delivery. `detail` is why, or what the far end calls it."""

    what: str
    at: datetime
    detail: str | None = None


class History(Record):
    """A delivery with everything that happened to it, oldest first."""

    delivery: Shown
    events: Sequence[Event]


def routes(queries: DeliveryQueries, log: Log, deliveries: Deliveries) -> list[HTTPRouteHandler]:
    @get("/notifications/deliveries", opt=needs("deliveries.read"))
    async def see_deliveries(
        cursor: str | None = None,
        status: Status | None = None,
        member: UUID | None = None,
        limit: Limit = 50,
    ) -> Page[Shown]:
        before = None if cursor is None else decode_cursor(cursor, int)
        found = await queries.page(before=before, status=status, member_id=member, limit=limit)
        following = None if found.before is None else encode_cursor(found.before)
        return page(found.deliveries, following)

    @get("/notifications/deliveries/{delivery_id:uuid}", opt=needs("deliveries.read"))
    async def see_delivery(delivery_id: UUID) -> History:
        delivery = await queries.one(delivery_id)
        if delivery is None:
            raise NoSuchDelivery
        history = await log.history(deliveries, delivery_id)
        return History(delivery=delivery, events=[_event(stored) for stored in history])

    return [see_deliveries, see_delivery]


def _event(stored: Stored[DeliveryFact]) -> Event:
    fact = stored.fact
    match fact:
        case Planned():
            return Event(what="planned", at=fact.at)
        case Joined():
            return Event(what="joined", at=fact.at)
        case Suppressed(why=why):
            return Event(what="suppressed", at=fact.at, detail=why)
        case Sent(provider_id=provider_id):
            return Event(what="sent", at=fact.at, detail=provider_id)
        case TryFailed(why=why, retry_at=None):
            return Event(what="dead", at=fact.at, detail=why)
        case TryFailed(why=why):
            return Event(what="failed", at=fact.at, detail=why)
