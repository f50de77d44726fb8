"""Health: is the loop alive, has the service started, may it be sent requests?

- `/livez` is the event loop's heartbeat only: nothing from outside can make it fail.
- `/readyz` is 503 until started, while shutting down, and while a check fails (its own database).
- `/startupz` is 503 until everything has started.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

import msgspec

from medianest.chassis.clock import monotonic
from medianest.chassis.watching.metrics import Metrics
from medianest.contracts.record import Record

PATHS: Final = frozenset({"/livez", "/readyz", "/startupz"})
_BEAT_S: Final = 1.0
_LATE_S: Final = 10.0
_CHECK_S: Final = 2.0


class Finding(Record):
    """What a check says; `details` are for operators: what is away but not needed stands here."""

    ok: bool
    details: Mapping[str, Any] = msgspec.field(default_factory=dict)


Check = Callable[[], Awaitable[Finding | bool]]


class Health:
    """The health of one service, told to probes."""

    def __init__(self, metrics: Metrics, checks: Sequence[Check] = ()) -> None:
        self._metrics = metrics
        self._checks = tuple(checks)
        self._beat_at = monotonic()
        self.started = False
        self.draining = False

    async def beat(self) -> None:
        """Show that the loop turns; runs as long as the service."""
        while True:
            asleep_at = monotonic()
            await asyncio.sleep(_BEAT_S)
            self._beat_at = monotonic()
            self._metrics.loop_lag_seconds.set(self._beat_at - asleep_at - _BEAT_S)

    async def answer(self, path: str) -> tuple[int, bytes]:
        """Status and JSON body for one of PATHS."""
        if path == "/livez":
            return _said(ok=monotonic() - self._beat_at < _LATE_S, word="alive")
        if not self.started:
            return _said(ok=False, word="starting")
        if path == "/startupz":
            return _said(ok=True, word="started")
        if self.draining:
            return _said(ok=False, word="draining")
        findings = await asyncio.gather(*(_found(check) for check in self._checks))
        details = {name: value for found in findings for name, value in found.details.items()}
        ok = all(found.ok for found in findings)
        return _said(ok=ok, word="ready" if ok else "not_ready", details=details)


async def _found(check: Check) -> Finding:
    try:
        async with asyncio.timeout(_CHECK_S):
            found = await check()
    except Exception as error:  # noqa: BLE001 - whatever a check meets, the answer is "not ready"
        return Finding(ok=False, details={"failed": type(error).__name__})
    return Finding(ok=found) if isinstance(found, bool) else found


def _said(*, ok: bool, word: str, details: Mapping[str, Any] | None = None) -> tuple[int, bytes]:
    body = {"status": word, "details": dict(details or {})}
    return 200 if ok else 503, msgspec.json.encode(body, enc_hook=str)
