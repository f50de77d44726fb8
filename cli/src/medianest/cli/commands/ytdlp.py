"""`medianest downloads update-ytdlp`: a newer yt-dlp without a new image, or the one before again.

A worker does it: it stages the release, tries it, and only then puts it in use. This command plans
that and waits for what comes of it.
"""

import asyncio
import time
from typing import Annotated, Any, Final

import typer

from medianest.chassis.clock import now
from medianest.cli.errand import IN_RUN_FOLDER, AsJson, Errand, Secrets
from medianest.cli.telling import fail
from medianest.contracts.ids import new_id
from medianest.eventlog.jobs import Job, Jobs

_KIND: Final = "renew-yt-dlp"
_LOOK_S: Final = 0.5
_FOUND = """
select version, why from releases where asked = $1
"""


def update_ytdlp(
    *,
    version: Annotated[str | None, typer.Option(help="This release, not the newest.")] = None,
    sha256: Annotated[
        str | None, typer.Option(help="What the digest of its wheel must be.", metavar="HEX")
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="To the release before.")] = False,
    wait_s: Annotated[float, typer.Option(min=0, help="For at most so many seconds.")] = 300,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Bring a newer yt-dlp, tried before it is used; jobs that run keep theirs."""
    errand = Errand(folder, as_json=as_json)
    wish = {"version": version, "sha256": sha256, "back": back}
    found = errand.run(_renewed(errand, wish, wait_s))
    if found is None:
        fail(f"No worker of downloads took it up within {wait_s:g} s; it does when it runs.")
    if found["why"] is not None:
        fail(f"yt-dlp stays as it is. {found['why']}")
    errand.tell.done(f"yt-dlp {found['version']} is in use.", version=found["version"])


async def _renewed(errand: Errand, wish: dict[str, Any], wait_s: float) -> dict[str, Any] | None:
    asked = f"asked-{new_id()}"
    until = time.monotonic() + wait_s
    async with errand.pool("downloads") as pool:
        await Jobs(pool).plan(Job(kind=_KIND, key=asked, data=wish, due_at=now()))
        while True:
            found = await pool.fetchrow(_FOUND, asked)
            if found is not None:
                return dict(found)
            if time.monotonic() >= until:
                return None
            await asyncio.sleep(_LOOK_S)
