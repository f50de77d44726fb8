"""The rules of API keys."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from medianest.contracts.facts import Sealed
from medianest.contracts.permissions import BY_ROLE, Permission
from medianest.contracts.refusals import Refusal
from medianest.identity.app import STREAMS
from medianest.identity.domain import api_key
from medianest.identity.domain.roles import By, NobodyGivesWhatTheyLack, OnlyInPerson
from medianest.testkit import ANNA, BEN, NOON, Spec

spec = Spec(STREAMS.api_key, api_key.decide)
A_KEY = UUID(int=5)
ANNA_HERSELF = By(member_id=ANNA, role="member", permissions=BY_ROLE["member"])
BEN_HIMSELF = By(member_id=BEN, role="member", permissions=BY_ROLE["member"])
ANNAS_KEY = By(member_id=ANNA, role="member", permissions=frozenset({"downloads.read"}))
NAME = Sealed(subject=ANNA, box="box")


def issue(by: By = ANNA_HERSELF, *scopes: Permission, **more: Any) -> api_key.Issue:
    return api_key.Issue(
        key_id=A_KEY,
        by=by,
        now=NOON,
        epoch=3,
        key_sha256="ab" * 32,
        name=NAME,
        scopes=frozenset(scopes),
        expires_at=more.get("expires_at"),
    )


issued = api_key.ApiKeyIssued(
    key_id=A_KEY,
    member_id=ANNA,
    issued_at=NOON,
    epoch=3,
    key_sha256="ab" * 32,
    name=NAME,
    scopes=("downloads.create", "downloads.read"),
    expires_at=None,
)
revoked = api_key.ApiKeyRevoked(revoked_at=NOON)


def test_a_member_gives_a_program_some_of_what_they_may() -> None:
    spec.given().when(issue(ANNA_HERSELF, "downloads.read", "downloads.create")).then(issued)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (issue(ANNA_HERSELF, "members.manage"), NobodyGivesWhatTheyLack),
        (issue(ANNA_HERSELF, "me.manage"), OnlyInPerson),
        (issue(ANNAS_KEY, "downloads.read"), OnlyInPerson),
        (issue(ANNA_HERSELF), api_key.NoScopes),
        (
            issue(ANNA_HERSELF, "downloads.read", expires_at=NOON - timedelta(seconds=1)),
            api_key.AlreadyExpired,
        ),
    ],
)
def test_s05_a_key_is_never_more_than_who_made_it_in_person(
    command: api_key.Issue, refusal: type[Refusal]
) -> None:
    spec.given().when(command).refused(refusal)


def test_a_member_takes_their_own_key_back() -> None:
    spec.given(issued).when(api_key.Revoke(by=ANNA_HERSELF, now=NOON)).then(revoked)
    spec.given(issued, revoked).when(api_key.Revoke(by=ANNA_HERSELF, now=NOON)).then()


def test_the_keys_of_others_do_not_exist() -> None:
    for given in ((), (issued,), (issued, revoked)):
        spec.given(*given).when(api_key.Revoke(by=BEN_HIMSELF, now=NOON)).refused(
            api_key.NoSuchApiKey
        )


def test_a_key_takes_no_key_back() -> None:
    spec.given(issued).when(api_key.Revoke(by=ANNAS_KEY, now=NOON)).refused(OnlyInPerson)
