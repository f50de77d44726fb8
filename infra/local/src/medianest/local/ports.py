"""Who listens where: the usual port, or the next one that is free."""

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
    "smtp": 18_091,
    "smtp-mail": 18_092,
    "push": 18_093,
}


class Ports:
    """The ports of one run. A server that finds its own port begins at `usual` and says `keep`."""

    def __init__(self) -> None:
        self._chosen: dict[str, int] = {}

    def usual(self, name: str) -> int:
        return DEFAULTS[name]

    def choose(self, name: str) -> int:
        """Return a free port and remember it."""
        port = DEFAULTS[name]
        # Another that we chose, but which does not listen yet, is not free either.
        while port in self._chosen.values() or not is_free(port):
            port = next_free(port + 1)
        self._chosen[name] = port
        return port

    def keep(self, name: str, port: int) -> None:
        """Remember where it listens."""
        self._chosen[name] = port

    def of(self, name: str) -> int:
        """Return a port that was chosen."""
        return self._chosen[name]
