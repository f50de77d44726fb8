"""Asking for a video."""

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from medianest.chassis.answers import created
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.downloads.api.choosing import ExtrasBody, chosen
from medianest.downloads.domain.download import Priority
from medianest.downloads.domain.house import Measure
from medianest.downloads.handlers import Asked, Wishes
from medianest.downloads.handlers.housekeeping import Housekeeping
from medianest.downloads.queries.pages import DownloadPage, Pages


class SubmitBody(Record):
    """Fetch this into the library; without a `preset`, or with null, as the house has it."""

    url: str
    preset: str | None = None
    priority: Priority = "normal"
    extras: ExtrasBody | None = None


def needs_a_yes(person: Person, measure: Measure) -> bool:
    """Whoever may say yes needs none."""
    return person.role in measure.approval and not person.may("downloads.manage")


def submitting(wishes: Wishes, pages: Pages, house: Housekeeping) -> list[HTTPRouteHandler]:
    """The route that begins a download."""

    @post("/downloads", opt=needs("downloads.create"))
    async def submit_download(
        data: JSONBody[SubmitBody], person: Person, meta: Meta, once: Once | None
    ) -> Response[DownloadPage]:
        manner = await house.manner()
        asked = Asked(
            url=data.url,
            preset=data.preset or manner.preset,
            priority=data.priority,
            trusted=person.may("downloads.manage"),
            needs_approval=needs_a_yes(person, await house.measure()),
            extras=chosen(data.extras, manner.extras),
        )
        receipt = await wishes.submit(
            new_id(), asked, by=person.id, now=now(), meta=meta, once=once
        )
        shown = await pages.one(receipt.id, person.id)
        return created(receipt.id, receipt, shown, f"/api/v1/downloads/{receipt.id}")

    return [submit_download]
