"""`medianest jobs`: the work that is due, what failed for good, and trying that again."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
import typer

from medianest.chassis.clock import now
from medianest.cli.errand import IN_RUN_FOLDER, AsJson, Errand, ForService, Secrets
from medianest.cli.telling import fail, minute
from medianest.contracts.topology import ServiceName
from medianest.eventlog.jobs import JobRow, Jobs

app = typer.Typer(no_args_is_help=True, help="Planned, running and dead jobs.")

_SHOW = """
select id, kind, key, status, attempts, due_at, priority, lease_until, lease_by, fence, data, error
from jobs where id = $1
"""
_COLUMNS = ("id", "status", "due (UTC)", "work")
JobId = Annotated[UUID, typer.Argument(metavar="ID", help="The job's id.")]


@app.command("list")
def list_jobs(
    service: ForService,
    *,
    kind: Annotated[str | None, typer.Option(help="Only this kind.")] = None,
    status: Annotated[Literal["ready", "dead"] | None, typer.Option(help="Only these.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="No more than these.")] = 100,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Show jobs by the time they are due."""
    errand = Errand(folder, as_json=as_json)
    found = errand.run(_list(errand, service, kind, status, limit))
    if as_json:
        errand.tell.document(found)
    else:
        errand.tell.rows([_in_brief(job) for job in found], _COLUMNS, "No jobs.")


@app.command()
def show(
    service: ForService, job: JobId, *, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False
) -> None:
    """Show all that is known of a job."""
    errand = Errand(folder, as_json=as_json)
    found = errand.run(_show(errand, service, job))
    if found is None:
        fail(f"{service} has no job {job}; one that is done is gone.")
    errand.tell.sheets(found)


@app.command()
def redrive(
    service: ForService, job: JobId, *, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False
) -> None:
    """Give a dead job all its attempts again."""
    errand = Errand(folder, as_json=as_json)
    errand.run(_redrive(errand, service, job))
    errand.tell.done(f"{service} tries job {job} again", id=job)


async def _list(
    errand: Errand, service: ServiceName, kind: str | None, status: str | None, limit: int
) -> list[JobRow]:
    async with errand.pool(service) as pool:
        return await Jobs(pool).show(kind=kind, status=status, limit=limit)


async def _show(errand: Errand, service: ServiceName, job: UUID) -> dict[str, Any] | None:
    async with errand.pool(service) as pool:
        row = await pool.fetchrow(_SHOW, job)
    if row is None:
        return None
    error = None if row["error"] is None else msgspec.json.decode(row["error"])
    return {**dict(row), "data": msgspec.json.decode(row["data"]), "error": error}


async def _redrive(errand: Errand, service: ServiceName, job: UUID) -> None:
    async with errand.pool(service) as pool:
        await Jobs(pool).redrive(job)


def _in_brief(job: JobRow) -> dict[str, Any]:
    return {
        "id": job.id,
        "status": "running" if job.lease_until and job.lease_until > now() else job.status,
        "due (UTC)": minute(job.due_at),
        # What exists once in a service has its kind for a key.
        "work": job.kind if job.key in {None, job.kind} else f"{job.kind} {job.key}",
    }
