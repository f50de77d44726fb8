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
from medianest.downloads.domain.extras import Extras
from medianest.downloads.domain.presets import DEFAULT_PRESET
from medianest.downloads.handlers import Asked, Wishes
from medianest.downloads.queries.pages import DownloadPage, Pages


class SubmitBody(Record):
    """Fetch this into the library."""

    url: str
    preset: str = DEFAULT_PRESET
    priority: Priority = "normal"
    extras: ExtrasBody | None = None


class Approval(Record):
    """Whose wishes wait for a yes."""

    roles: frozenset[str]

    def is_needed_by(self, person: Person) -> bool:
        """Whoever may say yes needs none."""
        return person.role in self.roles and not person.may("downloads.manage")


def submitting(
    wishes: Wishes, pages: Pages, approval: Approval, extras: Extras
) -> list[HTTPRouteHandler]:
    """The route that begins a download. `extras`: what the house adds unless it is chosen."""

    @post("/downloads", opt=needs("downloads.create"))
    async def submit_download(
        data: JSONBody[SubmitBody], person: Person, meta: Meta, once: Once | None
    ) -> Response[DownloadPage]:
        asked = Asked(
            url=data.url,
            preset=data.preset,
            priority=data.priority,
            trusted=person.may("downloads.manage"),
            needs_approval=approval.is_needed_by(person),
            extras=chosen(data.extras, extras),
        )
        receipt = await wishes.submit(
            new_id(), asked, by=person.id, now=now(), meta=meta, once=once
        )
        shown = await pages.one(receipt.id, person.id)
        return created(receipt.id, receipt, shown, f"/api/v1/downloads/{receipt.id}")

    return [submit_download]
