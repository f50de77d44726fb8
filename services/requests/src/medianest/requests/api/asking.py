"""Wishing for something, changing the wish, and following somebody else's."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Response, delete, patch, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK
from msgspec import Meta as Bounds

from medianest.chassis.answers import created, done
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record, replace
from medianest.requests.api.whose import seen_by, steered_by
from medianest.requests.domain.wish import (
    Ask,
    Edit,
    Follow,
    MediaType,
    NoSuchMember,
    NotForYou,
    Unfollow,
    Wanted,
)
from medianest.requests.handlers.naming import look_up
from medianest.requests.handlers.ruling import Ruling
from medianest.requests.handlers.wishing import Wishing
from medianest.requests.ports import Catalogue
from medianest.requests.queries.wishes import WishPage, WishPages

Seasons = Annotated[
    tuple[Annotated[int, Bounds(ge=0, le=1000)], ...], Bounds(min_length=1, max_length=200)
]
Note = Annotated[str, Bounds(max_length=500)]


class AskBody(Record):
    """Get this for the household; without seasons, or with `all`, the whole series."""

    media_type: MediaType
    tmdb_id: Annotated[int, Bounds(ge=1, le=2**31 - 1)]
    seasons: Seasons | Literal["all"] = "all"
    is_4k: bool = False
    note: Note | None = None
    on_behalf_of: UUID | None = None


class EditBody(Record):
    """What is left out stays as it is; an empty note takes away the one there was."""

    seasons: Seasons | Literal["all"] | None = None
    note: Note | None = None


def asking(
    wishing: Wishing, pages: WishPages, ruling: Ruling, catalogue: Catalogue
) -> list[HTTPRouteHandler]:
    """The routes of whoever wishes."""

    @post("/requests", opt=needs("requests.create"))
    async def ask_for(
        data: JSONBody[AskBody], person: Person, meta: Meta, once: Once | None
    ) -> Response[WishPage]:
        rules = await ruling.rules()
        member_id = await _for_whom(person, data.on_behalf_of, pages)
        wanted = Wanted(seasons=_chosen(data.seasons), is_4k=data.is_4k)
        found = await look_up(catalogue, data.media_type, data.tmdb_id, wanted)
        command = Ask(
            request_id=new_id(),
            member_id=member_id,
            by=person.id,
            now=now(),
            title=found.title,
            wanted=found.wanted,
            note=await wishing.seal(member_id, data.note),
            may_4k=rules.may_4k(person.role),
            is_approved=rules.needs_no_yes(person.role),
            is_here=found.is_here,
        )
        if member_id != person.id:
            meta = replace(meta, on_behalf_of=member_id)
        receipt = await wishing.ask(command, meta=meta, once=once)
        # Whoever asks for somebody else may not see their wishes, but has seen this one.
        shown = await pages.one(receipt.id, None)
        return created(receipt.id, receipt, shown, "/api/v1/requests/{id}")

    @patch("/requests/{request_id:uuid}", opt=needs("requests.create", "requests.decide"))
    async def change_request(
        request_id: FromPath[UUID],
        data: JSONBody[EditBody],
        person: Person,
        meta: Meta,
        expected: int | None,
    ) -> Response[WishPage]:
        wish = await steered_by(person, request_id, pages)
        seasons = None
        if data.seasons is not None:
            wanted = Wanted(seasons=_chosen(data.seasons), is_4k=wish.is_4k)
            kind: MediaType = "movie" if wish.media_type == "movie" else "tv"
            found = await look_up(catalogue, kind, wish.tmdb_id, wanted)
            seasons = found.wanted.seasons
        command = Edit(
            by=person.id,
            now=now(),
            seasons=seasons,
            note=await wishing.seal(wish.requested_by, data.note),
            without_note=data.note == "",
        )
        receipt = await wishing.edit(request_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(request_id, seen_by(person)))

    @put("/requests/{request_id:uuid}/follow", opt=needs("requests.create"))
    async def follow_request(
        request_id: FromPath[UUID], person: Person, meta: Meta
    ) -> Response[WishPage]:
        command = Follow(by=person.id, now=now())
        receipt = await wishing.follow(request_id, command, meta=meta)
        return done(receipt, await pages.one(request_id, seen_by(person)))

    @delete(
        "/requests/{request_id:uuid}/follow",
        opt=needs("requests.create"),
        status_code=HTTP_200_OK,
    )
    async def unfollow_request(
        request_id: FromPath[UUID], person: Person, meta: Meta
    ) -> Response[WishPage]:
        before = await pages.one(request_id, seen_by(person))
        command = Unfollow(by=person.id, now=now())
        receipt = await wishing.follow(request_id, command, meta=meta)
        # Whoever followed may not see it any more, but how many still do.
        after = await pages.one(request_id, None)
        left = {"version": after.version, "followers": after.followers}
        return done(receipt, replace(before, **left, updated_at=after.updated_at))

    return [ask_for, change_request, follow_request, unfollow_request]


async def _for_whom(person: Person, on_behalf_of: UUID | None, pages: WishPages) -> UUID:
    if on_behalf_of is None or on_behalf_of == person.id:
        return person.id
    if not person.may("requests.decide"):
        raise NotForYou
    if not await pages.is_here(on_behalf_of):
        raise NoSuchMember
    return on_behalf_of


def _chosen(seasons: tuple[int, ...] | Literal["all"]) -> tuple[int, ...]:
    return () if seasons == "all" else seasons
