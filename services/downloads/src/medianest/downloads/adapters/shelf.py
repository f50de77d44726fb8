"""The shelf: the library's folder on disk, and the working folders of the jobs.

Guarantees: a file appears in the library whole and under its last name, or not at all; nothing is
ever written over; no symbolic link inside the library is followed; a placed file and its folder
are on the disk before `place` returns; a crash at any point is repaired by calling `place` again.
"""

import asyncio
import contextlib
import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
import stat
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final
from uuid import UUID

from medianest.contracts.events.downloads import PlacedFile
from medianest.downloads.domain.names import taken
from medianest.downloads.ports import (
    FINISHED_FOLDER,
    LOCK_NAME,
    NOBODY,
    Fetched,
    FileGone,
    ShelfTrouble,
)

_MOST_TWINS: Final = 99
_PIECE_BYTES: Final = 1 << 18
_PREVIEW_IS_OLD_S: Final = 600
_HALF: Final = ".placing-"
_HALF_IS_OLD_S: Final = 86_400
_RENAME_NOREPLACE: Final = 1
# Where one file can't have two names: another disk, or a file system without hard links.
_NO_LINKS: Final = frozenset({errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP})
_TROUBLE: Final = {
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "The disk is full.",
    errno.EROFS: "The library's disk can only be read.",
    errno.EACCES: "The server may not write into the library.",
    errno.EPERM: "The server may not write into the library.",
    errno.ELOOP: "A folder of the library is a link, which is not followed.",
    errno.ENOTDIR: "A folder of the library is a link or a file.",
    errno.EIO: "The library's disk has a fault.",
}
_libc: Final = ctypes.CDLL(None, use_errno=True)


class FolderShelf:
    """The port `Shelf`."""

    def __init__(self, library: Path, work: Path, *, min_free_bytes: int) -> None:
        """`work` should lie on the library's disk, so that placing is a link and not a copy."""
        self._library = library
        self._work = work
        self._min_free_bytes = min_free_bytes

    def folder(self, download_id: UUID) -> Path:
        """The job's own folder."""
        return self._work / str(download_id)

    async def check_room(
        self,
        needed_bytes: int = 0,
        *,
        there: UUID | None = None,
        others: Mapping[UUID, int] = NOBODY,
    ) -> None:
        """Both disks are looked at."""
        await asyncio.to_thread(self._check_room, needed_bytes, there, others)

    async def place(self, download_id: UUID, fetched: Fetched, name: str) -> PlacedFile:
        """Off the event loop: syncing may take a while."""
        return await asyncio.to_thread(self._place, download_id, fetched, name)

    async def holds(self, files: tuple[PlacedFile, ...]) -> bool:
        """By name and size."""
        return await asyncio.to_thread(self._holds, files)

    async def read(self, placed: PlacedFile, start: int, end: int) -> AsyncIterator[bytes]:
        """From the file itself: who takes its place meanwhile is not read."""
        return _pieces(await asyncio.to_thread(self._opened, placed), start, end)

    async def take_back(self, download_id: UUID, placed: PlacedFile) -> None:
        """Only the same inode is this job's file."""
        await asyncio.to_thread(self._take_back, download_id, placed)

    async def remove(self, files: tuple[PlacedFile, ...]) -> None:
        """A folder that became empty goes too."""
        await asyncio.to_thread(self._remove, files)

    async def clear(self, download_id: UUID) -> bool:
        """Under the folder's lock."""
        return await asyncio.to_thread(_clear, self.folder(download_id))

    async def folders(self) -> tuple[UUID, ...]:
        """Whatever else lies there is not ours to touch."""
        return await asyncio.to_thread(self._folders)

    async def clear_leftovers(self) -> None:
        """Only old ones: a young one may be at work, or just about to take its lock."""
        await asyncio.to_thread(self._clear_previews)
        await asyncio.to_thread(self._clear_halves)

    def _check_room(
        self, needed_bytes: int, there: UUID | None, others: Mapping[UUID, int]
    ) -> None:
        with _in_our_words():
            free = min(_free_bytes(self._library), _free_bytes(self._work))
        to_come = needed_bytes if there is None else self._to_come(there, needed_bytes)
        to_come += sum(self._to_come(other, needed) for other, needed in others.items())
        if free - to_come < self._min_free_bytes:
            raise ShelfTrouble(_TROUBLE[errno.ENOSPC])

    def _to_come(self, download_id: UUID, needed_bytes: int) -> int:
        held = _bytes_in(self.folder(download_id)) if needed_bytes else 0
        return max(needed_bytes - held, 0)

    def _place(self, download_id: UUID, fetched: Fetched, name: str) -> PlacedFile:
        source = self.folder(download_id) / FINISHED_FOLDER / fetched.file_name
        with _in_our_words():
            source.chmod(0o644)
            _sync(source)
            for times in range(_MOST_TWINS):
                candidate = taken(name, times) if times else name
                self._make_folder(candidate)
                with self._open(candidate) as folder:
                    if _put(source, fetched, folder, PurePosixPath(candidate).name, download_id):
                        return _placed(candidate, fetched)
        raise ShelfTrouble("The library holds too many files of this name.")

    def _holds(self, files: tuple[PlacedFile, ...]) -> bool:
        for placed in files:
            name = PurePosixPath(placed.path).name
            try:
                with self._open(placed.path) as folder:
                    there = os.stat(name, dir_fd=folder, follow_symlinks=False)
            except OSError:
                return False
            if not stat.S_ISREG(there.st_mode) or there.st_size != placed.size_bytes:
                return False
        return bool(files)

    def _opened(self, placed: PlacedFile) -> BinaryIO:
        try:
            with self._open(placed.path) as folder:
                name = PurePosixPath(placed.path).name
                handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
        except OSError as error:
            raise FileGone from error
        file = os.fdopen(handle, "rb")
        there = os.fstat(handle)
        if not stat.S_ISREG(there.st_mode) or there.st_size != placed.size_bytes:
            file.close()
            raise FileGone
        return file

    def _take_back(self, download_id: UUID, placed: PlacedFile) -> None:
        name = PurePosixPath(placed.path).name
        with contextlib.suppress(FileNotFoundError), self._open(placed.path) as folder:
            there = os.stat(name, dir_fd=folder, follow_symlinks=False)
            finished = self.folder(download_id) / FINISHED_FOLDER
            if any(os.path.samestat(there, file.lstat()) for file in finished.iterdir()):
                os.unlink(name, dir_fd=folder)

    def _remove(self, files: tuple[PlacedFile, ...]) -> None:
        for placed in files:
            path = PurePosixPath(placed.path)
            with contextlib.suppress(OSError), self._open(placed.path) as folder:
                there = os.stat(path.name, dir_fd=folder, follow_symlinks=False)
                if stat.S_ISREG(there.st_mode) and there.st_size == placed.size_bytes:
                    os.unlink(path.name, dir_fd=folder)
                    for parent in path.parents[:-1]:
                        (self._library / parent).rmdir()

    def _make_folder(self, name: str) -> None:
        with contextlib.ExitStack() as opened:
            folder = _entered(opened, str(self._library))
            for part in PurePosixPath(name).parent.parts:
                with contextlib.suppress(FileExistsError):
                    os.mkdir(part, 0o755, dir_fd=folder)
                    os.fsync(folder)
                folder = _entered(opened, part, folder)

    @contextlib.contextmanager
    def _open(self, name: str) -> Iterator[int]:
        """The open folder of a file of the library; a link in its place is not followed."""
        with contextlib.ExitStack() as opened:
            folder = _entered(opened, str(self._library))
            for part in PurePosixPath(name).parent.parts:
                folder = _entered(opened, part, folder)
            yield folder

    def _folders(self) -> tuple[UUID, ...]:
        found = []
        with contextlib.suppress(FileNotFoundError):
            for entry in self._work.iterdir():
                with contextlib.suppress(ValueError):
                    found.append(UUID(entry.name))
        return tuple(found)

    def _clear_halves(self) -> None:
        """Copies that nobody goes on with: of a job that was taken back after a crash."""
        halves = (self._library.glob(f"{depth}/{_HALF}*") for depth in ("*", "*/*"))
        for half in chain.from_iterable(halves):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - half.lstat().st_mtime > _HALF_IS_OLD_S:
                    half.unlink()

    def _clear_previews(self) -> None:
        for folder in self._work.glob("preview-*"):
            with contextlib.suppress(FileNotFoundError):
                if time.time() - folder.stat().st_mtime > _PREVIEW_IS_OLD_S:
                    _clear(folder)


def _entered(opened: contextlib.ExitStack, name: str, within: int | None = None) -> int:
    """A folder step by step, so that a link in the place of any of them is not followed."""
    follows = os.O_NOFOLLOW if within is not None else 0  # the library itself may be a link
    folder = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | follows, dir_fd=within)
    opened.callback(os.close, folder)
    return folder


async def _pieces(file: BinaryIO, start: int, end: int) -> AsyncIterator[bytes]:
    with file:
        await asyncio.to_thread(file.seek, start)
        left = end - start
        while left > 0:
            piece = await asyncio.to_thread(file.read, min(_PIECE_BYTES, left))
            if not piece:
                raise FileGone  # it became shorter; what is promised can't be kept
            left -= len(piece)
            yield piece


def _placed(path: str, fetched: Fetched) -> PlacedFile:
    return PlacedFile(
        path=path,
        size_bytes=fetched.size_bytes,
        duration_s=fetched.duration_s,
        sha256=fetched.sha256,
    )


def _free_bytes(place: Path) -> int:
    place.mkdir(parents=True, exist_ok=True)
    disk = os.statvfs(place)
    return disk.f_bavail * disk.f_frsize


def _bytes_in(folder: Path) -> int:
    """What its files take, as far as they stay while one looks."""
    taken_bytes = 0
    for inside, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                taken_bytes += (Path(inside) / name).lstat().st_size
    return taken_bytes


def _put(source: Path, fetched: Fetched, folder: int, name: str, download_id: UUID) -> bool:
    """Whether this file lies there under this name now; False if another does."""
    try:
        try:
            os.link(source, name, dst_dir_fd=folder, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            _copy(source, folder, name, download_id)
    except FileExistsError:
        if not _is_the_same(source, fetched, folder, name):
            return False
    os.fsync(folder)
    return True


def _is_the_same(source: Path, fetched: Fetched, folder: int, name: str) -> bool:
    there = os.stat(name, dir_fd=folder, follow_symlinks=False)
    if os.path.samestat(there, source.stat()):
        return True
    if not stat.S_ISREG(there.st_mode) or there.st_size != fetched.size_bytes:
        return False
    handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    with os.fdopen(handle, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == fetched.sha256


def _copy(source: Path, folder: int, name: str, download_id: UUID) -> None:
    """Beside its last place first, then renamed without replacing."""
    beside = f"{_HALF}{download_id}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(beside, flags, 0o644, dir_fd=folder)
    try:
        with os.fdopen(handle, "wb") as target, source.open("rb") as original:
            shutil.copyfileobj(original, target, 1 << 20)
            target.flush()
            os.fsync(target.fileno())
        _rename_without_replacing(folder, beside, name)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(beside, dir_fd=folder)


def _rename_without_replacing(folder: int, old: str, new: str) -> None:
    names = (folder, os.fsencode(old), folder, os.fsencode(new))
    if _libc.renameat2(*names, _RENAME_NOREPLACE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), new)


def _clear(folder: Path) -> bool:
    try:
        handle = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        told = _TROUBLE.get(error.errno or 0, "The library's folder can't be used just now.")
        raise ShelfTrouble(told) from error
