"""The rules of being told: a notification is written once, and read by the one it is for."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import NotFound


class Tell(Record):
    """Somebody is to know that something happened. `title` is the bold fact, `body` the rest."""

    notification_id: UUID
    member_id: UUID
    category: str
    title: str
    body: str
    about_id: UUID | None
    happened_at: datetime


class MarkRead(Record):
    by: UUID
    now: datetime


NotificationCommand = Tell | MarkRead


class Told(Fact, tag="notify.told"):
    notification_id: UUID
    member_id: UUID
    category: str
    title: str
    body: str
    about_id: UUID | None
    happened_at: datetime


class Read(Fact, tag="notify.read"):
    at: datetime


NotificationFact = Told | Read


class Unwritten(Record):
    pass


class Unread(Record):
    member_id: UUID


class WasRead(Record):
    member_id: UUID


Notification = Unwritten | Unread | WasRead


class NoSuchNotification(NotFound):
    """There is no such notification in your inbox."""


def decide(command: NotificationCommand, state: Notification) -> Sequence[NotificationFact]:
    match command:
        case Tell():
            return _tell(command, state)
        case MarkRead():
            return _mark_read(command, state)


def _tell(command: Tell, state: Notification) -> Sequence[NotificationFact]:
    match state:
        case Unwritten():
            return [
                Told(
                    notification_id=command.notification_id,
                    member_id=command.member_id,
                    category=command.category,
                    title=command.title,
                    body=command.body,
                    about_id=command.about_id,
                    happened_at=command.happened_at,
                )
            ]
        case Unread() | WasRead():
            return []  # heard twice, told once


def _mark_read(command: MarkRead, state: Notification) -> Sequence[NotificationFact]:
    match state:
        case Unread(member_id=command.by):
            return [Read(at=command.now)]
        case WasRead(member_id=command.by):
            return []
        case Unwritten() | Unread() | WasRead():
            raise NoSuchNotification


def evolve(state: Notification, fact: NotificationFact) -> Notification:
    match fact, state:
        case Told(), Unwritten() | Unread() | WasRead():
            return Unread(member_id=fact.member_id)
        case Read(), Unread():
            return WasRead(member_id=state.member_id)
        case Read(), Unwritten() | WasRead():
            return state
