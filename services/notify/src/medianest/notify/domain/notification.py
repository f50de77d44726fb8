"""The rules of being told: a notification is written once, read by the one it is for, and routed.

What happens to the same thing soon after is gathered into it; it is unread again then.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import NotFound
from medianest.notify.domain.categories import Urgency

CAUSES_MAX: Final = 500
"""How many events one line remembers, so that one heard twice is told once."""


class Tell(Record):
    """Somebody is to know that something happened. `text` is sealed for them.

    `gathers` names what is taken into its line until `gathers_until`; what `joins` names alike goes
    outside together.
    """

    notification_id: UUID
    member_id: UUID
    category: str
    template: str
    urgency: Urgency
    text: Sealed
    about_id: UUID | None
    gathers: str | None
    gathers_until: datetime | None
    joins: str | None
    cause: UUID
    happened_at: datetime


class Gather(Record):
    """More happened to it; `text` says all of it."""

    template: str
    urgency: Urgency
    text: Sealed
    gathers_until: datetime
    cause: UUID
    happened_at: datetime


class MarkRead(Record):
    by: UUID
    now: datetime


class Route(Record):
    """Deliveries were planned for everything that it holds."""

    now: datetime


NotificationCommand = Tell | Gather | MarkRead | Route


class Told(Fact, tag="notify.told"):
    """What was told before texts were sealed. Still read, never written."""

    notification_id: UUID
    member_id: UUID
    category: str
    title: str
    body: str
    about_id: UUID | None
    happened_at: datetime


class Informed(Fact, tag="notify.informed"):
    notification_id: UUID
    member_id: UUID
    category: str
    template: str
    urgency: Urgency
    text: Sealed
    about_id: UUID | None
    gathers: str | None
    gathers_until: datetime | None
    cause: UUID
    happened_at: datetime
    joins: str | None = None


class Gathered(Fact, tag="notify.gathered"):
    template: str
    urgency: Urgency
    text: Sealed
    gathers_until: datetime
    cause: UUID
    happened_at: datetime


class Read(Fact, tag="notify.read"):
    at: datetime


class Routed(Fact, tag="notify.routed"):
    at: datetime


NotificationFact = Told | Informed | Gathered | Read | Routed


class Unwritten(Record):
    pass


class Older(Record):
    """Told before deliveries were: it can be read, and that is all."""

    notification_id: UUID
    member_id: UUID
    category: str
    about_id: UUID | None
    read: bool = False


class Written(Record):
    notification_id: UUID
    member_id: UUID
    category: str
    template: str
    urgency: Urgency
    text: Sealed
    about_id: UUID | None
    gathers_until: datetime | None
    causes: tuple[UUID, ...]
    happened_at: datetime
    joins: str | None = None
    read: bool = False
    routed: bool = False

    @property
    def latest_cause(self) -> UUID:
        return self.causes[-1]


Notification = Unwritten | Older | Written


class NoSuchNotification(NotFound):
    """There is no such notification in your inbox."""


def decide(command: NotificationCommand, state: Notification) -> Sequence[NotificationFact]:
    match command:
        case Tell():
            return [_informed(command)] if isinstance(state, Unwritten) else []
        case Gather():
            return _gather(command, state)
        case MarkRead():
            return _mark_read(command, state)
        case Route():
            pending = isinstance(state, Written) and not state.routed
            return [Routed(at=command.now)] if pending else []


def _informed(command: Tell) -> Informed:
    return Informed(
        notification_id=command.notification_id,
        member_id=command.member_id,
        category=command.category,
        template=command.template,
        urgency=command.urgency,
        text=command.text,
        about_id=command.about_id,
        gathers=command.gathers,
        gathers_until=command.gathers_until,
        cause=command.cause,
        happened_at=command.happened_at,
        joins=command.joins,
    )


def _gather(command: Gather, state: Notification) -> Sequence[NotificationFact]:
    match state:
        case Written() if command.cause not in state.causes:
            return [
                Gathered(
                    template=command.template,
                    urgency=command.urgency,
                    text=command.text,
                    gathers_until=command.gathers_until,
                    cause=command.cause,
                    happened_at=command.happened_at,
                )
            ]
        case Written() | Older() | Unwritten():
            return []


def _mark_read(command: MarkRead, state: Notification) -> Sequence[NotificationFact]:
    match state:
        case Older(member_id=command.by) | Written(member_id=command.by):
            return [] if state.read else [Read(at=command.now)]
        case Unwritten() | Older() | Written():
            raise NoSuchNotification


def evolve(state: Notification, fact: NotificationFact) -> Notification:
    match fact:
        case Told():
            return _older(fact)
        case Informed():
            return _written(fact)
        case Gathered():
            return _with_more(state, fact) if isinstance(state, Written) else state
        case Read():
            return state if isinstance(state, Unwritten) else replace(state, read=True)
        case Routed():
            return replace(state, routed=True) if isinstance(state, Written) else state


def _with_more(state: Written, fact: Gathered) -> Written:
    return replace(
        state,
        template=fact.template,
        urgency=fact.urgency,
        text=fact.text,
        gathers_until=fact.gathers_until,
        causes=(*state.causes, fact.cause)[-CAUSES_MAX:],
        read=False,
        routed=False,
    )


def _older(fact: Told) -> Older:
    return Older(
        notification_id=fact.notification_id,
        member_id=fact.member_id,
        category=fact.category,
        about_id=fact.about_id,
    )


def _written(fact: Informed) -> Written:
    return Written(
        notification_id=fact.notification_id,
        member_id=fact.member_id,
        category=fact.category,
        template=fact.template,
        urgency=fact.urgency,
        text=fact.text,
        about_id=fact.about_id,
        gathers_until=fact.gathers_until,
        causes=(fact.cause,),
        happened_at=fact.happened_at,
        joins=fact.joins,
    )
