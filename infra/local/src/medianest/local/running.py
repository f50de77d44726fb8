"""One house per run folder: a lock says that it runs, `down` ends it, `clean` forgets it."""

import fcntl
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from medianest.local.places import Places
from medianest.local.servers.unprivileged import forget

_STOPS_WITHIN_S = 60.0


class AlreadyUp(Exception):
    """Another `make up` runs in this folder."""


@contextmanager
def alone(places: Places) -> Iterator[None]:
    """Hold the run folder; the kernel lets go of it when we end, however we end."""
    places.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with places.lock.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyUp from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def down(places: Places) -> bool:
    """End a running house and wait for it; return whether there was one."""
    pid = _holder(places)
    if pid is None:
        return False
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + _STOPS_WITHIN_S
    while _holder(places) is not None:
        if time.monotonic() > until:
            raise TimeoutError(f"process {pid} did not stop within {_STOPS_WITHIN_S:g} s")
        time.sleep(0.1)
    return True


def clean(places: Places) -> None:
    """End a running house and forget all of its state."""
    down(places)
    forget(places.folder / "postgres" / "data")
    shutil.rmtree(places.folder, ignore_errors=True)


def _holder(places: Places) -> int | None:
    """The process that holds the lock; the lock is the proof, its text only the address."""
    if not places.lock.exists():
        return None
    with places.lock.open("r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            written = lock.read().strip()
            return int(written) if written.isdigit() else None
    return None
