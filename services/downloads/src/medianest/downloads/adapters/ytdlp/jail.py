"""The walls of the child process: it dies with its worker, and takes no more than its limits."""

import contextlib
import ctypes
import fcntl
import os
import resource
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from medianest.downloads.adapters.ytdlp.words import Limits
from medianest.downloads.ports import LOCK_NAME

# V8 reserves address space by the tens of gigabytes, and uses next to none of it.
_RESERVED_BYTES: Final = 64 << 30
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
_libc: Final = ctypes.CDLL(None, use_errno=True)


def die_with(parent_pid: int) -> None:
    """SIGKILL from the kernel when the worker goes; at once if it went before this call."""
    _libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent_pid:
        os._exit(1)
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def let_grandchildren_die_too() -> None:
    """Gives ffmpeg and deno the same death signal, since a group outlives its leader."""
    plain = subprocess.Popen.__init__

    def bound(self: Any, *args: Any, **options: Any) -> None:
        options["preexec_fn"] = _die_with_any_parent
        plain(self, *args, **options)

    subprocess.Popen.__init__ = bound  # type: ignore[method-assign]  # every way to start one


def _die_with_any_parent() -> None:
    _libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def confine(limits: Limits) -> None:
    """Sets the limits, for good."""
    for kind, most in (
        (resource.RLIMIT_DATA, limits.memory_bytes),
        (resource.RLIMIT_AS, limits.memory_bytes + _RESERVED_BYTES),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CPU, limits.cpu_s),
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(kind)
        allowed = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(kind, (allowed, allowed))
    os.nice(5)


def hold(folder: Path, wait_s: float) -> bool:
    """Takes the folder's lock until this process ends; False if another held it all the time."""
    deadline = time.monotonic() + wait_s
    while not _lock(folder / LOCK_NAME):
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.1)
    return True


def _lock(path: Path) -> bool:
    """The handle stays open, and is closed to grandchildren."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    with contextlib.suppress(BlockingIOError, FileNotFoundError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The folder may have been cleared in between: then this is the lock of nothing.
        if path.stat().st_ino == os.fstat(handle).st_ino:
            return True
    os.close(handle)
    return False


def end_without_pulse(read_from: int, silence_s: float) -> None:
    """Ends the whole group when the worker has been silent for so long, or has closed the pipe."""

    def listen() -> None:
        poll = select.poll()
        poll.register(read_from, select.POLLIN | select.POLLHUP)
        while poll.poll(silence_s * 1000) and os.read(read_from, 4096):
            pass
        os.killpg(0, signal.SIGKILL)

    _in_background(listen)


def _in_background(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="pulse", daemon=True).start()
