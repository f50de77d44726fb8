"""People known to a provider elsewhere come in: by an account that is linked, or by joining.

Only the provider and what it calls somebody count. E-mail addresses are never compared: whoever
holds the same address elsewhere is somebody else here.
"""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Final
from uuid import UUID

import structlog

from medianest.contracts.ids import new_id
from medianest.contracts.meta import Meta
from medianest.contracts.permissions import BY_ROLE, Role
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Forbidden
from medianest.eventlog.log import Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.identity.domain import link, member, names, username
from medianest.identity.domain.roles import By
from medianest.identity.handlers.accounts import Accounts
from medianest.identity.handlers.entering import Entering, Halfway
from medianest.identity.handlers.opening import Browser, Opening, SignedIn
from medianest.identity.handlers.streams import Streams
from medianest.identity.ports import Directory

log = structlog.get_logger(__name__)

_NAMES_TRIED: Final = 20
_JOINS_TRIED: Final = 5


class NotInvited(Forbidden):
    """Nobody here knows this account yet; ask the owner to let you in."""


class Proved(Record):
    """Whom a provider vouches for: its word for them for ever, and what others call them.

    `session` is what it calls their session there, if it may end ours some day.
    """

    provider: str
    subject: str
    name: str
    session: str | None = None

    def __repr__(self) -> str:
        """Never who it is: this may end in a log."""
        return f"Proved(provider={self.provider!r})"


class Brought(Record):
    """Who it is here; nobody for one who wished to be forgotten."""

    member_id: UUID | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class Linking:
    """Signs people in by identities that belong to one member for ever."""

    log: Log
    keys: SubjectKeys
    streams: Streams
    directory: Directory
    accounts: Accounts
    opening: Opening
    entering: Entering
    pepper: bytes

    async def come_in(
        self,
        proved: Proved,
        *,
        join_as: Role | None,
        browser: Browser,
        now: datetime,
        meta: Meta,
        lets_back: bool = False,
    ) -> SignedIn | Halfway:
        """A new session, or on to the second factor.

        Who is not known yet joins with `join_as`, or is refused without it. `lets_back`: the proof
        is Plex's word as well that they may use the server, should it have said otherwise before.
        """
        via = self._via(proved)
        known = await self._known(via.link_key)
        if known is None and join_as is not None:
            into = await self._join_by_some_name(
                proved, via, role=join_as, browser=browser, now=now, meta=meta
            )
            if into is not None:
                return into
            known = await self._known(via.link_key)
        if known is None:
            log.info("sign-in.refused", reason="not invited", provider=proved.provider)
            raise NotInvited
        return await self._sign_in(
            known, via, lets_back=lets_back, browser=browser, now=now, meta=meta
        )

    async def bring(
        self, proved: Proved, *, role: Role, by: By, now: datetime, meta: Meta
    ) -> Brought:
        """Somebody joins without being there, known by this identity from now on.

        Who is here already stays as they are, and who wished to be forgotten is not brought back.
        """
        key = self._key(proved)
        async for name in self._free_names(proved.name):
            kept = (await self.log.load(self.streams.link, key)).state
            if isinstance(kept, link.Attached):
                return Brought(member_id=kept.member_id, is_new=False)
            if isinstance(kept, link.Forgotten):
                return Brought(member_id=None, is_new=False)
            join = await self._joining(name, role=role, by=by, now=now)
            herself = By(member_id=join.member_id, role=role, permissions=BY_ROLE[role])
            link_to = await self._link(herself, proved, key, now)
            try:
                await self.accounts.welcome(join, link_to=link_to, meta=meta)
            except (link.LinkedToSomebodyElse, username.UsernameInUse):
                continue
            return Brought(member_id=join.member_id, is_new=True)
        raise username.UsernameInUse

    async def attach(self, by: By, proved: Proved, *, now: datetime, meta: Meta) -> Receipt:
        """From now on a member who is signed in may come in by this identity as well."""
        key = self._key(proved)
        command = await self._link(by, proved, key, now)
        return await self.log.carry_out(
            Step(
                decider=self.streams.member,
                id=by.member_id,
                decide=partial(member.decide, command),
            ),
            Step(
                decider=self.streams.link,
                id=key,
                decide=partial(link.decide, link.Attach(member_id=by.member_id)),
            ),
            meta=meta,
        )

    async def _sign_in(
        self,
        member_id: UUID,
        via: link.Via,
        *,
        lets_back: bool,
        browser: Browser,
        now: datetime,
        meta: Meta,
    ) -> SignedIn | Halfway:
        state: member.MemberState = (await self.log.load(self.streams.member, member_id)).state
        first: list[Step[member.MemberState, member.MemberFact]] = []
        if isinstance(state, member.Disabled) and state.is_shut_out and lets_back:
            let_back = member.LetBack(now=now)
            first = [Step(self.streams.member, member_id, partial(member.decide, let_back))]
            for fact in member.decide(let_back, state):
                state = member.evolve(state, fact)
        if isinstance(state, member.Disabled):
            raise member.AccountDisabled
        if not isinstance(state, member.Active):
            raise member.NoSuchMember
        return await self.entering.enter(
            state, first=first, browser=browser, now=now, meta=meta, via=via
        )

    async def _known(self, key: UUID) -> UUID | None:
        """Whose identity it is here."""
        kept = (await self.log.load(self.streams.link, key)).state
        return kept.member_id if isinstance(kept, link.Attached) else None

    async def _join_by_some_name(
        self,
        proved: Proved,
        via: link.Via,
        *,
        role: Role,
        browser: Browser,
        now: datetime,
        meta: Meta,
    ) -> SignedIn | None:
        """None for one who meanwhile came in through another window. Raises `UsernameInUse`."""
        async for name in self._free_names(proved.name):
            join = await self._joining(name, role=role, now=now)
            try:
                return await self._join(join, proved, via, browser=browser, meta=meta)
            except link.LinkedToSomebodyElse:
                return None
            except username.UsernameInUse:
                continue  # somebody took it just now
        raise username.UsernameInUse

    async def _join(
        self, join: member.Join, proved: Proved, via: link.Via, *, browser: Browser, meta: Meta
    ) -> SignedIn:
        who = join.member_id
        opened = await self.opening.prepare(who, epoch=0, browser=browser, now=join.now, via=via)
        herself = By(member_id=who, role=join.role, permissions=BY_ROLE[join.role])
        link_to = await self._link(herself, proved, via.link_key, join.now)
        receipt = await self.accounts.welcome(
            join, *opened.steps, link_to=link_to, meta=replace(meta, actor=who)
        )
        return SignedIn(member_id=who, receipt=receipt, cookie=opened.cookie)

    async def _joining(
        self, name: str, *, role: Role, now: datetime, by: By | None = None
    ) -> member.Join:
        who = new_id()
        return member.Join(
            member_id=who,
            by=by,
            now=now,
            role=role,
            username=await self.keys.seal(who, name),
            username_key=names.username_key(name, pepper=self.pepper),
            display_name=await self.keys.seal(who, name),
            email=None,
            password=None,
        )

    async def _free_names(self, told: str) -> AsyncIterator[str]:
        """A few names like the one that was told that nobody has just now."""
        like = names.fit_username(told)
        numbered = (f"{like}-{number}" for number in range(2, _NAMES_TRIED))
        # Where a whole crowd is called the same, any free number will do.
        drawn = (f"{like}-{100 + secrets.randbelow(900)}" for _ in range(_NAMES_TRIED))
        offered = 0
        for name in chain([like], numbered, drawn):
            key = names.username_key(name, pepper=self.pepper)
            if offered < _JOINS_TRIED and await self.directory.member_of(key) is None:
                offered += 1
                yield name

    async def _link(self, by: By, proved: Proved, key: UUID, now: datetime) -> member.LinkIdentity:
        return member.LinkIdentity(
            by=by,
            now=now,
            link_key=key,
            provider=proved.provider,
            account=await self.keys.seal(by.member_id, proved.subject),
        )

    def _via(self, proved: Proved) -> link.Via:
        session_key = None
        if proved.session is not None:
            session_key = names.session_key(proved.provider, proved.session, pepper=self.pepper)
        return link.Via(link_key=self._key(proved), session_key=session_key)

    def _key(self, proved: Proved) -> UUID:
        return names.link_key(proved.provider, proved.subject, pepper=self.pepper)
