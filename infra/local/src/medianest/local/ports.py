"""Who listens where: the usual port, or the next one that is free.

A port that was chosen is listened on only seconds later. Until we end it is claimed by a lock, so
that another house that starts at the same time on this machine passes over it.
"""

import fcntl
import os
import tempfile
from pathlib import Path
from typing import Final

from medianest.chassis.settings import environment
from medianest.local.servers.ports import NoFreePort, free_ports

_CLAIMS: Final = Path(tempfile.gettempdir()) / f"medianest-ports-{os.getuid()}"

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
    "prometheus": 19_090,
    "videos": 18_090,
    "smtp": 18_091,
    "smtp-mail": 18_092,
    "push": 18_093,
    "uptime-kuma": 18_094,
    "plex-tv": 18_095,
    "overseerr": 18_096,
    "plex": 18_097,
    "openid": 18_098,
}


class Ports:
    """The ports of one run. A server that finds its own port begins at `usual` and says `keep`."""

    def __init__(self) -> None:
        self._chosen: dict[str, int] = {}
        self._claims: list[int] = []

    def usual(self, name: str) -> int:
        return DEFAULTS[name]

    def choose(self, name: str) -> int:
        """Claim a free port and remember it. Raises NoFreePort."""
        for port in free_ports(DEFAULTS[name]):
            if self._claim(port):
                self._chosen[name] = port
                return port
        raise NoFreePort(f"no free port for {name} from {DEFAULTS[name]} upwards")

    def close(self) -> None:
        """Let go of what was claimed."""
        while self._claims:
            os.close(self._claims.pop())

    def _claim(self, port: int) -> bool:
        _CLAIMS.mkdir(mode=0o700, exist_ok=True)
        claim = os.open(_CLAIMS / str(port), os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(claim)
            return False
        self._claims.append(claim)
        return True

    def keep(self, name: str, port: int) -> None:
        """Remember where it listens."""
        self._chosen[name] = port

    def of(self, name: str) -> int:
        """Return a port that was chosen."""
        return self._chosen[name]

    @property
    def door(self) -> str:
        """Where people find it; `MEDIANEST_BASE_PATH` puts it behind a path, as a proxy would.

        With `MEDIANEST_HOST=localhost` it has a name, without which no browser makes a passkey.
        """
        host = environment().get("MEDIANEST_HOST", "127.0.0.1")
        base_path = environment().get("MEDIANEST_BASE_PATH", "")
        return f"http://{host}:{self.of('gateway')}{base_path}"
