"""`medianest backup` and `medianest restore`."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final

import typer

from medianest.chassis.clock import monotonic, now
from medianest.cli.backup import folders, making, restoring
from medianest.cli.errand import IN_RUN_FOLDER, AsJson, Errand, Secrets
from medianest.cli.telling import fail

_UNITS_S: Final = {"m": 60, "h": 3600, "d": 86400}
_AGAIN_S: Final = 900.0
"""After one that failed."""
Into = Annotated[
    Path, typer.Option("--backups", envvar="MEDIANEST_BACKUPS", help="The folder of all backups.")
]
Ledger = Annotated[
    Path | None,
    typer.Option(envvar="MEDIANEST_ERASURE_LEDGER", help="Where services note who was erased."),
]
Passphrase = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        envvar="MEDIANEST_BACKUP_PASSPHRASE_FILE",
        help="A file with what seals the keys.",
    ),
]


def _span(text: str) -> float:
    found = re.fullmatch(r"(\d{1,4})([mhd])", text)
    if found is None or int(found[1]) == 0:
        raise typer.BadParameter(f"{text!r} is not like 30m, 24h or 7d")
    return float(int(found[1]) * _UNITS_S[found[2]])


def backup(
    *,
    backups: Into = Path("backups"),
    keep: Annotated[int, typer.Option(min=1, help="Keep the newest so many.")] = 14,
    every: Annotated[
        float | None,
        typer.Option(
            parser=_span,
            metavar="24h",
            help="Go on, and make one as often as the newest is so old.",
        ),
    ] = None,
    passphrase: Passphrase = None,
    ledger: Ledger = None,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Back up the database as of one moment, and the keys to read it if a passphrase is given."""
    errand = Errand(folder, as_json=as_json)
    words = _read(passphrase)

    def once() -> None:
        made = making.make(
            errand.credentials,
            errand.addresses,
            backups,
            now=now(),
            passphrase=words,
            ledger=ledger,
        )
        gone = folders.keep_newest(backups, keep)
        errand.tell.done(
            f"{made}; {len(gone)} older than the newest {keep} are gone",
            backup=str(made),
            gone=[str(path) for path in gone],
        )
        if words is None:
            errand.tell.sentence(
                "It holds no keys: without the folder of secrets it can't be read."
            )

    if every is None:
        with errand.plainly():
            once()
    else:
        _again_and_again(errand, once, backups, every)


def restore(
    which: Annotated[Path, typer.Argument(metavar="BACKUP", help="A folder that `backup` made.")],
    *,
    keys: Annotated[
        bool, typer.Option("--keys", help="Only write its keys into the folder of secrets.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    passphrase: Passphrase = None,
    ledger: Ledger = None,
    folder: Secrets = IN_RUN_FOLDER,
    as_json: AsJson = False,
) -> None:
    """Replace the database by a backup's. Services must be stopped; NATS is said all again."""
    errand = Errand(folder, as_json=as_json)
    if keys:
        words = _read(passphrase) or fail("Keys are sealed; say --passphrase-file.")
        with errand.plainly():
            restoring.restore_keys(which, words, folder)
        errand.tell.done(f"The keys lie in {folder}", folder=str(folder))
        return
    at = errand.addresses
    if not yes:
        typer.confirm(f"Replace database {at.database} at {at.postgres}?", abort=True, err=True)
    began = monotonic()
    with errand.plainly():
        manifest = restoring.restore(errand.credentials, at, which, ledger=ledger)
    took_s, lost = monotonic() - began, now() - manifest.made_at
    errand.tell.done(
        f"The database is as it was at {manifest.made_at:%Y-%m-%d %H:%M:%S} UTC",
        made_at=manifest.made_at,
        rpo_s=round(lost.total_seconds(), 1),
        rto_s=round(took_s, 1),
        heads=manifest.heads,
    )
    errand.tell.sentence(
        f"RPO {timedelta(seconds=round(lost.total_seconds()))} (what came later is gone),"
        f" RTO {took_s:.1f} s. Now `medianest provision servers`, `medianest migrate`, and start."
    )


def _again_and_again(
    errand: Errand, once: Callable[[], None], backups: Path, every_s: float
) -> None:
    """One that fails is told, and tried again soon.

    Whoever is started anew waits until the next is due: else a night of restarts would push out
    all that are older.
    """
    wait_s = 0.0
    while True:
        try:
            with errand.plainly():
                time.sleep(wait_s or folders.due_in_s(backups, every_s, now()))
                once()
                wait_s = 0.0
        except typer.Exit as ended:
            if ended.exit_code != 1:
                raise
            wait_s = min(every_s, _AGAIN_S)


def _read(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n") or None
    except OSError as error:
        fail(f"{path}: {error.strerror}.")
