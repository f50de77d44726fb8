"""Who is signed in, while the tables of it are built anew."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest

from medianest.chassis import clock
from medianest.contracts.events import Event
from medianest.contracts.events.identity import MemberJoined, SessionStarted
from medianest.contracts.facts import Fact
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.log import Step
from medianest.eventlog.postgres import Connection
from medianest.eventlog.readers.heard import Heard
from medianest.eventlog.readmodels import ReadModel
from medianest.gateway import projections
from medianest.gateway.ports import Effect
from medianest.gateway.queries import KnownSessions
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House
from medianest.testkit.people import ANNA

COOKIE_HASH: Final = hashlib.sha256(b"cookie").hexdigest()


class Joined(Fact, tag="test.joined"):
    """Somebody moved in."""

    member_id: UUID


class Nothing(Record):
    """Nothing is remembered."""


def announce(state: Nothing, fact: Joined) -> Event:
    return MemberJoined(member_id=fact.member_id, role="member", permissions=(), epoch=0)


MEMBER: Final[Decider[Nothing, Joined]] = Decider(
    name="member",
    facts=(Joined,),
    initial=Nothing(),
    evolve=lambda state, fact: state,
    announce=announce,
)


class Slowly:
    """Applies what is heard once it may."""

    def __init__(self) -> None:
        self.has_begun = asyncio.Event()
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def apply(self, connection: Connection, heard: Heard) -> None:
        self.has_begun.set()
        await self.may_go_on.wait()
        await projections.apply(connection, heard)

    @property
    def model(self) -> ReadModel:
        known = projections.SESSIONS
        return ReadModel(
            name=known.name,
            generation=known.generation,
            ddl=known.ddl,
            apply=self.apply,
            source=known.source,
        )


@pytest.fixture
async def opened(house: House) -> AsyncIterator[Any]:
    """`await opened("identity", deciders=…)` is that log, running."""
    async with AsyncExitStack() as stack:

        async def open_(service: Any, **more: Any) -> EventLog:
            log = await EventLog.open(
                service=service, settings=house(service).settings, **({"deciders": ()} | more)
            )
            await log.start()
            stack.push_async_callback(log.stop, 2.0)
            return log

        yield open_


async def test_who_signs_in_during_a_rebuild_is_known_after_it(opened: Any) -> None:
    slowly = Slowly()
    identity = await opened("identity", deciders=(MEMBER,))
    gateway = await opened("gateway", read_models=(slowly.model,))
    step = Step(MEMBER, ANNA, lambda _: [Joined(member_id=ANNA)])
    await identity.log.carry_out(step, meta=Meta(correlation=new_id()))
    known = KnownSessions(gateway.pool, projections.hear, model=slowly.model)
    await asyncio.wait_for(slowly.has_begun.wait(), 20)
    await eventually(lambda: is_member(gateway.pool))
    slowly.has_begun.clear()
    slowly.may_go_on.clear()
    rebuilding = asyncio.create_task(gateway.rebuild(slowly.model.name))
    await asyncio.wait_for(slowly.has_begun.wait(), 20)
    assert await known.apply([Effect(event=started(), version=1)])
    assert await known.find(COOKIE_HASH) is not None
    slowly.may_go_on.set()
    await asyncio.wait_for(rebuilding, 20)
    known.forget()
    assert await known.find(COOKIE_HASH) is not None, "identity has not announced it yet"


async def is_member(pool: Any) -> bool:
    return bool(await pool.fetchval("select count(*) from session_members"))


def started() -> SessionStarted:
    now = clock.now()
    return SessionStarted(
        session_id=UUID(int=5),
        member_id=ANNA,
        cookie_sha256=COOKIE_HASH,
        epoch=0,
        started_at=now,
        idle_s=14 * 86_400,
        expires_at=now + timedelta(days=90),
    )
