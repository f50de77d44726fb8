"""The rules of a wish's life: what follows from a command, and what a fact makes of the wish."""

from collections.abc import Sequence

from medianest.contracts.record import replace
from medianest.requests.domain.course import evolve_course, follow_course
from medianest.requests.domain.wish import (
    UNDO_WITHIN,
    AlreadyAsked,
    AlreadyDecided,
    Approve,
    Approved,
    Arrived,
    Ask,
    Asked,
    Cancel,
    Cancelled,
    Decision,
    Decline,
    Declined,
    Edit,
    Edited,
    FilmsHaveNoSeasons,
    Follow,
    Followed,
    GaveUp,
    GivenUp,
    GiveUp,
    Granted,
    Here,
    Known,
    NoSuchRequest,
    Nothing,
    NothingToRetry,
    NothingToUndo,
    Notice,
    OnlyWhilePending,
    Pending,
    Refused,
    Retried,
    Retry,
    Send,
    Sent,
    TakenBack,
    TooLateToUndo,
    Underway,
    Undo,
    Undone,
    Unfollow,
    Unfollowed,
    Wanted,
    Wish,
    WishCommand,
    WishFact,
    WishState,
    YourOwn,
)

Changing = (
    Approved
    | Declined
    | Cancelled
    | Sent
    | Arrived
    | GaveUp
    | Undone
    | Retried
    | Edited
    | Followed
    | Unfollowed
)


def decide(command: WishCommand, state: WishState) -> Sequence[WishFact]:
    """What happens, or why not."""
    if isinstance(command, Ask):
        return _ask(command, state)
    if isinstance(state, Nothing):
        raise NoSuchRequest
    match command:
        case Edit():
            return _edit(command, state)
        case Follow() | Unfollow():
            return _follow(command, state)
        case Approve() | Decline() | Cancel() | Undo() | Retry():
            return _decision(command, state)
        case Send() | Notice() | GiveUp():
            return follow_course(command, state)


def _ask(command: Ask, state: WishState) -> Sequence[WishFact]:
    if not isinstance(state, Nothing):
        raise AlreadyAsked
    if command.title.media_type == "movie" and command.wanted.seasons:
        raise FilmsHaveNoSeasons
    asked = Asked(
        request_id=command.request_id,
        member_id=command.member_id,
        by=command.by,
        asked_at=command.now,
        title=command.title,
        wanted=_in_order(command.wanted),
        note=command.note,
        is_approved=command.is_approved or command.is_here,
    )
    if command.is_here:
        # Nobody need say yes to it, and there is nothing to fetch.
        return [asked, Arrived(whole=True, arrived_at=command.now)]
    if command.is_approved:
        return [asked, Approved(by=None, approved_at=command.now)]
    return [asked]


def _in_order(wanted: Wanted) -> Wanted:
    return replace(wanted, seasons=tuple(sorted(set(wanted.seasons))))


def _decision(command: Decision, state: Known) -> Sequence[WishFact]:
    match command:
        case Approve():
            return _approve(command, state)
        case Decline():
            return _decline(command, state)
        case Cancel():
            return _cancel(command, state)
        case Undo():
            return _undo(command, state)
        case Retry():
            return _retry(command, state)


def _approve(command: Approve, state: Known) -> Sequence[WishFact]:
    match state:
        case Pending():
            return [Approved(by=command.by, approved_at=command.now)]
        case Granted() | Underway() | Here():
            return []  # asked twice: same answer, no new fact
        case Refused() | TakenBack() | GivenUp():
            raise AlreadyDecided


def _decline(command: Decline, state: Known) -> Sequence[WishFact]:
    match state:
        case Pending():
            return [Declined(by=command.by, declined_at=command.now, reason=command.reason)]
        case Refused():
            return []
        case Granted() | TakenBack() | Underway() | Here() | GivenUp():
            raise AlreadyDecided


def _cancel(command: Cancel, state: Known) -> Sequence[WishFact]:
    match state:
        case Pending() | Granted() | Underway() | GivenUp():
            return [Cancelled(by=command.by, cancelled_at=command.now)]
        case TakenBack():
            return []
        case Refused() | Here():
            raise AlreadyDecided


def _undo(command: Undo, state: Known) -> Sequence[WishFact]:
    match state:
        case Pending() | Here() | GivenUp():
            raise NothingToUndo
        case Underway():
            raise TooLateToUndo
        case Granted(by=by, at=at) | Refused(by=by, at=at) | TakenBack(by=by, at=at):
            if by != command.by:
                raise NothingToUndo
            if command.now - at > UNDO_WITHIN:
                raise TooLateToUndo
            return [Undone(by=command.by, undone_at=command.now)]


def _retry(command: Retry, state: Known) -> Sequence[WishFact]:
    match state:
        case Refused() | TakenBack() | GivenUp():
            return [Retried(by=command.by, retried_at=command.now)]
        case Pending() | Granted() | Underway() | Here():
            raise NothingToRetry


def _edit(command: Edit, state: Known) -> Sequence[WishFact]:
    if not isinstance(state, Pending):
        raise OnlyWhilePending
    wish = state.wish
    if command.seasons and wish.title.media_type == "movie":
        raise FilmsHaveNoSeasons
    seasons = wish.wanted.seasons if command.seasons is None else command.seasons
    seasons = tuple(sorted(set(seasons)))
    note = None if command.without_note else command.note or wish.note
    if seasons == wish.wanted.seasons and note == wish.note:
        return []
    return [Edited(by=command.by, edited_at=command.now, seasons=seasons, note=note)]


def _follow(command: Follow | Unfollow, state: Known) -> Sequence[WishFact]:
    is_following = command.by in state.wish.followers
    match command:
        case Follow():
            if command.by == state.wish.member_id:
                raise YourOwn
            return [] if is_following else [Followed(by=command.by, followed_at=command.now)]
        case Unfollow():
            return [Unfollowed(by=command.by, unfollowed_at=command.now)] if is_following else []


def evolve(state: WishState, fact: WishFact) -> WishState:
    """The state after a fact. Any history that `decide` allowed can be replayed."""
    if isinstance(fact, Asked):
        return Pending(wish=_wish(fact))
    return state if isinstance(state, Nothing) else _evolve_known(state, fact)


def _wish(fact: Asked) -> Wish:
    return Wish(
        request_id=fact.request_id,
        member_id=fact.member_id,
        title=fact.title,
        wanted=fact.wanted,
        note=fact.note,
    )


def _evolve_known(state: Known, fact: Changing) -> Known:
    wish = state.wish
    after: Known
    match fact:
        case Sent() | Arrived() | GaveUp():
            after = evolve_course(state, fact)
        case Approved(by=by, approved_at=at):
            after = Granted(wish=wish, by=by, at=at)
        case Declined(by=by, declined_at=at):
            after = Refused(wish=wish, by=by, at=at)
        case Cancelled(by=by, cancelled_at=at):
            before = _open_before(state)
            after = TakenBack(wish=wish, by=by, at=at, before=before)
        case Undone():
            after = _before(state)
        case Retried(by=by, retried_at=at):
            again = isinstance(state, GivenUp)
            after = Granted(wish=wish, by=by, at=at) if again else Pending(wish=wish)
        case Edited(seasons=seasons, note=note):
            wanted = replace(wish.wanted, seasons=seasons)
            after = replace(state, wish=replace(wish, wanted=wanted, note=note))
        case Followed(by=by):
            after = replace(state, wish=replace(wish, followers=(*wish.followers, by)))
        case Unfollowed(by=by):
            left = tuple(each for each in wish.followers if each != by)
            after = replace(state, wish=replace(wish, followers=left))
    return after


def _before(state: Known) -> Known:
    if isinstance(state, TakenBack):
        # Somebody may have begun or ceased to follow in between.
        return replace(state.before, wish=state.wish)
    return Pending(wish=state.wish)


def _open_before(state: Known) -> Pending | Granted | Underway | GivenUp:
    """What an undo brings back."""
    if isinstance(state, Pending | Granted | Underway | GivenUp):
        return state
    return Pending(wish=state.wish)
