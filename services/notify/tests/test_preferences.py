"""What a member wants to be told by what, and which way a message takes because of it."""

from datetime import datetime, timedelta
from uuid import UUID

from medianest.contracts.record import replace
from medianest.notify.app import STREAMS
from medianest.notify.domain.categories import Urgency
from medianest.notify.domain.preferences import (
    MUTES_MAX,
    Alone,
    Choices,
    Choose,
    Chosen,
    Forget,
    Forgotten,
    Held,
    Mute,
    Muted,
    Never,
    Notice,
    Preferences,
    Together,
    TooManyMutes,
    Unmute,
    Unmuted,
    Way,
    decide,
    way_of,
)
from medianest.notify.domain.times import Digest, NoSuchZone, QuietHours
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import ANNA, NOON

PLEX = UUID(int=5)
CHOICES = Choices(by={"status": ("push",)}, zone="Europe/Vienna")
SLEEPS_AT_NOON = QuietHours(start="11:00", end="13:30")
given = Spec(STREAMS.preferences, decide).given


def test_a_member_chooses_and_choosing_the_same_again_changes_nothing() -> None:
    given().when(Choose(choices=CHOICES)).then(Chosen(choices=CHOICES))
    given(Chosen(choices=CHOICES)).when(Choose(choices=CHOICES)).then()


def test_a_zone_that_is_none_is_refused() -> None:
    given().when(Choose(choices=Choices(zone="Mars/Olympus"))).refused(NoSuchZone)


def test_one_thing_is_muted_and_heard_again() -> None:
    given().when(Mute(about_id=PLEX)).then(Muted(about_id=PLEX))
    given(Muted(about_id=PLEX)).when(Mute(about_id=PLEX)).then()
    given(Muted(about_id=PLEX)).when(Unmute(about_id=PLEX)).then(Unmuted(about_id=PLEX))
    given().when(Unmute(about_id=PLEX)).then()


def test_mutes_are_bounded() -> None:
    muted = [Muted(about_id=UUID(int=n)) for n in range(MUTES_MAX)]
    given(*muted).when(Mute(about_id=ANNA)).refused(TooManyMutes)


def test_an_erased_member_is_forgotten_once() -> None:
    given(Chosen(choices=CHOICES)).when(Forget(member_id=ANNA)).then(Forgotten(member_id=ANNA))
    given(Forgotten(member_id=ANNA)).when(Forget(member_id=ANNA)).then()


def way(
    choices: Choices = CHOICES,
    *,
    urgency: Urgency = "normal",
    muted: tuple[UUID, ...] = (),
    happened_at: datetime = NOON,
) -> Way:
    notice = Notice(category="status", urgency=urgency, about_id=PLEX, happened_at=happened_at)
    preferences = Preferences(choices=choices, muted=muted)
    return way_of(notice, "push", preferences, now=NOON, max_age=timedelta(days=1))


def test_it_goes_at_once_where_it_is_on_and_nowhere_else() -> None:
    assert way() == Alone()
    assert way(replace(CHOICES, by={"status": ("email",)})) == Never()
    assert way(Choices()) == Alone(), "it is on at first"


def test_it_waits_for_the_end_of_quiet_hours_unless_it_is_urgent() -> None:
    quiet = replace(CHOICES, quiet=SLEEPS_AT_NOON)  # noon in UTC is one o'clock in Vienna
    assert way(quiet) == Together(due_at=NOON + timedelta(minutes=30))
    assert way(quiet, urgency="urgent") == Alone()


def test_it_waits_for_the_digest_unless_it_is_urgent() -> None:
    daily = replace(CHOICES, digest=Digest(every="daily", at="18:00"))
    assert way(daily) == Together(due_at=NOON + timedelta(hours=5))
    assert way(daily, urgency="urgent") == Alone()


def test_a_digest_that_falls_into_quiet_hours_comes_at_their_end() -> None:
    both = replace(
        CHOICES,
        digest=Digest(every="daily", at="23:00"),
        quiet=QuietHours(start="22:00", end="07:00"),
    )
    assert way(both) == Together(due_at=NOON + timedelta(hours=18))


def test_what_is_muted_stays_in_the_inbox() -> None:
    assert way(muted=(PLEX,)) == Held(why="The member muted what it is about.")
    assert way(muted=(PLEX,), urgency="urgent") == Held(why="The member muted what it is about.")


def test_what_happened_too_long_ago_stays_in_the_inbox() -> None:
    long_ago = NOON - timedelta(days=2)
    assert way(happened_at=long_ago) == Held(why="It happened too long ago.")
