"""A sign-in elsewhere is begun by one browser, and finished once, by that browser.

The browser gets a short cookie; the provider sends it back with a ticket. Whoever comes with a
ticket ends it, so one that was handed to somebody else opens nothing afterwards.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden, Invalid, Refusal
from medianest.eventlog.log import Receipt
from medianest.identity.handlers.entering import Halfway
from medianest.identity.handlers.opening import SignedIn
from medianest.identity.ports import Begun, WaysInBegun

LIVES_S: Final = 15 * 60
_BYTES: Final = 32
# One slash and then neither slash nor backslash; nothing that browsers drop or fold.
_OURS: Final = re.compile(r"/(?:[\w\-.~%!$&'()*+,;=:@?][\w\-.~%!$&'()*+,;=:@?/]{0,299})?", re.ASCII)


class NotAPageOfOurs(Invalid):
    """After signing in you can only go to a page of this MediaNest."""


class BegunElsewhere(Forbidden):
    """This sign-in ran out, was used already, or was begun in another browser. Begin again."""


class Ticket(Record):
    """`value` comes back by the provider, `browser` by the cookie."""

    value: str
    browser: str

    def __repr__(self) -> str:
        """Neither of them: together they are a way in."""
        return "Ticket()"


class Started(Record):
    """Where the browser goes, and what it must bring back."""

    auth_url: str
    expires_at: datetime
    ticket: Ticket


class Finished(Record):
    """Where the browser goes on, and what came of it.

    `links`: it was begun to link an account; what came of that is a receipt, or why not.
    """

    return_to: str
    links: bool
    into: SignedIn | Halfway | Receipt | Refusal


def page_of_ours(wanted: str | None) -> str:
    """Where to go afterwards. Raises `NotAPageOfOurs`."""
    if wanted is None:
        return "/"
    if not _OURS.fullmatch(wanted):
        raise NotAPageOfOurs
    return wanted


async def finished(begun: Begun, way: Awaitable[SignedIn | Halfway | Receipt]) -> Finished:
    """What came of it; a refusal as well, so that the way on is not forgotten over it."""
    into: SignedIn | Halfway | Receipt | Refusal
    try:
        into = await way
    except Refusal as refusal:
        into = refusal
    return Finished(return_to=begun.return_to, links=begun.member_id is not None, into=into)


@dataclass(frozen=True, slots=True)
class Beginnings:
    """Ties both ends of a sign-in elsewhere together."""

    kept: WaysInBegun

    def ticket(self) -> Ticket:
        """A new one, of which nobody knows yet."""
        return Ticket(value=secrets.token_urlsafe(_BYTES), browser=secrets.token_urlsafe(_BYTES))

    async def begin(
        self,
        ticket: Ticket,
        provider: str,
        detail: str,
        *,
        return_to: str,
        member_id: UUID | None,
        now: datetime,
    ) -> datetime:
        """Keep it; the answer is when it is over."""
        expires_at = now + timedelta(seconds=LIVES_S)
        begun = Begun(
            provider=provider,
            browser_sha256=_sha256(ticket.browser),
            detail=detail,
            return_to=return_to,
            member_id=member_id,
            expires_at=expires_at,
        )
        await self.kept.keep(_sha256(ticket.value), begun)
        return expires_at

    async def finish(
        self, provider: str, value: str, browser: str, *, member_id: UUID | None, now: datetime
    ) -> Begun:
        """What was begun, for once. Raises `BegunElsewhere`."""
        begun = await self.kept.take(_sha256(value))
        if begun is None or begun.provider != provider or begun.expires_at <= now:
            raise BegunElsewhere
        if not hmac.compare_digest(begun.browser_sha256, _sha256(browser)):
            raise BegunElsewhere
        if begun.member_id is not None and begun.member_id != member_id:
            raise BegunElsewhere
        return begun


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
