"""What becomes of an approved wish: it is sent, some or all of it arrives, or it is given up.

What is seen may be seen again, late, or in another order; a wish only ever moves on.
"""

from collections.abc import Sequence

from medianest.contracts.record import replace
from medianest.requests.domain.wish import (
    Arrived,
    AskedAs,
    Course,
    GaveUp,
    GivenUp,
    GiveUp,
    Granted,
    Here,
    Known,
    Notice,
    Pending,
    Refused,
    Send,
    Sent,
    TakenBack,
    Underway,
    WishFact,
)


def follow_course(command: Course, state: Known) -> Sequence[WishFact]:
    """Nothing, when it is further than that or nobody wants it any more."""
    match command:
        case Send(upstream_id=upstream_id, now=now, asked_as=asked_as):
            is_new = isinstance(state, Granted)
            sent = Sent(upstream_id=upstream_id, sent_at=now, asked_as=asked_as)
            return [sent] if is_new else []
        case Notice():
            return _notice(command, state)
        case GiveUp(reason=reason, now=now):
            is_open = isinstance(state, Granted | Underway)
            return [GaveUp(reason=reason, gave_up_at=now)] if is_open else []


def _notice(command: Notice, state: Known) -> Sequence[WishFact]:
    if not isinstance(state, Granted | GivenUp | Underway):
        return []
    is_partly_here = isinstance(state, Underway) and state.partly_here
    match command.seen:
        case "underway":
            return []
        case "partly here":
            return [] if is_partly_here else [Arrived(whole=False, arrived_at=command.now)]
        case "here":
            return [Arrived(whole=True, arrived_at=command.now)]


def evolve_course(state: Known, fact: Sent | Arrived | GaveUp) -> Known:
    """The state after a fact of its course."""
    wish = state.wish
    match fact:
        case Sent(upstream_id=upstream_id, sent_at=at, asked_as=asked_as):
            return Underway(wish=wish, upstream_id=upstream_id, at=at, asked_as=asked_as)
        case Arrived(whole=True, arrived_at=at):
            return Here(wish=wish, at=at)
        case Arrived(arrived_at=at):
            if isinstance(state, Underway):
                return replace(state, partly_here=True)
            known, asked_as = upstream_of(state), _asked_as(state)
            return Underway(
                wish=wish, upstream_id=known, at=at, partly_here=True, asked_as=asked_as
            )
        case GaveUp(reason=reason, gave_up_at=at):
            known = upstream_of(state)
            asked_as = _asked_as(state)
            return GivenUp(wish=wish, reason=reason, at=at, upstream_id=known, asked_as=asked_as)


def upstream_of(state: Known) -> int | None:
    """What the server that fetches calls it; None where it has not got it, or never said."""
    match state:
        case Underway(upstream_id=upstream_id) | GivenUp(upstream_id=upstream_id):
            return upstream_id
        case TakenBack(before=before):
            return upstream_of(before)
        case Pending() | Granted() | Refused() | Here():
            return None


def ours_of(state: Known) -> int | None:
    """The same of what was asked for by us; what others asked for there is theirs."""
    return None if _asked_as(state) is None else upstream_of(state)


def _asked_as(state: Known) -> AskedAs | None:
    match state:
        case Underway(asked_as=asked_as) | GivenUp(asked_as=asked_as):
            return asked_as
        case TakenBack(before=before):
            return _asked_as(before)
        case Pending() | Granted() | Refused() | Here():
            return None
