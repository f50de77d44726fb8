"""Whose downloads a person may see and steer: their own; all of them with the permission."""

from uuid import UUID

from medianest.chassis.doorway.people import Person
from medianest.contracts.refusals import Forbidden
from medianest.downloads.queries.pages import DownloadPage, Pages


class NotYours(Forbidden):
    """This is somebody else's download."""


def seen_by(person: Person) -> UUID | None:
    """The member whose downloads they see; None for everybody's."""
    return None if person.may("downloads.read_all") else person.id


async def steered_by(person: Person, download_id: UUID, pages: Pages) -> DownloadPage:
    """The download, if this person may steer it. One that they may not see does not exist."""
    shown = await pages.one(download_id, seen_by(person))
    if shown.member_id != person.id and not person.may("downloads.manage"):
        raise NotYours
    return shown
