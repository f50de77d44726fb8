"""A channel is proven before it is used, and tried not too often."""

from datetime import timedelta
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.notify.domain import channel
from medianest.notify.domain.channel import (
    Add,
    ChannelAdded,
    ChannelDisabled,
    ChannelProven,
    ChannelRemoved,
    ChannelTried,
    CodeMade,
    CodeMistaken,
    Disable,
    EnterCode,
    MakeCode,
    Missing,
    Prove,
    Remove,
    TryOut,
    decide,
    evolve,
)
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import ANNA, BEN, NOON

ID = UUID(int=7)
ADDRESS, CODE, OTHER = (Sealed(subject=ANNA, box=box) for box in ("address", "code", "other"))
SOON = NOON + timedelta(seconds=10)
LATE = NOON + timedelta(minutes=31)

given = Spec(initial=Missing(), decide=decide, evolve=evolve).given
email = ChannelAdded(channel_id=ID, member_id=ANNA, kind="email", address=ADDRESS, at=NOON)
webhook = ChannelAdded(channel_id=ID, member_id=ANNA, kind="webhook", address=ADDRESS, at=NOON)
browser = ChannelAdded(channel_id=ID, member_id=ANNA, kind="push", address=ADDRESS, at=NOON)
code = CodeMade(code=CODE, at=NOON)
mistaken = CodeMistaken(at=NOON)
proven = ChannelProven(at=NOON)
disabled = ChannelDisabled(why="the mail server refused it (550)", at=NOON)
removed = ChannelRemoved(at=NOON)
add = Add(channel_id=ID, member_id=ANNA, kind="email", address=ADDRESS, code=CODE, now=NOON)
right = EnterCode(by=ANNA, fits=True, now=SOON)
wrong = EnterCode(by=ANNA, fits=False, now=SOON)


def test_an_address_of_mail_gets_a_code_and_a_browser_needs_none() -> None:
    given().when(add).then(email, code)
    as_push = Add(channel_id=ID, member_id=ANNA, kind="push", address=ADDRESS, code=None, now=NOON)
    given().when(as_push).then(browser, proven)
    given(email, code).when(add).then()


def test_the_right_code_proves_it_once() -> None:
    given(email, code).when(right).then(ChannelProven(at=SOON))
    given(email, code, proven).when(right).then()


def test_a_wrong_code_is_noted_and_after_five_none_is_right() -> None:
    given(email, code).when(wrong).then(CodeMistaken(at=SOON))
    given(email, code, *[mistaken] * 5).when(right).refused(channel.WrongCode)


def test_a_code_runs_out_and_another_begins_anew() -> None:
    late = EnterCode(by=ANNA, fits=True, now=LATE)
    given(email, code).when(late).refused(channel.WrongCode)
    again = CodeMade(code=OTHER, at=LATE)
    given(email, code, *[mistaken] * 5).when(MakeCode(by=ANNA, code=OTHER, now=LATE)).then(again)
    given(email, code, *[mistaken] * 5, again).when(late).then(ChannelProven(at=LATE))


def test_codes_are_not_sent_without_end() -> None:
    another = MakeCode(by=ANNA, code=OTHER, now=SOON)
    given(email, code, code, code).when(another).refused(channel.TriedTooOften)
    much_later = MakeCode(by=ANNA, code=OTHER, now=LATE)
    given(email, *[code] * 5).when(much_later).refused(channel.NoMoreCodes)
    given(email, code, proven).when(another).refused(channel.NothingToProve)
    given(webhook).when(another).refused(channel.NothingToProve)


def test_a_channel_is_tried_three_times_a_minute() -> None:
    tried = ChannelTried(at=NOON)
    attempt = TryOut(by=ANNA, now=SOON)
    given(webhook).when(attempt).then(ChannelTried(at=SOON))
    given(webhook, tried, tried, tried).when(attempt).refused(channel.TriedTooOften)
    a_minute_later = NOON + timedelta(minutes=1)
    given(webhook, tried, tried, tried).when(TryOut(by=ANNA, now=a_minute_later)).then(
        ChannelTried(at=a_minute_later)
    )


def test_nothing_is_sent_to_a_mail_address_that_is_not_proven() -> None:
    given(email, code).when(TryOut(by=ANNA, now=SOON)).refused(channel.NotProven)
    given(email, code, proven).when(TryOut(by=ANNA, now=SOON)).then(ChannelTried(at=SOON))


def test_a_message_that_was_taken_proves_a_webhook_also_after_it_was_disabled() -> None:
    given(webhook).when(Prove(now=NOON)).then(proven)
    given(webhook, proven).when(Prove(now=NOON)).then()
    given(webhook, proven, disabled).when(Prove(now=NOON)).then(proven)


def test_a_channel_is_disabled_once_with_a_reason() -> None:
    disable = Disable(why=disabled.why, now=NOON)
    given(email, code, proven).when(disable).then(disabled)
    given(email, code).when(disable).then(disabled)
    given(email, code, proven, disabled).when(disable).then()
    given(email, removed).when(disable).then()
    given().when(disable).then()


def test_only_its_member_removes_it_and_then_it_is_nowhere() -> None:
    given(webhook).when(Remove(by=ANNA, now=NOON)).then(removed)
    for history in ([], [webhook, removed]):
        given(*history).when(Remove(by=ANNA, now=NOON)).refused(channel.NoSuchChannel)
    for command in (
        Remove(by=BEN, now=NOON),
        TryOut(by=BEN, now=NOON),
        EnterCode(by=BEN, fits=True, now=NOON),
        MakeCode(by=BEN, code=OTHER, now=NOON),
    ):
        given(email, code).when(command).refused(channel.NoSuchChannel)
