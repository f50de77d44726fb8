"""The owner of the media server is linked: begun on a page, approved at Plex, kept here."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from urllib.parse import urlencode

from medianest.contracts.meta import Meta
from medianest.eventlog.log import Crowded, Receipt, Step
from medianest.identity.domain import plex, plex_owner
from medianest.identity.domain.roles import By, must_be_there
from medianest.identity.handlers.begun import (
    Beginnings,
    BegunElsewhere,
    Finished,
    Started,
    finished,
)
from medianest.identity.handlers.plex import PlexSettings
from medianest.identity.handlers.plex_owner import OwnersAccount
from medianest.identity.handlers.proving import Proof, Proving
from medianest.identity.ports import Begun
from medianest.identity.ports.plex import PlexLooking, PlexOffer

KIND: Final = "plex-owner"
"""Of these beginnings; no provider is called so, and no ticket of a sign-in ends one."""
RETURN: Final = "/api/v1/auth/plex/owner-return"


@dataclass(frozen=True, slots=True)
class OwnerLinking:
    """Links the owner's account, anew if need be, and unlinks it."""

    owner: OwnersAccount
    settings: PlexSettings
    beginnings: Beginnings
    proving: Proving
    looking: PlexLooking
    public_url: str

    async def start(self, proof: Proof, *, return_to: str, by: By, now: datetime) -> Started:
        """Raises what a proof raises, `OnlyInPerson` for an API key, and `PlexAway`."""
        await self.proving.once_more(by, proof, now=now)
        pin = await self.owner.accounts.begin()
        ticket = self.beginnings.ticket()
        expires_at = await self.beginnings.begin(
            ticket, KIND, str(pin.id), return_to=return_to, member_id=by.member_id, now=now
        )
        back = f"{self.public_url.rstrip('/')}{RETURN}?{urlencode({'tx': ticket.value})}"
        page = self.owner.accounts.page(pin, back)
        return Started(auth_url=page, expires_at=expires_at, ticket=ticket)

    async def finish(
        self, value: str, cookie: str, *, by: By | None, now: datetime, meta: Meta
    ) -> Finished:
        """Raises `BegunElsewhere`, also where it is nobody's who may; all else is in the answer."""
        who = by.member_id if by else None
        begun = await self.beginnings.finish(KIND, value, cookie, member_id=who, now=now)
        if by is None:
            raise BegunElsewhere
        return await finished(begun, self._link(begun, by=by, now=now, meta=meta))

    async def unlink(self, *, by: By, now: datetime, meta: Meta) -> Receipt:
        """The environment's token counts again; a reaction to the fact forgets the other one.

        Raises `NoOwnerLinked`, and `OnlyInPerson` for an API key.
        """
        must_be_there(by)
        command = plex_owner.Unlink(by=by.member_id, now=now)
        receipt = await self.owner.log.carry_out(self._step(command), meta=meta)
        await self.looking.soon()
        return receipt

    async def _link(self, begun: Begun, *, by: By, now: datetime, meta: Meta) -> Receipt:
        """Raises `BegunElsewhere`, `NotTheServersOwner`, `PlexAway`, `OnlyInPerson`."""
        must_be_there(by)
        offer = await self.owner.accounts.offered_by(int(begun.detail))
        if offer is None:
            raise BegunElsewhere
        state = (await self.settings.shown()).state
        machine_id = state.machine_id if isinstance(state, plex.On) else None
        plex_owner.must_own(offer.owned, machine_id)
        receipt = await self._keep(offer, machine_id, by=by, now=now, meta=meta)
        await self.looking.soon()
        return receipt

    async def _keep(
        self, offer: PlexOffer, machine_id: str | None, *, by: By, now: datetime, meta: Meta
    ) -> Receipt:
        command = plex_owner.Link(
            by=by.member_id,
            now=now,
            token_id=await self.owner.secrets.put(KIND, offer.token.text),
            account=await self.owner.keys.seal(by.member_id, str(offer.id)),
            name=await self.owner.keys.seal(by.member_id, offer.name),
        )
        proved = [] if machine_id is None else [self.settings.owner_proved(machine_id, now)]
        try:
            return await self.owner.log.carry_out(self._step(command), *proved, meta=meta)
        except Crowded:
            await self.owner.secrets.drop(command.token_id)
            raise

    def _step(
        self, command: plex_owner.PlexOwnerCommand
    ) -> Step[plex_owner.PlexOwnerState, plex_owner.PlexOwnerFact]:
        decide = partial(plex_owner.decide, command)
        return Step(self.owner.stream, plex_owner.THE_OWNER, decide)
