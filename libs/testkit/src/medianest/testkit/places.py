"""Where throw-away servers keep their data: in memory where there is room, else on the disk.

Databases come and go by the hundred. For each new file ext4 walks past the ones that were deleted
in the last seconds, which costs more than all that the tests do; memory forgets at once.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

MEMORY: Final = Path("/dev/shm")  # noqa: S108  each run makes a folder of its own there, mode 0700
ROOM: Final = 4 * 1024**3
_PREFIX: Final = "medianest-tests-"


@contextmanager
def throw_away(disk: Path, *, memory: Path = MEMORY, room: int = ROOM) -> Iterator[Path]:
    """A folder in `memory` that is gone when the block ends; `disk` if less than `room` is free.

    What runs that were killed left in memory is cleared away first.
    """
    _clear_left_over(memory)
    if not _has_room(memory, room):
        yield disk
        return
    with tempfile.TemporaryDirectory(
        prefix=f"{_PREFIX}{os.getpid()}-", dir=memory, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)


def _has_room(folder: Path, room: int) -> bool:
    try:
        return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= room
    except OSError:
        return False


def _clear_left_over(memory: Path) -> None:
    for folder in memory.glob(f"{_PREFIX}*"):
        with suppress(ValueError, OSError):
            pid = int(folder.name.removeprefix(_PREFIX).partition("-")[0])
            if not Path(f"/proc/{pid}").exists():
                shutil.rmtree(folder, ignore_errors=True)
