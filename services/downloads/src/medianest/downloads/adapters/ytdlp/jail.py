"""The walls of the child process: it dies with its worker, and takes no more than its limits.

Guarantees, where the kernel knows them (`walls`): it reads nothing but the installation, writes
nothing but its folder, runs nothing from there, and calls nothing but the egress proxy's port; so
do ffmpeg and deno, whether they heed a proxy or not.
"""

import contextlib
import ctypes
import fcntl
import os
import resource
import select
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from medianest.downloads.adapters.ytdlp import landlock, seccomp
from medianest.downloads.adapters.ytdlp.words import Limits, Terms
from medianest.downloads.ports import LOCK_NAME

# V8 reserves address space by the tens of gigabytes, and uses next to none of it.
_RESERVED_BYTES: Final = 64 << 30
_LAST_CPU_S: Final = 5
_NICENESS: Final = 5
_PR_SET_PDEATHSIG: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38
# What programs need of a system, and nothing in which anybody keeps a secret.
_SYSTEM: Final = (
    *("/usr", "/lib", "/lib64", "/bin", "/etc/ssl", "/etc/pki", "/etc/ca-certificates"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/mime.types", "/etc/nsswitch.conf", "/etc/hosts"),
    *("/dev/urandom", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"),
)
_libc: Final = ctypes.CDLL(None, use_errno=True)


def die_with(parent_pid: int) -> None:
    """SIGKILL from the kernel when the worker goes; at once if it went before this call."""
    _libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent_pid:
        os._exit(1)
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def stand_back() -> None:
    """Lets everybody else have the processors first; before the walls, which keep /proc shut.

    Where Linux weighs sessions as a whole, and this process leads its own, niceness alone counts
    among its own children only.
    """
    os.nice(_NICENESS)
    with contextlib.suppress(OSError):  # a kernel that weighs each process by itself
        Path("/proc/self/autogroup").write_text(str(_NICENESS))


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
        (resource.RLIMIT_CORE, 0),
    ):
        _, ceiling = resource.getrlimit(kind)
        allowed = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(kind, (allowed, allowed))
    # The softer one ends it by SIGXCPU, which tells it from one that the kernel had to kill.
    _, ceiling = resource.getrlimit(resource.RLIMIT_CPU)
    hard = limits.cpu_s + _LAST_CPU_S
    hard = hard if ceiling == resource.RLIM_INFINITY else min(hard, ceiling)
    resource.setrlimit(resource.RLIMIT_CPU, (min(limits.cpu_s, hard), hard))


def wall_in(folder: Path, terms: Terms) -> None:
    """For good; before the first thread, which would stay outside."""
    programs = [Path(terms.ffmpeg_folder), (Path(terms.ffmpeg_folder) / "ffmpeg").resolve().parent]
    landlock.shut_in(
        reads=[*map(Path, _SYSTEM), *_installation(), *programs],
        writes=[folder, Path("/dev/null")],
        port=urlsplit(terms.proxy).port if terms.proxy else None,
    )
    seccomp.only_tcp()


def walls() -> tuple[str, ...]:
    """Those that this machine can have: `files`, `ports`, `sockets`."""
    kept = landlock.keeps()
    there = {"files": kept.files, "ports": kept.ports, "sockets": seccomp.is_known_here()}
    return tuple(name for name, is_there in there.items() if is_there)


def _installation() -> list[Path]:
    """Python, and where it finds its modules."""
    places = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *sys.path}
    return [Path(place) for place in sorted(places) if place]


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
