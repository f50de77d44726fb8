"""A notification is written once, gathers what follows, and is read by the one it is for."""

from datetime import timedelta
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.notify.app import STREAMS
from medianest.notify.domain.notification import (
    Gather,
    Gathered,
    Informed,
    MarkRead,
    NoSuchNotification,
    Read,
    Route,
    Routed,
    Tell,
    Told,
    decide,
)
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import ANNA, BEN, NOON

THE_NOTE, FIRST, SECOND = UUID(int=77), UUID(int=1), UUID(int=2)
SEALED = Sealed(subject=ANNA, box="c2VhbGVk")
BOTH = Sealed(subject=ANNA, box="Ym90aA==")
older = Told(
    notification_id=THE_NOTE,
    member_id=ANNA,
    category="download_completed",
    title="“A night train” is in the library",
    body="It was fetched whole and is ready to watch.",
    about_id=None,
    happened_at=NOON,
)
told = Informed(
    notification_id=THE_NOTE,
    member_id=ANNA,
    category="download_completed",
    template="download-completed",
    urgency="normal",
    text=SEALED,
    about_id=None,
    gathers="videos",
    gathers_until=NOON + timedelta(seconds=30),
    joins=None,
    cause=FIRST,
    happened_at=NOON,
)
tell = Tell(
    notification_id=THE_NOTE,
    member_id=ANNA,
    category="download_completed",
    template="download-completed",
    urgency="normal",
    text=SEALED,
    about_id=None,
    gathers="videos",
    gathers_until=NOON + timedelta(seconds=30),
    joins=None,
    cause=FIRST,
    happened_at=NOON,
)
gather = Gather(
    template="downloads-completed",
    urgency="normal",
    text=BOTH,
    gathers_until=NOON + timedelta(seconds=40),
    cause=SECOND,
    happened_at=NOON + timedelta(seconds=10),
)
gathered = Gathered(
    template="downloads-completed",
    urgency="normal",
    text=BOTH,
    gathers_until=NOON + timedelta(seconds=40),
    cause=SECOND,
    happened_at=NOON + timedelta(seconds=10),
)
read, routed = Read(at=NOON), Routed(at=NOON)
given = Spec(STREAMS.notification, decide).given


def test_somebody_is_told() -> None:
    given().when(tell).then(told)


def test_what_is_heard_twice_is_told_once() -> None:
    given(told).when(tell).then()
    given(told, read).when(tell).then()
    given(older).when(tell).then()


def test_more_of_the_same_is_gathered_into_it_once() -> None:
    given(told).when(gather).then(gathered)
    given(told, gathered).when(gather).then()
    given().when(gather).then()


def test_what_was_gathered_is_unread_and_has_to_find_its_way_again() -> None:
    given(told, read, gathered).when(MarkRead(by=ANNA, now=NOON)).then(read)
    given(told, routed, gathered).when(Route(now=NOON)).then(routed)


def test_it_finds_its_way_once() -> None:
    given(told).when(Route(now=NOON)).then(routed)
    given(told, routed).when(Route(now=NOON)).then()


def test_what_was_told_before_there_were_deliveries_goes_nowhere() -> None:
    given(older).when(Route(now=NOON)).then()


def test_the_one_it_is_for_reads_it_once() -> None:
    for note in (told, older):
        given(note).when(MarkRead(by=ANNA, now=NOON)).then(read)
        given(note, read).when(MarkRead(by=ANNA, now=NOON)).then()


def test_nobody_else_reads_it_nor_learns_that_it_is_there() -> None:
    for note in (told, older):
        given(note).when(MarkRead(by=BEN, now=NOON)).refused(NoSuchNotification)
        given(note, read).when(MarkRead(by=BEN, now=NOON)).refused(NoSuchNotification)
    given().when(MarkRead(by=ANNA, now=NOON)).refused(NoSuchNotification)
