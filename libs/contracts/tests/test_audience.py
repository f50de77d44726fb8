"""Who may see what is announced, live."""

from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.events import ALL
from medianest.contracts.generate.examples import example
from medianest.contracts.topology import event_subject

ANNA, BEN = UUID(int=1), UUID(int=2)
SEEN_BY_NOBODY = {
    "medianest.identity.api-key-issued",
    "medianest.identity.session-started",
    "medianest.gateway.signing-key-published",
    "medianest.gateway.signing-key-withdrawn",
}


def test_an_audience_without_anybody_admits_nobody() -> None:
    assert not Audience().admits(ANNA, frozenset({"members.manage"}))


def test_a_named_member_is_admitted_and_another_is_not() -> None:
    audience = Audience(members=frozenset({ANNA}))
    assert audience.admits(ANNA, frozenset())
    assert not audience.admits(BEN, frozenset())


def test_a_permission_admits_whoever_holds_it() -> None:
    audience = Audience(permission="status.read")
    assert audience.admits(BEN, frozenset({"status.read"}))
    assert not audience.admits(BEN, frozenset({"library.read"}))


def test_only_these_events_have_no_audience() -> None:
    unseen = {
        str(event.__struct_config__.tag) for event in ALL if example(event).audience() == Audience()
    }
    assert unseen == SEEN_BY_NOBODY


def test_what_is_seen_has_a_topic_to_be_seen_under() -> None:
    for event in ALL:
        audience = example(event).audience()
        assert bool(audience.topics) == (audience != Audience())


def test_the_subject_of_an_event_ends_with_what_it_is_about() -> None:
    for event in ALL:
        told = example(event)
        assert event_subject(told).endswith(f".{told.subject_id()}")
        assert event_subject(told).count(".") == 5
