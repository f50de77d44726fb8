"""Members are changed: by themselves, or by those who manage the household."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

import msgspec

from medianest.contracts.facts import Sealed
from medianest.contracts.limits import LimitName
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import Permission, Role
from medianest.contracts.record import Record
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import link, member, names, owners, plex_owner, username
from medianest.identity.domain.roles import By
from medianest.identity.handlers.streams import Streams, in_turn

ADDRESS_MAIL: Final = "address-mail"


class AddressMailJob(Record):
    """Somebody's mail goes to another address; `address` is the one that hears of it."""

    member_id: UUID
    address: Sealed


Asked = tuple[member.MemberCommand, owners.OwnersCommand | None]
"""What a change asks of the member, and what of the circle of owners."""


class Change(Record):
    """What is to be different; `UNSET` stays as it is.

    `proved_epoch`: the member's own epoch when they gave their password once more.
    """

    role: Role | msgspec.UnsetType = msgspec.UNSET
    permissions: Mapping[Permission, bool | None] | msgspec.UnsetType = msgspec.UNSET
    limits: Mapping[LimitName, int | None] | msgspec.UnsetType = msgspec.UNSET
    disabled: bool | msgspec.UnsetType = msgspec.UNSET
    display_name: str | msgspec.UnsetType = msgspec.UNSET
    email: str | msgspec.UnsetType | None = msgspec.UNSET
    proved_epoch: int | None = None

    def asks(self, member_id: UUID, *, by: By, now: datetime) -> Iterator[Asked]:
        """All but the texts, which must be sealed first."""
        if self.role is not msgspec.UNSET:
            rises = self.role == "owner"
            place = (owners.Gain if rises else owners.Lose)(member_id=member_id)
            yield member.ChangeRole(by=by, now=now, role=self.role), place
        if self.permissions is not msgspec.UNSET:
            yield member.ChangePermissions(by=by, now=now, wish=self.permissions), None
        if self.limits is not msgspec.UNSET:
            yield member.ChangeLimits(by=by, now=now, wish=self.limits), None
        if self.disabled is not msgspec.UNSET:
            may_act = (owners.Rest if self.disabled else owners.Return)(member_id=member_id)
            yield (member.Disable if self.disabled else member.Enable)(by=by, now=now), may_act


@dataclass(frozen=True, slots=True)
class Members:
    """Changes members, and sees to it that an owner is left."""

    log: Log
    keys: SubjectKeys
    streams: Streams

    async def change(
        self,
        member_id: UUID,
        change: Change,
        *,
        by: By,
        now: datetime,
        expected: int | None,
        meta: Meta,
    ) -> Receipt:
        """All of a change or none of it."""
        wanted = list(change.asks(member_id, by=by, now=now))
        state = (await self.log.load(self.streams.member, member_id)).state
        if not isinstance(state, member.Active | member.Disabled):
            raise member.NoSuchMember  # before anything is sealed under a key of nobody's
        texts = await self._texts(state, change, by=by, now=now)
        commands = [*(command for command, _ in wanted), *texts]
        circle = [command for _, command in wanted if command is not None]
        return await self._carry_out(member_id, commands, circle, expected=expected, meta=meta)

    async def end_sessions(
        self, member_id: UUID, *, kept: UUID | None, by: By, now: datetime, meta: Meta
    ) -> Receipt:
        """All sessions of a member are over, but for the one that is kept."""
        command = member.EndSessions(by=by, now=now, kept_session_id=kept)
        return await self._carry_out(member_id, [command], [], expected=None, meta=meta)

    async def erase(self, member_id: UUID, *, by: By, now: datetime, meta: Meta) -> Receipt:
        """A member's personal data becomes unreadable for good; their name is free again."""
        command = member.Erase(by=by, now=now)
        loaded = await self.log.load(self.streams.member, member_id)
        state = loaded.state
        member.decide(command, state)
        receipt = await self.log.carry_out(
            # As it was just read: an identity linked since then would stay behind.
            self._member_step(member_id, [command], expected=loaded.version),
            self._owners_step([owners.Lose(member_id=member_id)]),
            *self._release(member_id, state, now),
            meta=meta,
        )
        # The reaction to the fact does this as well, should the process end right here.
        await self.keys.shred(member_id)
        return receipt

    async def erase_again(self, member_id: UUID, *, now: datetime, meta: Meta) -> None:
        """A backup brought back somebody who was erased: they go again, whoever is left."""
        state = (await self.log.load(self.streams.member, member_id)).state
        if isinstance(state, member.Active | member.Disabled):
            await self.log.carry_out(
                self._member_step(member_id, [member.Erase(by=None, now=now)], expected=None),
                self._owners_step([owners.Bury(member_id=member_id)]),
                *self._release(member_id, state, now),
                meta=meta,
            )

    async def _texts(
        self,
        account: member.Active | member.Disabled,
        change: Change,
        *,
        by: By,
        now: datetime,
    ) -> Sequence[member.MemberCommand]:
        who = account.member_id
        commands: list[member.MemberCommand] = []
        if change.display_name is not msgspec.UNSET:
            name = await self.keys.seal(who, names.display_name(change.display_name))
            commands.append(member.ChangeDisplayName(by=by, now=now, display_name=name))
        if change.email is not msgspec.UNSET:
            wished = change.email.strip() if change.email else None
            before = await self.keys.open(account.email) if account.email else None
            if wished != before:  # forms send what they show, changed or not
                email = None if wished is None else names.email(wished)
                sealed = await self.keys.seal(who, email) if email else None
                commands.append(
                    member.ChangeEmail(
                        by=by, now=now, email=sealed, proved_epoch=change.proved_epoch
                    )
                )
        return commands

    async def _carry_out(
        self,
        member_id: UUID,
        commands: Sequence[member.MemberCommand],
        circle: Sequence[owners.OwnersCommand],
        *,
        expected: int | None,
        meta: Meta,
    ) -> Receipt:
        steps = [self._owners_step(circle)] if circle else []
        return await self.log.carry_out(
            self._member_step(member_id, commands, expected=expected), *steps, meta=meta
        )

    def _member_step(
        self, member_id: UUID, commands: Sequence[member.MemberCommand], *, expected: int | None
    ) -> Step[member.MemberState, member.MemberFact]:
        return Step(
            decider=self.streams.member,
            id=member_id,
            decide=in_turn(member.decide, member.evolve, commands),
            expected=expected,
        )

    def _owners_step(
        self, circle: Sequence[owners.OwnersCommand]
    ) -> Step[owners.Owners, owners.OwnersFact]:
        return Step(
            decider=self.streams.owners,
            id=owners.THE_OWNERS,
            decide=in_turn(owners.decide, owners.evolve, circle),
        )

    def _release(
        self, member_id: UUID, state: member.MemberState, now: datetime
    ) -> Sequence[Step[Any, Any]]:
        if not isinstance(state, member.Active | member.Disabled):
            return []
        name = Step(
            decider=self.streams.username,
            id=state.username_key,
            decide=partial(username.decide, username.Release(member_id=member_id)),
        )
        forget = link.Forget(member_id=member_id)
        links = [
            Step(decider=self.streams.link, id=key, decide=partial(link.decide, forget))
            for key in sorted(state.links)
        ]
        theirs = plex_owner.Forget(member_id=member_id, now=now)
        owner = Step(
            decider=self.streams.plex_owner,
            id=plex_owner.THE_OWNER,
            decide=partial(plex_owner.decide, theirs),
        )
        return [name, *links, owner]
