"""The household's members, for those who manage it."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from medianest.chassis.answers import (
    Limit,
    Page,
    created,
    decode_cursor,
    done,
    encode_cursor,
    page,
    versioned,
)
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import Person, needs
from medianest.contracts.limits import LimitName
from medianest.contracts.meta import Meta, Once
from medianest.contracts.permissions import Permission, Role
from medianest.contracts.record import Record, replace
from medianest.identity.api.askers import AtMost, Typed, Uses, by
from medianest.identity.api.effects import with_effects_of
from medianest.identity.handlers.accounts import Accounts, NewAccount
from medianest.identity.handlers.members import Change, Members
from medianest.identity.queries import MemberPage, People


class MemberBody(Record):
    """A local account for somebody."""

    username: Typed
    password: Typed
    display_name: Typed | None = None
    email: Typed | None = None
    role: Role = "member"


Words = Annotated[str | None, QueryParameter(name="query", max_length=100)]
"""Part of a name, as people type it."""


class Erased(Record):
    """What is left of a member."""

    id: UUID
    version: int


class ChangeBody(Record):
    """What may be changed of a member; what is left out stays.

    `permissions`: granted (true), denied (false) or as the role says (null), each by its name.
    `limits`: so many at the most, or as for everybody (null).
    """

    role: Role | msgspec.UnsetType = msgspec.UNSET
    permissions: dict[Permission, bool | None] | msgspec.UnsetType = msgspec.UNSET
    limits: dict[LimitName, AtMost | None] | msgspec.UnsetType = msgspec.UNSET
    disabled: bool | msgspec.UnsetType = msgspec.UNSET
    display_name: Typed | msgspec.UnsetType = msgspec.UNSET
    email: Typed | msgspec.UnsetType | None = msgspec.UNSET


def household(accounts: Accounts, members: Members, people: People) -> list[HTTPRouteHandler]:
    """The routes of members: see them, let them in, change them."""

    @get("/members", opt=needs("members.read"))
    async def see_members(
        person: NamedDependency[Person],
        seen: NamedDependency[Uses],
        words: Words = None,
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> Page[MemberPage]:
        after = None if cursor is None else decode_cursor(cursor, UUID)
        with_email = person.may("members.manage")
        found = (
            await people.search(words, after, limit + 1, with_email=with_email)
            if words
            else await people.page(after, limit + 1, with_email=with_email)
        )
        more = len(found) > limit
        shown = [_seen(member, seen) for member in found[:limit]]
        return page(shown, encode_cursor(found[limit - 1].id) if more else None)

    @post("/members", opt=needs("members.manage"))
    async def add_member(
        data: JSONBody[MemberBody],
        person: NamedDependency[Person],
        meta: NamedDependency[Meta],
        once: NamedDependency[Once | None],
    ) -> Response[MemberPage]:
        account = NewAccount(
            username=data.username,
            password=data.password,
            display_name=data.display_name,
            email=data.email,
        )
        joined = await accounts.add(
            account, role=data.role, by=by(person), now=now(), meta=meta, once=once
        )
        shown = await people.known(joined.member_id, with_email=True)
        answer = created(shown.id, joined.receipt, shown, "/api/v1/members/{id}")
        return with_effects_of(answer, joined.receipt)

    @get("/members/{member_id:uuid}", opt=needs("members.read"))
    async def see_member(
        member_id: FromPath[UUID], person: NamedDependency[Person], seen: NamedDependency[Uses]
    ) -> Response[MemberPage]:
        shown = await people.known(member_id, with_email=person.may("members.manage"))
        return versioned(shown.version, _seen(shown, seen))

    @patch("/members/{member_id:uuid}", opt=needs("members.manage"))
    async def change_member(
        *,
        member_id: FromPath[UUID],
        data: JSONBody[ChangeBody],
        person: NamedDependency[Person],
        seen: NamedDependency[Uses],
        meta: NamedDependency[Meta],
        expected: NamedDependency[int | None],
    ) -> Response[MemberPage]:
        change = Change(
            role=data.role,
            permissions=data.permissions,
            limits=data.limits,
            disabled=data.disabled,
            display_name=data.display_name,
            email=data.email,
        )
        receipt = await members.change(
            member_id, change, by=by(person), now=now(), expected=expected, meta=meta
        )
        shown = await people.known(member_id, with_email=True)
        answer = done(receipt, _seen(shown, seen))
        return with_effects_of(answer, receipt)

    return [see_members, add_member, see_member, change_member]


def _seen(member: MemberPage, seen: Uses) -> MemberPage:
    return replace(member, last_seen_at=seen.get(member.id))


def endings(members: Members) -> list[HTTPRouteHandler]:
    """The routes by which sessions and accounts of others end."""

    @delete("/members/{member_id:uuid}/sessions", opt=needs("members.manage"))
    async def end_sessions(
        member_id: FromPath[UUID], person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Response[None]:
        receipt = await members.end_sessions(
            member_id, kept=None, by=by(person), now=now(), meta=meta
        )
        return with_effects_of(done(receipt, None, HTTP_204_NO_CONTENT), receipt)

    @delete("/members/{member_id:uuid}", opt=needs("members.manage"))
    async def remove(
        member_id: FromPath[UUID], person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Response[None]:
        receipt = await members.erase(member_id, by=by(person), now=now(), meta=meta)
        return with_effects_of(done(receipt, None, HTTP_204_NO_CONTENT), receipt)

    @post("/members/{member_id:uuid}/erase", opt=needs("members.manage"), status_code=HTTP_200_OK)
    async def erase(
        member_id: FromPath[UUID], person: NamedDependency[Person], meta: NamedDependency[Meta]
    ) -> Response[Erased]:
        receipt = await members.erase(member_id, by=by(person), now=now(), meta=meta)
        answer = done(receipt, Erased(id=member_id, version=receipt.version))
        return with_effects_of(answer, receipt)

    return [end_sessions, remove, erase]
