"""The child process: reads one order, climbs into its jail, does it, and reports in lines.

`python -m medianest.downloads.adapters.ytdlp <pid of the worker>`
"""

import os
import sys
import threading
from pathlib import Path

import msgspec

from medianest.downloads.adapters.ytdlp import jail
from medianest.downloads.adapters.ytdlp.words import (
    ORDERS,
    Busy,
    FetchOrder,
    Previewed,
    PreviewOrder,
    Stumbled,
)
from medianest.downloads.ports import Entered, Report


def main() -> int:
    """Exit status 0 if the last line says how it ended."""
    jail.die_with(int(sys.argv[1]))
    jail.stand_back()
    tell = _Mouth()
    order = ORDERS.decode(_first_line(0))
    if order.terms.release is not None:
        sys.path.insert(0, order.terms.release)  # before the walls, which let it be read
    jail.wall_in(Path(order.folder), order.terms)
    jail.end_without_pulse(0, order.terms.silence_s)
    jail.let_grandchildren_die_too()
    jail.confine(order.terms.limits)
    wait_s = order.wait_for_folder_s if isinstance(order, FetchOrder) else 0.0
    if not jail.hold(Path(order.folder), wait_s):
        tell(Busy())
        return 0
    if isinstance(order, FetchOrder):
        tell(Entered(phase="looking_up"))
    try:
        tell(_carry_out(order, tell))
    except KeyboardInterrupt:
        return 130
    return 0


def _carry_out(order: FetchOrder | PreviewOrder, tell: "_Mouth") -> Report:
    # Imported inside the walls: half a second of other people's code.
    from medianest.downloads.adapters.ytdlp import errors, fetching, previewing  # noqa: PLC0415

    try:
        fetching.check_release(order.terms.release)
        match order:
            case FetchOrder():
                return fetching.fetch(order, tell)
            case PreviewOrder():
                return Previewed(preview=previewing.preview(order))
    except Exception as error:  # noqa: BLE001 - whatever goes wrong in here is told in our words
        print(repr(error)[:2000], file=sys.stderr)  # noqa: T201 - kept by the worker for its log
        return Stumbled(failure=errors.failure_of(error))


class _Mouth:
    """The pipe to the worker. Anything else that prints to the standard output goes elsewhere."""

    def __init__(self) -> None:
        self._pipe = os.fdopen(os.dup(1), "wb", buffering=0)
        os.dup2(2, 1)
        self._lock = threading.Lock()

    def __call__(self, report: Report) -> None:
        with self._lock:
            self._pipe.write(msgspec.json.encode(report) + b"\n")


def _first_line(handle: int) -> bytes:
    """Read byte by byte, so that the pulse behind it stays in the pipe."""
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = os.read(handle, 1)
        if not byte:
            sys.exit(1)
        line += byte
    return bytes(line)


if __name__ == "__main__":
    sys.exit(main())
