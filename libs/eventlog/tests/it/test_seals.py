"""Seals: a fact that somebody altered behind everybody's back is found."""

from uuid import UUID, uuid4

import asyncpg
import pytest

from medianest.contracts.meta import Meta
from medianest.eventlog.audit import seals
from medianest.eventlog.audit.seals import Verdict
from medianest.eventlog.eventlog import EventLog
from medianest.testkit.guestbook import sign
from medianest.testkit.house import House

META = Meta(correlation=UUID(int=1))


async def test_every_full_thousand_is_sealed_once(eventlog: EventLog) -> None:
    await eventlog.log.carry_out(sign(uuid4(), *("x" * 999)), meta=META)
    assert await seals.seal(eventlog.pool) == 0
    await eventlog.log.carry_out(sign(uuid4(), *("x" * 1400)), meta=META)
    assert await seals.seal(eventlog.pool) == 2
    assert await seals.seal(eventlog.pool) == 0
    assert await seals.verify(eventlog.pool) == Verdict(sealed_up_to=2000, broken_at=None)


@pytest.mark.parametrize(
    "alteration",
    [
        'update facts set data = \'{"line": "y"}\' where position = 1500',
        "update facts set meta = '{}' where position = 1500",
        "update facts set recorded_at = now() - interval '1 day' where position = 1500",
        "update facts set said = null where position = 1500",
        "delete from facts where position = 1500",
    ],
)
async def test_an_altered_fact_breaks_the_seal_over_it(
    eventlog: EventLog, house: House, alteration: str
) -> None:
    await eventlog.log.carry_out(sign(uuid4(), *("x" * 2000)), meta=META)
    await seals.seal(eventlog.pool)
    superuser = await asyncpg.connect(house.admin_dsn, server_settings={"search_path": "notify"})
    await superuser.execute("alter table facts disable trigger facts_final")
    await superuser.execute(alteration)
    await superuser.close()
    assert await seals.verify(eventlog.pool) == Verdict(sealed_up_to=1000, broken_at=2000)
