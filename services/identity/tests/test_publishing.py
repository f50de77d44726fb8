"""What identity announces of its facts, and what it keeps to itself."""

from datetime import timedelta
from uuid import UUID

import msgspec

from medianest.contracts.events import identity
from medianest.contracts.facts import Sealed
from medianest.contracts.permissions import BY_ROLE
from medianest.identity import publishing
from medianest.identity.domain import house, member, session
from medianest.testkit import ANNA, NOON

SESSION = UUID(int=5)
A_SECRET = Sealed(subject=ANNA, box="SECRET-BOX")

joined = member.MemberJoined(
    member_id=ANNA,
    joined_at=NOON,
    role="moderator",
    username=A_SECRET,
    username_key=UUID(int=77),
    display_name=A_SECRET,
    email=A_SECRET,
    password=A_SECRET,
)
active = member.evolve(member.Missing(), joined)


def test_joining_is_announced_with_what_the_role_brings() -> None:
    assert publishing.of_member(active, joined) == identity.MemberJoined(
        member_id=ANNA, role="moderator", permissions=tuple(sorted(BY_ROLE["moderator"])), epoch=0
    )


def test_what_changes_rights_or_sessions_is_announced_with_the_new_epoch() -> None:
    changes: list[tuple[member.MemberFact, object]] = [
        (
            member.RoleChanged(changed_at=NOON, epoch=1, role="guest"),
            identity.MemberRoleChanged(
                member_id=ANNA, role="guest", permissions=tuple(sorted(BY_ROLE["guest"])), epoch=1
            ),
        ),
        (
            member.PermissionsChanged(changed_at=NOON, granted=(), denied=("requests.decide",)),
            identity.MemberPermissionsChanged(
                member_id=ANNA,
                role="moderator",
                permissions=tuple(sorted(BY_ROLE["moderator"] - {"requests.decide"})),
                epoch=0,
            ),
        ),
        (
            member.LimitsChanged(changed_at=NOON, limits={"downloads_per_hour": 3}),
            identity.MemberLimitsChanged(
                member_id=ANNA,
                limits=(identity.MemberLimit(name="downloads_per_hour", at_most=3),),
            ),
        ),
        (
            member.MemberDisabled(disabled_at=NOON, epoch=1),
            identity.MemberDisabled(member_id=ANNA, epoch=1),
        ),
        (
            member.MemberEnabled(enabled_at=NOON, epoch=2),
            identity.MemberEnabled(member_id=ANNA, epoch=2),
        ),
        (
            member.MemberErased(erased_at=NOON, epoch=1),
            identity.MemberErased(member_id=ANNA, epoch=1),
        ),
        (
            member.PasswordSet(set_at=NOON, epoch=1, password=A_SECRET),
            identity.MemberSessionsEnded(member_id=ANNA, epoch=1),
        ),
        (
            member.SessionsEnded(ended_at=NOON, epoch=1, kept_session_id=SESSION),
            identity.MemberSessionsEnded(member_id=ANNA, epoch=1, kept_session_id=SESSION),
        ),
        (
            member.SessionsEnded(ended_at=NOON, epoch=1, kept_session_id=None, keeps_keys=True),
            identity.MemberSessionsEnded(member_id=ANNA, epoch=1, keeps_keys=True),
        ),
    ]
    for fact, event in changes:
        assert publishing.of_member(member.evolve(active, fact), fact) == event


def test_names_are_nobodys_business_on_the_bus() -> None:
    name = member.DisplayNameChanged(changed_at=NOON, display_name=A_SECRET)
    email = member.EmailChanged(changed_at=NOON, email=None)
    assert publishing.of_member(active, name) is None
    assert publishing.of_member(active, email) is None
    said = msgspec.json.encode(publishing.of_member(active, joined))
    assert b"SECRET-BOX" not in said


def test_everybody_hears_how_the_house_is_called() -> None:
    called = house.Called(by=ANNA, at=NOON, name="The Roost", accent="iris")
    said = publishing.of_house(house.evolve(house.House(), called), called)
    assert said == identity.HouseCalled(house_id=house.THE_HOUSE, called="The Roost", accent="iris")


def test_a_session_is_announced_without_where_it_comes_from() -> None:
    started = session.SessionStarted(
        session_id=SESSION,
        member_id=ANNA,
        started_at=NOON,
        cookie_sha256="ab" * 32,
        epoch=0,
        idle_s=60,
        expires_at=NOON + timedelta(days=90),
        address=A_SECRET,
        user_agent=A_SECRET,
    )
    live = session.evolve(session.Missing(), started)
    said = publishing.of_session(live, started)
    assert said == identity.SessionStarted(
        session_id=SESSION,
        member_id=ANNA,
        cookie_sha256="ab" * 32,
        epoch=0,
        started_at=NOON,
        idle_s=60,
        expires_at=NOON + timedelta(days=90),
    )
    revoked = session.SessionRevoked(revoked_at=NOON)
    assert publishing.of_session(session.evolve(live, revoked), revoked) == identity.SessionRevoked(
        session_id=SESSION, member_id=ANNA
    )
