"""`medianest readers`: how far every reader has come, whether it is right, building it anew."""

import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer
from msgspec import to_builtins

from medianest.cli.errand import (
    FORESEEN,
    IN_RUN_FOLDER,
    AsJson,
    Errand,
    ForService,
    Secrets,
    settings_here,
)
from medianest.cli.telling import fail
from medianest.contracts.topology import ServiceName
from medianest.eventlog.audit.differences import Difference
from medianest.eventlog.eventlog import EventLog

app = typer.Typer(no_args_is_help=True, help="Read models and reactions.")

_READERS = """
select reader, generation, source, position, null::bigint as behind, status, error
from checkpoints order by reader, generation, source
"""
_OWN_BEHIND = """
select position - $1 from log_head
"""
_OTHERS_BEHIND = """
select count(*) from facts where said is not null and position > $1
"""
_SAID = """
select max(position) from facts where said is not null
"""
# The program that is installed here knows one generation; its search path names it.
_KNOWN = """
select source from checkpoints
where reader = $2 and $1 || '_' || reader || '_g' || generation = any(current_schemas(false))
limit 1
"""
_COLUMNS = ("reader", "generation", "source", "position", "behind", "status")
_CONNECTED_WITHIN_S = 5.0


@app.command("list")
def list_readers(
    service: ForService, *, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False
) -> None:
    """Show every reader: what it reads, how many facts it is behind, and why it stopped."""
    errand = Errand(folder, as_json=as_json)
    rows = errand.run(_list(errand, service))
    errand.tell.rows(rows, _COLUMNS, f"{service} has no readers yet.")
    for row in rows:
        if row["error"] is not None:
            errand.tell.sentence(f"\n{row['reader']} stopped at {row['source']}: {row['error']}")


@app.command()
def rebuild(
    service: ForService,
    reader: Annotated[str, typer.Argument(metavar="READER", help="A read model.")],
    *,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Build a read model anew beside the live one, and swap; the service may run meanwhile.

    Only tables are made: no job is done again, and nothing is announced or sent again.
    """
    errand = Errand(folder, as_json=as_json)
    errand.run(_rebuild(errand, service, reader))
    errand.tell.done(
        f"{reader} of {service} was built anew; no job was done and nothing was sent again"
    )


@app.command()
def diff(
    service: ForService,
    reader: Annotated[str, typer.Argument(metavar="READER", help="A read model.")],
    *,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Prove a read model: compare the live tables with ones made of all facts; changes nothing."""
    errand = Errand(folder, as_json=as_json)
    found = errand.run(_diff(errand, service, reader))
    errand.tell.rows(
        [to_builtins(one) for one in found],
        ("rows", "unexplained", "missing", "table"),
        f"{reader} has no tables.",
    )
    if any(one.unexplained or one.missing for one in found):
        fail(
            f"{reader} is not what its facts say; `medianest readers rebuild {service} {reader}`"
            " makes it so."
        )
    errand.tell.sentence(f"\n{reader} is what its facts say.")


async def _list(errand: Errand, service: ServiceName) -> list[dict[str, Any]]:
    async with errand.pool(service) as pool:
        rows = [dict(row) for row in await pool.fetch(_READERS)]
        for row in rows:
            if row["source"] == "own":
                row["behind"] = await pool.fetchval(_OWN_BEHIND, row["position"])
    for source in sorted({row["source"] for row in rows} - {"own"}):
        async with errand.pool(source) as pool:
            for row in rows:
                if row["source"] == source:
                    row["behind"] = await pool.fetchval(_OTHERS_BEHIND, row["position"])
    return rows


async def _rebuild(errand: Errand, service: ServiceName, reader: str) -> None:
    async with _log_with(errand, service, reader) as log:
        await log.rebuild(reader, partial(_said_by, errand))


async def _said_by(errand: Errand, source: ServiceName) -> int:
    """How far a source's log is in what it announces."""
    async with errand.pool(source) as pool:
        return await pool.fetchval(_SAID) or 0


async def _diff(errand: Errand, service: ServiceName, reader: str) -> tuple[Difference, ...]:
    async with _log_with(errand, service, reader) as log:
        return await log.differences(reader)


@asynccontextmanager
async def _log_with(errand: Errand, service: ServiceName, reader: str) -> AsyncIterator[EventLog]:
    """The service's log, not started; NATS is there if the read model is fed by others."""
    with TemporaryDirectory() as empty:
        log = await _log_of(errand, service, Path(empty))
        try:
            source = await log.pool.fetchval(_KNOWN, service, reader)
            if source is None:
                fail(f"{service} has no read model {reader!r}; `readers list` shows which.")
            async with _hearing(log) if source != "own" else nullcontext():
                yield log
        finally:
            await log.pool.close()


@asynccontextmanager
async def _hearing(log: EventLog) -> AsyncIterator[None]:
    await log.broker.start()
    try:
        await log.broker.wait_connected(_CONNECTED_WITHIN_S)
        yield
    finally:
        await log.broker.stop()


async def _log_of(errand: Errand, service: ServiceName, empty: Path) -> EventLog:
    """Only the service knows how facts become rows, so it is put together, but not started."""
    app_of_service = importlib.import_module(f"medianest.{service}.app")
    try:
        # Nothing is fetched, but downloads makes folders as soon as it is put together.
        settings = settings_here(errand, service) | {"MEDIANEST_DOWNLOADS_LIBRARY_DIR": str(empty)}
        log = (await app_of_service.build(settings)).eventlog
    except FORESEEN:
        raise
    except Exception as error:  # noqa: BLE001  a service may miss whatever its settings ask for
        fail(f"{service} can't be put together. {error}")
    if not isinstance(log, EventLog):
        fail(f"{service} keeps no log.")
    return log
