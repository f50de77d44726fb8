"""An identity elsewhere belongs to one member for ever, and to nobody else."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medianest.contracts.facts import Sealed
from medianest.contracts.permissions import BY_ROLE
from medianest.identity.app import STREAMS
from medianest.identity.domain import link, member, names
from medianest.identity.domain.roles import By, OnlyInPerson
from medianest.testkit import ANNA, BEN, NOON, THE_OWNER, Spec

links = Spec(STREAMS.link, link.decide)
members = Spec(STREAMS.member, member.decide)
ELSEWHERE = UUID(int=91)
PEPPER = b"pepper"


def sealed(text: str) -> Sealed:
    return Sealed(subject=ANNA, box=text)


def joined() -> member.MemberJoined:
    return member.MemberJoined(
        member_id=ANNA,
        joined_at=NOON,
        role="member",
        username=sealed("anna"),
        username_key=UUID(int=77),
        display_name=sealed("Anna"),
        email=None,
        password=None,
    )


def link_by(who: UUID, *, permissions: frozenset[str] | None = None) -> member.LinkIdentity:
    role = "owner" if who == THE_OWNER else "member"
    allowed = frozenset(BY_ROLE[role]) if permissions is None else permissions
    by = By(member_id=who, role=role, permissions=allowed)
    account = sealed("4711")
    return member.LinkIdentity(
        by=by, now=NOON, link_key=ELSEWHERE, provider="plex", account=account
    )


linked = member.IdentityLinked(
    linked_at=NOON, link_key=ELSEWHERE, provider="plex", account=sealed("4711")
)


def test_an_identity_is_attached_once() -> None:
    attached = link.IdentityAttached(member_id=ANNA)
    links.given().when(link.Attach(member_id=ANNA)).then(attached)
    links.given(attached).when(link.Attach(member_id=ANNA)).then()


def test_nobody_else_gets_it() -> None:
    links.given(link.IdentityAttached(member_id=ANNA)).when(link.Attach(member_id=BEN)).refused(
        link.LinkedToSomebodyElse
    )


def test_only_an_erased_member_leaves_it_behind() -> None:
    attached = link.IdentityAttached(member_id=ANNA)
    forgotten = link.IdentityForgotten(member_id=ANNA)
    links.given(attached).when(link.Forget(member_id=ANNA)).then(forgotten)
    links.given(attached).when(link.Forget(member_id=BEN)).then()
    links.given(attached, forgotten).when(link.Attach(member_id=BEN)).then(
        link.IdentityAttached(member_id=BEN)
    )


def test_a_member_links_an_identity_of_their_own() -> None:
    members.given(joined()).when(link_by(ANNA)).then(linked)
    members.given(joined(), linked).when(link_by(ANNA)).then()


def test_not_even_an_owner_links_one_to_somebody_else() -> None:
    members.given(joined()).when(link_by(THE_OWNER)).refused(member.OnlyTheirOwn)


def test_an_api_key_links_nothing() -> None:
    few = frozenset({"library.read"})
    members.given(joined()).when(link_by(ANNA, permissions=few)).refused(OnlyInPerson)


def test_a_disabled_member_links_nothing() -> None:
    disabled = member.MemberDisabled(disabled_at=NOON, epoch=1)
    members.given(joined(), disabled).when(link_by(ANNA)).refused(member.AccountDisabled)


@given(
    st.tuples(st.text(max_size=20), st.text(max_size=20)),
    st.tuples(st.text(max_size=20), st.text(max_size=20)),
)
def test_two_identities_never_share_a_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    keys = {names.link_key(*pair, pepper=PEPPER) for pair in (one, other)}
    assert len(keys) == len({one, other})


@given(st.text(max_size=200))
def test_whatever_a_provider_calls_somebody_a_username_comes_of_it(told: str) -> None:
    near = names.fit_username(told)
    assert names.username(near) == near
    assert names.username(f"{near}-20")


@pytest.mark.parametrize(("told", "near"), [("  Änna ", "Änna"), ("\u202e\x00", "member")])
def test_a_name_is_kept_as_far_as_it_can_be_seen(told: str, near: str) -> None:
    assert names.fit_username(told) == near
