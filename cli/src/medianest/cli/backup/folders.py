"""The folder of backups: each is a folder named by its moment; the newest few are kept."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from medianest.contracts.record import Record

DUMP: Final = "database.dump"
KEYS: Final = "keys.sealed"
LEDGER: Final = "erased"
_MANIFEST: Final = "manifest.json"
_UNFINISHED: Final = ".unfinished"
_NAMED: Final = "%Y-%m-%dT%H-%M-%SZ"
_CHUNK: Final = 1 << 20


class Manifest(Record):
    """What a backup says of itself. `heads`: how far each service's log was."""

    made_at: datetime
    version: str
    heads: dict[str, int]
    sha256: dict[str, str]


class BackupDamaged(Exception):
    """A file of this backup is missing, or is not as it was written."""


class AnotherIsMade(Exception):
    """Another backup is being made in this folder; wait for it."""


@contextmanager
def begun(backups: Path) -> Iterator[Path]:
    """A fresh folder to write into, for one at a time; what an interrupted one left is forgotten.

    Raises `AnotherIsMade`: two that write into one folder would both be damaged.
    """
    backups.mkdir(parents=True, exist_ok=True)
    held = os.open(backups, os.O_RDONLY)
    try:
        _hold(held)
        folder = backups / _UNFINISHED
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        yield folder
    finally:
        os.close(held)


def finish(folder: Path, made_at: datetime, version: str, heads: dict[str, int]) -> Path:
    """Give it its name; from then on it is a backup."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = {path.relative_to(folder).as_posix(): _sha256(path) for path in files}
    manifest = Manifest(made_at=made_at, version=version, heads=heads, sha256=sums)
    (folder / _MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)))
    return folder.rename(folder.parent / made_at.strftime(_NAMED))


def read(folder: Path) -> Manifest:
    """What it holds, after looking that it really does. Raises `BackupDamaged`."""
    manifest = _manifest(folder)
    for name, expected in manifest.sha256.items():
        path = folder / name
        if not path.is_file() or _sha256(path) != expected:
            raise BackupDamaged(f"{path} is missing, or is not as it was written.")
    return manifest


def whole(backups: Path) -> list[Path]:
    """All backups, the oldest first."""
    return sorted(path.parent for path in backups.glob(f"2*/{_MANIFEST}"))


def due_in_s(backups: Path, every_s: float, now: datetime) -> float:
    """How long until the newest is so old. Raises `BackupDamaged`."""
    found = whole(backups)
    if not found:
        return 0.0
    age_s = (now - _manifest(found[-1]).made_at).total_seconds()
    # The clock may have been put back since.
    return min(max(0.0, every_s - age_s), every_s)


def keep_newest(backups: Path, count: int) -> list[Path]:
    """Forget all but the newest; return what went."""
    gone = whole(backups)[:-count]
    for folder in gone:
        shutil.rmtree(folder)
    return gone


def _hold(folder: int) -> None:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise AnotherIsMade(AnotherIsMade.__doc__) from None


def _manifest(folder: Path) -> Manifest:
    try:
        return msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        raise BackupDamaged(f"{folder} holds no whole backup.") from None


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
