"""The door to incidents, maintenance and announcements."""

from datetime import timedelta
from typing import Annotated, Final
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import Limit, Page, created, decode_cursor, encode_cursor, page
from medianest.chassis.clock import Moment, now
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.status.domain.announcement import NoSuchAnnouncement, Publish
from medianest.status.domain.incident import Acknowledge, Close, NoSuchIncident, Note
from medianest.status.domain.maintenance import NoSuchMaintenance, Plan
from medianest.status.handlers.outages import Handling
from medianest.status.handlers.planned import Announcing, Planning
from medianest.status.queries.incidents import (
    AnnouncementLine,
    IncidentLine,
    IncidentQueries,
    MaintenanceLine,
)

SHOWN_FOR: Final = timedelta(days=7)
"""What is over is listed for so long."""

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Words = Annotated[str, msgspec.Meta(max_length=4000)]


class NoteBody(Record):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]


class MaintenanceBody(Record):
    title: Title
    starts_at: Moment
    ends_at: Moment
    text: Words = ""
    monitor_ids: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=200)] = ()


class AnnouncementBody(Record):
    """`until` unset: it holds until somebody withdraws it."""

    title: Title
    text: Words = ""
    until: Moment | None = None


def incident_routes(handling: Handling, queries: IncidentQueries) -> list[HTTPRouteHandler]:
    one = "/status/incidents/{incident_id:uuid}"

    @get("/status/incidents", opt=needs("status.read"))
    async def see_incidents(
        cursor: str | None = None,
        limit: Limit = 50,
        open: bool = False,  # noqa: A002, FBT001, FBT002  the word in the query
    ) -> Page[IncidentLine]:
        before = None if cursor is None else decode_cursor(cursor, int)
        found, next_ = await queries.incidents(before=before, is_open=open, limit=limit)
        return page(found, None if next_ is None else encode_cursor(next_))

    @get(one, opt=needs("status.read"))
    async def see_incident(incident_id: UUID) -> IncidentLine:
        return await show(incident_id)

    @post(f"{one}/acknowledge", opt=needs("status.manage"), status_code=HTTP_200_OK)
    async def acknowledge_incident(incident_id: UUID, person: Person, meta: Meta) -> IncidentLine:
        command = Acknowledge(by=person.id, now=now())
        await handling.carry_out(incident_id, command, meta=meta)
        return await show(incident_id)

    @post(f"{one}/notes", opt=needs("status.manage"), status_code=HTTP_200_OK)
    async def add_note(
        incident_id: UUID, data: JSONBody[NoteBody], person: Person, meta: Meta
    ) -> IncidentLine:
        command = Note(by=person.id, now=now(), text=data.text)
        await handling.carry_out(incident_id, command, meta=meta)
        return await show(incident_id)

    @post(f"{one}/close", opt=needs("status.manage"), status_code=HTTP_200_OK)
    async def close_incident(incident_id: UUID, person: Person, meta: Meta) -> IncidentLine:
        await handling.carry_out(incident_id, Close(by=person.id, now=now()), meta=meta)
        return await show(incident_id)

    async def show(incident_id: UUID) -> IncidentLine:
        line = await queries.incident(incident_id)
        if line is None:
            raise NoSuchIncident
        return line

    return [see_incidents, see_incident, acknowledge_incident, add_note, close_incident]


def maintenance_routes(planning: Planning, queries: IncidentQueries) -> list[HTTPRouteHandler]:
    path = "/status/maintenance"

    @get(path, opt=needs("status.read"))
    async def see_maintenance() -> Page[MaintenanceLine]:
        return page(await queries.maintenances(now() - SHOWN_FOR))

    @post(path, opt=needs("status.manage"))
    async def plan_maintenance(
        data: JSONBody[MaintenanceBody], person: Person, meta: Meta, once: Once | None
    ) -> Response[MaintenanceLine]:
        plan = Plan(
            maintenance_id=new_id(),
            by=person.id,
            now=now(),
            title=data.title,
            text=data.text,
            starts_at=data.starts_at,
            ends_at=data.ends_at,
            monitor_ids=tuple(dict.fromkeys(data.monitor_ids)),
        )
        receipt = await planning.plan(plan, meta=meta, once=once)
        line = await queries.maintenance(receipt.id)
        if line is None:
            raise NoSuchMaintenance
        return created(receipt.id, receipt, line, f"/api/v1{path}/{{id}}")

    @delete(f"{path}/{{maintenance_id:uuid}}", opt=needs("status.manage"))
    async def end_maintenance(maintenance_id: UUID, person: Person, meta: Meta) -> None:
        await planning.finish(maintenance_id, by=person.id, now=now(), meta=meta)

    return [see_maintenance, plan_maintenance, end_maintenance]


def announcement_routes(announcing: Announcing, queries: IncidentQueries) -> list[HTTPRouteHandler]:
    path = "/status/announcements"

    @get(path, opt=needs("status.read"))
    async def see_announcements() -> Page[AnnouncementLine]:
        return page(await queries.announcements(now()))

    @post(path, opt=needs("status.manage"))
    async def announce(
        data: JSONBody[AnnouncementBody], person: Person, meta: Meta, once: Once | None
    ) -> Response[AnnouncementLine]:
        said = Publish(
            announcement_id=new_id(),
            by=person.id,
            now=now(),
            title=data.title,
            text=data.text,
            until=data.until,
        )
        receipt = await announcing.publish(said, meta=meta, once=once)
        line = await queries.announcement(receipt.id)
        if line is None:
            raise NoSuchAnnouncement
        return created(receipt.id, receipt, line, f"/api/v1{path}/{{id}}")

    @delete(f"{path}/{{announcement_id:uuid}}", opt=needs("status.manage"))
    async def withdraw_announcement(announcement_id: UUID, person: Person, meta: Meta) -> None:
        await announcing.withdraw(announcement_id, by=person.id, now=now(), meta=meta)

    return [see_announcements, announce, withdraw_announcement]
