"""P9: what one event costs to read and to write, beside JSON.parse with ajv in Node.

A download that was completed, of some 1,200 bytes. Ours reads it as a service does that hears it,
into types, which checks it; a relay reads only what it needs and carries the rest on as it is. The
peer parses and checks with ajv: the same bytes, the same checks, the same core, in turn.
"""

import asyncio
import gc
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import msgspec

from bench.load import SERVER_CORE
from bench.measure import Rate, rates_in_turn, tell
from bench.peers import Absent, node
from bench.ratios import AtLeast, not_measured
from medianest.contracts.events.downloads import DownloadCompleted, PlacedFile
from medianest.contracts.record import Record
from medianest.eventlog.codec import decode_event

ROUNDS = 15
TIMES = 50_000


class Envelope(Record):
    """What a relay reads of a message."""

    id: str
    data: msgspec.Raw


FILE = PlacedFile(
    path="Films/Letters from the attic (2024)/Letters from the attic (2024) - part 1.mp4",
    size_bytes=734_003_200,
    sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    duration_s=5400.5,
)
EVENT = DownloadCompleted(
    download_id=UUID(int=8),
    member_id=UUID(int=9),
    collection_id=UUID(int=10),
    title="Letters from the attic",
    files=(FILE,) * 5,
)
WORDS = msgspec.json.encode(EVENT)
CARRIED = msgspec.json.encode({"id": "1", "data": msgspec.Raw(WORDS)})


async def run() -> None:
    """Measure, print, keep."""
    envelopes, encoder = msgspec.json.Decoder(Envelope), msgspec.json.Encoder()
    ours: dict[str, Callable[[], object]] = {
        "ours, read and check": lambda: decode_event(WORDS),
        "ours, write": lambda: encoder.encode(EVENT),
        "ours, carry on": lambda: envelopes.decode(CARRIED),
        "json, read only": lambda: json.loads(WORDS),
    }
    home = os.sched_getaffinity(0)
    os.sched_setaffinity(0, SERVER_CORE)
    gc.disable()  # measured is the reading, not the clearing up
    try:
        with tempfile.TemporaryDirectory(prefix="medianest-bench-") as folder:
            theirs = [f"Node, {what}" for what in ("read and check", "write")]
            variants: dict[str, Rate] = {
                **{name: _rate(work) for name, work in ours.items()},
                **{name: _peer(name, Path(folder)) for name in theirs},
            }
            try:
                measured = await rates_in_turn(variants, ROUNDS)
            except Absent as absent:
                not_measured("P9, Node", absent)
                return
    finally:
        gc.enable()
        os.sched_setaffinity(0, home)
    tell(
        "Events as JSON",
        "events/s of CPU",
        measured,
        [
            ("P9", "ours, read and check", "Node, read and check", AtLeast(1.7)),
            ("P9", "ours, write", "Node, write", AtLeast(4)),
            ("P9", "ours, carry on", "Node, read and check", AtLeast(4.5)),
            ("", "ours, read and check", "json, read only", None),
        ],
    )


def _rate(work: Callable[[], object]) -> Rate:
    async def rate() -> float:
        began = time.process_time()
        for _ in range(TIMES):
            work()
        return TIMES / (time.process_time() - began)

    return rate


def _peer(name: str, folder: Path) -> Rate:
    """One round in a process of its own, on the same core; it warms up by itself."""
    (folder / "words.json").write_bytes(WORDS)

    async def rate() -> float:
        environ = {"DOES": name.partition(", ")[2], "WORDS": str(folder / "words.json")}
        log = folder / f"{name}.log"
        log.unlink(missing_ok=True)
        process = await node("events.mjs", {**environ, "TIMES": str(TIMES)}, log)
        while process.alive:  # noqa: ASYNC110  a child of a second
            await asyncio.sleep(0.02)
        return float(process.last_lines().partition("rate ")[2].split()[0])

    return rate
