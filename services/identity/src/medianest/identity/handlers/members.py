"""Members are changed: by themselves, or by those who manage the household."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from medianest.contracts.limits import LimitName
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import Permission, Role
from medianest.contracts.record import Record
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import link, member, names, owners, username
from medianest.identity.domain.roles import By
from medianest.identity.handlers.streams import Streams, in_turn


class Change(Record):
    """What is to be different; `UNSET` stays as it is."""

    role: Role | msgspec.UnsetType = msgspec.UNSET
    permissions: Mapping[Permission, bool | None] | msgspec.UnsetType = msgspec.UNSET
    limits: Mapping[LimitName, int | None] | msgspec.UnsetType = msgspec.UNSET
    disabled: bool | msgspec.UnsetType = msgspec.UNSET
    display_name: str | msgspec.UnsetType = msgspec.UNSET
    email: str | msgspec.UnsetType | None = msgspec.UNSET


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
        commands: list[member.MemberCommand] = []
        circle: list[owners.OwnersCommand] = []
        if change.role is not msgspec.UNSET:
            commands.append(member.ChangeRole(by=by, now=now, role=change.role))
            circle.append(
                owners.Gain(member_id=member_id)
                if change.role == "owner"
                else owners.Lose(member_id=member_id)
            )
        if change.permissions is not msgspec.UNSET:
            commands.append(member.ChangePermissions(by=by, now=now, wish=change.permissions))
        if change.limits is not msgspec.UNSET:
            commands.append(member.ChangeLimits(by=by, now=now, wish=change.limits))
        if change.disabled is not msgspec.UNSET:
            commands.append((member.Disable if change.disabled else member.Enable)(by=by, now=now))
            circle.append((owners.Rest if change.disabled else owners.Return)(member_id=member_id))
        loaded = await self.log.load(self.streams.member, member_id)
        if not isinstance(loaded.state, member.Active | member.Disabled):
            raise member.NoSuchMember  # before anything is sealed under a key of nobody's
        commands += await self._texts(member_id, change, by=by, now=now)
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
            *self._release(member_id, state),
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
                *self._release(member_id, state),
                meta=meta,
            )

    async def _texts(
        self, member_id: UUID, change: Change, *, by: By, now: datetime
    ) -> Sequence[member.MemberCommand]:
        commands: list[member.MemberCommand] = []
        if change.display_name is not msgspec.UNSET:
            name = await self.keys.seal(member_id, names.display_name(change.display_name))
            commands.append(member.ChangeDisplayName(by=by, now=now, display_name=name))
        if change.email is not msgspec.UNSET:
            email = names.email(change.email) if change.email else None
            sealed = await self.keys.seal(member_id, email) if email else None
            commands.append(member.ChangeEmail(by=by, now=now, email=sealed))
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

    def _release(self, member_id: UUID, state: member.MemberState) -> Sequence[Step[Any, Any]]:
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
        return [name, *links]
