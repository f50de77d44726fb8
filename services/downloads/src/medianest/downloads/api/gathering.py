"""Playlists and channels: choose what to fetch of them, and see them as one thing."""

import contextlib
from typing import Final, Literal
from uuid import UUID

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.answers import Limit, Page, created, decode_cursor, encode_cursor, page
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.contracts.refusals import Conflict
from medianest.downloads.api.choosing import ExtrasBody, chosen
from medianest.downloads.api.previewing import looked_up
from medianest.downloads.api.submitting import needs_a_yes
from medianest.downloads.api.whose import NotYours, seen_by
from medianest.downloads.domain.download import Cancel, Pause, Priority, Resume, Retry
from medianest.downloads.handlers import Asked, Wishes
from medianest.downloads.handlers.cookies import CookieJars
from medianest.downloads.handlers.housekeeping import Housekeeping
from medianest.downloads.ports import Addresses, Previewer, PreviewMemo
from medianest.downloads.queries.collections import CollectionPage, CollectionPages
from medianest.downloads.queries.pages import DownloadPage, Pages


class GatherBody(Record):
    """Fetch these of a playlist; `items` by their place, from 1; null is all of them.

    Without a `preset`, or with null, as the house has it.
    """

    url: str
    preset: str | None = None
    priority: Priority = "normal"
    items: tuple[int, ...] | None = None
    extras: ExtrasBody | None = None


class SteerBody(Record):
    """What all items shall do that can."""

    action: Literal["pause", "resume", "cancel", "retry"]


_ACTIONS: Final[dict[str, type[Pause | Resume | Cancel | Retry]]] = {
    "pause": Pause,
    "resume": Resume,
    "cancel": Cancel,
    "retry": Retry,
}


def gathering(
    wishes: Wishes,
    collections: CollectionPages,
    house: Housekeeping,
    *,
    addresses: Addresses,
    previewer: Previewer,
    memo: PreviewMemo,
    jars: CookieJars,
) -> list[HTTPRouteHandler]:
    """The route that begins a playlist."""

    @post("/downloads/collections", opt=needs("downloads.create"))
    async def gather_downloads(
        data: JSONBody[GatherBody], person: Person, meta: Meta, once: Once | None
    ) -> Response[CollectionPage]:
        address = await addresses.vet(data.url)
        preview = await memo.recall(address.url)
        if preview is None:
            cookies = await jars.of(person.id, address.url)
            preview = await looked_up(address.url, previewer, memo, cookies)
        manner = await house.manner()
        asked = Asked(
            url=address.url,
            preset=data.preset or manner.preset,
            priority=data.priority,
            trusted=person.may("downloads.manage"),
            needs_approval=needs_a_yes(person, await house.measure()),
            extras=chosen(data.extras, manner.extras),
        )
        picked = None if data.items is None else frozenset(data.items)
        receipt = await wishes.gather(
            new_id(), asked, preview, picked, by=person.id, now=now(), meta=meta, once=once
        )
        shown = await collections.one(receipt.id, person.id)
        return created(receipt.id, receipt, shown, f"/api/v1/downloads/collections/{receipt.id}")

    return [gather_downloads]


def gathered(wishes: Wishes, pages: Pages, collections: CollectionPages) -> list[HTTPRouteHandler]:
    """The routes of playlists that there are."""

    @get("/downloads/collections", opt=needs("downloads.read"))
    async def see_collections(
        person: Person, cursor: FromQuery[str | None] = None, limit: Limit = 50
    ) -> Page[CollectionPage]:
        before = None if cursor is None else decode_cursor(cursor, UUID)
        found = await collections.page(seen_by(person), before, limit + 1)
        more = encode_cursor(found[limit - 1].id) if len(found) > limit else None
        return page(found[:limit], more)

    @get("/downloads/collections/{collection_id:uuid}", opt=needs("downloads.read"))
    async def see_collection(collection_id: FromPath[UUID], person: Person) -> CollectionPage:
        return await collections.one(collection_id, seen_by(person))

    @get("/downloads/collections/{collection_id:uuid}/items", opt=needs("downloads.read"))
    async def see_items(collection_id: FromPath[UUID], person: Person) -> Page[DownloadPage]:
        await collections.one(collection_id, seen_by(person))
        return page(await pages.of_collection(collection_id), None)

    @post(
        "/downloads/collections/{collection_id:uuid}/steer",
        opt=needs("downloads.create", "downloads.manage"),
        status_code=HTTP_200_OK,
    )
    async def steer_collection(
        collection_id: FromPath[UUID], data: JSONBody[SteerBody], person: Person, meta: Meta
    ) -> CollectionPage:
        shown = await collections.one(collection_id, seen_by(person))
        if shown.member_id != person.id and not person.may("downloads.manage"):
            raise NotYours
        command = _ACTIONS[data.action](by=person.id, now=now())
        for download_id in await collections.items(collection_id):
            with contextlib.suppress(Conflict):  # this one has ended, or never began
                await wishes.steer(download_id, command, meta=meta, expected=None)
        return await collections.one(collection_id, None)

    return [see_collections, see_collection, see_items, steer_collection]
