"""Who wants to know what: a row for every announced event; nobody is an answer, silence is not."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from medianest.contracts.events import Event
from medianest.contracts.events.downloads import (
    DownloadCancelled,
    DownloadCompleted,
    DownloadFailed,
    DownloadQueued,
    DownloadStarted,
)
from medianest.contracts.events.gateway import BreakerClosed, BreakerOpened, SigningKeyPublished
from medianest.contracts.events.identity import (
    ApiKeyIssued,
    ApiKeyRevoked,
    MemberDisabled,
    MemberEnabled,
    MemberErased,
    MemberJoined,
    MemberLimitsChanged,
    MemberPermissionsChanged,
    MemberRoleChanged,
    MemberSessionsEnded,
    SessionRevoked,
    SessionStarted,
)
from medianest.contracts.events.notify import NotificationCreated
from medianest.contracts.events.requests import LibraryItemAdded
from medianest.contracts.events.status import MonitorDegraded, MonitorDown, MonitorUp
from medianest.contracts.record import Record


class Message(Record):
    """What one person is told. `title` is the bold fact, `body` what it means."""

    to: UUID
    category: str
    title: str
    body: str
    about_id: UUID | None


def nobody(event: Any) -> Sequence[Message]:
    return []


def the_one_who_asked_it_is_there(event: DownloadCompleted) -> Sequence[Message]:
    return [
        Message(
            to=event.member_id,
            category="download_completed",
            title=f"“{event.title}” is in the library",
            body="It was fetched whole and is ready to watch.",
            about_id=event.download_id,
        )
    ]


def the_one_who_asked_it_failed(event: DownloadFailed) -> Sequence[Message]:
    return [
        Message(
            to=event.member_id,
            category="download_failed",
            title=f"“{event.title}” could not be fetched",
            body=event.reason,
            about_id=event.download_id,
        )
    ]


WANTS: Final[Mapping[type[Event], Callable[[Any], Sequence[Message]]]] = {
    DownloadCompleted: the_one_who_asked_it_is_there,
    DownloadFailed: the_one_who_asked_it_failed,
    DownloadQueued: nobody,  # the page shows it
    DownloadStarted: nobody,
    DownloadCancelled: nobody,  # whoever cancelled knows
    LibraryItemAdded: nobody,  # the one who asked was told already
    MemberJoined: nobody,
    MemberRoleChanged: nobody,
    MemberPermissionsChanged: nobody,
    MemberLimitsChanged: nobody,
    MemberDisabled: nobody,
    MemberEnabled: nobody,
    MemberErased: nobody,
    MemberSessionsEnded: nobody,
    SessionStarted: nobody,
    SessionRevoked: nobody,
    ApiKeyIssued: nobody,
    ApiKeyRevoked: nobody,
    MonitorUp: nobody,  # incidents, not beats, are for people
    MonitorDegraded: nobody,
    MonitorDown: nobody,
    BreakerOpened: nobody,
    BreakerClosed: nobody,
    SigningKeyPublished: nobody,
    NotificationCreated: nobody,
}


def who_wants_to_know(event: Event) -> Sequence[Message]:
    """The messages that this event is worth; an event of tomorrow is worth none yet."""
    return WANTS.get(type(event), nobody)(event)
