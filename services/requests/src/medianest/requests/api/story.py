"""The story of one wish, of facts of everybody who had a part in it, in the order of time.

Beside what happened to the wish: who was told, and when the server that fetches was away while it
was wanted. How far it has come just now stands with the wish itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from medianest.chassis.answers import Page, page
from medianest.chassis.clock import now
from medianest.chassis.doorway.access import needs
from medianest.chassis.doorway.people import Person
from medianest.contracts.record import Record
from medianest.eventlog.facts import Stored
from medianest.requests.api.whose import seen_by
from medianest.requests.domain.wish import (
    Approved,
    Arrived,
    Asked,
    Cancelled,
    Declined,
    Edited,
    Followed,
    GaveUp,
    Retried,
    Sent,
    Undone,
    Unfollowed,
    WishFact,
)
from medianest.requests.handlers.wishing import Wishing
from medianest.requests.queries.stories import Absence, Stories
from medianest.requests.queries.wishes import WishPages


class Happened(Record):
    """One line. `by` is None where a rule, or another service, did it; `who` was told.

    `by_name` is what they are called who asked for it or decided about it, for whose wish it is and
    who may see all of them. `detail` says in whose name it was asked for, how much arrived, or why
    it does not come.
    """

    what: str
    at: datetime
    by: UUID | None
    who: UUID | None = None
    detail: str | None = None
    by_name: str | None = None


def story(wishing: Wishing, pages: WishPages, stories: Stories) -> list[HTTPRouteHandler]:
    @get("/requests/{request_id:uuid}/timeline", opt=needs("requests.create", "requests.read_all"))
    async def see_timeline(request_id: FromPath[UUID], person: Person) -> Page[Happened]:
        wish = await pages.one(request_id, seen_by(person))
        facts = await wishing.history(request_id)
        is_whole = seen_by(person) is None or wish.requested_by == person.id
        hands = {hand for stored in facts if (hand := _hand(stored.fact))} if is_whole else set()
        names = await stories.names(hands)
        lines = [_line(stored, names) for stored in facts if not _is_a_name(stored.fact)]
        lines += [
            Happened(what="told", at=told.at, by=None, who=told.member_id)
            for told in await stories.told(request_id, seen_by(person))
        ]
        for since, until in _waits(facts):
            found = await stories.absences(since, until or now())
            lines += _absent(found, since, until)
        return page(sorted(lines, key=lambda line: line.at))

    return [see_timeline]


def _is_a_name(fact: WishFact) -> bool:
    """That the house learned what it is called is nothing that happened to it."""
    return isinstance(fact, Edited) and fact.title is not None


def _line(stored: Stored[WishFact], names: Mapping[UUID, str]) -> Happened:
    fact = stored.fact
    hand = _hand(fact)
    return Happened(
        what=_word(fact),
        at=stored.recorded_at,
        by=_by(fact),
        detail=_detail(fact),
        by_name=None if hand is None else names.get(hand),
    )


def _detail(fact: WishFact) -> str | None:
    match fact:
        case Sent(asked_as=asked_as):
            return asked_as
        case Arrived(whole=whole):
            return None if whole else "partly"
        case GaveUp(reason=reason):
            return reason
        case Asked() | Approved() | Declined() | Cancelled() | Undone() | Retried():
            return None
        case Edited() | Followed() | Unfollowed():
            return None


def _waits(facts: Sequence[Stored[WishFact]]) -> Iterator[tuple[datetime, datetime | None]]:
    """The times in which the server that fetches was wanted; the last may go on."""
    since: datetime | None = None
    for stored in facts:
        match stored.fact:
            case Approved() | Retried() | Undone():
                since = since or stored.recorded_at
            case Arrived(whole=True) | GaveUp() | Cancelled() | Declined():
                if since is not None:
                    yield since, stored.recorded_at
                since = None
            case Asked() | Sent() | Arrived() | Edited() | Followed() | Unfollowed():
                pass
    if since is not None:
        yield since, None


def _absent(
    absences: Sequence[Absence], since: datetime, until: datetime | None
) -> Iterator[Happened]:
    for absence in absences:
        yield Happened(what="server-away", at=max(absence.began_at, since), by=None)
        ended = absence.ended_at
        if ended is not None and (until is None or ended <= until):
            yield Happened(what="server-back", at=ended, by=None)


def _hand(fact: WishFact) -> UUID | None:
    """Who asked for it or decided about it. Who follows it is not even its owner's business."""
    return None if isinstance(fact, Followed | Unfollowed) else _by(fact)


def _by(fact: WishFact) -> UUID | None:
    """Nobody, where the household itself did it."""
    return None if isinstance(fact, Sent | Arrived | GaveUp) else fact.by


def _word(fact: Any) -> str:
    return str(fact.__struct_config__.tag).removeprefix("requests.")
