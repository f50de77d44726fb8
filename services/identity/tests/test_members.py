"""The rules of a member's account."""

import contextlib
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medianest.contracts.facts import Sealed
from medianest.contracts.permissions import BY_ROLE, Role
from medianest.contracts.record import replace
from medianest.contracts.refusals import Refusal
from medianest.identity.app import STREAMS
from medianest.identity.domain import member
from medianest.identity.domain.roles import By, NobodyRaisesThemselves, OnlyAnOwner, OwnersCanAct
from medianest.testkit import ANNA, BEN, NOON, THE_OWNER, Spec

spec = Spec(STREAMS.member, member.decide)
ANNAS_NAME = UUID(int=77)
A_SESSION = UUID(int=78)


def sealed(text: str) -> Sealed:
    return Sealed(subject=ANNA, box=text)


def asked_by(who: UUID, role: Role) -> By:
    return By(member_id=who, role=role, permissions=BY_ROLE[role])


OWNER = asked_by(THE_OWNER, "owner")
ADMIN = asked_by(BEN, "admin")
HERSELF = asked_by(ANNA, "member")


def join(by: By | None, role: Role = "member") -> member.Join:
    return member.Join(
        member_id=ANNA,
        by=by,
        now=NOON,
        role=role,
        username=sealed("anna"),
        username_key=ANNAS_NAME,
        display_name=sealed("Anna"),
        email=None,
        password=sealed("hash"),
    )


def joined(role: Role = "member") -> member.MemberJoined:
    return member.MemberJoined(
        member_id=ANNA,
        joined_at=NOON,
        role=role,
        username=sealed("anna"),
        username_key=ANNAS_NAME,
        display_name=sealed("Anna"),
        email=None,
        password=sealed("hash"),
    )


disabled = member.MemberDisabled(disabled_at=NOON, epoch=1)
enabled = member.MemberEnabled(enabled_at=NOON, epoch=2)
erased = member.MemberErased(erased_at=NOON, epoch=1)


def test_an_admin_lets_a_member_join() -> None:
    spec.given().when(join(ADMIN)).then(joined())


def test_at_the_first_run_nobody_is_there_to_ask() -> None:
    spec.given().when(join(None, "owner")).then(joined("owner"))


@pytest.mark.parametrize("role", ["owner", "admin"])
def test_only_an_owner_lets_owners_and_admins_join(role: Role) -> None:
    spec.given().when(join(ADMIN, role)).refused(OnlyAnOwner)
    spec.given().when(join(OWNER, role)).then(joined(role))


def test_an_account_is_made_only_once() -> None:
    spec.given(joined()).when(join(ADMIN)).refused(member.AlreadyMember)


def test_an_admin_changes_a_members_role() -> None:
    spec.given(joined()).when(member.ChangeRole(by=ADMIN, now=NOON, role="moderator")).then(
        member.RoleChanged(changed_at=NOON, epoch=1, role="moderator")
    )


def test_the_same_role_again_changes_nothing() -> None:
    spec.given(joined()).when(member.ChangeRole(by=ADMIN, now=NOON, role="member")).then()


def test_an_admin_makes_no_admins_and_touches_none() -> None:
    spec.given(joined()).when(member.ChangeRole(by=ADMIN, now=NOON, role="admin")).refused(
        OnlyAnOwner
    )
    for command in (
        member.ChangeRole(by=ADMIN, now=NOON, role="guest"),
        member.Disable(by=ADMIN, now=NOON),
        member.EndSessions(by=ADMIN, now=NOON),
        member.Erase(by=ADMIN, now=NOON),
    ):
        spec.given(joined("admin")).when(command).refused(OnlyAnOwner)
        spec.given(joined("owner")).when(command).refused(OnlyAnOwner)


@pytest.mark.parametrize("role", ["owner", "admin", "moderator"])
def test_nobody_raises_themselves(role: Role) -> None:
    spec.given(joined()).when(member.ChangeRole(by=HERSELF, now=NOON, role=role)).refused(
        NobodyRaisesThemselves
    )


def test_an_admin_may_step_down() -> None:
    herself = asked_by(ANNA, "admin")
    spec.given(joined("admin")).when(member.ChangeRole(by=herself, now=NOON, role="member")).then(
        member.RoleChanged(changed_at=NOON, epoch=1, role="member")
    )


def test_who_can_not_sign_in_is_made_no_owner() -> None:
    rises = member.ChangeRole(by=OWNER, now=NOON, role="owner")
    spec.given(joined("admin"), disabled).when(rises).refused(OwnersCanAct)
    spec.given(joined("admin"), disabled, enabled).when(rises).then(
        member.RoleChanged(changed_at=NOON, epoch=3, role="owner")
    )


def test_disabling_and_enabling_raise_the_epoch() -> None:
    spec.given(joined()).when(member.Disable(by=ADMIN, now=NOON)).then(disabled)
    spec.given(joined(), disabled).when(member.Disable(by=ADMIN, now=NOON)).then()
    spec.given(joined(), disabled).when(member.Enable(by=ADMIN, now=NOON)).then(enabled)
    spec.given(joined()).when(member.Enable(by=ADMIN, now=NOON)).then()


def test_a_new_password_ends_every_session() -> None:
    spec.given(joined()).when(
        member.SetPassword(by=HERSELF, now=NOON, epoch=0, password=sealed("new"))
    ).then(member.PasswordSet(set_at=NOON, epoch=1, password=sealed("new")))


def test_a_password_is_not_changed_on_the_strength_of_an_older_one() -> None:
    spec.given(joined(), member.PasswordSet(set_at=NOON, epoch=1, password=sealed("new"))).when(
        member.SetPassword(by=HERSELF, now=NOON, epoch=0, password=sealed("other"))
    ).refused(member.ChangedMeanwhile)


def test_a_disabled_member_sets_no_password() -> None:
    spec.given(joined(), disabled).when(
        member.SetPassword(by=HERSELF, now=NOON, epoch=1, password=sealed("new"))
    ).refused(member.AccountDisabled)


def test_a_member_ends_all_sessions_but_one() -> None:
    spec.given(joined()).when(
        member.EndSessions(by=HERSELF, now=NOON, kept_session_id=A_SESSION)
    ).then(member.SessionsEnded(ended_at=NOON, epoch=1, kept_session_id=A_SESSION, keeps_keys=True))


def test_a_member_changes_their_names() -> None:
    spec.given(joined()).when(
        member.ChangeDisplayName(by=HERSELF, now=NOON, display_name=sealed("Anne"))
    ).then(member.DisplayNameChanged(changed_at=NOON, display_name=sealed("Anne")))
    spec.given(joined(), disabled).when(member.ChangeEmail(by=ADMIN, now=NOON, email=None)).then(
        member.EmailChanged(changed_at=NOON, email=None)
    )


def test_ones_own_mail_address_takes_ones_password() -> None:
    """Whoever holds the address can have a link for a new password sent to it."""
    changed = member.EmailChanged(changed_at=NOON, email=sealed("new"))
    alone = member.ChangeEmail(by=HERSELF, now=NOON, email=sealed("new"))
    proved = member.ChangeEmail(by=HERSELF, now=NOON, email=sealed("new"), proved_epoch=0)
    spec.given(joined()).when(alone).refused(member.PasswordWanted)
    spec.given(joined()).when(proved).then(changed)
    another = member.PasswordSet(set_at=NOON, epoch=1, password=sealed("set meanwhile"))
    spec.given(joined(), another).when(proved).refused(member.PasswordWanted)


def test_who_has_no_password_changes_their_address_only_just_after_coming_in() -> None:
    from_plex = replace(joined(), password=None)
    alone = member.ChangeEmail(by=HERSELF, now=NOON, email=sealed("new"))
    spec.given(from_plex).when(alone).refused(member.SignInAgain)
    spec.given(from_plex).when(replace(alone, proved_epoch=0)).then(
        member.EmailChanged(changed_at=NOON, email=sealed("new"))
    )


def test_a_changed_mail_address_is_known_by_the_one_before() -> None:
    spec.given(replace(joined(), email=sealed("old"))).when(
        member.ChangeEmail(by=ADMIN, now=NOON, email=None)
    ).then(member.EmailChanged(changed_at=NOON, email=None, email_before=sealed("old")))


def test_an_erased_member_is_nobody() -> None:
    spec.given(joined()).when(member.Erase(by=ADMIN, now=NOON)).then(erased)
    spec.given(joined()).when(member.Erase(by=None, now=NOON)).then(erased)
    for command in (
        member.Erase(by=ADMIN, now=NOON),
        member.Disable(by=ADMIN, now=NOON),
        member.Enable(by=ADMIN, now=NOON),
        member.EndSessions(by=ADMIN, now=NOON),
        member.ChangeRole(by=ADMIN, now=NOON, role="guest"),
        member.ChangeEmail(by=ADMIN, now=NOON, email=None),
        member.ChangeDisplayName(by=ADMIN, now=NOON, display_name=sealed("x")),
        member.SetPassword(by=ADMIN, now=NOON, epoch=1, password=sealed("x")),
    ):
        spec.given(joined(), erased).when(command).refused(member.NoSuchMember)
        spec.given().when(command).refused(member.NoSuchMember)
    spec.given(joined(), erased).when(join(ADMIN)).refused(member.AlreadyMember)


ANY_COMMAND = st.sampled_from(
    [
        join(ADMIN),
        member.SetPassword(by=HERSELF, now=NOON, epoch=0, password=sealed("new")),
        member.ChangeRole(by=OWNER, now=NOON, role="owner"),
        member.ChangeRole(by=OWNER, now=NOON, role="guest"),
        member.ChangeRole(by=ADMIN, now=NOON, role="moderator"),
        member.ChangeDisplayName(by=HERSELF, now=NOON, display_name=sealed("Anne")),
        member.ChangeEmail(by=HERSELF, now=NOON, email=None, proved_epoch=0),
        member.EndSessions(by=HERSELF, now=NOON, kept_session_id=A_SESSION),
        member.Disable(by=ADMIN, now=NOON),
        member.Enable(by=ADMIN, now=NOON),
        member.Erase(by=OWNER, now=NOON),
    ]
)


@given(st.lists(ANY_COMMAND, max_size=20))
def test_whatever_is_asked_the_epoch_never_falls_and_the_erased_stay_erased(
    commands: list[member.MemberCommand],
) -> None:
    state: member.MemberState = member.Missing()
    for command in commands:
        before = state
        with contextlib.suppress(Refusal):
            for fact in member.decide(command, state):
                state = member.evolve(state, spec.kept(fact))
        if isinstance(before, member.Erased):
            assert state == before
        elif not isinstance(before, member.Missing) and not isinstance(state, member.Missing):
            assert state.epoch >= before.epoch
