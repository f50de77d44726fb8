"""Whose wishes a person may see and steer: their own; all of them with the permission."""

from uuid import UUID

from medianest.chassis.doorway.people import Person
from medianest.contracts.refusals import FieldError, Invalid
from medianest.requests.domain.wish import NotForYou
from medianest.requests.queries.wishes import WishPage, WishPages


class UnknownMember(Invalid):
    """This is neither `me` nor a member's id."""


def member_meant(asked: str | None, person: Person, pointer: str) -> UUID | None:
    """Whose things are asked for; None is everybody's. Raises `UnknownMember`."""
    if asked is None:
        return None
    try:
        return person.id if asked == "me" else UUID(asked)
    except ValueError:
        fault = FieldError(pointer=pointer, detail="`me` or an id")
        raise UnknownMember(errors=(fault,)) from None


def seen_by(person: Person) -> UUID | None:
    """The member whose wishes they see; None for everybody's."""
    return None if person.may("requests.read_all") else person.id


async def steered_by(person: Person, request_id: UUID, pages: WishPages) -> WishPage:
    """The wish, if this person may steer it. One that they may not see does not exist."""
    shown = await pages.one(request_id, seen_by(person))
    if shown.requested_by != person.id and not person.may("requests.decide"):
        raise NotForYou
    return shown
