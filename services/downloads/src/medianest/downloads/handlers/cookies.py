"""How a member's cookies are kept, used for a download of theirs, and forgotten.

Guarantees: they lie under the member's own key, and that under the service's; once the member is
erased they open for nobody, whatever backup they come from.
"""

import contextlib
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.downloads.domain.cookies import (
    Cookies,
    CookiesCommand,
    CookiesFact,
    CookiesState,
    ForgetCookies,
    KeepCookies,
    NoCookiesKept,
    decide,
    jar_in,
)
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.eventlog.secrecy.secrets import NoSuchSecret, Secrets

CookiesStream = Decider[CookiesState, CookiesFact]
_OWNER: Final = "cookies"


class ShownCookies(Record):
    """What is said of them, and the version of their stream."""

    cookies: Cookies
    version: int


@dataclass(frozen=True, slots=True)
class CookieJars:
    """One jar a member. What is in it leaves this class only for a download of that member."""

    log: Log
    secrets: Secrets
    keys: SubjectKeys
    stream: CookiesStream

    async def shown(self, member_id: UUID) -> ShownCookies:
        """Raises `NoCookiesKept`."""
        loaded = await self.log.load(self.stream, member_id)
        if not isinstance(loaded.state, Cookies):
            raise NoCookiesKept
        return ShownCookies(cookies=loaded.state, version=loaded.version)

    async def keep(
        self, member_id: UUID, text: str, *, now: datetime, expected: int | None, meta: Meta
    ) -> Receipt:
        """Instead of those that were kept before. Raises `NotACookieFile`."""
        jar = jar_in(text)
        before = (await self.log.load(self.stream, member_id)).state
        sealed = await self.keys.seal(member_id, jar.text())
        secret_id = await self.secrets.put(_OWNER, sealed.box)
        command = KeepCookies(by=member_id, now=now, secret_id=secret_id, count=len(jar.lines))
        try:
            receipt = await self._carry_out(member_id, command, meta, expected)
        except BaseException:
            await self.secrets.drop(secret_id)
            raise
        await self._drop(before)
        return receipt

    async def forget(
        self, member_id: UUID, *, now: datetime, expected: int | None, meta: Meta
    ) -> Receipt:
        """Raises `NoCookiesKept`."""
        before = (await self.log.load(self.stream, member_id)).state
        command = ForgetCookies(by=member_id, now=now)
        receipt = await self._carry_out(member_id, command, meta, expected)
        await self._drop(before)
        return receipt

    async def of(self, member_id: UUID, url: str) -> str | None:
        """Those of this member for the site of this URL; None if there are none."""
        state = (await self.log.load(self.stream, member_id)).state
        if not isinstance(state, Cookies):
            return None
        with contextlib.suppress(NoSuchSecret):  # replaced just now; the next try has the new ones
            box = await self.secrets.get(state.secret_id)
            text = await self.keys.open(Sealed(subject=member_id, box=box))
            jar = jar_in(text).of(url) if text is not None else None
            return jar.text() if jar is not None and jar.lines else None
        return None

    async def _drop(self, before: CookiesState) -> None:
        if isinstance(before, Cookies):
            await self.secrets.drop(before.secret_id)

    async def _carry_out(
        self, member_id: UUID, command: CookiesCommand, meta: Meta, expected: int | None
    ) -> Receipt:
        step = Step(self.stream, member_id, partial(decide, command), expected)
        return await self.log.carry_out(step, meta=meta)
