"""Asking for a video: look first, then submit."""

from uuid import UUID

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody
from litestar.status_codes import HTTP_200_OK

from medianest.chassis.access import needs
from medianest.chassis.answers import created
from medianest.chassis.clock import now
from medianest.chassis.people import Person
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.downloads.api.whose import seen_by
from medianest.downloads.domain.download import Priority
from medianest.downloads.domain.presets import DEFAULT_PRESET, PRESETS, Preset
from medianest.downloads.handlers import Wishes
from medianest.downloads.ports import Addresses, Previewer, PreviewItem, PreviewMemo
from medianest.downloads.queries.pages import DownloadPage, Pages


class PreviewBody(Record):
    """What is this?"""

    url: str


class SubmitBody(Record):
    """Fetch this into the library."""

    url: str
    preset: str = DEFAULT_PRESET
    priority: Priority = "normal"


class PreviewPage(Record):
    """What a URL leads to; `already` is a download of the same address that you can see."""

    kind: str
    title: str
    site: str | None
    channel: str | None
    duration_s: float | None
    thumbnail_url: str | None
    estimated_bytes: int | None
    items: tuple[PreviewItem, ...]
    already: UUID | None


class PresetPage(Record):
    """What may be chosen."""

    items: tuple[Preset, ...]
    default: str
    next: None = None


def submitting(
    wishes: Wishes, pages: Pages, addresses: Addresses, previewer: Previewer, memo: PreviewMemo
) -> list[HTTPRouteHandler]:
    """The routes before there is a download."""

    @post("/downloads/preview", opt=needs("downloads.create"), status_code=HTTP_200_OK)
    async def preview_download(data: JSONBody[PreviewBody], person: Person) -> PreviewPage:
        address = await addresses.vet(data.url)
        found = await previewer.preview(address.url)
        await memo.keep(address.url, found)
        return PreviewPage(
            kind=found.kind,
            title=found.title,
            site=found.site,
            channel=found.channel,
            duration_s=found.duration_s,
            thumbnail_url=found.thumbnail_url,
            estimated_bytes=found.estimated_bytes,
            items=found.items,
            already=await pages.already(address.url, seen_by(person)),
        )

    @post("/downloads", opt=needs("downloads.create"))
    async def submit_download(
        data: JSONBody[SubmitBody], person: Person, meta: Meta, once: Once | None
    ) -> Response[DownloadPage]:
        receipt = await wishes.submit(
            new_id(),
            by=person.id,
            url=data.url,
            preset=data.preset,
            priority=data.priority,
            now=now(),
            meta=meta,
            once=once,
        )
        shown = await pages.one(receipt.id, person.id)
        return created(receipt.id, receipt, shown, f"/api/v1/downloads/{receipt.id}")

    @get("/downloads/presets", opt=needs("downloads.read"))
    async def see_presets() -> PresetPage:
        return PresetPage(items=tuple(PRESETS.values()), default=DEFAULT_PRESET)

    return [preview_download, submit_download, see_presets]
