"""A provider says that somebody left there: the sessions here that came by it are over.

So is what waits for a second factor: the first half was the provider's word, and counts no more.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

import structlog

from medianest.contracts.meta import Meta
from medianest.eventlog.log import Log, Receipt, Step
from medianest.identity.domain import names, pending, session
from medianest.identity.handlers.openid import NoSuchProvider, Offered
from medianest.identity.handlers.streams import Streams
from medianest.identity.ports import LogoutsElsewhere, NotVouchedFor

log = structlog.get_logger(__name__)
_AT_ONCE: Final = 20


@dataclass(frozen=True, slots=True)
class LeftElsewhere:
    """Ends what it opened on a provider's word. API keys stay: they did not come by it."""

    offered: Mapping[str, Offered]
    log: Log
    streams: Streams
    logouts: LogoutsElsewhere
    pepper: bytes

    def provider(self, id_: str) -> Offered:
        """Raises `NoSuchProvider`."""
        found = self.offered.get(id_)
        if found is None:
            raise NoSuchProvider
        return found

    async def hear(self, id_: str, word: str, *, now: datetime, meta: Meta) -> Sequence[Receipt]:
        """One receipt for so many sessions. Raises `NotVouchedFor`, also for a word said twice."""
        provider = self.provider(id_)
        said = await provider.at.logged_out(word)
        word_sha256 = _sha256(provider.namespace, said.word_id)
        if await self.logouts.was_heard(word_sha256):
            raise NotVouchedFor
        link_key = self._key(names.link_key, provider, said.subject)
        session_key = self._key(names.session_key, provider, said.session)
        # Who waits first: whoever goes on to a session meanwhile is found with it.
        waiting = await self.logouts.waiting_via(link_key=link_key, session_key=session_key)
        await self._carry_out([self._no_longer(one, now=now) for one in waiting], meta=meta)
        found = await self.logouts.sessions_via(link_key=link_key, session_key=session_key)
        receipts = await self._carry_out([self._ending(*one, now=now) for one in found], meta=meta)
        # Only now: should the process end before, the word may come again.
        await self.logouts.heard(word_sha256, said.heard_until)
        log.info("sign-out.elsewhere", provider=id_, sessions=len(found), waiting=len(waiting))
        return receipts

    async def _carry_out(self, steps: Sequence[Step[Any, Any]], *, meta: Meta) -> Sequence[Receipt]:
        return [
            await self.log.carry_out(*steps[at : at + _AT_ONCE], meta=meta)
            for at in range(0, len(steps), _AT_ONCE)
        ]

    def _key(self, index: Callable[..., UUID], provider: Offered, word: str | None) -> UUID | None:
        return None if word is None else index(provider.namespace, word, pepper=self.pepper)

    def _no_longer(
        self, pending_id: UUID, *, now: datetime
    ) -> Step[pending.PendingState, pending.PendingFact]:
        command = pending.End(now=now)
        return Step(
            decider=self.streams.pending, id=pending_id, decide=partial(pending.decide, command)
        )

    def _ending(
        self, session_id: UUID, member_id: UUID, *, now: datetime
    ) -> Step[session.SessionState, session.SessionFact]:
        command = session.Revoke(by=member_id, now=now)
        return Step(
            decider=self.streams.session, id=session_id, decide=partial(session.decide, command)
        )


def _sha256(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
