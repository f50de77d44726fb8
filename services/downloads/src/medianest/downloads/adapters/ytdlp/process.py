"""The worker's end of the pipe: starts a child, hears it out, and ends it with all its own.

Guarantees: the child leads its own session and group; its environment is empty but for what is
named here; when `running` is left, for whatever reason, nothing of its group is alive.
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import msgspec

from medianest.downloads.adapters.ytdlp.words import (
    SPOKEN,
    FetchOrder,
    PreviewOrder,
    Spoken,
)

_LONGEST_LINE: Final = 1_000_000
_TAIL_BYTES: Final = 4000


class ChildLost(Exception):
    """The child ended without saying how; `str()` is the end of what it printed."""

    def __init__(self, said: str, *, was_killed: bool) -> None:
        """`was_killed`: by SIGKILL, which neither it nor its own limits send."""
        super().__init__(said)
        self.was_killed = was_killed


class Child:
    """One running child. Made by `running`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """`process` has all three pipes."""
        self._process = process
        self._tail = bytearray()
        self._listening = asyncio.create_task(self._keep_tail())

    @property
    def pid(self) -> int:
        """Also the id of its group."""
        return self._process.pid

    async def hear(self) -> Spoken | None:
        """The next report; None at the end of the pipe, and for what no child of ours would say."""
        if self._process.stdout is None:
            return None
        try:
            line = await self._process.stdout.readline()
            return SPOKEN.decode(line) if line else None
        except (ValueError, msgspec.DecodeError):  # a line without end, or one that is no report
            return None

    def pulse(self) -> None:
        """Tells the child that its worker lives and still holds the lease."""
        if self._process.stdin is not None and not self._process.stdin.is_closing():
            with contextlib.suppress(ConnectionError):
                self._process.stdin.write(b".")

    def order(self, order: FetchOrder | PreviewOrder) -> None:
        """Said once, first."""
        if self._process.stdin is not None:
            self._process.stdin.write(msgspec.json.encode(order) + b"\n")

    async def lost(self) -> ChildLost:
        """What is known of a child that ended without a word."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await asyncio.shield(self._listening)
                await self._process.wait()
        tail = self._tail.decode(errors="replace")
        ended = self._process.returncode
        return ChildLost(f"exit {ended}: {tail}", was_killed=ended == -signal.SIGKILL)

    async def end(self, grace_s: float) -> None:
        """SIGINT, so that it can close its files; then SIGKILL, to all of the group."""
        if self._process.returncode is None:
            self._signal(signal.SIGINT)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), grace_s)
        # Also when the leader is gone: ffmpeg may still be there. No other group can have this id
        # while one of its members lives; when none does, there is nobody to hit.
        self._signal(signal.SIGKILL)
        await self._hear_out()
        await self._process.wait()
        self._listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._listening

    async def _hear_out(self) -> None:
        """Asyncio takes a process for ended only once its pipes were read to the end."""
        while self._process.stdout is not None and await self._process.stdout.read(_LONGEST_LINE):
            pass

    def _signal(self, which: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, which)

    async def _keep_tail(self) -> None:
        while self._process.stderr is not None:
            piece = await self._process.stderr.read(_TAIL_BYTES)
            if not piece:
                return
            self._tail += piece
            del self._tail[:-_TAIL_BYTES]


@contextlib.asynccontextmanager
async def running(order: FetchOrder | PreviewOrder, grace_s: float) -> AsyncIterator[Child]:
    """A child at work on this order."""
    folder = _made(order.folder)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",  # no PYTHON* variables, no user site, no current folder in the path
        "-m",
        "medianest.downloads.adapters.ytdlp",
        str(os.getpid()),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
        start_new_session=True,
        cwd=folder,
        env=_environment(folder, order.terms.ffmpeg_folder),
    )
    child = Child(process)
    try:
        child.order(order)
        yield child
    finally:
        # A cancelled worker still has to see its child to the door.
        ending = asyncio.ensure_future(child.end(grace_s))
        try:
            await asyncio.shield(ending)
        except asyncio.CancelledError:
            await ending
            raise


def _made(path: str) -> Path:
    folder = Path(path)
    (folder / "tmp").mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _environment(folder: Path, ffmpeg_folder: str) -> dict[str, str]:
    return {
        "PATH": f"{ffmpeg_folder}:/usr/bin:/bin",
        "HOME": str(folder),
        "TMPDIR": str(folder / "tmp"),
        "LANG": "C.UTF-8",
        "YTDLP_NO_PLUGINS": "1",
        "DENO_DIR": str(folder / "cache" / "deno"),
        "DENO_NO_UPDATE_CHECK": "1",
    }
