"""The owner's account is linked in one replica, counts in all, and leaves no token behind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from medianest.chassis.clock import now
from medianest.chassis.doorway.people import Person
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.eventlog.eventlog import EventLog
from medianest.identity.adapters.argon2 import Argon2Passwords, Cost
from medianest.identity.api.askers import by
from medianest.identity.app import DECIDERS, READ_MODELS, STREAMS
from medianest.identity.domain import plex, plex_owner
from medianest.identity.handlers.begun import Beginnings
from medianest.identity.handlers.plex import PlexSettings
from medianest.identity.handlers.plex_owner import OwnersAccount
from medianest.identity.handlers.plex_owner_linking import OwnerLinking
from medianest.identity.handlers.proving import Proof, Proving
from medianest.identity.ports.plex import (
    NoOwnerToken,
    OwnerKey,
    PlexAccount,
    PlexOffer,
    PlexPin,
    PlexShares,
    PlexToken,
    PlexTokenDead,
)
from medianest.identity.queries.begun import BegunTable
from medianest.testkit import eventually
from medianest.testkit.house import House

GIVEN = PlexToken(text="token-of-the-environment")
THE_SERVER = "the-machine-identifier"
PASSWORDS = {"owner": "the owner's password", "admin": "a long password"}


class Cloud:
    """plex.tv: whoever is `there` approves; some tokens are dead."""

    def __init__(self) -> None:
        self.there = "olga"
        self.dead: set[str] = set()

    async def begin(self) -> PlexPin:
        return PlexPin(id=7, code="abc")

    def page(self, pin: PlexPin, forward_url: str) -> str:
        return forward_url

    async def approved_by(self, pin_id: int, owner: OwnerKey | None) -> PlexAccount | None:
        raise AssertionError("nobody signs in here")

    async def offered_by(self, pin_id: int) -> PlexOffer | None:
        token = PlexToken(text=f"token-of-{self.there}-{new_id()}")
        owned = frozenset({THE_SERVER} if self.there == "olga" else ())
        return PlexOffer(id=471_100, name=f"{self.there}-at-plex", token=token, owned=owned)

    async def shares(self, token: PlexToken) -> PlexShares:
        if token.text in self.dead:
            raise PlexTokenDead
        return PlexShares(owner_id=471_100, servers=(), friends=())


class Looks:
    """Counts how often somebody wished for one."""

    def __init__(self) -> None:
        self.wished = 0

    async def soon(self) -> None:
        self.wished += 1


class Replica:
    """A process of identity as far as it links the owner."""

    def __init__(self, eventlog: EventLog, cloud: Cloud, *, given: PlexToken | None) -> None:
        log, keys = eventlog.log, eventlog.keys
        self.secrets = eventlog.secrets
        self.looks = Looks()
        self.owner = OwnersAccount(
            log=log,
            stream=STREAMS.plex_owner,
            keys=keys,
            secrets=eventlog.secrets,
            accounts=cloud,
            given=given,
        )
        self.settings = PlexSettings(log=log, stream=STREAMS.plex, accounts=cloud, owner=self.owner)
        passwords = Argon2Passwords(Cost(memory_kib=8, passes=1))
        self.linking = OwnerLinking(
            owner=self.owner,
            settings=self.settings,
            beginnings=Beginnings(BegunTable(eventlog.pool)),
            proving=Proving(log=log, keys=keys, streams=STREAMS, passwords=passwords),
            looking=self.looks,
            public_url="http://localhost:8484",
        )

    async def link(self, who: Person) -> object:
        """What came of it."""
        proof = Proof(session_id=who.session_id, password=PASSWORDS[who.role])
        at = now()
        started = await self.linking.start(proof, return_to="/settings", by=by(who), now=at)
        ticket = started.ticket
        finished = await self.linking.finish(
            ticket.value, ticket.browser, by=by(who), now=at, meta=meta()
        )
        assert (finished.return_to, finished.links) == ("/settings", True)
        return finished.into

    async def token(self) -> str | None:
        key = await self.owner.key()
        return None if key is None else key.token.text


def meta() -> Meta:
    return Meta(correlation=new_id())


@asynccontextmanager
async def replica(
    house: House, cloud: Cloud, given: PlexToken | None = None
) -> AsyncIterator[Replica]:
    eventlog = await EventLog.open(
        service="identity",
        settings=house("identity").settings,
        deciders=DECIDERS,
        read_models=READ_MODELS,
        speaks=False,
    )
    await eventlog.start()
    yield Replica(eventlog, cloud, given=given)
    await eventlog.stop()


@pytest.fixture
def cloud() -> Cloud:
    return Cloud()


@pytest_asyncio.fixture(loop_scope="session")
async def here(house: House, door, cloud: Cloud) -> AsyncIterator[Replica]:
    async with replica(house, cloud, GIVEN) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def there(house: House, door, cloud: Cloud) -> AsyncIterator[Replica]:
    async with replica(house, cloud, GIVEN) as made:
        yield made


async def tokens_kept(door) -> int:
    rows = await door.fetch("select id from secrets where owner = 'plex-owner'")
    return len(rows)


def so_many_are_kept(door, number: int):
    async def look() -> bool:
        return await tokens_kept(door) == number

    return look


async def test_what_one_replica_links_counts_in_all_and_outranks_the_environment(
    door, here: Replica, there: Replica
) -> None:
    owner = await door.owner()
    assert await there.token() == GIVEN.text
    await here.link(owner)
    linked = await there.token()
    assert linked is not None
    assert linked.startswith("token-of-olga")
    shown = await there.owner.shown()
    assert shown.name == "olga-at-plex"
    assert shown.linked is not None
    assert shown.linked.by == owner.id
    await there.linking.unlink(by=by(owner), now=now(), meta=meta())
    assert await here.token() == GIVEN.text
    assert (here.looks.wished, there.looks.wished) == (1, 1)
    await eventually(so_many_are_kept(door, 0), timeout_s=20)
    with pytest.raises(plex_owner.NoOwnerLinked):
        await here.linking.unlink(by=by(owner), now=now(), meta=meta())


async def test_without_the_environments_nobody_is_known_until_one_is_linked(
    house: House, door, cloud: Cloud
) -> None:
    owner = await door.owner()
    async with replica(house, cloud) as bare:
        assert await bare.owner.has_token() is False
        with pytest.raises(NoOwnerToken):
            await bare.owner.shares()
        await bare.link(owner)
        assert await bare.owner.has_token() is True
        assert (await bare.owner.shares()).owner_id == 471_100
        key = await bare.owner.key()
        assert key is not None
        assert key.owner_id == 471_100


async def test_neither_the_token_nor_who_it_is_stands_anywhere_in_clear(
    door, here: Replica
) -> None:
    await here.link(await door.owner())
    stored = await door.everything_stored()
    assert "identity.plex-owner-linked" in stored
    for secret in ("token-of-olga", "olga-at-plex", "471100"):
        assert secret not in stored, secret


async def test_of_many_that_are_linked_at_once_one_counts_and_no_other_token_is_kept(
    door, here: Replica, there: Replica
) -> None:
    owner = await door.owner()
    await asyncio.gather(*(one.link(owner) for one in (here, there) * 4))
    await eventually(so_many_are_kept(door, 1), timeout_s=20)
    assert await here.token() == await there.token()


async def test_an_account_that_does_not_own_the_server_is_refused_and_nothing_is_kept(
    door, cloud: Cloud, here: Replica
) -> None:
    owner = await door.owner()
    cloud.there = "mallory"
    assert isinstance(await here.link(owner), plex_owner.NotTheServersOwner)
    assert await tokens_kept(door) == 0
    assert await here.token() == GIVEN.text
    assert here.looks.wished == 0


async def test_a_token_goes_with_who_linked_it(door, here: Replica) -> None:
    owner = await door.owner()
    ada = await door.signed_in(owner, "ada", role="admin")
    await here.link(ada)
    assert await tokens_kept(door) == 1
    answer = await door.post(f"/members/{ada.id}/erase", who=owner)
    assert answer.is_success, answer.text
    assert await here.token() == GIVEN.text
    await eventually(so_many_are_kept(door, 0), timeout_s=20)


async def test_what_a_dead_token_had_found_is_over_once_another_is_linked(
    door, here: Replica
) -> None:
    owner = await door.owner()
    at = now()
    on = plex.TurnOn(by=owner.id, now=at, machine_id=THE_SERVER, join_as=None)
    dead = plex.Note(now=at, machine_id=THE_SERVER, watch="token_dead")
    for command in (on, dead):
        await here.settings.change(command, meta=meta())
    await here.link(owner)
    state = (await here.settings.shown()).state
    assert isinstance(state, plex.On)
    assert state.watch == "fine"


async def test_a_token_that_died_while_another_was_linked_is_not_what_is_dead(
    door, cloud: Cloud, here: Replica, there: Replica
) -> None:
    """A look that began with the old one says nothing of the new one."""
    owner = await door.owner()
    await here.link(owner)
    old = await here.token()
    assert old is not None

    async def shares(token: PlexToken) -> PlexShares:
        if token.text == old:
            await there.link(owner)
            raise PlexTokenDead
        return PlexShares(owner_id=471_100, servers=(), friends=())

    cloud.shares = shares  # type: ignore[method-assign]  another plex.tv from now on
    assert (await here.owner.shares()).owner_id == 471_100
