"""People come in by an identity elsewhere, and are known by that and nothing else."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import httpx
import pytest
import pytest_asyncio

from medianest.chassis.clock import now
from medianest.chassis.doorway.people import Person
from medianest.contracts.events.identity import SessionStarted
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import BY_ROLE, Role
from medianest.contracts.record import replace
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.identity.adapters.argon2 import Argon2Passwords, Cost
from medianest.identity.app import DECIDERS, READ_MODELS, STREAMS
from medianest.identity.domain import link, member
from medianest.identity.domain.roles import IN_PERSON, By
from medianest.identity.handlers.accounts import Accounts
from medianest.identity.handlers.entering import Entering
from medianest.identity.handlers.linking import Linking, NotInvited, Proved
from medianest.identity.handlers.opening import Browser, Lifetimes, Opening, SignedIn
from medianest.identity.queries import People
from medianest.testkit import eventually
from medianest.testkit.house import House

PEPPER = b"the pepper of this test"
ANNA_ELSEWHERE = Proved(provider="elsewhere", subject="1001", name="anna")
BEN_ELSEWHERE = Proved(provider="elsewhere", subject="1002", name="anna")


@pytest_asyncio.fixture(loop_scope="session")
async def linking(house: House, door) -> AsyncIterator[Linking]:
    """The handler on the log of the identity behind `door`."""
    eventlog = await EventLog.open(
        service="identity",
        settings=house("identity").settings,
        deciders=DECIDERS,
        read_models=READ_MODELS,
        speaks=False,
    )
    await eventlog.start()
    log, keys = eventlog.log, eventlog.keys
    opening = Opening(streams=STREAMS, keys=keys, lifetimes=Lifetimes(idle_s=3600, absolute_s=7200))
    accounts = Accounts(
        log=log,
        keys=keys,
        streams=STREAMS,
        passwords=Argon2Passwords(Cost(memory_kib=8, passes=1)),
        opening=opening,
        pepper=PEPPER,
        setup_token=None,
    )
    yield Linking(
        log=log,
        keys=keys,
        streams=STREAMS,
        directory=People(eventlog.pool, keys),
        accounts=accounts,
        opening=opening,
        entering=Entering(log=log, streams=STREAMS, opening=opening),
        pepper=PEPPER,
    )
    await eventlog.stop()


async def come_in(
    linking: Linking, who: Proved, *, join_as: Role | None = "member", at: datetime | None = None
) -> SignedIn:
    into = await linking.come_in(
        who, join_as=join_as, browser=Browser(), now=at or now(), meta=Meta(correlation=new_id())
    )
    assert isinstance(into, SignedIn)
    return into


def herself(member_id: UUID, role: Role = "member") -> By:
    return By(member_id=member_id, role=role, permissions=frozenset(BY_ROLE[role]))


async def test_whoever_came_once_is_the_same_member_ever_after(door, linking) -> None:
    owner = await door.owner()
    first = await come_in(linking, ANNA_ELSEWHERE)
    again = await come_in(linking, ANNA_ELSEWHERE, join_as=None)
    assert first.member_id == again.member_id
    assert first.cookie.value != again.cookie.value
    anna = (await door.get(f"/members/{first.member_id}", who=owner)).json()
    assert (anna["username"], anna["role"]) == ("anna", "member")


class NoNames:
    """Nobody may ask for a name."""

    async def member_of(self, username_key: UUID) -> UUID | None:
        raise AssertionError(username_key)

    async def invite_of(self, code_sha256: str) -> UUID | None:
        raise AssertionError(code_sha256)


async def test_who_is_known_comes_in_without_a_look_at_the_names(door, linking) -> None:
    await door.owner()
    first = await come_in(linking, ANNA_ELSEWHERE)
    again = await come_in(dataclasses.replace(linking, directory=NoNames()), ANNA_ELSEWHERE)
    assert again.member_id == first.member_id


async def test_who_may_not_join_is_refused_and_leaves_nothing(door, linking) -> None:
    owner = await door.owner()
    with pytest.raises(NotInvited):
        await come_in(linking, ANNA_ELSEWHERE, join_as=None)
    assert len((await door.get("/members", who=owner)).json()["items"]) == 1


async def test_s12_the_same_name_elsewhere_is_somebody_else_here(door, linking) -> None:
    owner = await door.owner()
    anna = await come_in(linking, ANNA_ELSEWHERE)
    ben = await come_in(linking, BEN_ELSEWHERE)
    assert anna.member_id != ben.member_id
    page = (await door.get(f"/members/{ben.member_id}", who=owner)).json()
    assert page["username"] == "anna-2"


async def test_of_many_windows_at_once_one_member_comes(door, linking) -> None:
    owner = await door.owner()
    came = await asyncio.gather(*(come_in(linking, ANNA_ELSEWHERE) for _ in range(20)))
    assert len({into.member_id for into in came}) == 1
    assert len((await door.get("/members", who=owner)).json()["items"]) == 2


async def test_without_a_password_no_password_fits(door, linking) -> None:
    await door.owner()
    await come_in(linking, ANNA_ELSEWHERE)
    for guess in ("", "a long password"):
        assert (await door.sign_in("anna", guess)).status_code == 401


async def test_who_never_had_a_password_is_told_so_and_not_that_theirs_is_wrong(
    door, linking
) -> None:
    await door.owner()
    anna = by_cookie(await come_in(linking, ANNA_ELSEWHERE))
    assert (await door.get("/me", who=anna)).json()["has_password"] is False
    change = {"current_password": "a guess", "password": "a long password"}
    app = {"kind": "totp", "name": "phone", "password": "a guess"}
    for path, body in (("/me/password", change), ("/me/second-factors", app)):
        answer = await door.post(path, body, who=anna)
        assert (answer.status_code, slug(answer)) == (403, "no-password")
    await set_password(linking, anna, "a long password")
    assert (await door.get("/me", who=anna)).json()["has_password"] is True
    assert (await door.post("/me/second-factors", app, who=anna)).json()["type"] == WRONG


async def test_a_disabled_member_does_not_come_in(door, linking) -> None:
    owner = await door.owner()
    anna = await come_in(linking, ANNA_ELSEWHERE)
    await door.patch(f"/members/{anna.member_id}", {"disabled": True}, who=owner)
    with pytest.raises(member.AccountDisabled):
        await come_in(linking, ANNA_ELSEWHERE)


async def test_a_member_links_theirs_and_nobody_links_it_again(door, linking) -> None:
    owner = await door.owner()
    meta = Meta(correlation=new_id())
    await linking.attach(herself(owner.id, "owner"), ANNA_ELSEWHERE, now=now(), meta=meta)
    assert (await come_in(linking, ANNA_ELSEWHERE)).member_id == owner.id
    ben = await come_in(linking, BEN_ELSEWHERE)
    with pytest.raises(link.LinkedToSomebodyElse):
        await linking.attach(herself(ben.member_id), ANNA_ELSEWHERE, now=now(), meta=meta)


async def test_v7_5_1_a_session_alone_links_nothing_and_changes_no_address(door, linking) -> None:
    """Who has a password gives it once more; who has none came in a few minutes ago."""
    owner = await door.owner()
    olga, wrong = {"current_password": "the owner's password"}, {"current_password": "a guess"}
    assert await asked(door, owner) == "password"
    assert await linking_meets(door, owner, {}) == (400, "password-wanted")
    assert await linking_meets(door, owner, wrong) == (403, "wrong-password")
    assert await linking_meets(door, owner, olga) == PROVED

    anna = await come_in(linking, ANNA_ELSEWHERE, at=now() - timedelta(minutes=9))
    assert await asked(door, by_cookie(anna)) == "nothing"
    assert await linking_meets(door, by_cookie(anna), {}) == PROVED
    changed = await door.patch("/me", {"email": "anna@example.org"}, who=by_cookie(anna))
    assert changed.status_code == 200

    earlier = await come_in(linking, ANNA_ELSEWHERE, at=now() - timedelta(minutes=11))
    assert await asked(door, by_cookie(earlier)) == "sign_in"
    assert await linking_meets(door, by_cookie(earlier), {}) == (403, "sign-in-again")
    assert await linking_meets(door, by_cookie(earlier), wrong) == (403, "no-password")
    stolen = await door.patch("/me", {"email": "thief@example.org"}, who=by_cookie(earlier))
    assert (stolen.status_code, slug(stolen)) == (403, "sign-in-again")
    named = await door.patch("/me", {"display_name": "Anne"}, who=by_cookie(earlier))
    assert named.json()["email"] == "anna@example.org"


async def test_a_session_of_somebody_else_proves_nothing(door, linking) -> None:
    await door.owner()
    anna, ben = await come_in(linking, ANNA_ELSEWHERE), await come_in(linking, BEN_ELSEWHERE)
    borrowed = replace(by_cookie(anna), session_id=by_cookie(ben).session_id)
    assert await linking_meets(door, borrowed, {}) == (403, "sign-in-again")


async def set_password(linking: Linking, who: Person, password: str) -> None:
    """As a letter lets her do it."""
    command = member.SetPassword(
        by=By(member_id=who.id, role="member", permissions=who.permissions | IN_PERSON),
        now=now(),
        epoch=who.epoch,
        password=await linking.keys.seal(who.id, await linking.accounts.passwords.hashed(password)),
    )
    step = Step(STREAMS.member, who.id, partial(member.decide, command))
    await linking.log.carry_out(step, meta=Meta(correlation=new_id()))


PROVED = (404, "no-such-provider")
"""As far as it gets where nobody offers one."""
WRONG = "urn:medianest:problem:wrong-password"


async def linking_meets(door, who: Person, body: dict[str, str]) -> tuple[int, str]:
    answer = await door.post("/me/ways-in/nobody", body, who=who)
    return answer.status_code, slug(answer)


async def asked(door, who: Person) -> str:
    return str((await door.get("/me/ways-in", who=who)).json()["asks_for"])


def slug(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition(":")[2]


def by_cookie(into: SignedIn) -> Person:
    """Whom the gateway would vouch for by this session."""
    (started,) = [
        said.event for said in into.receipt.announced if isinstance(said.event, SessionStarted)
    ]
    return Person(
        id=into.member_id,
        session_id=started.session_id,
        role="member",
        permissions=frozenset(BY_ROLE["member"]),
        epoch=started.epoch,
    )


async def test_who_was_erased_comes_back_as_a_stranger(door, linking) -> None:
    owner = await door.owner()
    anna = await come_in(linking, ANNA_ELSEWHERE)
    assert (await door.post(f"/members/{anna.member_id}/erase", who=owner)).is_success
    assert (await come_in(linking, ANNA_ELSEWHERE)).member_id != anna.member_id


async def test_what_the_provider_calls_somebody_is_stored_nowhere(door, linking) -> None:
    await door.owner()
    secretive = Proved(provider="elsewhere", subject="subject-that-is-told", name="mia")
    await come_in(linking, secretive)
    assert "subject-that-is-told" not in await door.everything_stored()


async def test_others_learn_what_plex_calls_a_member_until_they_are_erased(
    linking: Linking, house: House, door
) -> None:
    notify = await EventLog.open(service="notify", settings=house("notify").settings, deciders=())
    await notify.start()
    owner = await door.owner()
    by_plex = await come_in(linking, Proved(provider="plex", subject="4711", name="pia"))
    elsewhere = await come_in(linking, ANNA_ELSEWHERE)

    async def is_at_plex(who: UUID, plex_id: str | None) -> bool:
        known = await notify.people.name(who) is not None or plex_id is None
        return known and await notify.people.plex_id(who) == plex_id

    await eventually(lambda: is_at_plex(by_plex.member_id, "4711"), timeout_s=20)
    await eventually(lambda: is_at_plex(elsewhere.member_id, None), timeout_s=20)
    await door.post(f"/members/{by_plex.member_id}/erase", who=owner)
    await eventually(lambda: is_at_plex(by_plex.member_id, None), timeout_s=20)
    await notify.stop()
