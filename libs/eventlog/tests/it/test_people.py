"""What others know of people follows their owner, and an erased person stays nobody."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

import pytest

from medianest.contracts.state import Person
from medianest.contracts.topology import ServiceName
from medianest.eventlog.bus.broker import Broker, NatsAccess
from medianest.eventlog.bus.state import StateValues
from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.readers.people import KEEP, People, row_of
from medianest.testkit import eventually
from medianest.testkit.house import House
from medianest.testkit.people import ANNA

Open = Callable[..., Awaitable[EventLog]]
GONE: Final = """
select erased and display_name = '' and plex_id is null from people where member_id = $1
"""
RENAMED: Final = Person(
    version=5, member_id=ANNA, display_name="Anna B.", role="member", plex_id="77"
)
"""The newest before a backup was restored whose log ends at version 3."""
ERASED: Final = Person(version=4, member_id=ANNA, display_name="", role="member", erased=True)


def broker(house: House, service: ServiceName) -> Broker:
    its = house(service)
    return Broker(service, NatsAccess(url=its.nats_url, seed=its.nats_seed))


@pytest.fixture
async def values(house: House) -> AsyncIterator[StateValues]:
    """What identity tells of people."""

    async def none() -> list[Person]:
        return []

    identity = broker(house, "identity")
    await identity.start()
    values = StateValues("identity", identity, none)
    await values.start()
    yield values
    await values.stop()
    await identity.stop()


async def test_who_is_erased_after_a_restore_has_no_name_left_whatever_the_number_says(
    open_log: Open, house: House, values: StateValues
) -> None:
    pool = (await open_log()).pool
    notify = broker(house, "notify")
    await notify.start()
    people = People(pool, notify)
    await people.start()

    async def is_gone() -> bool:
        return bool(await pool.fetchval(GONE, ANNA))

    async def is_known() -> bool:
        return await people.name(ANNA) == "Anna B." and await people.plex_id(ANNA) == "77"

    await values.put(RENAMED)
    await eventually(is_known)
    await values.put(ERASED)
    await eventually(is_gone)
    await people.stop()
    await notify.stop()


async def test_nothing_brings_back_the_name_of_who_is_erased(open_log: Open) -> None:
    pool = (await open_log()).pool
    for person in (ERASED, RENAMED):
        await pool.executemany(KEEP, [row_of(person)])
    assert await pool.fetchval(GONE, ANNA)
