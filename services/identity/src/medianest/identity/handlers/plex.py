"""People sign in with Plex if they may use the household's media server; admins say which it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from urllib.parse import urlencode

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Receipt, Step
from medianest.identity.domain import plex, roles
from medianest.identity.domain.roles import By
from medianest.identity.handlers.begun import (
    Beginnings,
    BegunElsewhere,
    Finished,
    Started,
    finished,
)
from medianest.identity.handlers.entering import Halfway
from medianest.identity.handlers.linking import Linking, Proved
from medianest.identity.handlers.opening import Browser, SignedIn
from medianest.identity.ports import Begun
from medianest.identity.ports.plex import (
    PlexAccount,
    PlexAccounts,
    PlexAway,
    PlexOwner,
    PlexServer,
    PlexTokenDead,
)

RETURN: Final = "/api/v1/auth/plex/return"
PlexStream = Decider[plex.PlexState, plex.PlexFact]


class NoAccessToServer(Forbidden):
    """This Plex account may not use the household's media server; ask its owner to share it."""


class Shown(Record):
    """How it is set, and the version of that."""

    state: plex.PlexState
    version: int


class TriedStep(Record):
    """One step of a test; `flaw` says in plain words why it did not go well."""

    name: str
    ok: bool
    flaw: str | None = None


@dataclass(frozen=True, slots=True)
class PlexSettings:
    """On for one media server, or off."""

    log: Log
    stream: PlexStream
    accounts: PlexAccounts
    owner: PlexOwner

    async def shown(self) -> Shown:
        """As it is set now."""
        loaded = await self.log.load(self.stream, plex.THE_PLEX)
        return Shown(state=loaded.state, version=loaded.version)

    async def on(self) -> plex.On:
        """Raises `PlexIsOff`."""
        state = (await self.shown()).state
        if isinstance(state, plex.Off):
            raise plex.PlexIsOff
        return state

    async def change(
        self, command: plex.PlexCommand, *, expected: int | None = None, meta: Meta
    ) -> Receipt:
        """Turn it on, to another server, or off."""
        step = Step(self.stream, plex.THE_PLEX, partial(plex.decide, command), expected)
        return await self.log.carry_out(step, meta=meta)

    def owner_proved(self, machine_id: str, now: datetime) -> Step[plex.PlexState, plex.PlexFact]:
        """What it means for this server that the account that owns it was linked."""
        command = plex.OwnerProved(now=now, machine_id=machine_id)
        return Step(self.stream, plex.THE_PLEX, partial(plex.decide, command))

    async def steps(self) -> Sequence[TriedStep]:
        """Whether Plex gives out PINs here, and, with the owner's token, knows the server.

        Raises `PlexIsOff`.
        """
        settings = await self.on()
        try:
            await self.accounts.begin()
        except PlexAway as away:
            return [TriedStep(name="Plex answers", ok=False, flaw=str(away))]
        answers = TriedStep(name="Plex answers", ok=True)
        if not await self.owner.has_token():
            return [answers]
        return [answers, *await self._owners_steps(settings.machine_id)]

    async def servers(self) -> Sequence[PlexServer]:
        """The owner's media servers, one of which may have replaced the one that is set."""
        return (await self.owner.shares()).servers

    async def _owners_steps(self, machine_id: str) -> Sequence[TriedStep]:
        try:
            shares = await self.owner.shares()
        except (PlexAway, PlexTokenDead) as flaw:
            return [TriedStep(name="The owner's token counts", ok=False, flaw=str(flaw))]
        counts = TriedStep(name="The owner's token counts", ok=True)
        if shares.has(machine_id):
            return [counts, TriedStep(name="The server is the owner's", ok=True)]
        gone = "None of the owner's servers is called this; choose the new one."
        return [counts, TriedStep(name="The server is the owner's", ok=False, flaw=gone)]


@dataclass(frozen=True, slots=True)
class PlexSignIn:
    """The way in by Plex: begun here, approved there, finished here."""

    settings: PlexSettings
    accounts: PlexAccounts
    beginnings: Beginnings
    linking: Linking
    public_url: str

    async def start(self, *, return_to: str, by: By | None, now: datetime) -> Started:
        """Raises `PlexIsOff`, `PlexAway`, and `OnlyInPerson` for an API key."""
        await self.settings.on()
        if by is not None:
            roles.must_be_there(by)
        who = by.member_id if by else None
        pin = await self.accounts.begin()
        ticket = self.beginnings.ticket()
        expires_at = await self.beginnings.begin(
            ticket,
            plex.PROVIDER,
            str(pin.id),
            return_to=return_to,
            member_id=who,
            now=now,
        )
        back = f"{self.public_url.rstrip('/')}{RETURN}?{urlencode({'tx': ticket.value})}"
        return Started(auth_url=self.accounts.page(pin, back), expires_at=expires_at, ticket=ticket)

    async def finish(
        self, value: str, cookie: str, *, by: By | None, browser: Browser, now: datetime, meta: Meta
    ) -> Finished:
        """Raises `PlexIsOff`, `BegunElsewhere`; all else tells where they were going."""
        settings = await self.settings.on()
        who = by.member_id if by else None
        begun = await self.beginnings.finish(plex.PROVIDER, value, cookie, member_id=who, now=now)
        return await finished(
            begun, self._into(begun, settings, by=by, browser=browser, now=now, meta=meta)
        )

    async def _into(
        self,
        begun: Begun,
        settings: plex.On,
        *,
        by: By | None,
        browser: Browser,
        now: datetime,
        meta: Meta,
    ) -> SignedIn | Halfway | Receipt:
        """Raises `PlexAway`, `BegunElsewhere`, `NoAccessToServer`."""
        owner = await self.settings.owner.key()
        account = await self.accounts.approved_by(int(begun.detail), owner)
        if account is None:
            raise BegunElsewhere
        if settings.machine_id not in account.machine_ids:
            raise NoAccessToServer
        proved = _proved(account)
        if by is not None and begun.member_id is not None:
            return await self.linking.attach(by, proved, now=now, meta=meta)
        return await self.linking.come_in(
            proved,
            join_as=settings.join_as,
            browser=browser,
            now=now,
            meta=meta,
            lets_back=True,
        )


def _proved(account: PlexAccount) -> Proved:
    return Proved(provider=plex.PROVIDER, subject=str(account.id), name=account.name)
