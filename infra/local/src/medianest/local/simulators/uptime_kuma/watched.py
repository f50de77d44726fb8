"""What the simulated Kuma watches, and how each version writes it down."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any, Final

from medianest.chassis.clock import now

ROWS_IN_BURST: Final = 100
CANARY: Final = "canary-do-not-leak"
"""Every secret of every monitor begins with this, so that a leak is found by its name."""


class Status(IntEnum):
    """The numbers that Kuma sends."""

    DOWN = 0
    UP = 1
    PENDING = 2
    MAINTENANCE = 3


@dataclass(frozen=True, kw_only=True)
class Beat:
    """One look by Kuma. `important` marks a transition, and the first beat of all."""

    at: datetime
    status: Status
    message: str
    ping_ms: int | None
    important: bool

    @property
    def time(self) -> str:
        """UTC without a zone, to the millisecond."""
        return self.at.strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


@dataclass(kw_only=True)
class Monitor:
    """One monitor and its newest beats."""

    id: int
    name: str
    type: str = "http"
    active: bool = True
    maintenance: bool = False
    interval_s: int = 20
    beats: deque[Beat] = field(default_factory=lambda: deque(maxlen=10_000))

    def beat(self, status: Status, message: str) -> Beat:
        """Look once, now."""
        last = self.beats[-1] if self.beats else None
        at = now()
        if last is not None:
            # Two beats of one monitor never share a moment: the real one waits 20 s in between.
            at = max(at, last.at + timedelta(milliseconds=1))
        made = Beat(
            at=at,
            status=status,
            message=message,
            ping_ms=12 if status is Status.UP else None,
            important=last is None or last.status != status,
        )
        self.beats.append(made)
        return made

    def as_listed(self) -> dict[str, Any]:
        """The monitor as `monitorList` has it: with its secrets."""
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "active": self.active,
            "forceInactive": False,
            "maintenance": self.maintenance,
            "parent": None,
            "pathName": self.name,
            "interval": self.interval_s,
            "tags": [],
            "url": f"https://someone:{CANARY}-url@media.example/",
            "basic_auth_pass": f"{CANARY}-basic",
            "pushToken": f"{CANARY}-push",
            "bearer_token": f"{CANARY}-bearer",
            "tlsKey": f"{CANARY}-tls",
            "databaseConnectionString": f"postgres://u:{CANARY}-db@db/x",
            "headers": f'{{"authorization": "{CANARY}-header"}}',
        }

    def rows(self) -> list[dict[str, Any]]:
        """The newest beats as raw rows of the database: snake case, numbers for booleans."""
        return [self._row(beat) for beat in list(self.beats)[-ROWS_IN_BURST:]]

    def rows_since(self, since: datetime) -> list[dict[str, Any]]:
        """All rows since then, as `getMonitorBeats` answers."""
        return [self._row(beat) for beat in self.beats if beat.at >= since]

    def live(self, beat: Beat) -> dict[str, Any]:
        """The beat as it is sent when it happens: camel case, no ping where there was none."""
        said: dict[str, Any] = {
            "monitorID": self.id,
            "status": int(beat.status),
            "time": beat.time,
            "msg": beat.message,
            "important": beat.important,
            "retries": 0,
        }
        return said if beat.ping_ms is None else {**said, "ping": beat.ping_ms}

    def _row(self, beat: Beat) -> dict[str, Any]:
        return {
            "id": int(beat.at.timestamp() * 1000),
            "monitor_id": self.id,
            "status": int(beat.status),
            "time": beat.time,
            "msg": beat.message,
            "ping": beat.ping_ms,
            "important": int(beat.important),
            "duration": 0,
            "down_count": 0,
            "end_time": beat.time,
        }
