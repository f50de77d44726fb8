"""One child process: its log, its end with ours, and a stop that always comes to an end.

Guarantees: the child dies when we die (Linux), `stop` returns with the child gone, and its output
goes to one log file.
"""

import asyncio
import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path

_POLL_S = 0.02
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class DidNotStart(Exception):
    """A child ended, or did not prove itself in time. Says which, why, and shows its last lines."""


class Process:
    """A running child. `name` is what people read."""

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        environ: Mapping[str, str] | None = None,
        folder: Path | None = None,
        dies_by: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self.log = log
        self.started_at = time.monotonic()
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as out:
            self._child = subprocess.Popen(  # noqa: S603  our own command line
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=None if environ is None else dict(environ),
                cwd=folder,
                # Ctrl-C is for the launcher, which stops its children in order.
                start_new_session=True,
                # Safe here: one prctl call, no locks, no allocation.
                preexec_fn=(lambda: _die_with_parent(dies_by)) if _LIBC else None,  # noqa: PLW1509  see above
            )

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def alive(self) -> bool:
        return self._child.poll() is None

    @property
    def exit_code(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""
        return self._child.poll()

    async def ready(
        self, proof: Callable[[], Awaitable[bool]], *, within_s: float, every_s: float = _POLL_S
    ) -> None:
        """Wait until `proof` holds; raise DidNotStart when the child ends or time is up."""
        until = time.monotonic() + within_s
        while not await proof():
            if not self.alive:
                raise DidNotStart(self._story(f"ended at once ({self.how_it_ended()})"))
            if time.monotonic() > until:
                raise DidNotStart(self._story(f"was not ready within {within_s:g} s"))
            await asyncio.sleep(every_s)

    async def got_its_port(self, proof: Callable[[], Awaitable[bool]], *, within_s: float) -> bool:
        """As `ready`; False when somebody else was quicker to bind its port, and it ended."""
        try:
            await self.ready(proof, within_s=within_s)
        except DidNotStart:
            if not self.alive and "in use" in self.last_lines():
                return False
            await self.kill()
            raise
        return True

    async def stop(self, *, sig: signal.Signals = signal.SIGTERM, grace_s: float = 10) -> None:
        """Ask it to end, wait, and end it if it does not."""
        if self.alive:
            self._child.send_signal(sig)
            if not await self._gone(grace_s):
                await self.kill()

    async def kill(self) -> None:
        """End it the hard way, as a crash would."""
        if self.alive:
            self._child.kill()
        await self._gone(10)

    async def kill_all(self) -> None:
        """End it and everything it started in its session."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        await self._gone(10)

    def how_it_ended(self) -> str:
        """Say it in words: `exit code 1`, `signal SIGKILL`."""
        code = self.exit_code
        if code is None:
            return "running"
        if code < 0:
            return f"signal {signal.Signals(-code).name}"
        return f"exit code {code}"

    def last_lines(self, count: int = 8) -> str:
        """Return the end of its log."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as written:
            written.seek(max(0, self.log.stat().st_size - 8192))
            return "\n".join(written.read().decode(errors="replace").splitlines()[-count:])

    async def _gone(self, within_s: float) -> bool:
        until = time.monotonic() + within_s
        while self.alive:
            if time.monotonic() > until:
                return False
            await asyncio.sleep(_POLL_S)
        return True

    def _story(self, what: str) -> str:
        return f"{self.name} {what}; {self.log} ends with:\n{self.last_lines()}"


def _die_with_parent(sig: signal.Signals) -> None:
    if _LIBC:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(sig))
