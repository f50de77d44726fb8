"""`medianest events`: read a log, follow it, prove it unaltered, say it again, reconcile it."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import asyncpg
import msgspec
import typer
from msgspec import to_builtins

from medianest.cli.errand import IN_RUN_FOLDER, AsJson, Errand, ForService, Secrets
from medianest.cli.telling import fail, second
from medianest.contracts.explorer import Proof
from medianest.contracts.topology import TOPOLOGY, ServiceName
from medianest.eventlog.audit.proof import prove
from medianest.eventlog.bus.broker import Broker, NatsAccess
from medianest.eventlog.bus.streams import StreamRefused, ensure
from medianest.eventlog.readers.reconcile import Lost, announced_since

app = typer.Typer(no_args_is_help=True, help="Read a service's log.")

_POLL_S = 0.5
_BATCH = 500
_HEAD = """
select position from log_head
"""
_EPOCH = """
select epoch from log_head
"""
_UNKNOWN = """
select id from unnest($1::uuid[]) as id where not exists (select from facts where fact_id = id)
"""
_NEWEST = """
select * from (
  select position, recorded_at, stream_id, version, fact_id, type, schema_v, data, meta, said
  from facts where $1::text is null or stream_id = $1 or starts_with(stream_id, $1 || '-')
  order by position desc limit $2) newest
order by position
"""
_AFTER = """
select position, recorded_at, stream_id, version, fact_id, type, schema_v, data, meta, said
from facts
where position > $2 and ($1::text is null or stream_id = $1 or starts_with(stream_id, $1 || '-'))
order by position limit $3
"""
_STREAM = """
select position, recorded_at, stream_id, version, fact_id, type, schema_v, data, meta, said
from facts where stream_id = $1 order by version
"""
_FACT = """
select position, recorded_at, stream_id, version, fact_id, type, schema_v, data, meta, said
from facts where fact_id = $1
"""
_ABOUT = """
select position, recorded_at, stream_id, version, fact_id, type, schema_v, data, meta, said
from facts where right(stream_id, 37) = '-' || $1::text order by position
"""
_HEADING = "position  recorded (UTC)       said  fact                        stream and its version"


Stream = Annotated[
    str | None, typer.Option(help="Only this stream (`download-<id>`), or this kind (`download`).")
]


@app.command()
def tail(
    service: ForService,
    *,
    stream: Stream = None,
    last: Annotated[int, typer.Option("-n", min=0, help="So many facts.")] = 20,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on as facts come.")] = False,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Show the newest facts of a service, one a line (cut at a terminal's width)."""
    errand = Errand(folder, as_json=as_json)
    errand.run(_tail(errand, service, stream, last, follow=follow))


@app.command()
def show(
    service: ForService,
    what: Annotated[
        str, typer.Argument(help="A fact's id, a stream (`download-<id>`), or its id.")
    ],
    *,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Show a fact with all that is kept of it, or the whole history of a stream."""
    errand = Errand(folder, as_json=as_json)
    found_id = _as_uuid(what)
    if found_id and (fact := errand.run(_find(errand, service, _FACT, found_id))):
        errand.tell.sheets(fact[0])
        return
    facts = errand.run(
        _find(errand, service, _ABOUT if found_id else _STREAM, str(found_id or what))
    )
    if not facts:
        fail(f"{service} knows no fact and no stream {what!r}.")
    errand.tell.sheets(facts)


@app.command()
def verify(
    service: ForService, *, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False
) -> None:
    """Prove a log: no position and no version is missing, and every seal fits its facts."""
    errand = Errand(folder, as_json=as_json)
    proof = errand.run(_verify(errand, service))
    if as_json:
        errand.tell.document(proof)
    if faults := proof.faults():
        fail(f"The log of {service} is not as it was written. {' '.join(faults)}")
    if not as_json:
        errand.tell.done(
            f"None of {proof.facts} facts is missing; {proof.sealed_up_to} are sealed, and every"
            " seal fits"
        )


@app.command()
def republish(
    service: ForService,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Drop what a service announced and have it said again; readers skip what they have."""
    errand = Errand(folder, as_json=as_json)
    stream = TOPOLOGY[service].stream
    if not yes:
        typer.confirm(f"Drop {stream} and let {service} say it all again?", abort=True, err=True)
    errand.run(_republish(errand, service))
    errand.tell.done(
        f"{stream} is empty; {service} says it all again",
        stream=stream,
    )


@app.command()
def reconcile(
    service: ForService, *, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False
) -> None:
    """After a restore: list what the others had heard, and the log of the backup doesn't know."""
    errand = Errand(folder, as_json=as_json)
    rows = [to_builtins(one) for one in errand.run(_reconcile(errand, service))]
    errand.tell.rows(
        [row | {"at (UTC)": row["at"][:19].replace("T", " ")} for row in rows]
        if not as_json
        else rows,
        ("position", "at (UTC)", "type", "fact_id", "subject"),
        f"{service} knows of everything that it announced.",
    )
    if rows:
        errand.tell.sentence(
            f"\nThe others heard these {len(rows)} before the backup was put back. What they did"
            " about them stays done."
        )


async def _tail(
    errand: Errand, service: ServiceName, stream: str | None, last: int, *, follow: bool
) -> None:
    async with errand.pool(service) as pool:
        position = await pool.fetchval(_HEAD)
        rows = await pool.fetch(_NEWEST, stream, last)
        errand.tell.heading(_HEADING)
        while True:
            for fact in map(_fact, rows):
                errand.tell.line(fact, _line(fact))
                position = max(position, fact["position"])
            if not follow:
                return
            if not rows:
                await asyncio.sleep(_POLL_S)
            rows = await pool.fetch(_AFTER, stream, position, _BATCH)


async def _find(
    errand: Errand, service: ServiceName, query: str, what: str | UUID
) -> list[dict[str, Any]]:
    async with errand.pool(service) as pool:
        return [_fact(row) for row in await pool.fetch(query, what)]


async def _verify(errand: Errand, service: ServiceName) -> Proof:
    async with errand.pool(service) as pool:
        return await prove(service, pool)


async def _reconcile(errand: Errand, service: ServiceName) -> list[Lost]:
    """What was noted when the stream was dropped, and what one of an older epoch still holds."""
    noted = f"provision/lost-{service}.json"
    announced: list[Lost] = []
    if errand.credentials.vault.has(noted):
        announced += msgspec.json.decode(errand.credentials.vault.read(noted), type=list[Lost])
    async with errand.pool(service) as pool:
        announced += await _of_an_older_epoch(errand, service, await pool.fetchval(_EPOCH))
        ids = [one.fact_id for one in announced]
        unknown = {row["id"] for row in await pool.fetch(_UNKNOWN, ids)}
    return [one for one in announced if one.fact_id in unknown]


async def _of_an_older_epoch(errand: Errand, service: ServiceName, epoch: UUID) -> Sequence[Lost]:
    async with Broker.once(service, _as_provision(errand, service)) as broker:
        tail = await broker.owner_tail(service)
        if tail.envelope is None or tail.envelope.epoch == epoch:
            return ()
        return await announced_since(broker, service)


async def _republish(errand: Errand, service: ServiceName) -> None:
    access = _as_provision(errand, service)
    stream = TOPOLOGY[service].stream
    async with Broker.once(service, access) as broker:
        await broker.info(stream)  # raises when there is none
        answer = await broker.request(f"$JS.API.STREAM.DELETE.{stream}", b"")
        if b'"error"' in answer:
            raise StreamRefused(f"{stream}: {answer.decode(errors='replace')}")
    await ensure(access.url, errand.credentials.nats_provision(service), service, None)


def _as_provision(errand: Errand, service: ServiceName) -> NatsAccess:
    """With the rights of `provision`, which alone reads and drops a service's stream."""
    return NatsAccess(
        url=f"nats://{errand.addresses.nats}",
        seed=errand.credentials.nats_provision(service),
        inbox_prefix=f"_INBOX_provision_{service}",
    )


def _fact(row: asyncpg.Record) -> dict[str, Any]:
    """A row with its JSON read, so that it is shown as one document."""
    parsed = {name: _read(row[name]) for name in ("data", "meta", "said")}
    return {**dict(row), **parsed}


def _read(text: str | None) -> Any:
    return None if text is None else msgspec.json.decode(text)


def _line(fact: dict[str, Any]) -> str:
    said = "yes" if fact["said"] else ""
    return (
        f"{fact['position']:>8}  {second(fact['recorded_at'])}  {said:<4}  {fact['type']:<26}"
        f"  {fact['stream_id']} v{fact['version']}"
    )


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
