"""Who wants to know what: a row for every announced event; nobody is an answer, silence is not."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from medianest.contracts.events import Event
from medianest.contracts.events.downloads import (
    CollectionFinished,
    DownloadAwaitsApproval,
    DownloadCancelled,
    DownloadCompleted,
    DownloadDeclined,
    DownloadFailed,
    DownloadPaused,
    DownloadQueued,
    DownloadStarted,
)
from medianest.contracts.events.gateway import (
    BreakerClosed,
    BreakerOpened,
    SigningKeyPublished,
    SigningKeyWithdrawn,
)
from medianest.contracts.events.identity import (
    ApiKeyIssued,
    ApiKeyRevoked,
    HouseCalled,
    MemberDisabled,
    MemberEnabled,
    MemberErased,
    MemberJoined,
    MemberLimitsChanged,
    MemberPermissionsChanged,
    MemberRoleChanged,
    MemberSessionsEnded,
    PlexWatchChanged,
    SessionRevoked,
    SessionStarted,
)
from medianest.contracts.events.notify import NotificationCreated
from medianest.contracts.events.requests import (
    IssueCommented,
    IssueOpened,
    IssueReopened,
    IssueResolved,
    LibraryItemAdded,
    PlaylistAdded,
    RequestApproved,
    RequestArrived,
    RequestCancelled,
    RequestChanged,
    RequestDeclined,
    RequestFailed,
    RequestReopened,
    RequestSent,
    RequestSubmitted,
)
from medianest.contracts.events.status import (
    AnnouncementPublished,
    AnnouncementWithdrawn,
    AwaitedIsBack,
    IncidentAcknowledged,
    IncidentClosed,
    IncidentNoted,
    IncidentOpened,
    IncidentSpread,
    MaintenanceCancelled,
    MaintenanceFinished,
    MaintenancePlanned,
    MaintenanceStarted,
    MonitorBlipped,
    MonitorDegraded,
    MonitorDown,
    MonitorInMaintenance,
    MonitorRemoved,
    MonitorUnknown,
    MonitorUp,
    OutageBegan,
    OutageEnded,
)
from medianest.notify.domain.gathering import Flapping, Text
from medianest.notify.domain.messages import Holders, Member, Message, To, to_member
from medianest.notify.domain.wants_of_videos import (
    the_one_who_asked_how_it_went,
    the_one_who_asked_it_failed,
    the_one_who_asked_it_is_fetched,
    the_one_who_asked_it_is_there,
    the_one_who_asked_it_was_declined,
    the_one_who_asked_they_are_fetched,
    who_decides_that_somebody_waits,
)
from medianest.notify.domain.wants_of_wishes import (
    those_who_spoke_that_it_is_not_solved,
    those_who_spoke_that_it_is_solved,
    those_who_spoke_that_somebody_did,
    those_who_wished_it_is_there,
    those_who_wished_it_was_approved,
    those_who_wished_it_was_declined,
    who_decides_about_wishes,
    who_decides_that_a_wish_is_stuck,
    who_looks_after_problems,
)

_MINDERS: Final = Holders(permission="status.manage")


def nobody(event: Any) -> Sequence[Message]:
    return []


def who_minds_the_house_or_asked_it_is_down(event: IncidentOpened) -> Sequence[Message]:
    text = Text(
        template="monitor-down",
        title=f"“{event.monitor_name}” does not answer",
        body=f"{event.detail} {event.means}".strip(),
        urgency="urgent",
    )
    return _of_incident(event, text, up=False)


def who_asked_it_is_down_as_well(event: IncidentSpread) -> Sequence[Message]:
    text = Text(
        template="incident-spread",
        title=f"“{event.struck_name}” does not answer, because “{event.monitor_name}” does not",
        body=event.means or "It comes back with what it depends on.",
        urgency="normal",
    )
    return [to_member(who, "status", text, event.struck_id) for who in event.tell]


def who_minds_the_house_or_asked_it_is_over(event: IncidentClosed) -> Sequence[Message]:
    if event.by is not None:
        return _closed_by(event, event.by)
    text = Text(
        template="monitor-up",
        title=f"“{event.monitor_name}” is back",
        body="It answers as it should.",
        urgency="normal",
    )
    return _of_incident(event, text, up=True)


def _closed_by(event: IncidentClosed, by: UUID) -> Sequence[Message]:
    """They say so; nobody has seen that it answers."""
    text = Text(
        template="plain",
        title=f"The trouble with “{event.monitor_name}” is over",
        body="Somebody who looks after the house says so.",
        urgency="normal",
    )
    told = (Member(id=who) for who in event.tell if who != by)
    whom: Sequence[To] = (Holders(permission="status.manage", but=by), *told)
    return [Message(to=to, category="status", text=text, about_id=event.monitor_id) for to in whom]


def who_waited_for_it_that_it_is_back(event: AwaitedIsBack) -> Sequence[Message]:
    text = Text(
        template="monitor-up",
        title=f"“{event.monitor_name}” is back",
        body="You asked to be told.",
        urgency="normal",
    )
    to = Member(id=event.member_id)
    return [_of_monitor(event.monitor_id, event.monitor_name, text, to, up=True)]


def who_minds_the_house_it_limps(event: MonitorDegraded) -> Sequence[Message]:
    text = Text(
        template="monitor-degraded",
        title=f"“{event.monitor_name}” is not at its best",
        body=event.detail,
        urgency="normal",
    )
    return [_of_monitor(event.monitor_id, event.monitor_name, text, _MINDERS, up=False)]


def everybody_it_will_rest(event: MaintenancePlanned) -> Sequence[Message]:
    text = Text(
        template="maintenance-planned",
        title=f"Planned maintenance: {event.title}",
        body=event.text or "Some things will rest for a while.",
        urgency="low",
    )
    return [_to_everybody(text, event.maintenance_id)]


def everybody_it_will_not_rest(event: MaintenanceCancelled) -> Sequence[Message]:
    text = Text(
        template="maintenance-cancelled",
        title=f"Cancelled: {event.title}",
        body="It will not take place.",
        urgency="low",
    )
    return [_to_everybody(text, event.maintenance_id)]


def everybody(event: AnnouncementPublished) -> Sequence[Message]:
    text = Text(template="announcement", title=event.title, body=event.text, urgency="normal")
    return [_to_everybody(text, event.announcement_id)]


def who_looks_after_people(event: MemberJoined) -> Sequence[Message]:
    text = Text(
        template="member-joined",
        title="Somebody joined the household",
        body=f"Their role is {event.role}.",
        urgency="low",
    )
    to = Holders(permission="members.manage", but=event.member_id)
    return [Message(to=to, category="people", text=text, about_id=event.member_id)]


def the_one_whose_role_it_is(event: MemberRoleChanged) -> Sequence[Message]:
    title = f"Your role is {event.role} now"
    return [_of_account(event.member_id, "role-changed", title)]


def the_one_who_may_do_more_or_less(event: MemberPermissionsChanged) -> Sequence[Message]:
    return [_of_account(event.member_id, "permissions-changed", "What you may do has changed")]


def the_one_whose_limits_they_are(event: MemberLimitsChanged) -> Sequence[Message]:
    return [_of_account(event.member_id, "limits-changed", "Your limits were changed")]


def the_one_whose_programs_may_come(event: ApiKeyIssued) -> Sequence[Message]:
    text = Text(
        template="api-key-issued",
        title="A new API key opens your account",
        body="If you did not make it, revoke it and end your sessions.",
        urgency="normal",
    )
    return [to_member(event.member_id, "account", text, event.key_id)]


_PLEX: Final[Mapping[str, tuple[str, str]]] = {
    "token_dead": (
        "Plex does not take the owner's token any more",
        "Nobody was shut out. Link the owner's account anew, so that shares can be seen again.",
    ),
    "server_gone": (
        "The media server is not among the owner's at Plex",
        "Nobody was shut out. If it was replaced, choose the new one: people keep their accounts.",
    ),
    "doubtful": (
        "Plex shows nearly nobody with whom the server is shared",
        "Nobody was shut out. If Plex goes on saying so, they will be in three days.",
    ),
}


def who_looks_after_the_house_plex_can_not_be_seen(event: PlexWatchChanged) -> Sequence[Message]:
    if event.watch not in _PLEX:
        return []
    title, body = _PLEX[event.watch]
    text = Text(template="plex-unseen", title=title, body=body, urgency="normal")
    to = Holders(permission="settings.manage")
    return [Message(to=to, category="status", text=text, about_id=event.connection_id)]


WANTS: Final[Mapping[type[Event], Callable[[Any], Sequence[Message]]]] = {
    DownloadCompleted: the_one_who_asked_it_is_fetched,
    DownloadFailed: the_one_who_asked_it_failed,
    DownloadQueued: nobody,  # the page shows it
    DownloadAwaitsApproval: who_decides_that_somebody_waits,
    DownloadDeclined: the_one_who_asked_it_was_declined,
    DownloadPaused: nobody,
    CollectionFinished: the_one_who_asked_they_are_fetched,
    DownloadStarted: nobody,
    DownloadCancelled: nobody,  # whoever cancelled knows
    LibraryItemAdded: the_one_who_asked_it_is_there,
    PlaylistAdded: the_one_who_asked_how_it_went,
    RequestSubmitted: who_decides_about_wishes,
    RequestApproved: those_who_wished_it_was_approved,
    RequestDeclined: those_who_wished_it_was_declined,
    RequestCancelled: nobody,  # the page shows it
    RequestSent: nobody,
    RequestArrived: those_who_wished_it_is_there,
    RequestFailed: who_decides_that_a_wish_is_stuck,
    RequestReopened: nobody,
    RequestChanged: nobody,
    IssueOpened: who_looks_after_problems,
    IssueCommented: those_who_spoke_that_somebody_did,
    IssueResolved: those_who_spoke_that_it_is_solved,
    IssueReopened: those_who_spoke_that_it_is_not_solved,
    MemberJoined: who_looks_after_people,
    MemberRoleChanged: the_one_whose_role_it_is,
    MemberPermissionsChanged: the_one_who_may_do_more_or_less,
    MemberLimitsChanged: the_one_whose_limits_they_are,
    MemberDisabled: nobody,  # they can't read it
    MemberEnabled: nobody,
    MemberErased: nobody,
    MemberSessionsEnded: nobody,
    PlexWatchChanged: who_looks_after_the_house_plex_can_not_be_seen,
    HouseCalled: nobody,
    SessionStarted: nobody,
    SessionRevoked: nobody,
    ApiKeyIssued: the_one_whose_programs_may_come,
    ApiKeyRevoked: nobody,
    MonitorUp: nobody,
    MonitorDegraded: who_minds_the_house_it_limps,
    MonitorDown: nobody,  # it may be a blip; what stays down is an incident
    MonitorBlipped: nobody,
    MonitorUnknown: nobody,  # it is no news that nobody knows
    MonitorInMaintenance: nobody,  # whoever works on it knows
    MonitorRemoved: nobody,
    OutageBegan: nobody,  # other services wait; people hear of the incident
    OutageEnded: nobody,
    IncidentOpened: who_minds_the_house_or_asked_it_is_down,
    IncidentSpread: who_asked_it_is_down_as_well,
    IncidentAcknowledged: nobody,  # the page shows it
    IncidentNoted: nobody,
    IncidentClosed: who_minds_the_house_or_asked_it_is_over,
    AwaitedIsBack: who_waited_for_it_that_it_is_back,
    MaintenancePlanned: everybody_it_will_rest,
    MaintenanceStarted: nobody,  # they were told of the plan
    MaintenanceFinished: nobody,
    MaintenanceCancelled: everybody_it_will_not_rest,
    AnnouncementPublished: everybody,
    AnnouncementWithdrawn: nobody,
    BreakerOpened: nobody,  # status tells of the service itself
    BreakerClosed: nobody,
    SigningKeyPublished: nobody,
    SigningKeyWithdrawn: nobody,
    NotificationCreated: nobody,
}


def who_wants_to_know(event: Event) -> Sequence[Message]:
    """The messages that this event is worth; an event of tomorrow is worth none yet."""
    return WANTS.get(type(event), nobody)(event)


def _of_account(member_id: UUID, template: str, title: str) -> Message:
    text = Text(
        template=template,
        title=title,
        body="Whoever looks after the household changed it.",
        urgency="normal",
    )
    return to_member(member_id, "account", text, None)


def _to_everybody(text: Text, about_id: UUID) -> Message:
    to = Holders(permission="status.read")
    return Message(to=to, category="household", text=text, about_id=about_id)


def _of_incident(
    event: IncidentOpened | IncidentClosed, text: Text, *, up: bool
) -> Sequence[Message]:
    """To those who mind the house, and to each who asked; whoever is both is told once."""
    whom: Sequence[To] = (_MINDERS, *(Member(id=who) for who in event.tell))
    return [_of_monitor(event.monitor_id, event.monitor_name, text, to, up=up) for to in whom]


def _of_monitor(monitor_id: UUID, name: str, text: Text, to: To, *, up: bool) -> Message:
    return Message(
        to=to,
        category="status",
        text=text,
        about_id=monitor_id,
        gather=Flapping(key=f"monitor:{monitor_id}", name=name, up=up),
    )
