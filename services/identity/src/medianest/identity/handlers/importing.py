"""People are brought here from Plex or Overseerr before they ever came: by their Plex id alone."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from medianest.chassis.clock import Clock
from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.identity.domain import plex, roles
from medianest.identity.domain.roles import By
from medianest.identity.handlers.linking import Linking, Proved
from medianest.identity.handlers.plex import PlexSettings
from medianest.identity.ports import Flaw, Newcomer, Source, SourceAway, SourceUnset
from medianest.identity.ports.plex import PlexFriend, PlexOwner

Origin = Literal["plex", "overseerr"]
NAME_MAX: Final = 100
AT_ONCE: Final = 200
READ_WITHIN_S: Final = 7.0
WITHIN_S: Final = 9.0
"""One call makes no more and takes no longer, to read who is there included; the next one goes on.
The gateway waits for ten seconds."""


class Passed(Record):
    """Somebody who was not brought here, by the name they have there."""

    name: str
    reason: Flaw | Literal["erased"]


class Imported(Record):
    """What came of it. `left`: so many more wait for the next call."""

    source: Origin
    created: tuple[UUID, ...]
    known: tuple[UUID, ...]
    skipped: tuple[Passed, ...]
    left: int


@dataclass(frozen=True, slots=True)
class FromPlex:
    """A `Source`: those with whom the owner shares the household's media server."""

    settings: PlexSettings
    owner: PlexOwner

    async def newcomers(self) -> Sequence[Newcomer]:
        """Raises what a `Source` raises, `NoOwnerToken`, `PlexTokenDead` and `PlexAway`."""
        settings = (await self.settings.shown()).state
        if isinstance(settings, plex.Off):
            raise SourceUnset
        shares = await self.owner.shares()
        return [_newcomer(one, settings.machine_id) for one in shares.friends]


@dataclass(frozen=True, slots=True)
class Importing:
    """Brings people, as often as one likes: who is here already stays as they are."""

    sources: Mapping[Origin, Source]
    settings: PlexSettings
    linking: Linking
    clock: Clock

    async def bring(self, origin: Origin, *, by: By, now: datetime, meta: Meta) -> Imported:
        """Nobody is told apart or put together by a name or an address."""
        role = await self._role()
        roles.may_welcome(by, role)
        until = self.clock.monotonic() + WITHIN_S
        newcomers = await self._newcomers(origin)
        created: list[UUID] = []
        known: list[UUID] = []
        skipped: list[Passed] = []
        left = 0
        for one in newcomers:
            if one.plex_id is None or one.flaw is not None:
                reason = one.flaw or "not_from_plex"
                skipped.append(Passed(name=one.name[:NAME_MAX], reason=reason))
                continue
            if len(created) >= AT_ONCE or self.clock.monotonic() >= until:
                left += 1
                continue
            proved = Proved(provider=plex.PROVIDER, subject=one.plex_id, name=one.name)
            brought = await self.linking.bring(proved, role=role, by=by, now=now, meta=meta)
            if brought.member_id is None:
                skipped.append(Passed(name=one.name[:NAME_MAX], reason="erased"))
            else:
                (created if brought.is_new else known).append(brought.member_id)
        return Imported(
            source=origin,
            created=tuple(created),
            known=tuple(dict.fromkeys(known)),
            skipped=tuple(skipped),
            left=left,
        )

    async def _newcomers(self, origin: Origin) -> Sequence[Newcomer]:
        """However many answers it takes. Raises what a `Source` raises."""
        try:
            async with asyncio.timeout(READ_WITHIN_S):
                return await self.sources[origin].newcomers()
        except TimeoutError:
            raise SourceAway(retry_after_s=60) from None

    async def _role(self) -> plex.JoinAs:
        """The same as when they come by themselves; a member where nobody comes by themselves."""
        settings = (await self.settings.shown()).state
        joins = settings.join_as if isinstance(settings, plex.On) else None
        return joins or "member"


def _newcomer(friend: PlexFriend, machine_id: str) -> Newcomer:
    share = friend.shares.get(machine_id)
    flaw: Flaw | None = None
    if share is None:
        flaw = "not_shared"
    elif share == "pending":
        flaw = "pending"
    elif not friend.can_sign_in:
        flaw = "cannot_sign_in"
    return Newcomer(plex_id=str(friend.id), name=friend.name, flaw=flaw)
