"""What a look at Plex means: who is shut out, who may come back, and when it is not believed."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from medianest.contracts.facts import Sealed
from medianest.contracts.permissions import Role
from medianest.identity.app import STREAMS
from medianest.identity.domain import member, plex
from medianest.identity.domain.plex_look import DOUBTED_FOR, Linked, Verdict, judged
from medianest.testkit import NOON, THE_OWNER, Spec

A_MOMENT = timedelta(minutes=15)
PEOPLE = tuple(UUID(int=number) for number in range(1, 9))
ANNA, BEN, CARLA = PEOPLE[:3]


def linked(
    who: UUID, role: Role = "member", *, shut_out: bool = False, off: bool = False
) -> Linked:
    return Linked(
        member_id=who,
        plex_id=str(who.int),
        role=role,
        may_enter=not (shut_out or off),
        is_shut_out=shut_out,
    )


def look(
    *people: Linked, shown: tuple[UUID, ...], missed: dict[UUID, datetime] | None = None
) -> Verdict:
    ids = frozenset(str(who.int) for who in shown)
    return judged(people, ids, missed or {}, now=NOON, confirm=A_MOMENT)


def test_who_is_shown_stays() -> None:
    seen = look(linked(ANNA), linked(BEN), shown=(ANNA, BEN))
    assert seen == Verdict(shut_out=(), let_back=(), missed=(), is_doubtful=False)


def test_who_is_missed_once_is_looked_for_again_before_anything_happens() -> None:
    seen = look(linked(ANNA), linked(BEN), shown=(BEN,))
    assert (seen.shut_out, seen.missed, seen.is_doubtful) == ((), (ANNA,), False)
    early = look(linked(ANNA), linked(BEN), shown=(BEN,), missed={ANNA: NOON - A_MOMENT / 2})
    assert early.shut_out == ()


def test_who_is_missed_for_long_enough_is_shut_out() -> None:
    seen = look(linked(ANNA), linked(BEN), shown=(BEN,), missed={ANNA: NOON - A_MOMENT})
    assert (seen.shut_out, seen.missed) == ((ANNA,), ())


def test_an_empty_list_shuts_nobody_out_for_days_and_then_it_does() -> None:
    everybody = (linked(ANNA), linked(BEN))
    since = {ANNA: NOON - timedelta(days=2), BEN: NOON - timedelta(days=2)}
    seen = look(*everybody, shown=(), missed=since)
    assert (seen.shut_out, seen.missed, seen.is_doubtful) == ((), (ANNA, BEN), True)
    since = dict.fromkeys(since, NOON - DOUBTED_FOR)
    seen = look(*everybody, shown=(), missed=since)
    assert (set(seen.shut_out), seen.is_doubtful) == ({ANNA, BEN}, False)


def test_most_of_many_at_once_is_doubted_as_well() -> None:
    people = tuple(linked(who) for who in PEOPLE)
    since = dict.fromkeys(PEOPLE[:5], NOON - A_MOMENT)
    seen = look(*people, shown=PEOPLE[5:], missed=since)
    assert (seen.shut_out, seen.is_doubtful) == ((), True)
    half = look(*people, shown=PEOPLE[4:], missed=dict.fromkeys(PEOPLE[:4], NOON - A_MOMENT))
    assert (set(half.shut_out), half.is_doubtful) == (set(PEOPLE[:4]), False)


def test_who_is_shown_again_may_come_back_if_it_was_plex_that_shut_them_out() -> None:
    people = (linked(ANNA, shut_out=True), linked(BEN, off=True), linked(CARLA))
    assert look(*people, shown=(ANNA, BEN, CARLA)).let_back == (ANNA,)


def test_an_owner_here_is_never_shut_out() -> None:
    since = {ANNA: NOON - timedelta(days=9)}
    seen = look(linked(ANNA, "owner"), linked(BEN), shown=(BEN,), missed=since)
    assert seen == Verdict(shut_out=(), let_back=(), missed=(), is_doubtful=False)


members = Spec(STREAMS.member, member.decide)
shut = member.MemberDisabled(disabled_at=NOON, epoch=1, by_plex=True)
disable = member.Disable(by=None, now=NOON)  # type: ignore[arg-type]  # nobody, so no rank is asked


def joined(role: Role = "member") -> member.MemberJoined:
    return member.MemberJoined(
        member_id=ANNA,
        joined_at=NOON,
        role=role,
        username=SEALED,
        username_key=BEN,
        display_name=SEALED,
        email=None,
        password=None,
    )


SEALED = Sealed(subject=ANNA, box="box")


def test_being_shut_out_ends_sessions_and_is_undone_by_plex_alone() -> None:
    members.given(joined()).when(member.ShutOut(now=NOON)).then(shut)
    members.given(joined(), shut).when(member.ShutOut(now=NOON)).then()
    back = member.MemberEnabled(enabled_at=NOON, epoch=2)
    members.given(joined(), shut).when(member.LetBack(now=NOON)).then(back)
    members.given(joined(), shut, back).when(member.LetBack(now=NOON)).then()


def test_whom_an_admin_disabled_plex_does_not_let_back() -> None:
    off = member.MemberDisabled(disabled_at=NOON, epoch=1)
    members.given(joined(), off).when(member.LetBack(now=NOON)).then()
    members.given(joined(), off).when(member.ShutOut(now=NOON)).then()
    again = member.MemberDisabled(disabled_at=NOON, epoch=2)
    members.given(joined(), shut).when(disable).then(again)
    members.given(joined(), shut, again).when(member.LetBack(now=NOON)).then()


def test_an_owner_is_not_shut_out_even_if_they_became_one_meanwhile() -> None:
    members.given(joined("owner")).when(member.ShutOut(now=NOON)).then()


settings = Spec(STREAMS.plex, plex.decide)
on = plex.PlexTurnedOn(by=THE_OWNER, at=NOON, machine_id="a-machine", join_as=None)


def seen(watch: plex.Watch) -> plex.Note:
    return plex.Note(now=NOON, machine_id=on.machine_id, watch=watch)


@pytest.mark.parametrize("watch", ["token_dead", "server_gone", "doubtful"])
def test_what_is_wrong_is_noted_once_and_once_more_when_it_is_over(watch: plex.Watch) -> None:
    note, noted = seen(watch), plex.PlexWatchChanged(at=NOON, watch=watch)
    fine, over = seen("fine"), plex.PlexWatchChanged(at=NOON, watch="fine")
    settings.given(on).when(note).then(noted)
    settings.given(on, noted).when(note).then()
    settings.given(on, noted).when(fine).then(over)
    settings.given(on).when(fine).then()
    settings.given().when(note).then()
