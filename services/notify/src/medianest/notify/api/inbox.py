"""What members see and do in their inbox."""

from uuid import UUID

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import Limit, decode_cursor, done, encode_cursor
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.notify.domain.notification import NoSuchNotification
from medianest.notify.handlers.inbox import Inbox
from medianest.notify.queries.inbox import InboxQueries, Line


class InboxPage(Record):
    """A page of the inbox, newest first, with how many are unread in all."""

    items: tuple[Line, ...]
    next: str | None
    unread: int


class AllRead(Record):
    unread: int


def routes(inbox: Inbox, queries: InboxQueries) -> list[HTTPRouteHandler]:
    @get("/notifications", opt=needs("notifications.read"))
    async def see_inbox(
        person: Person, cursor: str | None = None, limit: Limit = 50, *, unread: bool = False
    ) -> InboxPage:
        before = None if cursor is None else decode_cursor(cursor, int)
        page = await queries.page(person.id, before=before, unread_only=unread, limit=limit)
        return InboxPage(
            items=tuple(page.lines),
            next=None if page.before is None else encode_cursor(page.before),
            unread=await queries.unread_count(person.id),
        )

    @post(
        "/notifications/{notification_id:uuid}/read",
        opt=needs("notifications.read"),
        status_code=HTTP_200_OK,
    )
    async def mark_read(notification_id: UUID, person: Person, meta: Meta) -> Response[Line]:
        receipt = await inbox.mark_read(notification_id, by=person.id, now=now(), meta=meta)
        line = await queries.one(person.id, notification_id)
        if line is None:
            raise NoSuchNotification
        return done(receipt, line)

    @post("/notifications/read-all", opt=needs("notifications.read"), status_code=HTTP_200_OK)
    async def mark_all_read(person: Person, meta: Meta) -> AllRead:
        unread = await queries.unread_ids(person.id)
        await inbox.mark_all_read(unread, by=person.id, now=now(), meta=meta)
        return AllRead(unread=await queries.unread_count(person.id))

    return [see_inbox, mark_read, mark_all_read]
