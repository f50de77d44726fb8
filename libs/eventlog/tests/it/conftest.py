"""An event log on a real Postgres, with a guestbook in it."""

import base64
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from medianest.chassis.settings import ServiceSettings, load
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
        *read_models: ReadModel, keks: tuple[bytes, ...] = (), started: bool = True
    ) -> EventLog:
        environ = house("notify").environ
        if keks:
            environ["MEDIANEST_NOTIFY_KEKS"] = ",".join(base64.b64encode(k).decode() for k in keks)
        eventlog = await EventLog.open(
            service="notify",
            settings=load(ServiceSettings, "notify", environ),
            deciders=(GUESTBOOK,),
            read_models=read_models or (lines(),),
            speaks=False,
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
