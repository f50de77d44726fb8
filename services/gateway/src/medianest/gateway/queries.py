"""Who is signed in at this moment, at most two seconds old in this process.

A session that nobody used for its idle time is over. Uses are noted every few minutes, in one go;
before the first of them it was used when it began.
"""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

import asyncpg
import structlog

from medianest.chassis.clock import SYSTEM, Clock
from medianest.contracts.events import Event
from medianest.contracts.events.identity import SessionStarted
from medianest.eventlog.postgres import AWAY, Connection, Pool
from medianest.eventlog.readmodels import ReadModel, turn_to_next
from medianest.gateway.ports import Effect, SessionsAway, Visitor

FRESH_S: Final = 1.5
WITHIN_S: Final = 5.0
KNOWN_MAX: Final = 10_000
NOTED_EVERY_S: Final = 300.0
NOTE_EVERY_S: Final = 15.0
T = TypeVar("T")
Hear = Callable[[Connection, Event, int], Awaitable[None]]
"""How the read model takes an event: the same way, whichever door it came through."""
_log: Final = structlog.get_logger("medianest.gateway.sessions")

_GOOD_SESSIONS: Final = """
select s.session_id, s.member_id, m.role, m.permissions, m.epoch
from sessions s join session_members m using (member_id)
left join session_uses u using (session_id)
where not s.is_revoked and s.expires_at > $2
  and coalesce(u.used_at, s.started_at) + make_interval(secs => s.idle_s) > $2
  and m.role is not null and not m.is_disabled and not m.is_erased
  and (s.epoch = m.epoch or m.kept_session_id = s.session_id)
"""

BY_COOKIE: Final = f"{_GOOD_SESSIONS} and s.cookie_sha256 = $1"

STILL_GOOD: Final = f"{_GOOD_SESSIONS} and s.session_id = any($1)"

_GOOD_KEYS: Final = """
select k.key_id as session_id, k.member_id, m.role, m.epoch,
  array(select unnest(m.permissions) intersect select unnest(k.scopes)) as permissions
from api_keys k join session_members m using (member_id)
where not k.is_revoked and (k.expires_at is null or k.expires_at > $2)
  and m.role is not null and not m.is_disabled and not m.is_erased and k.epoch >= m.keys_epoch
"""

BY_KEY: Final = f"{_GOOD_KEYS} and k.key_sha256 = $1"

KEYS_STILL_GOOD: Final = f"{_GOOD_KEYS} and k.key_id = any($1)"

IS_BUILT: Final = """
select exists(select 1 from checkpoints
  where reader = $1 and generation = $2 and status <> 'building')
"""

NOTE_USES: Final = """
insert into session_uses(session_id, used_at) select unnest($1::uuid[]), $2
on conflict (session_id) do update set used_at = excluded.used_at
"""

USES: Final = """
select session_id, used_at from session_uses
where session_id in (
  select session_id from sessions where member_id = $1
  union all select key_id from api_keys where member_id = $1)
order by used_at desc limit 100
"""

SEEN: Final = """
select member_id, max(used_at) as seen_at
from (select session_id, member_id from sessions union all select key_id, member_id from api_keys)
  as shown
join session_uses using (session_id)
group by member_id order by seen_at desc limit 300
"""

FORGET_USES: Final = """
delete from session_uses where used_at < $1::timestamptz - interval '91 days'
"""


_Memory = OrderedDict[tuple[bool, str], tuple[T, float]]
"""By the hash of a key or a cookie; when it was looked up."""


class KnownSessions:
    """The read model with a short memory in front of it."""

    def __init__(
        self,
        pool: Pool,
        hear: Hear,
        clock: Clock = SYSTEM,
        *,
        model: ReadModel,
        within_s: float = WITHIN_S,
    ) -> None:
        """`within_s`: so long Postgres may take before it counts as away."""
        self._within_s = within_s
        self._pool = pool
        self._hear = hear
        self._model = model
        self._is_built = False
        self._clock = clock
        self._known: _Memory[Visitor] = OrderedDict()
        self._none: _Memory[None] = OrderedDict()
        self._good: _Memory[None] = OrderedDict()
        self._generation = 0
        self._used: set[UUID] = set()
        self._noted: OrderedDict[UUID, float] = OrderedDict()
        self._noting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to note who uses their session."""
        self._noting = asyncio.create_task(self._note_for_ever(), name="gateway.sessions")

    async def stop(self) -> None:
        """Note what is left."""
        if self._noting is not None:
            self._noting.cancel()
            await asyncio.gather(self._noting, return_exceptions=True)
        await self._note()

    async def is_built(self) -> bool:
        """Whether all that identity ever said has been read once. Raises `SessionsAway`."""
        if not self._is_built:
            with _as_away():
                async with self._connection() as connection:
                    self._is_built = await connection.fetchval(
                        IS_BUILT, self._model.name, self._model.generation
                    )
        return self._is_built

    async def find(self, cookie_sha256: str) -> Visitor | None:
        """Whose session this is; None when it is over or never was."""
        return await self._look_up(BY_COOKIE, cookie_sha256, by_key=False)

    async def find_key(self, key_sha256: str) -> Visitor | None:
        """Whose API key this is, and what is left of its scopes; None when it is over."""
        return await self._look_up(BY_KEY, key_sha256, by_key=True)

    async def _look_up(self, query: str, shown_sha256: str, *, by_key: bool) -> Visitor | None:
        now_s = self._clock.monotonic()
        key = (by_key, shown_sha256)
        known = self._known.get(key)
        if known is not None and now_s - known[1] < FRESH_S:
            return known[0]
        if self._is_none(key):
            return None
        generation = self._generation
        with _as_away():
            async with self._connection() as connection:
                row = await connection.fetchrow(query, shown_sha256, self._clock.now())
        if row is None and not await self.is_built():
            raise SessionsAway("still building")  # it may be a good one that was not read yet
        visitor = None if row is None else _visitor(row, by_key=by_key)
        if generation == self._generation:
            # Else something changed while the answer was on its way, and it may be the older one.
            self._remember(key, visitor, now_s)
        if visitor is not None:
            self._use(visitor.session_id, now_s)
        return visitor

    def is_unheard_of(self, shown_sha256: str, *, by_key: bool) -> bool:
        """What was good stays so here, that its owner is looked up whoever guesses beside them."""
        key = (by_key, shown_sha256)
        return key not in self._good and not self._is_none(key)

    def _is_none(self, key: tuple[bool, str]) -> bool:
        found = self._none.get(key)
        return found is not None and self._clock.monotonic() - found[1] < FRESH_S

    def _remember(self, key: tuple[bool, str], visitor: Visitor | None, now_s: float) -> None:
        """Guesses, however many, drive nobody out who is known."""
        if visitor is None:
            self._good.pop(key, None)
            _keep(self._none, key, (None, now_s))
        else:
            _keep(self._good, key, (None, now_s))
            _keep(self._known, key, (visitor, now_s))

    async def still_good(self, session_ids: Sequence[UUID]) -> dict[UUID, Visitor]:
        """Those of them that are not over, as they are now."""
        with _as_away():
            async with self._connection() as connection:
                asked = (list(session_ids), self._clock.now())
                rows = await connection.fetch(STILL_GOOD, *asked)
                keys = await connection.fetch(KEYS_STILL_GOOD, *asked)
        good = [_visitor(row, by_key=False) for row in rows]
        good += [_visitor(row, by_key=True) for row in keys]
        now_s = self._clock.monotonic()
        for visitor in good:
            self._use(visitor.session_id, now_s)
        return {visitor.session_id: visitor for visitor in good}

    async def uses(self, member_id: UUID) -> Mapping[UUID, datetime]:
        """As it was noted; what was used just now may not be in it yet."""
        try:
            async with self._connection() as connection:
                rows = await connection.fetch(USES, member_id)
        except AWAY:
            return {}
        return {row["session_id"]: row["used_at"] for row in rows}

    async def seen(self) -> Mapping[UUID, datetime]:
        """As it was noted; who came just now may not be in it yet."""
        try:
            async with self._connection() as connection:
                rows = await connection.fetch(SEEN)
        except AWAY:
            return {}
        return {row["member_id"]: row["seen_at"] for row in rows}

    async def apply(self, effects: Sequence[Effect]) -> bool:
        """Take over what identity says, if it is newer; False when it could not be stored.

        Also into tables that are being built anew: the stream may not hold it yet.
        """
        try:
            async with self._connection() as connection, connection.transaction():
                await self._hear_all(connection, effects)
                if await turn_to_next(connection, "gateway", self._model):
                    await self._hear_all(connection, effects)
        except AWAY:
            return False
        finally:
            self.forget()
        for effect in effects:
            if isinstance(effect.event, SessionStarted):
                key = (False, effect.event.cookie_sha256)
                _keep(self._good, key, (None, self._clock.monotonic()))
        return True

    async def _hear_all(self, connection: Connection, effects: Sequence[Effect]) -> None:
        for effect in effects:
            await self._hear(connection, effect.event, effect.version)

    def forget(self) -> None:
        """Look again from now on."""
        self._generation += 1
        self._known.clear()
        self._none.clear()

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        """One to Postgres, for no longer than may be waited for all that is done with it."""
        # The pool's own timeout is for giving it back, should Postgres not answer then either.
        async with (
            asyncio.timeout(self._within_s),
            self._pool.acquire(timeout=self._within_s) as connection,
        ):
            yield connection

    def _use(self, session_id: UUID, now_s: float) -> None:
        if now_s - self._noted.get(session_id, float("-inf")) < NOTED_EVERY_S:
            return
        self._used.add(session_id)
        self._noted[session_id] = now_s
        if len(self._noted) > KNOWN_MAX:
            self._noted.popitem(last=False)

    async def _note_for_ever(self) -> None:
        while True:
            await asyncio.sleep(NOTE_EVERY_S)
            await self._note()

    async def _note(self) -> None:
        used, self._used = self._used, set()
        if not used:
            return
        try:
            async with self._connection() as connection:
                await connection.execute(NOTE_USES, list(used), self._clock.now())
                await connection.execute(FORGET_USES, self._clock.now())
        except AWAY as error:
            _log.warning("sessions.uses-not-noted", error=type(error).__name__)


def _keep(memory: _Memory[T], key: tuple[bool, str], found: tuple[T, float]) -> None:
    memory[key] = found
    memory.move_to_end(key)
    if len(memory) > KNOWN_MAX:
        memory.popitem(last=False)


def _visitor(row: asyncpg.Record, *, by_key: bool) -> Visitor:
    return Visitor(
        session_id=row["session_id"],
        member_id=row["member_id"],
        role=row["role"],
        permissions=frozenset(row["permissions"]),
        epoch=row["epoch"],
        by_key=by_key,
    )


@contextmanager
def _as_away() -> Iterator[None]:
    try:
        yield
    except AWAY as error:
        raise SessionsAway(type(error).__name__) from error
