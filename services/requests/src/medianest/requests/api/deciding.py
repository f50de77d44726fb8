"""Deciding about wishes, one or many: yes, no, never mind, not so fast, once more."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated, Literal
from uuid import UUID

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK
from msgspec import Meta as Bounds

from medianest.chassis.answers import Page, done, page
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.refusals import Refusal
from medianest.requests.api.whose import seen_by, steered_by
from medianest.requests.domain.wish import Approve, Cancel, Decision, Decline, Retry, Undo
from medianest.requests.handlers.wishing import Wishing
from medianest.requests.queries.wishes import WishPage, WishPages

Reason = Annotated[str, Bounds(max_length=500)]


class DeclineBody(Record):
    """Why not; whoever wished reads it."""

    reason: Reason | None = None


class BulkBody(Record):
    """The same for many."""

    ids: Annotated[tuple[UUID, ...], Bounds(min_length=1, max_length=100)]
    action: Literal["approve", "decline", "undo"]
    reason: Reason | None = None


class Outcome(Record):
    """What became of one of many; `problem` says why not."""

    id: UUID
    ok: bool
    problem: str | None = None


CarryOut = Callable[[UUID, Decision, Person, Meta, int | None], Awaitable[Response[WishPage]]]


def deciding(wishing: Wishing, pages: WishPages) -> list[HTTPRouteHandler]:
    """The routes that open and close wishes."""

    async def carry_out(
        request_id: UUID, command: Decision, person: Person, meta: Meta, expected: int | None
    ) -> Response[WishPage]:
        receipt = await wishing.decide(request_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(request_id, seen_by(person)))

    @post(
        "/requests/{request_id:uuid}/approve",
        opt=needs("requests.decide"),
        status_code=HTTP_200_OK,
    )
    async def approve_request(
        request_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[WishPage]:
        return await carry_out(request_id, Approve(by=person.id, now=now()), person, meta, expected)

    @post(
        "/requests/{request_id:uuid}/decline",
        opt=needs("requests.decide"),
        status_code=HTTP_200_OK,
    )
    async def decline_request(
        request_id: FromPath[UUID],
        person: Person,
        meta: Meta,
        expected: int | None,
        data: JSONBody[DeclineBody | None] = None,
    ) -> Response[WishPage]:
        wish = await pages.one(request_id, None)
        reason = None if data is None else data.reason
        sealed = await wishing.seal(wish.requested_by, reason)
        command = Decline(by=person.id, now=now(), reason=sealed)
        return await carry_out(request_id, command, person, meta, expected)

    return [approve_request, decline_request, *_steering(pages, carry_out), _bulk(wishing, pages)]


def _steering(pages: WishPages, carry_out: CarryOut) -> Sequence[HTTPRouteHandler]:
    """What whoever wished may do as well."""
    either = needs("requests.create", "requests.decide")

    @post("/requests/{request_id:uuid}/cancel", opt=either, status_code=HTTP_200_OK)
    async def cancel_request(
        request_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[WishPage]:
        await steered_by(person, request_id, pages)
        command = Cancel(by=person.id, now=now())
        return await carry_out(request_id, command, person, meta, expected)

    @post("/requests/{request_id:uuid}/undo", opt=either, status_code=HTTP_200_OK)
    async def undo_decision(
        request_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[WishPage]:
        await steered_by(person, request_id, pages)
        command = Undo(by=person.id, now=now())
        return await carry_out(request_id, command, person, meta, expected)

    @post(
        "/requests/{request_id:uuid}/retry",
        opt=needs("requests.decide"),
        status_code=HTTP_200_OK,
    )
    async def retry_request(
        request_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[WishPage]:
        command = Retry(by=person.id, now=now())
        return await carry_out(request_id, command, person, meta, expected)

    return [cancel_request, undo_decision, retry_request]


def _bulk(wishing: Wishing, pages: WishPages) -> HTTPRouteHandler:
    async def one(request_id: UUID, data: BulkBody, person: Person, meta: Meta) -> Outcome:
        try:
            wish = await pages.one(request_id, None)
            command = await _command(data, wish, person, wishing)
            await wishing.decide(request_id, command, meta=meta, expected=None)
        except Refusal as refusal:
            return Outcome(id=request_id, ok=False, problem=refusal.title())
        return Outcome(id=request_id, ok=True)

    @post("/requests/bulk", opt=needs("requests.decide"), status_code=HTTP_200_OK)
    async def decide_many(data: JSONBody[BulkBody], person: Person, meta: Meta) -> Page[Outcome]:
        return page([await one(each, data, person, meta) for each in dict.fromkeys(data.ids)])

    return decide_many


async def _command(data: BulkBody, wish: WishPage, person: Person, wishing: Wishing) -> Decision:
    match data.action:
        case "approve":
            return Approve(by=person.id, now=now())
        case "undo":
            return Undo(by=person.id, now=now())
        case "decline":
            reason = await wishing.seal(wish.requested_by, data.reason)
            return Decline(by=person.id, now=now(), reason=reason)
