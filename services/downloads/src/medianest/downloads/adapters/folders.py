"""Tries the library's and the working folder as a download would use them, with a file of its own.

Guarantee: whatever happens on the way, the file that was written for it is gone afterwards.
"""

import asyncio
import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal, TypeVar

from medianest.downloads.ports import FoldersSeen, TriedStep

T = TypeVar("T")

_DEADLINE_S: Final = 10.0
_GIB: Final = 1 << 30


Name = Literal["folder", "writable", "placed", "read_back", "space", "at_once"]
_PERMISSION: Final = "Downloads must be allowed to write there; with containers see PUID and PGID."


class _Wrong(Exception):
    """What is wrong, and where to look."""

    def __init__(self, detail: str, hint: str) -> None:
        super().__init__(detail)
        self.hint = hint


class FolderTrial:
    """The port `Folders`."""

    def __init__(self, library: Path, work: Path, *, reserve_bytes: int) -> None:
        """`reserve_bytes` stay free on both disks."""
        self._library = library
        self._work = work
        self._reserve_bytes = reserve_bytes

    async def seen(self) -> FoldersSeen:
        """As they are now; of a disk that does not answer nothing is known."""
        library = await _in_time(lambda: _free_bytes(self._library))
        work = await _in_time(lambda: _free_bytes(self._work))
        return FoldersSeen(
            library_dir=str(self._library),
            work_dir=str(self._work),
            library_free_bytes=library,
            work_free_bytes=work,
            reserve_bytes=self._reserve_bytes,
        )

    async def steps(self) -> tuple[TriedStep, ...]:
        """Every step up to the first that failed."""
        steps = await _in_time(self._steps)
        if steps is None:
            detail = f"The disk did not answer within {_DEADLINE_S:g} s."
            hint = "Is it on another machine that is away?"
            return (TriedStep(name="folder", ok=False, detail=detail, hint=hint),)
        return steps

    def _steps(self) -> tuple[TriedStep, ...]:
        probe = _Probe(self._library, self._work)
        tried: list[TriedStep] = []
        steps: tuple[tuple[Name, Callable[[], str]], ...] = (
            ("folder", self._is_there),
            ("writable", probe.write),
            ("placed", probe.place),
            ("read_back", probe.read_back),
            ("space", self._has_room),
            ("at_once", probe.is_at_once),
        )
        try:
            for name, step in steps:
                tried.append(_tried(name, step))
                if not tried[-1].ok:
                    break
        finally:
            probe.remove()
        return tuple(tried)

    def _is_there(self) -> str:
        if not self._library.is_dir():
            hint = "Mount it there, or set MEDIANEST_DOWNLOADS_LIBRARY_DIR."
            raise _Wrong(f"There is no folder {self._library}.", hint)
        self._work.mkdir(mode=0o700, parents=True, exist_ok=True)
        return f"{self._library} is there."

    def _has_room(self) -> str:
        free = min(_free_bytes(self._library) or 0, _free_bytes(self._work) or 0)
        if free < self._reserve_bytes:
            raise _Wrong(
                f"{free / _GIB:.1f} GiB are free; {self._reserve_bytes / _GIB:.1f} are to stay so.",
                "Downloads wait until there is more room.",
            )
        return f"{free / _GIB:.1f} GiB are free."


class _Probe:
    """A small file that takes the way of a finished download."""

    def __init__(self, library: Path, work: Path) -> None:
        name = f".medianest-probe-{secrets.token_hex(8)}"
        self._content = secrets.token_bytes(64)
        self._ours, self._placed = work / name, library / name
        self._is_linked = False

    def write(self) -> str:
        """Nothing is written over: the name is nobody's."""
        handle = os.open(self._ours, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(self._content)
            file.flush()
            os.fsync(file.fileno())
        return f"A file was written into {self._ours.parent}."

    def place(self) -> str:
        """As a link, or where that can't be as a copy."""
        try:
            os.link(self._ours, self._placed, follow_symlinks=False)
            self._is_linked = True
        except OSError:
            handle = os.open(self._placed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
            with os.fdopen(handle, "wb") as file:
                file.write(self._content)
        return f"It was put into {self._placed.parent}."

    def read_back(self) -> str:
        """What lies there is what was written."""
        if self._placed.read_bytes() != self._content:
            detail = "The file in the library is not the one that was put there."
            raise _Wrong(detail, "Does another program change files there?")
        return "It was read back."

    def is_at_once(self) -> str:
        """Else each finished file is copied, which takes its time and twice the room."""
        if not self._is_linked:
            raise _Wrong(
                "The working folder lies on another disk than the library: each video is copied.",
                "Put MEDIANEST_DOWNLOADS_WORK_DIR on the library's disk.",
            )
        return "Both folders lie on one disk: a finished video is placed at once."

    def remove(self) -> None:
        """From both places."""
        for path in (self._ours, self._placed):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _tried(name: Name, step: Callable[[], str]) -> TriedStep:
    try:
        return TriedStep(name=name, ok=True, detail=step())
    except _Wrong as wrong:
        return TriedStep(name=name, ok=False, detail=str(wrong), hint=wrong.hint)
    except OSError as error:
        detail = ": ".join(str(part) for part in (error.filename, error.strerror) if part)
        return TriedStep(name=name, ok=False, detail=f"{detail}.", hint=_PERMISSION)


def _free_bytes(of: Path) -> int | None:
    with contextlib.suppress(OSError):
        disk = os.statvfs(of)
        return disk.f_bavail * disk.f_frsize
    return None


async def _in_time(work: Callable[[], T]) -> T | None:
    """None if it takes too long; then it is left to end by itself."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_DEADLINE_S):
            return await asyncio.to_thread(work)
    return None
