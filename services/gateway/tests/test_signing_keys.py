"""The private halves of signing keys are kept, and only of those that are keys."""

import asyncio
from typing import Any

from medianest.eventlog.eventlog import EventLog
from medianest.gateway.app import KEYRING
from medianest.gateway.handlers import OWNER, SigningKeys


async def test_of_a_key_that_came_second_nothing_stays_behind(house: Any) -> None:
    settings = house("gateway").settings
    eventlog = await EventLog.open(
        service="gateway", settings=settings, deciders=(KEYRING,), speaks=False
    )
    await eventlog.start()
    replicas = [
        SigningKeys(eventlog.log, eventlog.secrets, KEYRING, ("provisioned", "7" * 64))
        for _ in range(2)
    ]
    try:
        await asyncio.gather(*(each.start() for each in replicas))
        await asyncio.gather(*(each.publish() for each in replicas))
        async with eventlog.pool.acquire() as connection:
            kept = await connection.fetchval("select count(*) from secrets where owner = $1", OWNER)
        assert kept == 2
    finally:
        for each in replicas:
            await each.stop()
        await eventlog.stop(grace_s=2)
