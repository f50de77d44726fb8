"""The films of the simulated video site, made once for all tests of a checkout.

Guarantees: a folder is made by one process alone; films that are made otherwise lie elsewhere.
"""

import fcntl
import hashlib
from pathlib import Path

from medianest.local.places import REPOSITORY
from medianest.local.simulators import films


def kept_films(among: Path = REPOSITORY / ".pytest_cache") -> Path:
    """Where they lie; nobody may change them. To make them takes a processor some six seconds."""
    how = hashlib.sha256(Path(films.__file__).read_bytes()).hexdigest()
    folder = among / f"films-{how[:16]}"
    among.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        films.make_films(folder)
    return folder
