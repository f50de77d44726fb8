"""Whom the house knows as the owner of the media server: linked on a page, else the environment's.

Every look asks the log, so what one replica links or unlinks counts in all of them from then on.
"""

from dataclasses import dataclass

from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.eventlog.secrecy.secrets import NoSuchSecret, Secrets
from medianest.identity.domain import plex_owner
from medianest.identity.ports.plex import (
    NoOwnerToken,
    OwnerKey,
    PlexAccounts,
    PlexShares,
    PlexToken,
    PlexTokenDead,
)

PlexOwnerStream = Decider[plex_owner.PlexOwnerState, plex_owner.PlexOwnerFact]


class OwnerShown(Record):
    """Whether there is a token, and what was linked here; `name` is theirs at Plex."""

    has_token: bool
    linked: plex_owner.Linked | None
    name: str | None


@dataclass(frozen=True, slots=True)
class OwnersAccount:
    """The port `PlexOwner`; `given`, the environment's token, counts until an account is linked."""

    log: Log
    stream: PlexOwnerStream
    keys: SubjectKeys
    secrets: Secrets
    accounts: PlexAccounts
    given: PlexToken | None

    async def shown(self) -> OwnerShown:
        """As it is now; of who was erased no name is left."""
        state = await self._state()
        if isinstance(state, plex_owner.Unlinked):
            return OwnerShown(has_token=self.given is not None, linked=None, name=None)
        name = await self.keys.open(state.name)
        return OwnerShown(has_token=True, linked=state, name=name)

    async def has_token(self) -> bool:
        return self.given is not None or isinstance(await self._state(), plex_owner.Linked)

    async def key(self) -> OwnerKey | None:
        state = await self._state()
        try:
            return await self._key(state)
        except NoSuchSecret:
            # Somebody linked another one just now, and the one that was seen is gone.
            if (anew := await self._state()) == state:
                raise
            return await self._key(anew)

    async def shares(self) -> PlexShares:
        key = await self.key()
        if key is None:
            raise NoOwnerToken
        try:
            return await self.accounts.shares(key.token)
        except PlexTokenDead:
            if (anew := await self.key()) in {None, key}:
                raise
            # Linked anew while the old one was asked: only that is dead.
            return await self.accounts.shares(anew.token)

    async def _state(self) -> plex_owner.PlexOwnerState:
        return (await self.log.load(self.stream, plex_owner.THE_OWNER)).state

    async def _key(self, state: plex_owner.PlexOwnerState) -> OwnerKey | None:
        if isinstance(state, plex_owner.Unlinked):
            return None if self.given is None else OwnerKey(token=self.given)
        token = PlexToken(text=await self.secrets.get(state.token_id))
        account = await self.keys.open(state.account)
        return OwnerKey(token=token, owner_id=None if account is None else int(account))
