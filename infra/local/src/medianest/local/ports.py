"""The ports of a run folder: remembered from one start to the next, and moved when taken."""

import json
from pathlib import Path
from typing import Final

from medianest.local.servers.ports import is_free, next_free

DEFAULTS: Final[dict[str, int]] = {
    "gateway": 8484,
    "identity": 8501,
    "requests": 8502,
    "downloads": 8503,
    "status": 8504,
    "notify": 8505,
    "downloads-worker": 8506,
    "gateway-metrics": 9500,
    "identity-metrics": 9501,
    "requests-metrics": 9502,
    "downloads-metrics": 9503,
    "status-metrics": 9504,
    "notify-metrics": 9505,
    "downloads-worker-metrics": 9506,
    "postgres": 15_432,
    "nats": 14_222,
    "valkey": 16_379,
    "videos": 18_090,
}


class Ports:
    """Who listens where. `choose` before a start, `keep` once it is known."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: dict[str, int] = {}
        if path.exists():
            self._kept = json.loads(path.read_text())
        self._chosen: dict[str, int] = {}

    def choose(self, name: str) -> int:
        """Return a free port: the remembered one, the default, or the next."""
        taken = set(self._chosen.values())
        wished = self._kept.get(name, DEFAULTS[name])
        # Another that we chose, but which does not listen yet, is not free either.
        while wished in taken or not is_free(wished):
            wished = next_free(wished + 1)
        self.keep(name, wished)
        return wished

    def wished(self, name: str) -> int:
        """Return where a server that finds its own port should begin to look."""
        return self._kept.get(name, DEFAULTS[name])

    def keep(self, name: str, port: int) -> None:
        """Remember where it listens."""
        self._chosen[name] = port
        if self._kept.get(name) != port:
            self._kept[name] = port
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(self._kept, indent=2) + "\n")

    def of(self, name: str) -> int:
        """Return a port that was chosen in this run."""
        return self._chosen[name]
