"""The rules of invites."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from medianest.contracts.permissions import BY_ROLE, Role
from medianest.identity.app import STREAMS
from medianest.identity.domain import invite
from medianest.identity.domain.roles import By, NobodyGivesWhatTheyLack, OnlyAnOwner
from medianest.testkit import ANNA, BEN, NOON, THE_OWNER, Spec

spec = Spec(STREAMS.invite, invite.decide)
AN_INVITE = UUID(int=5)
SOON = NOON + timedelta(days=1)
ADMIN = By(member_id=BEN, role="admin", permissions=BY_ROLE["admin"])
OWNER = By(member_id=THE_OWNER, role="owner", permissions=BY_ROLE["owner"])


def wanted(by: By = ADMIN, role: Role = "member", **more: Any) -> invite.Invite:
    told: dict[str, Any] = {"uses_max": 1, "expires_at": SOON} | more
    return invite.Invite(
        invite_id=AN_INVITE,
        by=by,
        now=NOON,
        code_sha256="ab" * 32,
        role=role,
        limits={"downloads_per_hour": 3},
        note=None,
        **told,
    )


def invited(uses_max: int = 1) -> invite.Invited:
    return invite.Invited(
        invite_id=AN_INVITE,
        invited_by=BEN,
        invited_at=NOON,
        code_sha256="ab" * 32,
        role="member",
        limits={"downloads_per_hour": 3},
        uses_max=uses_max,
        expires_at=SOON,
        note=None,
    )


accept = invite.Accept(member_id=ANNA, now=NOON)
accepted = invite.InviteAccepted(accepted_at=NOON, member_id=ANNA)
withdrawn = invite.InviteWithdrawn(withdrawn_at=NOON)


def test_an_admin_invites_a_member() -> None:
    spec.given().when(wanted()).then(invited())


def test_nobody_invites_to_more_than_they_may_give() -> None:
    spec.given().when(wanted(role="admin")).refused(OnlyAnOwner)
    spec.given().when(wanted(OWNER, "admin")).then(
        invite.Invited(
            **{name: getattr(invited(), name) for name in invited().__struct_fields__}
            | {"role": "admin", "invited_by": THE_OWNER}
        )
    )
    key = By(member_id=BEN, role="admin", permissions=frozenset({"invites.manage"}))
    spec.given().when(wanted(key)).refused(NobodyGivesWhatTheyLack)


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_an_invite_is_good_for_some_time_but_not_for_ever(days: int) -> None:
    spec.given().when(wanted(expires_at=NOON + timedelta(days=days))).refused(invite.InviteTooLong)


def test_an_invite_is_accepted_as_often_as_it_says() -> None:
    spec.given(invited()).when(accept).then(accepted)
    spec.given(invited(), accepted).when(accept).refused(invite.InviteOver)
    spec.given(invited(2), accepted).when(accept).then(accepted)


def test_an_invite_that_ran_out_or_was_withdrawn_lets_nobody_in() -> None:
    late = invite.Accept(member_id=ANNA, now=SOON)
    spec.given(invited()).when(late).refused(invite.InviteOver)
    spec.given(invited(), withdrawn).when(accept).refused(invite.InviteOver)
    spec.given().when(accept).refused(invite.NoSuchInvite)


def test_an_invite_is_withdrawn_once_by_who_could_have_given_it() -> None:
    take_back = invite.Withdraw(by=ADMIN, now=NOON)
    spec.given(invited()).when(take_back).then(withdrawn)
    spec.given(invited(), withdrawn).when(take_back).then()
    spec.given().when(take_back).refused(invite.NoSuchInvite)
