"""A delivery is planned once, and ends: sent, dead, or suppressed."""

from datetime import timedelta
from uuid import UUID

from medianest.notify.app import STREAMS
from medianest.notify.domain.delivery import (
    TOGETHER_MAX,
    AlreadyGone,
    DeliveryFact,
    Fail,
    Hold,
    Joined,
    Plan,
    Planned,
    Sent,
    Succeed,
    Suppress,
    Suppressed,
    TryFailed,
    decide,
)
from medianest.notify.handlers.delivering import Patience
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import ANNA, NOON

FIRST, SECOND = UUID(int=1), UUID(int=2)
given = Spec(STREAMS.delivery, decide).given


def plan(notification_id: UUID = FIRST) -> Plan:
    return Plan(
        delivery_id=UUID(int=9),
        notification_id=notification_id,
        member_id=ANNA,
        channel_id=UUID(int=8),
        kind="webhook",
        category="status",
        due_at=NOON,
        joins=None,
        now=NOON,
    )


planned = Planned(
    delivery_id=UUID(int=9),
    notification_id=FIRST,
    member_id=ANNA,
    channel_id=UUID(int=8),
    kind="webhook",
    category="status",
    due_at=NOON,
    at=NOON,
)
succeed, sent = Succeed(provider_id="x", now=NOON), Sent(provider_id="x", at=NOON)
suppress, suppressed = Suppress(why="erased", now=NOON), Suppressed(why="erased", at=NOON)
LATER = NOON + timedelta(seconds=30)


def failing(*, last: bool, permanent: bool = False) -> tuple[Fail, TryFailed]:
    at = None if last else LATER
    return (
        Fail(why="503", permanent=permanent, retry_at=at, now=NOON),
        TryFailed(why="503", permanent=permanent, retry_at=at, at=NOON),
    )


fail, failed = failing(last=False)
give_up, dead = failing(last=True)
ENDINGS: tuple[DeliveryFact, ...] = (sent, suppressed)


def test_it_is_planned_once_for_each_event_person_and_channel() -> None:
    given().when(plan()).then(planned)
    for history in ((planned,), (planned, failed), (planned, dead), (planned, sent)):
        given(*history).when(plan()).then()


def test_one_that_waits_takes_in_another_notification_once() -> None:
    joined = Joined(notification_id=SECOND, at=NOON)
    given(planned).when(plan(SECOND)).then(joined)
    given(planned, joined).when(plan(SECOND)).then()


def test_one_that_is_on_its_way_takes_in_no_more() -> None:
    for ending in (failed, dead, *ENDINGS):
        given(planned, ending).when(plan(SECOND)).refused(AlreadyGone)


def test_one_message_holds_so_many_and_no_more() -> None:
    joined = [Joined(notification_id=UUID(int=n), at=NOON) for n in range(2, TOGETHER_MAX + 1)]
    given(planned, *joined).when(plan(UUID(int=999))).refused(AlreadyGone)


def test_it_is_sent_once_also_after_failures() -> None:
    given(planned).when(succeed).then(sent)
    given(planned, failed).when(succeed).then(sent)
    given(planned, sent).when(succeed).then()


def test_it_fails_visibly_and_is_dead_after_the_last_try() -> None:
    given(planned).when(fail).then(failed)
    given(planned, failed).when(give_up).then(dead)
    refused, was_refused = failing(last=True, permanent=True)
    given(planned).when(refused).then(was_refused)


def test_one_that_is_dead_may_be_tried_anew() -> None:
    given(planned, dead).when(succeed).then(sent)
    given(planned, dead).when(fail).then(failed)
    given(planned, dead, failed).when(succeed).then(sent)


def test_nothing_happens_to_one_that_has_ended() -> None:
    for ending in ENDINGS:
        for command in (succeed, fail, give_up, suppress):
            given(planned, ending).when(command).then()


def test_it_is_suppressed_with_the_reason_while_it_waits_between_tries_and_when_dead() -> None:
    for history in ((planned,), (planned, failed), (planned, dead)):
        given(*history).when(suppress).then(suppressed)


def test_one_that_may_not_go_at_all_is_shown_with_the_reason() -> None:
    hold = Hold(plan=plan(), why="muted")
    given().when(hold).then(planned, Suppressed(why="muted", at=NOON))
    given(planned).when(hold).then()


def test_nothing_happens_to_one_that_was_never_planned() -> None:
    for command in (succeed, fail, suppress):
        given().when(command).then()


def test_tries_are_spaced_out_and_their_number_is_bounded() -> None:
    patience = Patience(
        retry_s=(30, 120, 600, 3600, 21600), jitter=0.2, refusals_max=3, deadline_s=20
    )
    for failures, wait in enumerate(patience.retry_s):
        at = patience.retry_at(NOON, failures, None)
        assert at is not None
        assert 0.8 * wait <= (at - NOON).total_seconds() <= 1.2 * wait
    assert patience.retry_at(NOON, 5, None) is None
    asked = patience.retry_at(NOON, 0, 900)
    assert asked == NOON + timedelta(seconds=900), "the far end may ask for more"
    most = patience.retry_at(NOON, 0, 1e9)
    assert most == NOON + timedelta(days=1), "but not for ever"
