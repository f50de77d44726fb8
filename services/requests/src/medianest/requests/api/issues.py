"""The door of people who found a problem with a film or a series, and of who looks after it.

Whoever reported it and who may see all requests see it; with the right to decide about requests
one may comment and close others' reports as well.
"""

from typing import Annotated
from uuid import UUID

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from msgspec import Meta as Bounds

from medianest.chassis.answers import (
    Limit,
    Page,
    created,
    decode_cursor,
    done,
    encode_cursor,
    page,
    versioned,
)
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden
from medianest.requests.api.whose import member_meant, seen_by
from medianest.requests.domain.issue import (
    Comment,
    IssueKind,
    IssueStatus,
    Reopen,
    Report,
    Resolve,
)
from medianest.requests.domain.wish import MediaType, Wanted
from medianest.requests.handlers.issues import Issues
from medianest.requests.handlers.naming import look_up
from medianest.requests.ports import Catalogue
from medianest.requests.queries.issues import Asked, IssuePage, IssuePages, IssueWithComments

Text = Annotated[str, Bounds(min_length=1, max_length=2000, pattern=r"\S")]
Number = Annotated[int, Bounds(ge=0, le=10_000)]
TmdbId = Annotated[int, Bounds(ge=1, le=2**31 - 1)]
WhichTitle = Annotated[int | None, QueryParameter(name="tmdb_id", ge=1, le=2**31 - 1)]


class ReportBody(Record):
    """What is wrong with which title; of a series one may say where."""

    media_type: MediaType
    tmdb_id: TmdbId
    kind: IssueKind
    text: Text
    season: Number | None = None
    episode: Number | None = None


class CommentBody(Record):
    """What one has to say to it."""

    text: Text


class NotYourReport(Forbidden):
    """You may not do this with somebody else's report."""


def reporting(issues: Issues, pages: IssuePages, catalogue: Catalogue) -> list[HTTPRouteHandler]:
    """The routes on which something is said."""

    @post("/issues", opt=needs("requests.create"))
    async def report_issue(
        data: JSONBody[ReportBody], person: Person, meta: Meta, once: Once | None
    ) -> Response[IssueWithComments]:
        place = Wanted(seasons=() if data.season is None else (data.season,))
        found = await look_up(catalogue, data.media_type, data.tmdb_id, place)
        command = Report(
            issue_id=new_id(),
            by=person.id,
            now=now(),
            title=found.title,
            season=data.season,
            episode=data.episode,
            kind=data.kind,
            text=await issues.seal(person.id, data.text),
        )
        receipt = await issues.say(command.issue_id, command, meta=meta, once=once)
        shown = await pages.one(receipt.id, seen_by(person))
        return created(receipt.id, receipt, shown, "/api/v1/issues/{id}")

    @post("/issues/{issue_id:uuid}/comments", opt=needs("requests.create", "requests.decide"))
    async def comment_on_issue(
        issue_id: FromPath[UUID],
        data: JSONBody[CommentBody],
        person: Person,
        meta: Meta,
        once: Once | None,
    ) -> Response[IssueWithComments]:
        await _heard(issue_id, person, pages)
        text = await issues.seal(person.id, data.text)
        command = Comment(comment_id=new_id(), by=person.id, now=now(), text=text)
        receipt = await issues.say(issue_id, command, meta=meta, once=once)
        shown = await pages.one(issue_id, seen_by(person))
        return created(issue_id, receipt, shown, "/api/v1/issues/{id}")

    return [report_issue, comment_on_issue]


def seeing_issues(pages: IssuePages) -> list[HTTPRouteHandler]:
    """The routes that change nothing."""

    @get("/issues", opt=needs("requests.create", "requests.read_all"))
    async def see_issues(
        person: Person,
        *,
        status: FromQuery[IssueStatus | None] = None,
        reported_by: FromQuery[str | None] = None,
        media_type: FromQuery[MediaType | None] = None,
        tmdb_id: WhichTitle = None,
        cursor: FromQuery[str | None] = None,
        limit: Limit = 50,
    ) -> Page[IssuePage]:
        asked = Asked(
            seen_by=seen_by(person),
            of_member=member_meant(reported_by, person, "/reported_by"),
            status=status,
            media_type=media_type,
            tmdb_id=tmdb_id,
            before=None if cursor is None else decode_cursor(cursor, UUID),
        )
        found = await pages.page(asked, limit + 1)
        more = encode_cursor(found[limit - 1].id) if len(found) > limit else None
        return page(found[:limit], more)

    @get("/issues/{issue_id:uuid}", opt=needs("requests.create", "requests.read_all"))
    async def see_issue(issue_id: FromPath[UUID], person: Person) -> Response[IssueWithComments]:
        shown = await pages.one(issue_id, seen_by(person))
        return versioned(shown.issue.version, shown)

    return [see_issues, see_issue]


def closing(issues: Issues, pages: IssuePages) -> list[HTTPRouteHandler]:
    """The routes on which a report ends, and begins again."""
    either = needs("requests.create", "requests.decide")

    @post("/issues/{issue_id:uuid}/resolve", opt=either, status_code=HTTP_200_OK)
    async def resolve_issue(
        issue_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[IssueWithComments]:
        await _heard(issue_id, person, pages)
        command = Resolve(by=person.id, now=now())
        receipt = await issues.close(issue_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(issue_id, seen_by(person)))

    @post("/issues/{issue_id:uuid}/reopen", opt=either, status_code=HTTP_200_OK)
    async def reopen_issue(
        issue_id: FromPath[UUID], person: Person, meta: Meta, expected: int | None
    ) -> Response[IssueWithComments]:
        await _heard(issue_id, person, pages)
        command = Reopen(by=person.id, now=now())
        receipt = await issues.close(issue_id, command, meta=meta, expected=expected)
        return done(receipt, await pages.one(issue_id, seen_by(person)))

    return [resolve_issue, reopen_issue]


async def _heard(issue_id: UUID, person: Person, pages: IssuePages) -> None:
    """Whether this person has a say in it. One that they may not see does not exist."""
    shown = await pages.one(issue_id, seen_by(person))
    if shown.issue.reported_by != person.id and not person.may("requests.decide"):
        raise NotYourReport
