"""Who wants to know what becomes of wishes, and of problems with what is there."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from medianest.contracts.events.requests import (
    IssueCommented,
    IssueOpened,
    IssueReopened,
    IssueResolved,
    RequestApproved,
    RequestArrived,
    RequestDeclined,
    RequestFailed,
    RequestSubmitted,
)
from medianest.notify.domain.gathering import Text
from medianest.notify.domain.messages import Holders, Message, to_member

_OfAWish = RequestSubmitted | RequestApproved | RequestDeclined | RequestArrived | RequestFailed
_OfAnIssue = IssueOpened | IssueCommented | IssueResolved | IssueReopened
_PROBLEMS: Final[Mapping[str, str]] = {
    "video": "Somebody says that something is wrong with the picture.",
    "audio": "Somebody says that something is wrong with the sound.",
    "subtitle": "Somebody says that something is wrong with the subtitles.",
}


def who_decides_about_wishes(event: RequestSubmitted) -> Sequence[Message]:
    if not event.needs_decision:
        return []
    text = Text(
        template="request-submitted",
        title=f"A wish waits for you: {_named(event)}",
        body="Approve it, or say why not.",
        urgency="normal",
    )
    to = Holders(permission="requests.decide", but=event.member_id)
    return [Message(to=to, category="approvals", text=text, about_id=event.request_id)]


def those_who_wished_it_was_approved(event: RequestApproved) -> Sequence[Message]:
    if event.by is None:
        return []  # nobody waited for it
    body = "You will be told when it can be watched."
    return _of_wish(event, event.by, "request-approved", f"{_named(event)} was approved", body)


def those_who_wished_it_was_declined(event: RequestDeclined) -> Sequence[Message]:
    body = "If a reason was given, it stands beside the wish."
    return _of_wish(event, event.by, "request-declined", f"{_named(event)} was declined", body)


def those_who_wished_it_is_there(event: RequestArrived) -> Sequence[Message]:
    if not event.whole:
        return ()  # the rest is on its way; the page shows what is there
    body = "It is in the library."
    return _of_wish(event, None, "request-arrived", f"{_named(event)} can be watched", body)


def who_decides_that_a_wish_is_stuck(event: RequestFailed) -> Sequence[Message]:
    text = Text(
        template="request-failed",
        title=_capital(f"{_named(event)} does not come"),
        body=event.reason,
        urgency="normal",
    )
    to = Holders(permission="requests.decide")
    return [Message(to=to, category="approvals", text=text, about_id=event.request_id)]


def who_looks_after_problems(event: IssueOpened) -> Sequence[Message]:
    text = Text(
        template="issue-opened",
        title=f"A problem with {_named(event)}",
        body=_PROBLEMS.get(event.kind, "Somebody says that something is wrong."),
        urgency="normal",
    )
    to = Holders(permission="requests.decide", but=event.by)
    return [Message(to=to, category="issues", text=text, about_id=event.issue_id)]


def those_who_spoke_that_somebody_did(event: IssueCommented) -> Sequence[Message]:
    return _of_issue(event, "issue-commented", f"An answer about {_named(event)}")


def those_who_spoke_that_it_is_solved(event: IssueResolved) -> Sequence[Message]:
    return _of_issue(event, "issue-resolved", f"The problem with {_named(event)} is solved")


def those_who_spoke_that_it_is_not_solved(event: IssueReopened) -> Sequence[Message]:
    return _of_issue(event, "issue-reopened", f"The problem with {_named(event)} is there again")


def _named(event: _OfAWish | _OfAnIssue) -> str:
    if event.title is not None:
        return f"“{event.title}”"
    return "a film" if event.media_type == "movie" else "a series"


def _of_issue(
    event: IssueCommented | IssueResolved | IssueReopened, template: str, title: str
) -> Sequence[Message]:
    """To whoever reported it and all who said something to it, but not to who did this."""
    text = Text(template=template, title=title, body="The report says more.", urgency="normal")
    told = dict.fromkeys((event.member_id, *event.heard))
    return [to_member(who, "issues", text, event.issue_id) for who in told if who != event.by]


def _of_wish(
    event: RequestApproved | RequestDeclined | RequestArrived,
    by: UUID | None,
    template: str,
    title: str,
    body: str,
) -> Sequence[Message]:
    text = Text(template=template, title=_capital(title), body=body, urgency="normal")
    told = dict.fromkeys((event.member_id, *event.followers))
    return [to_member(who, "requests", text, event.request_id) for who in told if who != by]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
