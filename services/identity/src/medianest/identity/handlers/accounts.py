"""Accounts are made: by an admin, and once by whoever sets the installation up."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from medianest.contracts.ids import new_id
from medianest.contracts.limits import LimitName
from medianest.contracts.meta import Meta, Once
from medianest.contracts.permissions import Role
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict, Forbidden
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import link, member, names, owners, setup, username
from medianest.identity.domain.roles import By, may_welcome
from medianest.identity.handlers.opening import Browser, Opening, SignedIn
from medianest.identity.handlers.repeating import peppered
from medianest.identity.handlers.streams import Streams, in_turn
from medianest.identity.ports import Passwords

_NONE: Final[Mapping[LimitName, int]] = MappingProxyType({})


class NewAccount(Record):
    """What somebody typed for an account."""

    username: str
    password: str
    display_name: str | None = None
    email: str | None = None

    def __repr__(self) -> str:
        """Never the password."""
        return "NewAccount()"


class Joined(Record):
    """A member who is there now."""

    member_id: UUID
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Accounts:
    """Makes members, each with a username that nobody else has."""

    log: Log
    keys: SubjectKeys
    streams: Streams
    passwords: Passwords
    opening: Opening
    pepper: bytes
    setup_token: str | None

    async def is_setup_open(self) -> bool:
        """Whether nobody has set this installation up yet."""
        loaded = await self.log.load(self.streams.setup, setup.THE_SETUP)
        return isinstance(loaded.state, setup.Open)

    async def set_up(
        self, token: str, account: NewAccount, *, browser: Browser, now: datetime, meta: Meta
    ) -> SignedIn:
        """Make the owner and sign them in; of many who try at once, one."""
        command = setup.SetUp(owner_id=new_id(), token_fits=self._fits(token))
        loaded = await self.log.load(self.streams.setup, setup.THE_SETUP)
        setup.decide(command, loaded.state)  # so that the slow hash is made for one who may come in
        join = await self.joining(command.owner_id, account, by=None, role="owner", now=now)
        opened = await self.opening.prepare(join.member_id, epoch=0, browser=browser, now=now)
        first_run = Step(
            decider=self.streams.setup, id=setup.THE_SETUP, decide=partial(setup.decide, command)
        )
        receipt = await self.welcome(
            join,
            first_run,
            *opened.steps,
            meta=replace(meta, actor=join.member_id),
        )
        return SignedIn(member_id=join.member_id, receipt=receipt, cookie=opened.cookie)

    async def add(
        self,
        account: NewAccount,
        *,
        role: Role,
        by: By,
        now: datetime,
        meta: Meta,
        once: Once | None,
    ) -> Joined:
        """Make an account for somebody else."""
        member_id = new_id()
        may_welcome(by, role)  # the rules ask this as well, but only after the slow hash
        join = await self.joining(member_id, account, by=by, role=role, now=now)
        receipt = await self.welcome(join, meta=meta, once=peppered(once, pepper=self.pepper))
        if receipt.id != join.member_id:
            await self.keys.shred(join.member_id)
        return Joined(member_id=receipt.id, receipt=receipt)

    async def joining(
        self, member_id: UUID, account: NewAccount, *, by: By | None, role: Role, now: datetime
    ) -> member.Join:
        """What somebody typed, checked, hashed and sealed. Ends in `welcome`."""
        name = names.username(account.username)
        shown = names.display_name(account.display_name or name)
        email = names.email(account.email) if account.email else None
        password = names.new_password(
            account.password, name=name, is_common=self.passwords.is_common
        )
        hashed = await self.passwords.hashed(password)
        return member.Join(
            member_id=member_id,
            by=by,
            now=now,
            role=role,
            username=await self.keys.seal(member_id, name),
            username_key=names.username_key(name, pepper=self.pepper),
            display_name=await self.keys.seal(member_id, shown),
            email=await self.keys.seal(member_id, email) if email else None,
            password=await self.keys.seal(member_id, hashed),
        )

    async def welcome(
        self,
        join: member.Join,
        *others: Step[Any, Any],
        limits: Mapping[LimitName, int] = _NONE,
        link_to: member.LinkIdentity | None = None,
        meta: Meta,
        once: Once | None = None,
    ) -> Receipt:
        """Let them join, with limits and a linked identity, in one command with `others`."""
        who = join.member_id
        commands: list[member.MemberCommand] = [join]
        if limits and join.by is not None:
            commands.append(member.ChangeLimits(by=join.by, now=join.now, wish=limits))
        if link_to is not None:
            commands.append(link_to)
        try:
            return await self.log.carry_out(
                Step(
                    decider=self.streams.member,
                    id=who,
                    decide=in_turn(member.decide, member.evolve, commands),
                ),
                *others,
                *self._claims(join, None if link_to is None else link_to.link_key),
                meta=meta,
                once=once,
            )
        except (Conflict, Forbidden):
            # Surely nobody joined, so their key goes; after any other error it might be needed.
            await self.keys.shred(who)
            raise

    def _claims(self, join: member.Join, link_key: UUID | None) -> Sequence[Step[Any, Any]]:
        """What only one member may have: a username, an identity elsewhere; and who are owners."""
        take = username.Take(member_id=join.member_id)
        name = Step(
            decider=self.streams.username,
            id=join.username_key,
            decide=partial(username.decide, take),
        )
        claims: list[Step[Any, Any]] = [name]
        if link_key is not None:
            attach = link.Attach(member_id=join.member_id)
            claims.append(
                Step(decider=self.streams.link, id=link_key, decide=partial(link.decide, attach))
            )
        if join.role != "owner":
            return claims
        gain = owners.Gain(member_id=join.member_id)
        circle = Step(
            decider=self.streams.owners,
            id=owners.THE_OWNERS,
            decide=partial(owners.decide, gain),
        )
        return [*claims, circle]

    def _fits(self, token: str) -> bool:
        wanted = self.setup_token
        return wanted is not None and hmac.compare_digest(token.encode(), wanted.encode())
