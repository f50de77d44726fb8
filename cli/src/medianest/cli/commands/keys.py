"""`medianest keys`: the gateway's signing keys, the next one now, and the end of one.

Commands are jobs of the running gateway: it alone makes keys, and its log keeps who signs when.
"""

import asyncio
from datetime import datetime
from typing import Annotated, Any

import msgspec
import typer

from medianest.chassis.clock import monotonic, now
from medianest.cli.errand import IN_RUN_FOLDER, AsJson, Errand, Secrets
from medianest.cli.telling import fail, second
from medianest.eventlog.jobs import Job, JobRow, Jobs

app = typer.Typer(no_args_is_help=True, help="Keys that sign, and keys over keys.")

_FACTS = """
select type, data from facts where type like 'gateway.key-%' order by position
"""
_COLUMNS = ("kid", "used from", "trusted until")
_DONE_WITHIN_S = 10.0
_LOOK_S = 0.2


@app.command("list")
def list_keys(*, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False) -> None:
    """Show the keys that sign identity tokens, the oldest first."""
    errand = Errand(folder, as_json=as_json)
    errand.tell.rows(errand.run(_list(errand)), _COLUMNS, "The gateway has not run yet.")


@app.command("rotate-jwt")
def rotate_jwt(*, folder: Secrets = IN_RUN_FOLDER, as_json: AsJson = False) -> None:
    """Announce the next signing key now; it signs once every service has had time to store it."""
    errand = Errand(folder, as_json=as_json)
    errand.run(_ask(errand, Job(kind="rotate-signing-key", key="now", due_at=now())))
    newest = errand.run(_list(errand))[-1]
    at = second(newest["used from"])
    errand.tell.done(f"{newest['kid']} signs from {at} UTC on", kid=newest["kid"])


@app.command("withdraw-jwt")
def withdraw_jwt(
    kid: Annotated[str, typer.Argument(metavar="KID", help="As `medianest keys list` shows it.")],
    *,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Trust a key no longer: somebody else may know it. Another one has to be in use."""
    errand = Errand(folder, as_json=as_json)
    errand.run(_ask(errand, Job(kind="withdraw-signing-key", key=kid, due_at=now())))
    errand.tell.done(f"{kid} signs no more", kid=kid)


async def _list(errand: Errand) -> list[dict[str, Any]]:
    async with errand.pool("gateway") as pool:
        rows = await pool.fetch(_FACTS)
    keys: dict[str, dict[str, Any]] = {}
    for row in rows:
        fact = msgspec.json.decode(row["data"])
        if "usable_at" in fact:
            keys[fact["key_id"]] = {
                "kid": fact.get("kid", fact["key_id"]),
                "used from": _time(fact["usable_at"]),
                # The first one stands in every service's settings.
                "trusted until": "withdrawn by hand"
                if "kid" in fact
                else _time(fact["retires_at"]),
            }
        else:
            keys[fact["key_id"]]["trusted until"] = _time(fact["withdrawn_at"])
    return list(keys.values())


def _time(text: str) -> datetime:
    return msgspec.convert(text, datetime)


async def _ask(errand: Errand, job: Job) -> None:
    """Plan it, and wait until the gateway has done it."""
    async with errand.pool("gateway") as pool:
        jobs = Jobs(pool)
        job_id = await jobs.plan(job)
        give_up_at = monotonic() + _DONE_WITHIN_S
        while (found := await _job(jobs, job.kind, job_id)) is not None:
            if found.status == "dead":
                await jobs.cancel(job.kind, job.key or "")
                fail(str((found.error or {}).get("why", "The gateway could not do it.")))
            if monotonic() > give_up_at:
                fail("The gateway does not run; it does this as soon as it does.")
            await asyncio.sleep(_LOOK_S)


async def _job(jobs: Jobs, kind: str, job_id: Any) -> JobRow | None:
    return next((row for row in await jobs.show(kind=kind) if row.id == job_id), None)
