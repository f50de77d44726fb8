"""People sign in with a name and a password, change the password, and sign out.

An unknown name and a wrong password are told apart neither by the answer nor by the clock: both do
the same work, and no refusal leaves before `floor_s` have passed.
"""

import asyncio
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import structlog

from medianest.chassis.clock import Clock
from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.record import replace
from medianest.contracts.refusals import NotSignedIn, Refusal
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import member, names, session
from medianest.identity.domain.roles import By
from medianest.identity.handlers.entering import Entering, Halfway
from medianest.identity.handlers.opening import Browser, Opening, SignedIn
from medianest.identity.handlers.proving import Proving
from medianest.identity.handlers.streams import Streams
from medianest.identity.ports import Directory, Passwords

log = structlog.get_logger(__name__)


class WrongNameOrPassword(NotSignedIn):
    """This username and password don't go together."""


@dataclass(frozen=True, slots=True)
class SigningIn:
    """The local way in."""

    log: Log
    keys: SubjectKeys
    streams: Streams
    passwords: Passwords
    directory: Directory
    opening: Opening
    entering: Entering
    proving: Proving
    clock: Clock
    pepper: bytes
    floor_s: float

    async def sign_in(
        self, name: str, password: str, *, browser: Browser, meta: Meta
    ) -> SignedIn | Halfway:
        """A new session with a new cookie, whatever cookie the browser had before."""
        asked_at = self.clock.monotonic()
        try:
            account = await self._recognized(name, password)
        except Refusal:
            await asyncio.sleep(max(0.0, asked_at + self.floor_s - self.clock.monotonic()))
            raise
        return await self.entering.enter(account, browser=browser, now=self.clock.now(), meta=meta)

    async def change_password(
        self, by: By, old: str, new: str, *, browser: Browser, meta: Meta
    ) -> SignedIn:
        """Every session ends, and the asker goes on in a new one."""
        state = await self.proving.by_password(by, old)
        name = await self.keys.open(state.username) or ""
        fit = names.new_password(new, name=name, is_common=self.passwords.is_common)
        hashed = await self.passwords.hashed(fit)
        command = member.SetPassword(
            by=by,
            now=self.clock.now(),
            epoch=state.epoch,
            password=await self.keys.seal(by.member_id, hashed),
        )
        opened = await self.opening.prepare(
            by.member_id,
            epoch=state.epoch + 1,
            browser=replace(browser, held=None),  # it ends with all the others
            now=command.now,
        )
        receipt = await self.log.carry_out(
            Step(
                decider=self.streams.member,
                id=by.member_id,
                decide=partial(member.decide, command),
            ),
            *opened.steps,
            meta=meta,
        )
        return SignedIn(member_id=by.member_id, receipt=receipt, cookie=opened.cookie)

    async def sign_out(self, member_id: UUID, session_id: UUID, *, meta: Meta) -> Receipt:
        """End one session of a member."""
        command = session.Revoke(by=member_id, now=self.clock.now())
        return await self.log.carry_out(
            Step(
                decider=self.streams.session,
                id=session_id,
                decide=partial(session.decide, command),
            ),
            meta=meta,
        )

    async def _recognized(self, name: str, password: str) -> member.Active:
        """The member who has this name and password; the same steps are taken for nobody."""
        key = names.username_key(name, pepper=self.pepper)
        who = await self.directory.member_of(key)
        state = (await self.log.load(self.streams.member, who or new_id())).state
        match state:
            case member.Active() | member.Disabled():
                fits = await self.proving.fits(password, state)
            case member.Missing() | member.Erased():
                await self.passwords.waste(names.typed_password(password))
                fits = False
        if isinstance(state, member.Active) and fits:
            return state
        if isinstance(state, member.Disabled) and fits:
            log.info("sign-in.refused", reason="disabled", member_id=str(state.member_id))
            raise member.AccountDisabled
        log.info("sign-in.refused", reason="wrong name or password")
        raise WrongNameOrPassword
