"""How root starts a Postgres, which refuses root: as another user, without adding one.

`unshare` shows the child another uid inside a namespace of its own: nothing is chmod'ed, and it
works below a 0700 folder. Where the kernel refuses that (inside many containers), `setpriv` takes
an unprivileged uid, which then needs a data folder and readable programs of its own.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

from medianest.contracts.record import Record

_NOBODY = 65_534
_UNSHARE = ("unshare", "--user", f"--map-user={_NOBODY}", f"--map-group={_NOBODY}")
_SETPRIV = ("setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups")
Way = Literal["plain", "unshare", "setpriv"]


class Footing(Record):
    """How to start: a prefix for the command line, the programs' folder and the data folder."""

    prefix: tuple[str, ...]
    bin: Path
    data: Path


class NoUnprivilegedUser(Exception):
    """Root can't start Postgres here: neither `unshare` nor `setpriv` works."""


def way() -> Way:
    """Return the best way on this machine."""
    if os.geteuid() != 0:
        return "plain"
    if _works(_UNSHARE):
        return "unshare"
    if _works(_SETPRIV):
        return "setpriv"
    raise NoUnprivilegedUser


def footing(programs: Path, data: Path, chosen: Way) -> Footing:
    """Prepare everything that the chosen way needs."""
    match chosen:
        case "plain":
            return Footing(prefix=(), bin=programs, data=data)
        case "unshare":
            return Footing(prefix=_UNSHARE, bin=programs, data=data)
        case "setpriv":
            home = home_elsewhere(data)
            home.mkdir(mode=0o700, exist_ok=True)
            os.chown(home, _NOBODY, _NOBODY)
            return Footing(prefix=_SETPRIV, bin=_readable_copy(programs, home), data=home / "data")


def forget(data: Path) -> None:
    """Remove what `setpriv` kept elsewhere for this data folder."""
    shutil.rmtree(home_elsewhere(data), ignore_errors=True)


def home_elsewhere(data: Path) -> Path:
    """Return the folder that `setpriv` uses for this data folder."""
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"medianest-postgres-{mark}"


def _readable_copy(programs: Path, home: Path) -> Path:
    if _works((*_SETPRIV, str(programs / "postgres"), "--version")):
        return programs
    install = programs.parent
    copy = home / install.parent.name / install.name
    if not copy.exists():
        shutil.copytree(install, copy, symlinks=True)
        # Wheels keep the libraries that their programs link to in a folder beside the package.
        libraries = install.parent.with_name(f"{install.parent.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, home / libraries.name, symlinks=True, dirs_exist_ok=True)
    return copy / "bin"


def _works(prefix: tuple[str, ...]) -> bool:
    command = prefix if prefix[-1] == "--version" else (*prefix, "true")
    try:
        tried = subprocess.run(command, capture_output=True, timeout=10, check=False)  # noqa: S603  constants above
    except OSError:
        return False
    return tried.returncode == 0
