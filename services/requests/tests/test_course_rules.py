"""The rules of what becomes of an approved wish."""

from functools import reduce
from uuid import UUID

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as some

from medianest.contracts.refusals import Refusal
from medianest.requests.app import WISH
from medianest.requests.domain.course import ours_of, upstream_of
from medianest.requests.domain.deciding import decide
from medianest.requests.domain.wish import (
    AlreadyDecided,
    Approve,
    Approved,
    Arrived,
    Asked,
    Cancel,
    Cancelled,
    Decline,
    GaveUp,
    GiveUp,
    Here,
    Notice,
    Retried,
    Retry,
    Seen,
    Send,
    Sent,
    TakenBack,
    Title,
    TooLateToUndo,
    Undo,
    Undone,
    Wanted,
    WishCommand,
    WishFact,
    WishState,
)
from medianest.testkit import ANNA, NOON, THE_OWNER, Spec

spec = Spec(WISH, decide)
ASKED = Asked(
    request_id=UUID("01938e5c-0000-7000-8000-000000000f01"),
    member_id=ANNA,
    by=ANNA,
    asked_at=NOON,
    title=Title(media_type="movie", tmdb_id=603),
    wanted=Wanted(),
    note=None,
    is_approved=False,
)
APPROVED = Approved(by=THE_OWNER, approved_at=NOON)
SENT = Sent(upstream_id=16, sent_at=NOON)
PARTLY = Arrived(whole=False, arrived_at=NOON)
WHOLE = Arrived(whole=True, arrived_at=NOON)
LOST = GaveUp(reason="It is nowhere.", gave_up_at=NOON)
CANCELLED = Cancelled(by=THE_OWNER, cancelled_at=NOON)

send = Send(upstream_id=16, now=NOON)
give_up = GiveUp(reason="It is nowhere.", now=NOON)
cancel = Cancel(by=THE_OWNER, now=NOON)
retry = Retry(by=THE_OWNER, now=NOON)
undo = Undo(by=THE_OWNER, now=NOON)


def notice(seen: Seen) -> Notice:
    return Notice(seen=seen, now=NOON)


def test_an_approved_wish_is_sent_once() -> None:
    spec.given(ASKED, APPROVED).when(send).then(SENT)
    spec.given(ASKED, APPROVED, SENT).when(send).then()
    spec.given(ASKED).when(send).then()
    spec.given(ASKED, APPROVED, CANCELLED).when(send).then()


def test_what_is_seen_only_moves_it_on() -> None:
    spec.given(ASKED, APPROVED, SENT).when(notice("underway")).then()
    spec.given(ASKED, APPROVED, SENT).when(notice("partly here")).then(PARTLY)
    spec.given(ASKED, APPROVED, SENT, PARTLY).when(notice("partly here")).then()
    spec.given(ASKED, APPROVED, SENT, PARTLY).when(notice("here")).then(WHOLE)
    spec.given(ASKED, APPROVED, SENT, WHOLE).when(notice("partly here")).then()
    spec.given(ASKED, APPROVED, SENT, WHOLE).when(give_up).then()


def test_what_is_there_already_need_not_be_sent() -> None:
    spec.given(ASKED, APPROVED).when(notice("here")).then(WHOLE)


@pytest.mark.parametrize("before", [(), (SENT,), (SENT, PARTLY)])
def test_what_was_given_up_is_approved_again_by_a_retry(before: tuple[Sent, ...]) -> None:
    retried = Retried(by=THE_OWNER, retried_at=NOON)
    spec.given(ASKED, APPROVED, *before).when(give_up).then(LOST)
    spec.given(ASKED, APPROVED, *before, LOST).when(retry).then(retried)
    spec.given(ASKED, APPROVED, *before, LOST, retried).when(send).then(SENT)


def test_what_was_given_up_may_come_all_the_same() -> None:
    spec.given(ASKED, APPROVED, SENT, LOST).when(notice("here")).then(WHOLE)


def test_on_its_way_it_can_be_taken_back_and_that_undone() -> None:
    undone = Undone(by=THE_OWNER, undone_at=NOON)
    spec.given(ASKED, APPROVED, SENT).when(cancel).then(CANCELLED)
    spec.given(ASKED, APPROVED, SENT, CANCELLED).when(undo).then(undone)
    spec.given(ASKED, APPROVED, SENT, CANCELLED, undone).when(notice("here")).then(WHOLE)
    spec.given(ASKED, APPROVED, SENT).when(undo).refused(TooLateToUndo)


def test_what_is_here_is_not_taken_back() -> None:
    spec.given(ASKED, APPROVED, SENT, WHOLE).when(cancel).refused(AlreadyDecided)


COMMANDS = some.sampled_from(
    [
        Approve(by=THE_OWNER, now=NOON),
        Decline(by=THE_OWNER, now=NOON, reason=None),
        cancel,
        undo,
        retry,
        send,
        give_up,
        notice("underway"),
        notice("partly here"),
        notice("here"),
    ]
)


@any_of(some.lists(COMMANDS, max_size=30))
def test_whatever_comes_in_whatever_order_it_is_sent_once_a_yes_and_ends_when_it_is_here(
    commands: list[WishCommand],
) -> None:
    state: WishState = WISH.evolve(WISH.initial, ASKED)
    facts: list[WishFact] = [ASKED]
    for command in commands:
        was_here = isinstance(state, Here)
        try:
            new = decide(command, state)
        except Refusal:
            continue
        assert not (was_here and new)
        for fact in new:
            facts.append(fact)
            state = WISH.evolve(state, fact)
    sent = sum(isinstance(fact, Sent) for fact in facts)
    granted = sum(isinstance(fact, Approved | Undone | Retried) for fact in facts)
    assert sent <= granted
    assert reduce(WISH.evolve, facts, WISH.initial) == state
    for repeated in (send, notice("partly here"), notice("here")):
        once = reduce(WISH.evolve, decide(repeated, state), state)
        assert not decide(repeated, once)


def test_only_what_we_asked_for_is_ours_to_take_back() -> None:
    ours = Sent(upstream_id=16, sent_at=NOON, asked_as="member")
    for sent, expected in ((ours, 16), (SENT, None)):
        for more in ((), (PARTLY,), (LOST,)):
            facts: list[WishFact] = [ASKED, APPROVED, sent, *more, CANCELLED]
            state = reduce(WISH.evolve, facts, WISH.initial)
            assert isinstance(state, TakenBack)
            assert (upstream_of(state), ours_of(state)) == (16, expected)
