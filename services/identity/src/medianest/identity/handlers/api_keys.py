"""API keys are issued, with one sight of each, and taken back."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta, Once
from medianest.contracts.permissions import Permission
from medianest.contracts.record import Record
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import api_key, member, names
from medianest.identity.domain.roles import By
from medianest.identity.handlers.streams import Streams

PREFIX: Final = "mn_"
"""So that people, and programs that look for leaked secrets, know one when they see it."""
_KEY_BYTES: Final = 32


class NewApiKey(Record):
    """A key that is there now; `key` is None when it was made, and shown, before."""

    key_id: UUID
    receipt: Receipt
    key: str | None

    def __repr__(self) -> str:
        """Never the key."""
        return f"NewApiKey(key_id={self.key_id})"


@dataclass(frozen=True, slots=True)
class ApiKeys:
    """Makes keys for a member's programs."""

    log: Log
    keys: SubjectKeys
    streams: Streams

    async def issue(
        self,
        name: str,
        scopes: frozenset[Permission],
        expires_at: datetime | None,
        *,
        by: By,
        now: datetime,
        meta: Meta,
        once: Once | None,
    ) -> NewApiKey:
        """A new key for oneself, good for `scopes` as long as one may do them oneself."""
        state = (await self.log.load(self.streams.member, by.member_id)).state
        if not isinstance(state, member.Active):
            raise member.NoSuchMember
        key = PREFIX + secrets.token_urlsafe(_KEY_BYTES)
        command = api_key.Issue(
            key_id=new_id(),
            by=by,
            now=now,
            epoch=state.epoch,
            key_sha256=hashlib.sha256(key.encode()).hexdigest(),
            name=await self.keys.seal(by.member_id, names.display_name(name)),
            scopes=scopes,
            expires_at=expires_at,
        )
        receipt = await self.log.carry_out(
            self._step(command.key_id, command), meta=meta, once=once
        )
        is_new = receipt.id == command.key_id
        return NewApiKey(key_id=receipt.id, receipt=receipt, key=key if is_new else None)

    async def revoke(self, key_id: UUID, *, by: By, now: datetime, meta: Meta) -> Receipt:
        """One of one's own keys is over."""
        return await self.log.carry_out(
            self._step(key_id, api_key.Revoke(by=by, now=now)), meta=meta
        )

    def _step(
        self, key_id: UUID, command: api_key.ApiKeyCommand
    ) -> Step[api_key.ApiKeyState, api_key.ApiKeyFact]:
        return Step(
            decider=self.streams.api_key, id=key_id, decide=partial(api_key.decide, command)
        )
