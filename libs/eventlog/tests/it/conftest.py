"""An event log on a real Postgres, with a guestbook in it."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from medianest.eventlog.eventlog import EventLog
from medianest.eventlog.readmodels import ReadModel
from medianest.testkit.guestbook import GUESTBOOK, lines
from medianest.testkit.house import House

Open = Callable[..., Awaitable[EventLog]]


@pytest.fixture
async def open_log(house: House) -> AsyncIterator[Open]:
    """Opens logs of one and the same service, as several processes would; stops them all."""
    opened: list[EventLog] = []

    async def opening(
        *read_models: ReadModel, keks: tuple[bytes, ...] | None = None, started: bool = True
    ) -> EventLog:
        at = house("notify")
        eventlog = await EventLog.open(
            service="notify",
            postgres_dsn=at.dsn,
            deciders=(GUESTBOOK,),
            read_models=read_models or (lines(),),
            keks=keks or at.keks,
        )
        opened.append(eventlog)
        if started:
            await eventlog.start()
        return eventlog

    yield opening
    for eventlog in opened:
        await eventlog.stop(grace_s=2)


@pytest.fixture
async def eventlog(open_log: Open) -> EventLog:
    """One started log."""
    return await open_log()
