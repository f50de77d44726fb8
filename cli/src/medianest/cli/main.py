"""`medianest`, for operators: provision, look, read logs, mend."""

from importlib.metadata import PackageNotFoundError, version

import typer

from medianest.cli.commands import (
    downloads,
    events,
    jobs,
    keks,
    keys,
    provision,
    readers,
    users,
    ytdlp,
)
from medianest.cli.commands.backup import backup, restore
from medianest.cli.commands.doctor import doctor
from medianest.cli.errand import AsJson
from medianest.cli.telling import Telling
from medianest.contracts.topology import SERVICES

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    help="MediaNest, for operators.",
)
app.command()(doctor)
app.command()(backup)
app.command()(restore)
app.command("migrate")(provision.migrate_schemas)
app.add_typer(provision.app, name="provision")
app.add_typer(events.app, name="events")
app.add_typer(readers.app, name="readers")
app.add_typer(jobs.app, name="jobs")
downloads.app.command("update-ytdlp")(ytdlp.update_ytdlp)
app.add_typer(downloads.app, name="downloads")
keys.app.command("rotate-kek")(keks.rotate_kek)
app.add_typer(keys.app, name="keys")
app.add_typer(users.app, name="users")

_PARTS = ("contracts", "eventlog", "chassis", *SERVICES, "cli")


@app.command("version")
def show_version(*, as_json: AsJson = False) -> None:
    """Show the versions of what is installed."""
    rows = []
    for part in _PARTS:
        try:
            rows.append({"part": part, "version": version(f"medianest-{part}")})
        except PackageNotFoundError:
            continue
    Telling(as_json=as_json).rows(rows, ("part", "version"), "Nothing is installed.")


if __name__ == "__main__":
    app()
