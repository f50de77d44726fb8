"""A notification is written once, and read by the one it is for."""

from uuid import UUID

from medianest.notify.domain.notification import (
    MarkRead,
    NoSuchNotification,
    Read,
    Tell,
    Told,
    Unwritten,
    decide,
    evolve,
)
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import ANNA, BEN, NOON

THE_NOTE = UUID(int=77)
told = Told(
    notification_id=THE_NOTE,
    member_id=ANNA,
    category="download_completed",
    title="“A night train” is in the library",
    body="It was fetched whole and is ready to watch.",
    about_id=None,
    happened_at=NOON,
)
tell = Tell(
    notification_id=told.notification_id,
    member_id=told.member_id,
    category=told.category,
    title=told.title,
    body=told.body,
    about_id=told.about_id,
    happened_at=told.happened_at,
)
given = Spec(initial=Unwritten(), decide=decide, evolve=evolve).given


def test_somebody_is_told() -> None:
    given().when(tell).then(told)


def test_what_is_heard_twice_is_told_once() -> None:
    given(told).when(tell).then()
    given(told, Read(at=NOON)).when(tell).then()


def test_the_one_it_is_for_reads_it_once() -> None:
    given(told).when(MarkRead(by=ANNA, now=NOON)).then(Read(at=NOON))
    given(told, Read(at=NOON)).when(MarkRead(by=ANNA, now=NOON)).then()


def test_nobody_else_reads_it_nor_learns_that_it_is_there() -> None:
    given(told).when(MarkRead(by=BEN, now=NOON)).refused(NoSuchNotification)
    given(told, Read(at=NOON)).when(MarkRead(by=BEN, now=NOON)).refused(NoSuchNotification)
    given().when(MarkRead(by=ANNA, now=NOON)).refused(NoSuchNotification)
