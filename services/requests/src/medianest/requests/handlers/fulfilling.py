"""How an approved wish is fulfilled: looked up, ordered once, and followed until it is here."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from medianest.contracts.meta import Meta
from medianest.contracts.record import Record
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Log, Step
from medianest.requests.domain import deciding
from medianest.requests.domain.course import ours_of, upstream_of
from medianest.requests.domain.wish import (
    Course,
    GiveUp,
    Granted,
    Notice,
    Send,
    Sent,
    TakenBack,
    Wish,
    WishFact,
    WishState,
)
from medianest.requests.ports import (
    Askers,
    Coming,
    Fetcher,
    Look,
    Looked,
    NothingLeft,
    OnItsWay,
    Order,
    ServerAway,
    Taken,
    TitleUnknown,
    TurnedDown,
)

FULFIL: Final = "fulfil"
WITHDRAW: Final = "withdraw"
LOOK_AFTER: Final = "look-after"
LOOK_NOW: Final = "look-now"

_ENDED: Final = {
    "turned down": "The server that fetches turned it down.",
    "failed": "The server that fetches could not get it.",
    "gone": "The server that fetches has forgotten it.",
}


class WishJob(Record):
    """Which wish a job is about, and the story that it goes on with; older jobs know of none.

    `since`: what was approved later has a job of its own, which leaves its own time to undo it.
    """

    request_id: UUID
    meta: Meta | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fulfilling:
    """Carries an approved wish to the server that fetches, and follows it there."""

    log: Log
    wishes: Decider[WishState, WishFact]
    askers: Askers
    fetcher: Fetcher
    patience: timedelta

    async def granted(self, request_id: UUID) -> Granted | None:
        """The wish, if it is approved and not yet sent."""
        state = (await self.log.load(self.wishes, request_id)).state
        return state if isinstance(state, Granted) else None

    async def send(
        self, wish: Wish, still_mine: Callable[[], Awaitable[bool]], *, now: datetime, meta: Meta
    ) -> bool:
        """Whether it was seen to; not, when somebody else has the job. Raises `ServerAway`."""
        order = order_of(wish, await self.askers.plex_id(wish.member_id))
        command = await self._ordered(order, still_mine, now)
        if command is None:
            return False
        await self._carry_out(wish.request_id, command, meta)
        if isinstance(command, Send) and command.asked_as is not None:
            await self._unless_taken_back(wish.request_id, command.upstream_id)
        return True

    async def take_back_lost(self, request_id: UUID) -> None:
        """What was ordered in their name just before they took it back. Raises `ServerAway`."""
        state = (await self.log.load(self.wishes, request_id)).state
        if not isinstance(state, TakenBack) or upstream_of(state) is not None:
            return
        plex_id = await self.askers.plex_id(state.wish.member_id)
        standing = await self.fetcher.standing(order_of(state.wish, plex_id))
        if standing.asked_as is not None and standing.upstream_id is not None:
            await self.fetcher.withdraw(standing.upstream_id)

    async def give_up(self, request_id: UUID, reason: str, *, now: datetime, meta: Meta) -> None:
        """It waited for longer than anybody should."""
        await self._carry_out(request_id, GiveUp(reason=reason, now=now), meta)

    async def withdraw(self, request_id: UUID) -> None:
        """What nobody wants any more is not fetched; what others asked for there is left alone.

        Raises `ServerAway`.
        """
        state = (await self.log.load(self.wishes, request_id)).state
        if isinstance(state, TakenBack) and (upstream_id := ours_of(state)) is not None:
            await self.fetcher.withdraw(upstream_id)

    async def look_after(
        self, underway: Mapping[UUID, OnItsWay], *, now: datetime
    ) -> Mapping[UUID, Coming]:
        """How everything stands that the server is busy with, and what is coming of it.

        Raises `ServerAway` where nothing could be seen; one that it can't show stops no other.
        """
        called = (one.upstream_id for one in underway.values())
        names = frozenset(name for name in called if name is not None)
        looks = await self.fetcher.look(names) if names else {}
        coming: dict[UUID, Coming] = {}
        for request_id, one in underway.items():
            name = one.upstream_id
            looked = Looked(look="underway") if name is None else looks.get(name)
            if looked is None:
                continue
            if looked.coming is not None:
                coming[request_id] = looked.coming
            with suppress(ServerAway):  # the next round looks again
                await self._note(request_id, one, looked.look, now)
        return coming

    async def _note(self, request_id: UUID, one: OnItsWay, look: Look, now: datetime) -> None:
        """What is new of it. Raises `ServerAway`."""
        if look == "partly here" or one.upstream_id is None:
            # What was wished may be all that is there, or asked for by several others.
            with suppress(TitleUnknown):
                look = (await self.fetcher.standing(one.order)).seen or look
        if look == "underway" or (look == "partly here" and one.is_partly_here):
            return
        meta = await self.log.going_on(self.wishes, request_id, Sent)
        await self._carry_out(request_id, _after(look, now), meta)

    async def _unless_taken_back(self, request_id: UUID, upstream_id: int | None) -> None:
        """Between the look at the wish and the order somebody may have thought again."""
        state = (await self.log.load(self.wishes, request_id)).state
        if isinstance(state, TakenBack) and upstream_id is not None:
            await self.fetcher.withdraw(upstream_id)

    async def _ordered(
        self, order: Order, still_mine: Callable[[], Awaitable[bool]], now: datetime
    ) -> Course | None:
        standing = await self.fetcher.standing(order)
        if standing.seen == "here":
            return Notice(seen="here", now=now)
        if standing.upstream_id is not None:
            if standing.waits:
                await self.fetcher.agree(standing.upstream_id)
            name, asked_as = standing.upstream_id, standing.asked_as
            return Send(upstream_id=name, now=now, asked_as=asked_as)
        if not await still_mine():
            return None
        match await self.fetcher.order(order):
            case Taken(upstream_id=upstream_id, asked_as=asked_as):
                return Send(upstream_id=upstream_id, now=now, asked_as=asked_as)
            case NothingLeft():
                return Send(upstream_id=None, now=now)
            case TurnedDown(reason=reason):
                return GiveUp(reason=reason, now=now)

    async def _carry_out(self, request_id: UUID, command: Course, meta: Meta) -> None:
        step = Step(self.wishes, request_id, partial(deciding.decide, command))
        await self.log.carry_out(step, meta=meta)


def order_of(wish: Wish, plex_id: str | None = None) -> Order:
    """What the server is asked for."""
    return Order(
        media_type=wish.title.media_type,
        tmdb_id=wish.title.tmdb_id,
        seasons=wish.wanted.seasons,
        is_4k=wish.wanted.is_4k,
        plex_id=plex_id,
    )


def _after(look: Look, now: datetime) -> Course:
    match look:
        case "underway" | "partly here" | "here":
            return Notice(seen=look, now=now)
        case "turned down" | "failed" | "gone":
            return GiveUp(reason=_ENDED[look], now=now)
