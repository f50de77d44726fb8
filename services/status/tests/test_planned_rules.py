"""Maintenance, announcements and subscriptions: who may plan what, and when it is over."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from medianest.contracts.record import replace
from medianest.status.app import STREAMS
from medianest.status.domain import announcement, maintenance, subscriptions
from medianest.status.domain.announcement import NoSuchAnnouncement, OverAlready
from medianest.status.domain.maintenance import (
    Cancelled,
    EndsBeforeItStarts,
    Finish,
    Finished,
    MaintenanceIsOver,
    NoSuchMaintenance,
    Plan,
    Planned,
    Start,
    Started,
)
from medianest.status.domain.subscriptions import (
    Forget,
    Forgotten,
    Reassure,
    Reassured,
    Subscribe,
    Subscribed,
    TooManySubscriptions,
    Unsubscribe,
    Unsubscribed,
)
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import ANNA, NOON

OWNER, THIS, PLEX = UUID(int=1), UUID(int=2), UUID(int=11)
HOUR = timedelta(hours=1)
of_maintenance = Spec(STREAMS.maintenance, maintenance.decide)
of_announcement = Spec(STREAMS.announcement, announcement.decide)
of_subscriptions = Spec(STREAMS.subscriptions, subscriptions.decide)

plan = Plan(
    maintenance_id=THIS,
    by=OWNER,
    now=NOON,
    title="A new disk",
    text="",
    starts_at=NOON + HOUR,
    ends_at=NOON + 2 * HOUR,
    monitor_ids=(PLEX,),
)
planned = Planned(
    maintenance_id=THIS,
    by=OWNER,
    at=NOON,
    title="A new disk",
    text="",
    starts_at=NOON + HOUR,
    ends_at=NOON + 2 * HOUR,
    monitor_ids=(PLEX,),
)
started, finished = Started(at=NOON), Finished(at=NOON)
by_the_clock, by_hand = Finish(now=NOON), Finish(now=NOON, by=OWNER)


def test_maintenance_begins_and_ends_by_the_clock() -> None:
    of_maintenance.given().when(plan).then(planned)
    of_maintenance.given(planned).when(Start(now=NOON)).then(started)
    of_maintenance.given(planned, started).when(Start(now=NOON)).then()
    of_maintenance.given(planned, started).when(by_the_clock).then(finished)
    of_maintenance.given(planned, started, finished).when(by_the_clock).then()


def test_it_is_ended_early_or_cancelled_by_hand() -> None:
    ended = Finished(at=NOON, by=OWNER)
    cancelled = Cancelled(at=NOON, by=OWNER)
    of_maintenance.given(planned, started).when(by_hand).then(ended)
    of_maintenance.given(planned).when(by_hand).then(cancelled)
    of_maintenance.given(planned, cancelled).when(Start(now=NOON)).then()
    of_maintenance.given(planned, cancelled).when(by_hand).refused(MaintenanceIsOver)
    of_maintenance.given().when(by_hand).refused(NoSuchMaintenance)


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        (NOON + HOUR, NOON + HOUR),
        (NOON + 2 * HOUR, NOON + HOUR),
        (NOON - 2 * HOUR, NOON - HOUR),
        (NOON, NOON + timedelta(days=31)),
    ],
)
def test_maintenance_that_makes_no_sense_is_refused(starts_at: datetime, ends_at: datetime) -> None:
    wrong = replace(plan, starts_at=starts_at, ends_at=ends_at)
    of_maintenance.given().when(wrong).refused(EndsBeforeItStarts)


def test_an_announcement_holds_until_its_time_or_until_it_is_withdrawn() -> None:
    publish = announcement.Publish(
        announcement_id=THIS, by=OWNER, now=NOON, title="Hello", text="", until=NOON + HOUR
    )
    published = announcement.Published(
        announcement_id=THIS, by=OWNER, at=NOON, title="Hello", text="", until=NOON + HOUR
    )
    withdraw = announcement.Withdraw(by=OWNER, now=NOON)
    withdrawn = announcement.Withdrawn(by=OWNER, at=NOON)
    of_announcement.given().when(publish).then(published)
    of_announcement.given(published).when(withdraw).then(withdrawn)
    of_announcement.given(published, withdrawn).when(withdraw).then()
    of_announcement.given().when(withdraw).refused(NoSuchAnnouncement)
    of_announcement.given().when(replace(publish, until=NOON)).refused(OverAlready)


def test_a_member_is_told_of_what_they_chose_until_they_are_gone() -> None:
    on = Subscribed(member_id=ANNA, monitor_id=PLEX, at=NOON)
    subscribe = Subscribe(member_id=ANNA, monitor_id=PLEX, now=NOON)
    unsubscribe = Unsubscribe(member_id=ANNA, monitor_id=PLEX, now=NOON)
    off = Unsubscribed(member_id=ANNA, monitor_id=PLEX, at=NOON)
    forget, forgotten = Forget(member_id=ANNA, now=NOON), Forgotten(member_id=ANNA, at=NOON)
    of_subscriptions.given().when(subscribe).then(on)
    of_subscriptions.given(on).when(subscribe).then()
    of_subscriptions.given(on).when(unsubscribe).then(off)
    of_subscriptions.given(on, off).when(unsubscribe).then()
    of_subscriptions.given(on).when(forget).then(forgotten)
    of_subscriptions.given(on, forgotten).when(forget).then()


def test_who_asked_while_it_was_away_is_told_once_that_it_is_back() -> None:
    away = Subscribed(member_id=ANNA, monitor_id=PLEX, at=NOON, is_away=True)
    on = replace(away, is_away=False)
    off = Unsubscribed(member_id=ANNA, monitor_id=PLEX, at=NOON)
    subscribe = Subscribe(member_id=ANNA, monitor_id=PLEX, now=NOON, is_away=True)
    it_is_back = Reassure(member_id=ANNA, monitor_id=PLEX, monitor_name="Plex", now=NOON)
    told = Reassured(member_id=ANNA, monitor_id=PLEX, monitor_name="Plex", at=NOON)
    of_subscriptions.given().when(subscribe).then(away)
    of_subscriptions.given(away).when(it_is_back).then(told)
    of_subscriptions.given(away, told).when(it_is_back).then()
    of_subscriptions.given(away, told).when(subscribe).then()
    of_subscriptions.given(away, off).when(it_is_back).then()
    of_subscriptions.given(away, off, on).when(it_is_back).then()


def test_there_is_an_end_to_what_one_is_told_of() -> None:
    many = [Subscribed(member_id=ANNA, monitor_id=UUID(int=n), at=NOON) for n in range(200)]
    one_more = Subscribe(member_id=ANNA, monitor_id=UUID(int=999), now=NOON)
    of_subscriptions.given(*many).when(one_more).refused(TooManySubscriptions)
