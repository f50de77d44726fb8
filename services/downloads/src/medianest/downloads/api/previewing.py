"""Looking before asking: what a URL leads to, and what may be chosen."""

from uuid import UUID

from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery, JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.record import Record
from medianest.downloads.api.whose import seen_by
from medianest.downloads.domain.extras import SPONSOR_CATEGORIES, Extras, SponsorCategory
from medianest.downloads.domain.presets import PRESETS, Preset
from medianest.downloads.domain.sharing import address_in
from medianest.downloads.domain.sources import video_key
from medianest.downloads.handlers.cookies import CookieJars
from medianest.downloads.handlers.housekeeping import Housekeeping
from medianest.downloads.ports import Addresses, Preview, Previewer, PreviewItem, PreviewMemo
from medianest.downloads.queries.pages import Pages


class PreviewBody(Record):
    """What is this?"""

    url: str


class PreviewPage(Record):
    """What a URL leads to; `already` is a download of the same video that you can see."""

    kind: str
    title: str
    site: str | None
    channel: str | None
    duration_s: float | None
    thumbnail_url: str | None
    estimated_bytes: int | None
    items: tuple[PreviewItem, ...]
    already: UUID | None


class SharedPage(Record):
    """The address in what a telephone shares; nobody has gone there."""

    url: str


class PresetPage(Record):
    """What may be chosen; `extras` is what the house adds to a file unless it is chosen."""

    items: tuple[Preset, ...]
    default: str
    extras: Extras
    sponsor_categories: tuple[SponsorCategory, ...] = SPONSOR_CATEGORIES
    next: None = None


async def looked_up(
    url: str, previewer: Previewer, memo: PreviewMemo, cookies: str | None
) -> Preview:
    """What it is; remembered for everybody, unless the site told it to this member alone."""
    found = await previewer.preview(url, cookies)
    if cookies is None:
        await memo.keep(url, found)
    return found


def previewing(
    pages: Pages,
    addresses: Addresses,
    previewer: Previewer,
    memo: PreviewMemo,
    *,
    jars: CookieJars,
    house: Housekeeping,
) -> list[HTTPRouteHandler]:
    """The routes before there is a download."""

    @post("/downloads/preview", opt=needs("downloads.create"), status_code=HTTP_200_OK)
    async def preview_download(data: JSONBody[PreviewBody], person: Person) -> PreviewPage:
        address = await addresses.vet(data.url)
        found = await looked_up(address.url, previewer, memo, await jars.of(person.id, address.url))
        return PreviewPage(
            kind=found.kind,
            title=found.title,
            site=found.site,
            channel=found.channel,
            duration_s=found.duration_s,
            thumbnail_url=found.thumbnail_url,
            estimated_bytes=found.estimated_bytes,
            items=found.items,
            already=await pages.already(
                address.url, video_key(address.url, found.video()), seen_by(person)
            ),
        )

    @get("/downloads/shared", opt=needs("downloads.create"))
    async def read_what_is_shared(
        title: FromQuery[str | None] = None,
        text: FromQuery[str | None] = None,
        url: FromQuery[str | None] = None,
    ) -> SharedPage:
        # Some telephones put the link into the text, and the title last.
        return SharedPage(url=address_in(url, text, title))

    @get("/downloads/presets", opt=needs("downloads.read"))
    async def see_presets() -> PresetPage:
        manner = await house.manner()
        return PresetPage(
            items=tuple(PRESETS.values()), default=manner.preset, extras=manner.extras
        )

    return [preview_download, read_what_is_shared, see_presets]
