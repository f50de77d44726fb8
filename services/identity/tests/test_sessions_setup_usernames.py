"""The rules of sessions, of the first run, and of who has a username."""

from datetime import timedelta
from uuid import UUID

from medianest.contracts.record import replace
from medianest.identity.app import STREAMS
from medianest.identity.domain import session, setup, username
from medianest.identity.domain.link import Via
from medianest.testkit import ANNA, BEN, NOON, THE_OWNER, Spec

SESSION = UUID(int=5)

sessions = Spec(STREAMS.session, session.decide)
first_run = Spec(STREAMS.setup, setup.decide)
usernames = Spec(STREAMS.username, username.decide)

start = session.Start(
    session_id=SESSION,
    member_id=ANNA,
    now=NOON,
    cookie_sha256="ab" * 32,
    epoch=3,
    idle_s=60,
    expires_at=NOON + timedelta(days=90),
    address=None,
    user_agent=None,
)
started = session.SessionStarted(
    session_id=SESSION,
    member_id=ANNA,
    started_at=NOON,
    cookie_sha256="ab" * 32,
    epoch=3,
    idle_s=60,
    expires_at=NOON + timedelta(days=90),
    address=None,
    user_agent=None,
)
revoked = session.SessionRevoked(revoked_at=NOON)


def test_a_session_starts_once() -> None:
    sessions.given().when(start).then(started)
    sessions.given(started).when(start).then()
    sessions.given(started, revoked).when(start).then()


def test_a_session_is_revoked_once() -> None:
    revoke = session.Revoke(by=ANNA, now=NOON)
    sessions.given(started).when(revoke).then(revoked)
    sessions.given(started, revoked).when(revoke).then()


def test_a_session_gives_way_to_the_next_one_in_its_browser_and_nothing_is_refused() -> None:
    gives_way = session.GiveWay(by=ANNA, now=NOON)
    sessions.given(started).when(gives_way).then(revoked)
    sessions.given(started, revoked).when(gives_way).then()
    sessions.given().when(gives_way).then()
    sessions.given(started).when(session.GiveWay(by=BEN, now=NOON)).then()


def test_the_sessions_of_others_do_not_exist() -> None:
    revoke = session.Revoke(by=BEN, now=NOON)
    for facts in ((), (started,), (started, revoked)):
        sessions.given(*facts).when(revoke).refused(session.NoSuchSession)


def test_a_session_is_fresh_for_ten_minutes_and_only_its_members() -> None:
    live = session.evolve(session.Missing(), started)
    assert session.is_fresh(live, ANNA, NOON + timedelta(minutes=10))
    assert not session.is_fresh(live, ANNA, NOON + timedelta(minutes=10, seconds=1))
    assert not session.is_fresh(live, BEN, NOON)
    assert not session.is_fresh(session.evolve(live, revoked), ANNA, NOON)
    assert not session.is_fresh(session.Missing(), ANNA, NOON)


def test_the_first_run_happens_once() -> None:
    done = setup.HouseholdSetUp(owner_id=THE_OWNER)
    first_run.given().when(setup.SetUp(owner_id=THE_OWNER, token_fits=True)).then(done)
    first_run.given(done).when(setup.SetUp(owner_id=BEN, token_fits=True)).refused(
        setup.SetupClosed
    )


def test_the_first_run_needs_its_token() -> None:
    first_run.given().when(setup.SetUp(owner_id=BEN, token_fits=False)).refused(
        setup.WrongSetupToken
    )


def test_a_closed_setup_does_not_tell_whether_a_token_fits() -> None:
    done = setup.HouseholdSetUp(owner_id=THE_OWNER)
    first_run.given(done).when(setup.SetUp(owner_id=BEN, token_fits=False)).refused(
        setup.SetupClosed
    )


def test_a_username_belongs_to_one_member() -> None:
    taken = username.UsernameTaken(member_id=ANNA)
    usernames.given().when(username.Take(member_id=ANNA)).then(taken)
    usernames.given(taken).when(username.Take(member_id=ANNA)).then()
    usernames.given(taken).when(username.Take(member_id=BEN)).refused(username.UsernameInUse)


def test_only_its_holder_releases_a_username() -> None:
    taken = username.UsernameTaken(member_id=ANNA)
    released = username.UsernameReleased(member_id=ANNA)
    usernames.given(taken).when(username.Release(member_id=BEN)).then()
    usernames.given(taken).when(username.Release(member_id=ANNA)).then(released)
    usernames.given(taken, released).when(username.Release(member_id=ANNA)).then()
    usernames.given(taken, released).when(username.Take(member_id=BEN)).then(
        username.UsernameTaken(member_id=BEN)
    )


def test_a_session_knows_by_which_identity_elsewhere_it_came() -> None:
    via = Via(link_key=UUID(int=7), session_key=UUID(int=8))
    sessions.given().when(replace(start, via=via)).then(replace(started, via=via))
