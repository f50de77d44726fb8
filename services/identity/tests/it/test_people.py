"""Other services show members by name, as long as there is a name to show."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest_asyncio

from medianest.eventlog.eventlog import EventLog
from medianest.testkit import eventually
from medianest.testkit.house import House


@pytest_asyncio.fixture(loop_scope="session")
async def notify(house: House) -> AsyncIterator[EventLog]:
    """The log of another service, which keeps a table of people."""
    eventlog = await EventLog.open(
        service="notify",
        settings=house("notify").settings,
        deciders=(),
    )
    await eventlog.start()
    yield eventlog
    await eventlog.stop()


async def test_others_learn_a_name_its_change_and_its_end(door, notify) -> None:
    owner = await door.owner()
    mia = await door.signed_in(owner, "mia")

    async def is_called(member_id: UUID, name: str | None) -> bool:
        return await notify.people.name(member_id) == name

    await eventually(lambda: is_called(owner.id, "Olga"), timeout_s=20)
    await eventually(lambda: is_called(mia.id, "mia"), timeout_s=20)
    await door.patch("/me", {"display_name": "Mia-Maria"}, who=mia)
    await eventually(lambda: is_called(mia.id, "Mia-Maria"), timeout_s=20)
    await door.post(f"/members/{mia.id}/erase", who=owner)
    await eventually(lambda: is_called(mia.id, None), timeout_s=20)
