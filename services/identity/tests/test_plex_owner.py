"""The account that owns the media server is linked, anew if need be, and let go again."""

from uuid import UUID

import pytest

from medianest.contracts.facts import Sealed
from medianest.identity.app import STREAMS
from medianest.identity.domain import plex_owner
from medianest.testkit import NOON, THE_OWNER, Spec

owner = Spec(STREAMS.plex_owner, plex_owner.decide)
BEN = UUID(int=7)
A_TOKEN, ANOTHER_TOKEN = UUID(int=1), UUID(int=2)
THE_SERVER, ANOTHER_SERVER = "the-server", "another-server"
ACCOUNT = Sealed(subject=THE_OWNER, box="1001")
NAME = Sealed(subject=THE_OWNER, box="olga")


def link(token_id: UUID = A_TOKEN) -> plex_owner.Link:
    return plex_owner.Link(by=THE_OWNER, now=NOON, token_id=token_id, account=ACCOUNT, name=NAME)


def linked(
    token_id: UUID = A_TOKEN, token_before: UUID | None = None
) -> plex_owner.PlexOwnerLinked:
    return plex_owner.PlexOwnerLinked(
        by=THE_OWNER,
        at=NOON,
        token_id=token_id,
        token_before=token_before,
        account=ACCOUNT,
        name=NAME,
    )


def unlinked(by: UUID | None) -> plex_owner.PlexOwnerUnlinked:
    return plex_owner.PlexOwnerUnlinked(by=by, at=NOON, token_before=A_TOKEN)


def test_it_is_linked_and_linked_anew_and_the_old_token_is_named_to_be_forgotten() -> None:
    owner.given().when(link()).then(linked())
    owner.given(linked()).when(link(ANOTHER_TOKEN)).then(linked(ANOTHER_TOKEN, A_TOKEN))


def test_it_is_unlinked_once_by_whoever_keeps_the_house() -> None:
    unlink = plex_owner.Unlink(by=BEN, now=NOON)
    owner.given(linked()).when(unlink).then(unlinked(BEN))
    owner.given().when(unlink).refused(plex_owner.NoOwnerLinked)
    owner.given(linked(), unlinked(BEN)).when(unlink).refused(plex_owner.NoOwnerLinked)
    owner.given(linked(), unlinked(BEN)).when(link(ANOTHER_TOKEN)).then(linked(ANOTHER_TOKEN))


def test_it_goes_with_who_linked_it_and_with_nobody_else() -> None:
    erased = plex_owner.Forget(member_id=THE_OWNER, now=NOON)
    owner.given(linked()).when(erased).then(unlinked(None))
    owner.given(linked()).when(plex_owner.Forget(member_id=BEN, now=NOON)).then()
    owner.given().when(erased).then()


def test_who_owns_the_server_that_is_set_may_be_linked() -> None:
    plex_owner.must_own({THE_SERVER, ANOTHER_SERVER}, THE_SERVER)


@pytest.mark.parametrize("owned", [frozenset(), frozenset({ANOTHER_SERVER})])
def test_who_does_not_own_it_may_not(owned: frozenset[str]) -> None:
    with pytest.raises(plex_owner.NotTheServersOwner):
        plex_owner.must_own(owned, THE_SERVER)


def test_where_none_is_set_yet_any_server_of_their_own_will_do() -> None:
    plex_owner.must_own({ANOTHER_SERVER}, None)
    with pytest.raises(plex_owner.NotTheServersOwner):
        plex_owner.must_own(frozenset(), None)
