"""The rules of what a member may do beside their role, and of the limits of their own."""

from uuid import UUID

import pytest

from medianest.contracts.facts import Sealed
from medianest.contracts.permissions import BY_ROLE, Permission, Role
from medianest.identity.app import STREAMS
from medianest.identity.domain import member
from medianest.identity.domain.rights import Rights, permissions_of
from medianest.identity.domain.roles import (
    By,
    NobodyGivesWhatTheyLack,
    NobodyRaisesThemselves,
    OnlyInPerson,
    OwnersMayDoEverything,
    TheyRankHigher,
)
from medianest.testkit import ANNA, BEN, NOON, THE_OWNER, Spec

spec = Spec(STREAMS.member, member.decide)
SECRET = Sealed(subject=ANNA, box="box")


def by(who: UUID, role: Role, *, but: Permission | None = None) -> By:
    return By(member_id=who, role=role, permissions=BY_ROLE[role] - {but})


OWNER, ADMIN = by(THE_OWNER, "owner"), by(BEN, "admin")


def joined(role: Role = "member") -> member.MemberJoined:
    return member.MemberJoined(
        member_id=ANNA,
        joined_at=NOON,
        role=role,
        username=SECRET,
        username_key=UUID(int=7),
        display_name=SECRET,
        email=None,
        password=SECRET,
    )


def wish(asker: By, **more: bool | None) -> member.ChangePermissions:
    names: dict[str, Permission] = {"decide": "requests.decide", "download": "downloads.create"}
    return member.ChangePermissions(
        by=asker, now=NOON, wish={names[short]: may for short, may in more.items()}
    )


granted = member.PermissionsChanged(changed_at=NOON, granted=("requests.decide",), denied=())


def test_a_permission_is_granted_and_another_denied_beside_the_role() -> None:
    spec.given(joined()).when(wish(ADMIN, decide=True, download=False)).then(
        member.PermissionsChanged(
            changed_at=NOON, granted=("requests.decide",), denied=("downloads.create",)
        )
    )


def test_what_is_not_named_stays_and_null_gives_back_what_the_role_says() -> None:
    spec.given(joined(), granted).when(wish(ADMIN, download=False)).then(
        member.PermissionsChanged(
            changed_at=NOON, granted=("requests.decide",), denied=("downloads.create",)
        )
    )
    spec.given(joined(), granted).when(wish(ADMIN, decide=None)).then(
        member.PermissionsChanged(changed_at=NOON, granted=(), denied=())
    )
    spec.given(joined(), granted).when(wish(ADMIN, decide=True)).then()


def test_nobody_gives_what_they_lack() -> None:
    cut_down = by(BEN, "admin", but="requests.decide")
    spec.given(joined()).when(wish(cut_down, decide=True)).refused(NobodyGivesWhatTheyLack)
    spec.given(joined()).when(member.ChangeRole(by=cut_down, now=NOON, role="moderator")).refused(
        NobodyGivesWhatTheyLack
    )
    spec.given(joined("moderator")).when(
        member.ChangeRole(by=cut_down, now=NOON, role="member")
    ).then(member.RoleChanged(changed_at=NOON, epoch=1, role="member"))


def test_nobody_grants_themselves_anything_or_takes_back_a_denial() -> None:
    herself = by(ANNA, "moderator")
    spec.given(joined("member")).when(wish(herself, decide=True)).refused(NobodyRaisesThemselves)
    denied = member.PermissionsChanged(changed_at=NOON, granted=(), denied=("downloads.create",))
    spec.given(joined("moderator"), denied).when(wish(herself, download=None)).refused(
        NobodyRaisesThemselves
    )


def test_who_was_granted_to_manage_members_touches_nobody_above_them() -> None:
    deputy = By(member_id=BEN, role="member", permissions=BY_ROLE["member"] | {"members.manage"})
    spec.given(joined("moderator")).when(member.Disable(by=deputy, now=NOON)).refused(
        TheyRankHigher
    )
    spec.given(joined("guest")).when(member.Disable(by=deputy, now=NOON)).then(
        member.MemberDisabled(disabled_at=NOON, epoch=1)
    )


def test_an_owner_may_do_everything_and_is_denied_nothing() -> None:
    spec.given(joined("owner")).when(wish(OWNER, download=False)).refused(OwnersMayDoEverything)
    assert permissions_of("owner", Rights(denied=frozenset({"me.manage"}))) == BY_ROLE["owner"]


def test_limits_are_set_and_given_back_by_their_names() -> None:
    ten = member.LimitsChanged(changed_at=NOON, limits={"downloads_per_hour": 10})
    wanted = member.ChangeLimits(by=ADMIN, now=NOON, wish={"downloads_per_hour": 10})
    spec.given(joined()).when(wanted).then(ten)
    spec.given(joined(), ten).when(wanted).then()
    back = member.ChangeLimits(by=ADMIN, now=NOON, wish={"downloads_per_hour": None})
    spec.given(joined(), ten).when(back).then(member.LimitsChanged(changed_at=NOON, limits={}))


@pytest.mark.parametrize("role", ["admin", "member"])
def test_nobody_but_an_owner_sets_their_own_limits(role: Role) -> None:
    command = member.ChangeLimits(by=by(ANNA, role), now=NOON, wish={"downloads_per_hour": 99})
    spec.given(joined(role)).when(command).refused(NobodyRaisesThemselves)


def test_s05_an_api_key_changes_neither_its_own_member_nor_anybodys_address() -> None:
    key = By(member_id=BEN, role="owner", permissions=frozenset({"members.manage"}))
    own = By(member_id=ANNA, role="owner", permissions=frozenset({"members.manage"}))
    spec.given(joined()).when(member.ChangeEmail(by=key, now=NOON, email=SECRET)).refused(
        OnlyInPerson
    )
    spec.given(joined("owner")).when(member.EndSessions(by=own, now=NOON)).refused(OnlyInPerson)
    spec.given(joined()).when(member.ChangeRole(by=key, now=NOON, role="admin")).refused(
        NobodyGivesWhatTheyLack
    )
