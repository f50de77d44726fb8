"""Identity without its doors, for the operator at the machine itself."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

import msgspec

from medianest.chassis.settings import load
from medianest.contracts.permissions import Role
from medianest.eventlog.eventlog import EventLog
from medianest.identity.adapters.argon2 import Argon2Passwords
from medianest.identity.app.passwords import cost, way_back
from medianest.identity.app.streams import DECIDERS, READ_MODELS, STREAMS
from medianest.identity.handlers.members import Change, Members
from medianest.identity.handlers.operating import Operating
from medianest.identity.queries import People
from medianest.identity.settings import Settings


class Office:
    """Identity without its doors, for the operator at the machine itself."""

    def __init__(self, settings: Settings, eventlog: EventLog) -> None:
        self.public_url = settings.public_url
        self.people = People(eventlog.pool, eventlog.keys)
        self._passwords = Argon2Passwords(cost(settings))
        self.operating = Operating(
            log=eventlog.log,
            streams=STREAMS,
            directory=self.people,
            members=Members(log=eventlog.log, keys=eventlog.keys, streams=STREAMS),
            resetting=way_back(settings, eventlog, self._passwords),
            pepper=settings.pepper.reveal().encode(),
        )

    async def change(
        self,
        username: str,
        *,
        role: Role | msgspec.UnsetType = msgspec.UNSET,
        disabled: bool | msgspec.UnsetType = msgspec.UNSET,
        now: datetime,
    ) -> UUID:
        """A role, or whether they may sign in."""
        return await self.operating.change(username, Change(role=role, disabled=disabled), now=now)


@asynccontextmanager
async def office(environ: Mapping[str, str]) -> AsyncIterator[Office]:
    """Open it beside the running identity, which announces what is done here."""
    settings = load(Settings, "identity", environ)
    eventlog = await EventLog.open(
        service="identity",
        settings=settings,
        deciders=DECIDERS,
        read_models=READ_MODELS,
        speaks=False,
    )
    await eventlog.start()
    try:
        yield Office(settings, eventlog)
    finally:
        await eventlog.stop()
