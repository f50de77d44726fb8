"""How the commands of a wish are carried out, with the member's allowance and the title's claim."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from medianest.contracts.facts import Sealed
from medianest.contracts.meta import Meta, Once
from medianest.eventlog.decider import Decider
from medianest.eventlog.facts import Stored
from medianest.eventlog.log import Loaded, Log, Receipt, Step
from medianest.eventlog.secrecy.keys import SubjectKeys
from medianest.requests.domain import allowance, claim, deciding
from medianest.requests.domain.allowance import Allowance, AllowanceFact
from medianest.requests.domain.claim import ClaimFact, Claims, title_id
from medianest.requests.domain.wish import (
    Ask,
    Cancel,
    Decision,
    Decline,
    Edit,
    Follow,
    Here,
    Known,
    NoSuchRequest,
    Nothing,
    Refused,
    Retry,
    TakenBack,
    Title,
    Undo,
    Unfollow,
    Wanted,
    Wish,
    WishCommand,
    WishFact,
    WishState,
)
from medianest.requests.handlers.ruling import Ruling


@dataclass(frozen=True, slots=True)
class Streams:
    """What a wish touches."""

    wish: Decider[WishState, WishFact]
    allowance: Decider[Allowance, AllowanceFact]
    claim: Decider[Claims, ClaimFact]


@dataclass(frozen=True, slots=True)
class Wishing:
    """Carries out what people may do with wishes."""

    log: Log
    keys: SubjectKeys
    streams: Streams
    ruling: Ruling

    async def ask(self, command: Ask, *, meta: Meta, once: Once | None) -> Receipt:
        """The wish, its place in the quota and its title: all or none.

        What is here already takes no more than a place in the hour.
        """
        wish = (command.request_id, command.member_id, command.title)
        held: Sequence[Step[Any, Any]]
        if command.is_here:
            held = [await self._spending(*wish, 0, command.now)]
        else:
            held = await self._holding(*wish, command.wanted, command.now)
        return await self.log.carry_out(
            self._step(command.request_id, command), *held, meta=meta, once=once
        )

    async def decide(
        self, request_id: UUID, command: Decision, *, meta: Meta, expected: int | None
    ) -> Receipt:
        """A no gives back what the wish held; one who opens it again takes it again."""
        loaded = await self._load(request_id)
        state = loaded.state
        match command:
            case Decline() | Cancel():
                held = self._letting_go(state.wish, command.now)
            case Undo() | Retry() if isinstance(state, Refused | TakenBack):
                wish = state.wish
                wanted = (request_id, wish.member_id, wish.title, wish.wanted)
                held = await self._holding(*wanted, command.now)
                # What is held must fit to the state that was looked at.
                expected = loaded.version if expected is None else expected
            case _:  # a yes holds what the wish held already
                held = ()
        step = self._step(request_id, command, expected)
        return await self.log.carry_out(step, *held, meta=meta)

    async def edit(
        self, request_id: UUID, command: Edit, *, meta: Meta, expected: int | None
    ) -> Receipt:
        """Other seasons take their place in the quota and the title."""
        loaded = await self._load(request_id)
        wish = loaded.state.wish
        held: Sequence[Step[Any, Any]] = ()
        if command.seasons is not None:
            wanted = Wanted(seasons=tuple(sorted(set(command.seasons))), is_4k=wish.wanted.is_4k)
            holder = (request_id, wish.member_id, wish.title, wanted)
            held = await self._holding(*holder, command.now)
        expected = loaded.version if expected is None else expected
        step = self._step(request_id, command, expected)
        return await self.log.carry_out(step, *held, meta=meta)

    async def follow(self, request_id: UUID, command: Follow | Unfollow, *, meta: Meta) -> Receipt:
        return await self.log.carry_out(self._step(request_id, command), meta=meta)

    async def history(self, request_id: UUID) -> Sequence[Stored[WishFact]]:
        """Everything that happened to it, oldest first."""
        return await self.log.history(self.streams.wish, request_id)

    async def allowance_of(self, member_id: UUID) -> Allowance:
        return (await self.log.load(self.streams.allowance, member_id)).state

    async def seal(self, subject: UUID, text: str | None) -> Sealed | None:
        """A note or a reason, readable for as long as its subject is there."""
        return None if not text else await self.keys.seal(subject, text)

    def limit(self, member_id: UUID, an_hour: int | None, now: datetime) -> Step[Any, Any]:
        """A member's own limit, as identity says it."""
        command = allowance.Allow(an_hour=an_hour, now=now)
        return Step(self.streams.allowance, member_id, partial(allowance.decide, command))

    async def _load(self, request_id: UUID) -> Loaded[Known]:
        loaded = await self.log.load(self.streams.wish, request_id)
        if isinstance(loaded.state, Nothing):
            raise NoSuchRequest
        return Loaded(state=loaded.state, version=loaded.version)

    def _step(
        self, request_id: UUID, command: WishCommand, expected: int | None = None
    ) -> Step[WishState, WishFact]:
        decide = partial(deciding.decide, command)
        return Step(self.streams.wish, request_id, decide, expected)

    async def _holding(
        self, request_id: UUID, member_id: UUID, title: Title, wanted: Wanted, now: datetime
    ) -> Sequence[Step[Any, Any]]:
        seasons = tuple(sorted(set(wanted.seasons)))
        held = title_id(title.media_type, title.tmdb_id, is_4k=wanted.is_4k)
        claims = (await self.log.load(self.streams.claim, held)).state
        others = [one.request_id for one in claims.in_the_way(request_id, seasons)]
        over = frozenset([other for other in others if await self._has_come(other)])
        take = claim.Take(request_id=request_id, seasons=seasons, now=now, over=over)
        return (
            Step(self.streams.claim, held, partial(claim.decide, take)),
            await self._spending(request_id, member_id, title, max(1, len(seasons)), now),
        )

    async def _spending(
        self, request_id: UUID, member_id: UUID, title: Title, units: int, now: datetime
    ) -> Step[Any, Any]:
        spend = allowance.Spend(
            request_id=request_id,
            media_type=title.media_type,
            units=units,
            house=(await self.ruling.rules()).at_most,
            now=now,
        )
        return Step(self.streams.allowance, member_id, partial(allowance.decide, spend))

    async def _has_come(self, request_id: UUID) -> bool:
        """What has come stays come, so nobody can make it untrue before it is decided."""
        return isinstance((await self.log.load(self.streams.wish, request_id)).state, Here)

    def _letting_go(self, wish: Wish, now: datetime) -> Sequence[Step[Any, Any]]:
        release = claim.Release(request_id=wish.request_id, now=now)
        give_back = allowance.GiveBack(request_id=wish.request_id, now=now)
        title = wish.title
        held = title_id(title.media_type, title.tmdb_id, is_4k=wish.wanted.is_4k)
        return (
            Step(self.streams.claim, held, partial(claim.decide, release)),
            Step(self.streams.allowance, wish.member_id, partial(allowance.decide, give_back)),
        )
