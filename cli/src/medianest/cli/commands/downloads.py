"""`medianest downloads`: what is being fetched, by which worker, and why something waits."""

from typing import Annotated, Any
from uuid import UUID

import typer

from medianest.cli.errand import IN_RUN_FOLDER, AsJson, Errand, Secrets
from medianest.cli.telling import fail, minute
from medianest.eventlog.postgres import Pool

app = typer.Typer(no_args_is_help=True, help="What is being fetched, and why something waits.")

# The newest list that is whole; one beside it may be in the making.
_LIVE = """
select generation from checkpoints where reader = 'downloads' and status = 'live'
order by generation desc limit 1
"""
_LIST = """
select d.download_id as id, d.status, p.percent, d.created_at, d.title
from {list}.downloads d
left join progress p on p.download_id = d.download_id and d.finished_at is null
where $1::text is null or d.status = $1
order by d.created_at desc limit $2
"""
_SHOW = """
select d.*, p.phase, p.percent, p.bytes_done, p.bytes_total, p.speed_bps, p.eta_s
from {list}.downloads d
left join progress p on p.download_id = d.download_id and d.finished_at is null
where d.download_id = $1
"""
_JOBS = """
select id, kind, status, attempts, due_at, lease_by, lease_until, error from jobs
where key = $1 or data ->> 'download_id' = $1 order by due_at
"""
_COLUMNS = ("id", "status", "done", "asked (UTC)", "title")


@app.command("list")
def list_downloads(
    *,
    status: Annotated[str | None, typer.Option(help="Only these, such as `downloading`.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="No more than these.")] = 100,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Show downloads of everybody, the newest first."""
    errand = Errand(folder, as_json=as_json)
    found = errand.run(_list(errand, status, limit))
    if as_json:
        errand.tell.document(found)
    else:
        errand.tell.rows([_in_brief(one) for one in found], _COLUMNS, "No downloads.")


@app.command()
def show(
    download: Annotated[UUID, typer.Argument(metavar="ID", help="The download's id.")],
    *,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Show all that is known of a download: how far it is, who works on it, what went wrong."""
    errand = Errand(folder, as_json=as_json)
    found = errand.run(_show(errand, download))
    if found is None:
        fail(f"There is no download {download}.")
    errand.tell.sheets(found)


async def _list(errand: Errand, status: str | None, limit: int) -> list[dict[str, Any]]:
    async with errand.pool("downloads") as pool:
        return [dict(row) for row in await pool.fetch(await _of(pool, _LIST), status, limit)]


async def _show(errand: Errand, download: UUID) -> dict[str, Any] | None:
    async with errand.pool("downloads") as pool:
        row = await pool.fetchrow(await _of(pool, _SHOW), download)
        jobs = [dict(job) for job in await pool.fetch(_JOBS, str(download))]
    return None if row is None else dict(row) | {"jobs": jobs}


async def _of(pool: Pool, query: str) -> str:
    """The query on the list that pages read now."""
    generation = await pool.fetchval(_LIVE)
    if generation is None:
        fail("downloads has no list yet; it makes one when it starts.")
    return query.format(list=f"downloads_downloads_g{generation:d}")


def _in_brief(download: dict[str, Any]) -> dict[str, Any]:
    percent = download["percent"]
    return download | {
        "done": "" if percent is None else f"{percent:.0f} %",
        "asked (UTC)": minute(download["created_at"]),
    }
