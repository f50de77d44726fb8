"""The rules of an announcement: words for everybody in the household, for as long as they hold."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Invalid, NotFound


class NoSuchAnnouncement(NotFound):
    """There is no such announcement."""


class OverAlready(Invalid):
    """An announcement holds until a time in the future."""


class Publish(Record):
    announcement_id: UUID
    by: UUID
    now: datetime
    title: str
    text: str
    until: datetime | None


class Withdraw(Record):
    by: UUID
    now: datetime


AnnouncementCommand = Publish | Withdraw


class Published(Fact, tag="status.announcement-published"):
    announcement_id: UUID
    by: UUID
    at: datetime
    title: str
    text: str
    until: datetime | None


class Withdrawn(Fact, tag="status.announcement-withdrawn"):
    by: UUID
    at: datetime


AnnouncementFact = Published | Withdrawn


class Unsaid(Record):
    pass


class Announcement(Record):
    id: UUID
    title: str
    is_withdrawn: bool = False


State = Unsaid | Announcement


def decide(command: AnnouncementCommand, state: State) -> Sequence[AnnouncementFact]:
    match command:
        case Publish():
            return [_published(command)] if isinstance(state, Unsaid) else []
        case Withdraw(by=by, now=now):
            if isinstance(state, Unsaid):
                raise NoSuchAnnouncement
            return [] if state.is_withdrawn else [Withdrawn(by=by, at=now)]


def evolve(state: State, fact: AnnouncementFact) -> State:
    match fact:
        case Published(announcement_id=id_, title=title):
            return Announcement(id=id_, title=title)
        case Withdrawn():
            return state if isinstance(state, Unsaid) else replace(state, is_withdrawn=True)


def _published(said: Publish) -> Published:
    if said.until is not None and said.until <= said.now:
        raise OverAlready
    return Published(
        announcement_id=said.announcement_id,
        by=said.by,
        at=said.now,
        title=said.title,
        text=said.text,
        until=said.until,
    )
