"""The rules of a problem report: what is wrong with a title, what is said about it, how it ends."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.facts import Fact, Sealed
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict, Invalid, NotFound
from medianest.requests.domain.wish import Title

IssueKind = Literal["video", "audio", "subtitle", "other"]
IssueStatus = Literal["open", "resolved"]
COMMENTS_MOST: Final = 200


class Report(Record):
    """`season` and `episode` say where in a series; what is wrong is told in `text`."""

    issue_id: UUID
    by: UUID
    now: datetime
    title: Title
    season: int | None
    episode: int | None
    kind: IssueKind
    text: Sealed


class Comment(Record):
    """`text` is sealed under the key of who says it."""

    comment_id: UUID
    by: UUID
    now: datetime
    text: Sealed


class Resolve(Record):
    by: UUID
    now: datetime


class Reopen(Record):
    by: UUID
    now: datetime


IssueCommand = Report | Comment | Resolve | Reopen


class Reported(Fact, tag="requests.issue-reported"):
    issue_id: UUID
    by: UUID
    reported_at: datetime
    title: Title
    season: int | None
    episode: int | None
    kind: IssueKind
    text: Sealed


class Commented(Fact, tag="requests.issue-commented"):
    comment_id: UUID
    by: UUID
    commented_at: datetime
    text: Sealed


class Resolved(Fact, tag="requests.issue-resolved"):
    by: UUID
    resolved_at: datetime


class Reopened(Fact, tag="requests.issue-reopened"):
    by: UUID
    reopened_at: datetime


IssueFact = Reported | Commented | Resolved | Reopened
FACTS = (Reported, Commented, Resolved, Reopened)


class NoIssue(Record):
    """Nobody reported it."""


class Issue(Record):
    """`heard` are those who said something to it, whoever reported it first."""

    issue_id: UUID
    member_id: UUID
    kind: IssueKind
    title: Title
    heard: tuple[UUID, ...]
    comments: int = 0


class Open(Record):
    """Somebody should look at it."""

    issue: Issue


class Done(Record):
    """It is solved, until somebody says otherwise."""

    issue: Issue


IssueState = NoIssue | Open | Done


class NoSuchIssue(NotFound):
    """There is no such problem report."""


class AlreadyReported(Conflict):
    """This problem report exists already."""


class TooManyComments(Conflict):
    """Enough was said to this problem. Report it anew if it is not solved."""


class OnlySeriesHaveSeasons(Invalid):
    """Only a series has seasons, and only a season has episodes."""


def decide(command: IssueCommand, state: IssueState) -> Sequence[IssueFact]:
    if isinstance(command, Report):
        return _report(command, state)
    if isinstance(state, NoIssue):
        raise NoSuchIssue
    match command:
        case Comment():
            return _comment(command, state)
        case Resolve(by=by, now=now):
            return [] if isinstance(state, Done) else [Resolved(by=by, resolved_at=now)]
        case Reopen(by=by, now=now):
            return [] if isinstance(state, Open) else [Reopened(by=by, reopened_at=now)]


def _report(command: Report, state: IssueState) -> Sequence[IssueFact]:
    if not isinstance(state, NoIssue):
        raise AlreadyReported
    is_film = command.title.media_type == "movie"
    if (is_film and command.season is not None) or (
        command.season is None and command.episode is not None
    ):
        raise OnlySeriesHaveSeasons
    return [
        Reported(
            issue_id=command.issue_id,
            by=command.by,
            reported_at=command.now,
            title=command.title,
            season=command.season,
            episode=command.episode,
            kind=command.kind,
            text=command.text,
        )
    ]


def _comment(command: Comment, state: Open | Done) -> Sequence[IssueFact]:
    if state.issue.comments >= COMMENTS_MOST:
        raise TooManyComments
    return [
        Commented(
            comment_id=command.comment_id,
            by=command.by,
            commented_at=command.now,
            text=command.text,
        )
    ]


def evolve(state: IssueState, fact: IssueFact) -> IssueState:
    if isinstance(fact, Reported):
        reported = Issue(
            issue_id=fact.issue_id,
            member_id=fact.by,
            kind=fact.kind,
            title=fact.title,
            heard=(fact.by,),
        )
        return Open(issue=reported)
    return state if isinstance(state, NoIssue) else _evolve_known(state, fact)


def _evolve_known(state: Open | Done, fact: Commented | Resolved | Reopened) -> IssueState:
    issue = state.issue
    match fact:
        case Commented(by=by):
            heard = issue.heard if by in issue.heard else (*issue.heard, by)
            said = replace(issue, heard=heard, comments=issue.comments + 1)
            return replace(state, issue=said)
        case Resolved():
            return Done(issue=issue)
        case Reopened():
            return Open(issue=issue)
