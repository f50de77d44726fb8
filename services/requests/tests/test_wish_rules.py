"""The rules of a wish's life."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given as any_of
from hypothesis import strategies as some

from medianest.contracts.facts import Sealed
from medianest.contracts.refusals import Refusal
from medianest.requests.app import WISH
from medianest.requests.domain.deciding import decide
from medianest.requests.domain.wish import (
    AlreadyAsked,
    AlreadyDecided,
    Approve,
    Approved,
    Arrived,
    Ask,
    Asked,
    Cancel,
    Cancelled,
    Decline,
    Declined,
    Edit,
    Edited,
    FilmsHaveNoSeasons,
    Follow,
    Followed,
    Granted,
    NoSuchRequest,
    NothingToRetry,
    NothingToUndo,
    OnlyWhilePending,
    Pending,
    Retried,
    Retry,
    TakenBack,
    Title,
    TooLateToUndo,
    Undo,
    Undone,
    Unfollow,
    Unfollowed,
    Wanted,
    WishCommand,
    YourOwn,
)
from medianest.testkit import ANNA, BEN, NOON, THE_OWNER, Spec

WISH_ID = UUID("01938e5c-0000-7000-8000-000000000f01")
MATRIX = Title(media_type="movie", tmdb_id=603)
SEVERANCE = Title(media_type="tv", tmdb_id=95396)
LATER = NOON + timedelta(seconds=11)
REASON = Sealed(subject=ANNA, box="c2VhbGVk")


def ask(
    title: Title = MATRIX, *seasons: int, is_approved: bool = False, is_here: bool = False
) -> Ask:
    return Ask(
        request_id=WISH_ID,
        member_id=ANNA,
        by=ANNA,
        now=NOON,
        title=title,
        wanted=Wanted(seasons=seasons),
        note=None,
        is_approved=is_approved,
        is_here=is_here,
    )


def asked(title: Title = MATRIX, *seasons: int, is_approved: bool = False) -> Asked:
    return Asked(
        request_id=WISH_ID,
        member_id=ANNA,
        by=ANNA,
        asked_at=NOON,
        title=title,
        wanted=Wanted(seasons=seasons),
        note=None,
        is_approved=is_approved,
    )


approve = Approve(by=THE_OWNER, now=NOON)
approved = Approved(by=THE_OWNER, approved_at=NOON)
decline = Decline(by=THE_OWNER, now=NOON, reason=REASON)
declined = Declined(by=THE_OWNER, declined_at=NOON, reason=REASON)
cancel = Cancel(by=ANNA, now=NOON)
cancelled = Cancelled(by=ANNA, cancelled_at=NOON)
retry = Retry(by=THE_OWNER, now=NOON)
follow = Follow(by=BEN, now=NOON)
followed = Followed(by=BEN, followed_at=NOON)

requests = Spec(WISH, decide)
given = requests.given


def undo(by: UUID) -> Undo:
    return Undo(by=by, now=NOON)


def undone(by: UUID) -> Undone:
    return Undone(by=by, undone_at=NOON)


def test_a_wish_waits_for_somebodys_yes() -> None:
    given().when(ask()).then(asked())


def test_a_trusted_role_needs_nobodys_yes() -> None:
    given().when(ask(is_approved=True)).then(
        asked(is_approved=True), Approved(by=None, approved_at=NOON)
    )


def test_a_wish_for_what_is_here_ends_at_once_and_needs_nobodys_yes() -> None:
    here = asked(is_approved=True), Arrived(whole=True, arrived_at=NOON)
    given().when(ask(is_here=True)).then(*here)
    given().when(ask(is_approved=True, is_here=True)).then(*here)
    given(*here).when(approve).then()
    given(*here).when(cancel).refused(AlreadyDecided)


def test_the_same_wish_is_made_once() -> None:
    given(asked()).when(ask()).refused(AlreadyAsked)


def test_seasons_are_kept_in_order_and_once() -> None:
    given().when(ask(SEVERANCE, 2, 1, 2)).then(asked(SEVERANCE, 1, 2))


def test_a_film_has_no_seasons() -> None:
    given().when(ask(MATRIX, 1)).refused(FilmsHaveNoSeasons)


def test_two_who_decide_at_once_make_one_decision() -> None:
    given(asked()).when(approve).then(approved)
    given(asked(), approved).when(Approve(by=BEN, now=NOON)).then()
    given(asked(), approved).when(decline).refused(AlreadyDecided)
    given(asked(), declined).when(approve).refused(AlreadyDecided)


def test_a_no_may_say_why() -> None:
    given(asked()).when(decline).then(declined)
    given(asked(), declined).when(decline).then()


def test_a_wish_is_taken_back_once() -> None:
    given(asked()).when(cancel).then(cancelled)
    given(asked(), approved).when(cancel).then(cancelled)
    given(asked(), cancelled).when(cancel).then()
    given(asked(), declined).when(cancel).refused(AlreadyDecided)


def test_a_decision_is_undone_within_ten_seconds_by_whoever_made_it() -> None:
    given(asked(), approved).when(undo(THE_OWNER)).then(undone(THE_OWNER))
    given(asked(), declined).when(undo(THE_OWNER)).then(undone(THE_OWNER))
    given(asked(), approved).when(undo(ANNA)).refused(NothingToUndo)
    given(asked(), approved).when(Undo(by=THE_OWNER, now=LATER)).refused(TooLateToUndo)
    given(asked()).when(undo(ANNA)).refused(NothingToUndo)


def test_a_rules_yes_is_nobodys_to_undo() -> None:
    by_rule = Approved(by=None, approved_at=NOON)
    given(asked(is_approved=True), by_rule).when(undo(ANNA)).refused(NothingToUndo)


def test_undoing_brings_back_what_was_before() -> None:
    state = given(asked(), approved, cancelled, followed, undone(ANNA)).state
    assert isinstance(state, Granted)
    assert (state.by, state.wish.followers) == (THE_OWNER, (BEN,))
    assert isinstance(given(asked(), declined, undone(THE_OWNER)).state, Pending)


def test_what_was_declined_or_cancelled_is_opened_again() -> None:
    retried = Retried(by=THE_OWNER, retried_at=NOON)
    given(asked(), declined).when(retry).then(retried)
    given(asked(), cancelled).when(retry).then(retried)
    given(asked(), declined, retried).when(approve).then(approved)
    given(asked(), approved).when(retry).refused(NothingToRetry)


def test_seasons_are_changed_until_it_is_decided() -> None:
    edit = Edit(by=ANNA, now=NOON, seasons=(3, 1), note=None)
    edited = Edited(by=ANNA, edited_at=NOON, seasons=(1, 3), note=None)
    given(asked(SEVERANCE, 1)).when(edit).then(edited)
    given(asked(SEVERANCE, 1), edited).when(edit).then()
    given(asked(SEVERANCE, 1), approved).when(edit).refused(OnlyWhilePending)
    given(asked()).when(edit).refused(FilmsHaveNoSeasons)


def test_a_note_is_written_anew_or_taken_away_until_it_is_decided() -> None:
    write = Edit(by=ANNA, now=NOON, seasons=None, note=REASON)
    written = Edited(by=ANNA, edited_at=NOON, seasons=(), note=REASON)
    take_away = Edit(by=ANNA, now=NOON, seasons=None, note=None, without_note=True)
    taken_away = Edited(by=ANNA, edited_at=NOON, seasons=(), note=None)
    keep = Edit(by=ANNA, now=NOON, seasons=None, note=None)
    given(asked()).when(write).then(written)
    given(asked(), written).when(keep).then()
    given(asked(), written).when(take_away).then(taken_away)
    given(asked(), written, taken_away).when(take_away).then()
    given(asked(), written, approved).when(take_away).refused(OnlyWhilePending)


def test_somebody_elses_wish_can_be_followed() -> None:
    unfollow = Unfollow(by=BEN, now=NOON)
    given(asked()).when(follow).then(followed)
    given(asked(), followed).when(follow).then()
    given(asked(), followed).when(unfollow).then(Unfollowed(by=BEN, unfollowed_at=NOON))
    given(asked()).when(unfollow).then()
    given(asked()).when(Follow(by=ANNA, now=NOON)).refused(YourOwn)


def test_nothing_can_be_done_with_a_wish_that_nobody_made() -> None:
    for command in (approve, decline, cancel, undo(ANNA), retry, follow):
        given().when(command).refused(NoSuchRequest)


COMMANDS: list[WishCommand] = [
    ask(SEVERANCE, 1),
    approve,
    decline,
    cancel,
    undo(ANNA),
    undo(THE_OWNER),
    retry,
    Edit(by=ANNA, now=NOON, seasons=(2,), note=REASON),
    follow,
    Unfollow(by=BEN, now=NOON),
]


@any_of(some.lists(some.sampled_from(COMMANDS), max_size=20))
def test_any_history_replays_to_the_same_state(commands: list[WishCommand]) -> None:
    state, facts = WISH.initial, []
    for command in commands:
        try:
            decided = decide(command, state)
        except Refusal:
            continue
        for fact in decided:
            state = WISH.evolve(state, fact)
            facts.append(fact)
    assert given(*facts).state == state
    assert not isinstance(state, TakenBack) or isinstance(state.before, Pending | Granted)
