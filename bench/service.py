"""P1: what it costs that a service answers at all: hello in JSON, beside Express and Fastify.

Nobody is known and nothing is counted. Fastify is the fastest that Node offers, and faster than we
are: the ratio says by how much.
"""

import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from bench.peers import Absent
from bench.ratios import AtLeast, not_measured, ratio
from bench.variants import Variant, part_of_ours, peer, take_in_turn, tell

OURS, EXPRESS, FASTIFY = "ours, Litestar on uvicorn", "Express", "Fastify"
OURS_PORT, EXPRESS_PORT, FASTIFY_PORT = 25_370, 25_371, 25_372
BODY = '{"hello":"world"}'


async def run() -> None:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory(prefix="medianest-bench-") as folder:
        async with AsyncExitStack() as stack:
            try:
                variants = await _variants(stack, Path(folder))
            except Absent as absent:
                not_measured("P1, hello", absent)
                return
            await take_in_turn(list(variants.values()))
    per_s = {name: one.rates() for name, one in variants.items()}
    cpu_us = {name: one.cpu_us() for name, one in variants.items()}
    tell(
        "Hello",
        variants,
        [
            ratio("P1 ours : Express", per_s[OURS], per_s[EXPRESS], wanted=AtLeast(1.7)),
            ratio("P1 ours : Fastify", per_s[OURS], per_s[FASTIFY]),
            ratio("CPU, Express : ours", cpu_us[EXPRESS], cpu_us[OURS]),
            ratio("CPU, Fastify : ours", cpu_us[FASTIFY], cpu_us[OURS]),
        ],
    )


async def _variants(stack: AsyncExitStack, folder: Path) -> dict[str, Variant]:
    started = {
        (OURS, OURS_PORT): part_of_ours("hello", folder, f"{OURS_PORT}"),
        (EXPRESS, EXPRESS_PORT): peer("hello.mjs", folder, KIND="express", PORT=f"{EXPRESS_PORT}"),
        (FASTIFY, FASTIFY_PORT): peer("hello.mjs", folder, KIND="fastify", PORT=f"{FASTIFY_PORT}"),
    }
    return {
        name: Variant(
            f"http://127.0.0.1:{port}/hello", (await stack.enter_async_context(one)).pid, BODY
        )
        for (name, port), one in started.items()
    }
