"""Where things lie: the repository, and `.run`, which holds all state of `make up`."""

from pathlib import Path
from typing import Final

from medianest.chassis.settings import environment

REPOSITORY: Final = Path(__file__).resolve().parents[5]
WEB: Final = REPOSITORY / "web"


class Places:
    """The folders and files of one run folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.secrets = folder / "secrets"
        self.logs = folder / "logs"
        self.videos = folder / "videos"
        self.erased = folder / "erased"
        self.media = folder / "media"
        self.lock = folder / "lock"
        self.people = folder / "people.json"
        self.up = folder / "up.json"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"


def places() -> Places:
    """Return the run folder: `MEDIANEST_RUN_DIR`, or `.run` in the repository."""
    chosen = environment().get("MEDIANEST_RUN_DIR")
    return Places(Path(chosen).resolve() if chosen else REPOSITORY / ".run")
