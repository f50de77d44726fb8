"""Invites: given by those who may, looked at and accepted by whoever holds the code."""

from datetime import datetime, timedelta
from typing import Annotated, Final, Literal
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from medianest.chassis.answers import (
    Limit,
    Page,
    created,
    decode_cursor,
    done,
    encode_cursor,
    page,
)
from medianest.chassis.clock import Moment, now
from medianest.chassis.doorway.access import Person, needs, open_to_all
from medianest.contracts.ids import new_id
from medianest.contracts.limits import LimitName
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.identity.api.askers import AtMost, Typed, by
from medianest.identity.api.effects import with_cookie, with_effects_of
from medianest.identity.api.signing_in import SignedInBody
from medianest.identity.handlers.accounts import NewAccount
from medianest.identity.handlers.inviting import Inviting, Terms
from medianest.identity.handlers.opening import Browser
from medianest.identity.queries import InvitePage, Invites, People

InvitedRole = Literal["admin", "moderator", "member", "guest"]
"""An owner is made by an owner, not by a link that anybody may find."""
GOOD_FOR: Final = timedelta(days=7)


class InviteBody(Record):
    """What an invite is to offer; without `expires_at` it is good for a week."""

    role: InvitedRole = "member"
    limits: dict[LimitName, AtMost] = msgspec.field(default_factory=dict)
    uses: Annotated[int, msgspec.Meta(ge=1, le=100)] = 1
    expires_at: Moment | None = None
    note: Annotated[str, msgspec.Meta(max_length=500)] | None = None


class NewInviteBody(Record):
    """The invite, and the one sight of its link; a repeated request sees no link any more."""

    id: UUID
    version: int
    invite: InvitePage
    code: str | None
    link: str | None


class Offer(Record):
    """What an invite offers to whoever holds its code."""

    role: InvitedRole
    expires_at: datetime


class CodeBody(Record):
    """In a body, because addresses stand in the logs of whatever is on the way."""

    code: Typed


class AcceptBody(CodeBody):
    """The account that they want, for the code."""

    username: Typed
    password: Typed
    display_name: Typed | None = None
    email: Typed | None = None


def given(inviting: Inviting, invites: Invites, public_url: str) -> list[HTTPRouteHandler]:
    """The routes of those who invite."""

    @get("/invites", opt=needs("invites.manage"))
    async def see_invites(
        cursor: FromQuery[str | None] = None, limit: Limit = 50
    ) -> Page[InvitePage]:
        before = None if cursor is None else decode_cursor(cursor, UUID)
        found = await invites.page(before, limit + 1)
        more = len(found) > limit
        return page(found[:limit], encode_cursor(found[limit - 1].id) if more else None)

    @post("/invites", opt=needs("invites.manage"))
    async def invite(
        data: JSONBody[InviteBody],
        person: NamedDependency[Person],
        meta: NamedDependency[Meta],
        once: NamedDependency[Once | None],
    ) -> Response[NewInviteBody]:
        terms = Terms(
            role=data.role,
            limits=data.limits,
            uses_max=data.uses,
            expires_at=data.expires_at or now() + GOOD_FOR,
            note=data.note,
        )
        made = await inviting.offer(terms, by=by(person), now=now(), meta=meta, once=once)
        shown = await invites.known(made.invite_id)
        # Behind a `#` the code is sent to no server and stands in no log.
        link = f"{public_url.rstrip('/')}/invite#{made.code}" if made.code else None
        body = NewInviteBody(
            id=shown.id, version=shown.version, invite=shown, code=made.code, link=link
        )
        return created(shown.id, made.receipt, body, "/api/v1/invites/{id}")

    @delete("/invites/{invite_id:uuid}", opt=needs("invites.manage"))
    async def withdraw(
        invite_id: FromPath[UUID], person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Response[None]:
        receipt = await inviting.withdraw(invite_id, by=by(person), now=now(), meta=meta)
        return done(receipt, None, HTTP_204_NO_CONTENT)

    return [see_invites, invite, withdraw]


def taken(inviting: Inviting, invites: Invites, people: People) -> list[HTTPRouteHandler]:
    """The routes of those who are invited."""

    @post("/invites/offer", opt=open_to_all(), status_code=HTTP_200_OK)
    async def see_offer(data: JSONBody[CodeBody]) -> Offer:
        admission = await inviting.admission(data.code, new_id(), now=now())
        shown = await invites.known(admission.step.id)
        return msgspec.convert(shown, Offer, from_attributes=True)

    @post("/invites/accept", opt=open_to_all())
    async def accept(
        data: JSONBody[AcceptBody],
        meta: NamedDependency[Meta],
        browser: NamedDependency[Browser],
    ) -> Response[SignedInBody]:
        account = NewAccount(
            username=data.username,
            password=data.password,
            display_name=data.display_name,
            email=data.email,
        )
        into = await inviting.accept(data.code, account, browser=browser, now=now(), meta=meta)
        shown = await people.known(into.member_id, with_email=True)
        answer = created(shown.id, into.receipt, SignedInBody(member=shown), "/api/v1/me")
        return with_cookie(with_effects_of(answer, into.receipt), into.cookie)

    return [see_offer, accept]
