"""Whose wishes a person may see and steer: their own; all of them with the permission."""

from uuid import UUID

from medianest.chassis.people import Person
from medianest.requests.domain.wish import NotForYou
from medianest.requests.queries.wishes import WishPage, WishPages


def seen_by(person: Person) -> UUID | None:
    """The member whose wishes they see; None for everybody's."""
    return None if person.may("requests.read_all") else person.id


async def steered_by(person: Person, request_id: UUID, pages: WishPages) -> WishPage:
    """The wish, if this person may steer it. One that they may not see does not exist."""
    shown = await pages.one(request_id, seen_by(person))
    if shown.requested_by != person.id and not person.may("requests.decide"):
        raise NotForYou
    return shown
