"""The ledger of the erased: a file beside the database, which no restored backup takes back.

Each line names one erased member and holds the hash of the line before it. Guarantees: what `add`
returned from is on the disk; a name stands once; a line that was altered or taken out is found when
the ledger is read. A last line that was cut off by a crash never counted and is written over.
"""

import fcntl
import hashlib
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec

from medianest.contracts.record import Record


class Tombstone(Record):
    """One erased member. `before` is the SHA-256 of the line before, empty in the first."""

    member_id: UUID
    erased_at: datetime
    before: str


class LedgerAltered(Exception):
    """Somebody changed the ledger of the erased; a service does not start on it."""


class Ledger:
    """One service's ledger. Its processes may write at the same time; they take turns."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def members(self) -> Sequence[UUID]:
        """Everybody in it, the oldest first. Raises `LedgerAltered`, `OSError`."""
        if not self._path.exists():
            return ()
        return [stone.member_id for stone in _read(self._path, self._path.read_bytes())]

    def add(self, member_id: UUID, erased_at: datetime) -> None:
        """Add a member, unless they stand in it. Raises `LedgerAltered`, `OSError`."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            text = file.read()
            if any(stone.member_id == member_id for stone in _read(self._path, text)):
                return
            whole = _whole(text)
            before = _hash(whole[-1]) if whole else ""
            stone = Tombstone(member_id=member_id, erased_at=erased_at, before=before)
            file.truncate(sum(len(line) + 1 for line in whole))
            file.seek(0, os.SEEK_END)
            file.write(msgspec.json.encode(stone) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        _sync_folder(self._path.parent)


def _read(path: Path, text: bytes) -> list[Tombstone]:
    stones, before = [], ""
    for number, line in enumerate(_whole(text), 1):
        try:
            stone = msgspec.json.decode(line, type=Tombstone)
        except msgspec.DecodeError:
            stone = None
        if stone is None or stone.before != before:
            raise LedgerAltered(f"{path}, line {number}, is not as it was written.")
        stones.append(stone)
        before = _hash(line)
    return stones


def _whole(text: bytes) -> list[bytes]:
    """The lines that were written to their end."""
    return text.split(b"\n")[:-1]


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
