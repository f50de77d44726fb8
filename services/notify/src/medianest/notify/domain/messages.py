"""What is said to whom: to one person, or to everyone with a permission."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from medianest.contracts.permissions import Permission
from medianest.contracts.record import Record
from medianest.notify.domain.categories import CategoryName
from medianest.notify.domain.gathering import Flapping, Text

WAITED_FOR: Final = timedelta(minutes=15)
"""How long we wait for better news before we say how things stand."""


class Member(Record, tag=True):
    """One person."""

    id: UUID


class Holders(Record, tag=True):
    """Everyone with a permission, but for the one whom it is about."""

    permission: Permission
    but: UUID | None = None


To = Member | Holders


class Message(Record):
    """What is said to whom. One that `gather`s is told in one line with what came before.

    Those that `joins` names alike go outside together, when they come soon after each other. What
    is said `once` of a thing is said once, whatever says it again; one that `is_overdue` is said
    only when nothing was said `once` of it within `WAITED_FOR`.
    """

    to: To
    category: CategoryName
    text: Text
    about_id: UUID | None
    gather: Flapping | None = None
    joins: str | None = None
    once: UUID | None = None
    is_overdue: bool = False


def to_member(
    member_id: UUID,
    category: CategoryName,
    text: Text,
    about_id: UUID | None,
    *,
    joins: str | None = None,
    once: UUID | None = None,
    is_overdue: bool = False,
) -> Message:
    return Message(
        to=Member(id=member_id),
        category=category,
        text=text,
        about_id=about_id,
        joins=joins,
        once=once,
        is_overdue=is_overdue,
    )
