"""`Explorer`: a log as operators read it: facts, what each changed, what failed, and how it is.

Guarantees: sealed text is opened only where its decider declares that a log may show it; what was
shredded shows as erased; secrets are never opened here.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

import asyncpg
import msgspec

from medianest.contracts.explorer import (
    DeadLetter,
    DeadLetters,
    Doer,
    FactShown,
    History,
    Holdings,
    JobsCounted,
    Personal,
    Proof,
    ReaderShown,
    Story,
    SystemPart,
    Turn,
    Wanted,
)
from medianest.contracts.facts import Sealed
from medianest.contracts.meta import A_STRANGER, NOBODIES, THE_HOUSE, THE_OPERATOR, Meta
from medianest.contracts.record import replace
from medianest.contracts.refusals import NotFound
from medianest.contracts.topology import ServiceName
from medianest.eventlog.audit.proof import prove
from medianest.eventlog.codec import Codec
from medianest.eventlog.jobs import Jobs
from medianest.eventlog.postgres import Pool
from medianest.eventlog.secrecy.envelope import WontOpen
from medianest.eventlog.secrecy.keys import SubjectKeys

DOERS: Final[Mapping[UUID, Doer]] = {
    THE_HOUSE: "house",
    THE_OPERATOR: "operator",
    A_STRANGER: "stranger",
}
STORY_MAX: Final = 500
DEAD_MAX: Final = 200

FACTS: Final = """
select position, stream_id, version, fact_id, type, schema_v, data, meta, said, recorded_at
from facts
where ($1::bigint is null or position < $1)
  and ($2::text is null or stream_id = $2 or starts_with(stream_id, $2 || '-'))
  and ($3::text is null or type = $3)
  and ($4::text is null or meta->>'actor' = $4)
  and ($5::timestamptz is null or recorded_at > $5)
order by position desc limit $6
"""

STREAM: Final = """
select position, stream_id, version, fact_id, type, schema_v, data, meta, said, recorded_at
from facts where stream_id = $1 and version <= $2 order by version
"""

STORY: Final = """
with its as materialized (
  select generate_series(position, position + leads - 1) position
  from facts where meta->>'correlation' = $1 and leads > 0
  order by recorded_at < $2, 1 limit $3)
select f.position, f.stream_id, f.version, f.fact_id, f.type, f.schema_v, f.data, f.meta, f.said,
  f.recorded_at
from its join facts f on f.position = its.position order by f.position
"""

FACT: Final = """
select position, stream_id, version, fact_id, type, schema_v, data, meta, said, recorded_at
from facts where fact_id = $1
"""

HELD: Final = """
select position, stream_id, version, fact_id, type, schema_v, data, meta, said, recorded_at
from facts
where position > $1
  and (meta->>'actor' = $2 or meta->>'on_behalf_of' = $2 or right(stream_id, 36) = $2
    or strpos(data::text, $2) > 0)
order by position limit $3
"""

HEAD: Final = """
select position from log_head
"""

READERS: Final = """
select reader, source, position, status, error from checkpoints order by reader, source
"""


class NoSuchStream(NotFound):
    """Nothing ever happened to such a thing."""


class Explorer:
    """One service's log, to be looked at."""

    def __init__(
        self,
        service: ServiceName,
        pool: Pool,
        *,
        codec: Codec,
        keys: SubjectKeys,
        jobs: Jobs,
        missing: Callable[[], str | None],
    ) -> None:
        """`missing` says in plain words what the service lacks just now."""
        self._service = service
        self._pool = pool
        self._codec = codec
        self._keys = keys
        self._jobs = jobs
        self._missing = missing
        self._proving = asyncio.Lock()

    async def facts(self, wanted: Wanted) -> Story:
        """The facts that fit, newest first."""
        rows = await self._pool.fetch(
            FACTS,
            wanted.before,
            wanted.stream,
            wanted.type,
            None if wanted.actor is None else str(wanted.actor),
            wanted.after,
            wanted.limit,
        )
        return Story(items=tuple([await self._shown(row) for row in rows]))

    async def fact(self, fact_id: UUID) -> Story:
        """The fact of this id, or nothing."""
        rows = await self._pool.fetch(FACT, fact_id)
        return Story(items=tuple([await self._shown(row) for row in rows]))

    async def story(self, correlation: UUID, *, since: datetime) -> Story:
        """What belongs to one story, oldest first.

        Of more than `STORY_MAX` facts those that came `since`, then those from its beginning.
        """
        rows = await self._pool.fetch(STORY, str(correlation), since, STORY_MAX)
        return Story(items=tuple([await self._shown(row) for row in rows]))

    async def history(self, stream: str, *, after: int, limit: int) -> History:
        """What happened to one thing from version `after` on. Raises `NoSuchStream`."""
        upto = after + limit
        rows = await self._pool.fetch(STREAM, stream, upto + 1)
        if not rows:
            raise NoSuchStream
        decider = self._codec.decider(stream)
        state, turns = decider.initial, []
        for row in rows[:upto]:
            before, state = state, decider.evolve(state, self._codec.stored(row).fact)
            if row["version"] > after:
                turns.append(
                    Turn(
                        fact=await self._shown(row),
                        before=await self._state(before, decider.shows),
                        after=await self._state(state, decider.shows),
                    )
                )
        return History(items=tuple(turns), next=upto if len(rows) > upto else None)

    async def held_of(self, person: UUID, *, after: int, limit: int) -> Holdings:
        """What they did, and what others did to them, without whatever is personal of others."""
        rows = await self._pool.fetch(HELD, after, str(person), limit + 1)
        shown = [await self._told_to(person, row) for row in rows[:limit]]
        more = len(rows) > limit
        return Holdings(items=tuple(shown), next=shown[-1].position if more else None)

    async def dead_letters(self) -> DeadLetters:
        """Work that failed for good, `DEAD_MAX` at the most. What it was to do stays inside."""
        dead = await self._jobs.show(status="dead", limit=DEAD_MAX)
        return DeadLetters(
            items=tuple(
                DeadLetter(
                    service=self._service,
                    id=job.id,
                    kind=job.kind,
                    key=job.key,
                    attempts=job.attempts,
                    due_at=job.due_at,
                    why=None if job.error is None else str(job.error.get("why")),
                )
                for job in dead
            )
        )

    async def redrive(self, job_id: UUID) -> None:
        """Give dead work all its attempts again. Raises `NoSuchDeadJob`."""
        await self._jobs.redrive(job_id)

    async def system(self) -> SystemPart:
        """How the log is."""
        readers = await self._pool.fetch(READERS)
        return SystemPart(
            service=self._service,
            head=await self._pool.fetchval(HEAD),
            detail=self._missing(),
            readers=tuple(
                ReaderShown(
                    name=row["reader"],
                    source=row["source"],
                    position=row["position"],
                    status=row["status"],
                    error=row["error"],
                )
                for row in readers
            ),
            jobs=tuple(
                JobsCounted(kind=kind, status=status, count=count)
                for (kind, status), count in sorted((await self._jobs.counts()).items())
            ),
        )

    async def proof(self) -> Proof:
        """Whether it is as it was written; one such proof at a time, for it reads everything."""
        async with self._proving:
            return await prove(self._service, self._pool)

    async def _shown(self, row: asyncpg.Record) -> FactShown:
        shows = self._codec.decider(row["stream_id"]).shows
        return self._fact(row, await self._opened(msgspec.json.decode(row["data"]), shows))

    async def _told_to(self, person: UUID, row: asyncpg.Record) -> FactShown:
        tells = self._codec.decider(row["stream_id"]).tells
        data = await self._opened(msgspec.json.decode(row["data"]), tells, only_of=person)
        fact = self._fact(row, data)
        if fact.actor == person:
            return fact
        return replace(fact, address_hash=None, client=None)

    def _fact(self, row: asyncpg.Record, data: Mapping[str, Any]) -> FactShown:
        meta = msgspec.json.decode(row["meta"], type=Meta)
        return FactShown(
            id=row["fact_id"],
            service=self._service,
            position=row["position"],
            stream=row["stream_id"],
            version=row["version"],
            type=row["type"],
            at=row["recorded_at"],
            by=_doer(meta.actor),
            actor=None if meta.actor in NOBODIES else meta.actor,
            on_behalf_of=meta.on_behalf_of,
            correlation=meta.correlation,
            causation=meta.causation,
            address_hash=meta.address_hash,
            client=meta.client,
            told=row["said"] is not None,
            data=data,
        )

    async def _state(self, state: Any, shows: frozenset[str]) -> Mapping[str, Any]:
        told: dict[str, Any] = {"state": type(state).__name__}
        told |= msgspec.json.decode(msgspec.json.encode(state))
        opened: Mapping[str, Any] = await self._opened(told, shows)
        return opened

    async def _opened(
        self, value: Any, fields: frozenset[str], *, field: str = "", only_of: UUID | None = None
    ) -> Any:
        """The same JSON with something to show for whatever is sealed in it."""
        match value:
            case list():
                open_ = partial(self._opened, fields=fields, field=field, only_of=only_of)
                return [await open_(one) for one in value]
            case {"subject": _, "box": _}:
                sealed = msgspec.convert(value, Sealed)
                may_show = field in fields and only_of in {None, sealed.subject}
                return msgspec.to_builtins(await self._personal(sealed, may_show=may_show))
            case dict():
                open_ = partial(self._opened, fields=fields, only_of=only_of)
                return {name: await open_(one, field=name) for name, one in value.items()}
            case _:
                return value

    async def _personal(self, sealed: Sealed, *, may_show: bool) -> Personal:
        try:
            text = await self._keys.open(sealed)
        except WontOpen:
            return Personal(personal="hidden")  # somebody altered it; the proof of the log says so
        if text is None:
            return Personal(personal="erased")
        return Personal(personal="shown", text=text) if may_show else Personal(personal="hidden")


def _doer(actor: UUID | None) -> Doer | None:
    return None if actor is None else DOERS.get(actor, "person")
