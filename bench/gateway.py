"""P2 to P5: what the front door costs: beside Express with the same duties, and nginx with none.

Behind all of them is an nginx that answers 859 bytes. `full`: it is known who asks, the request is
counted in Valkey, and then passed on. `hop`: it is passed on and nothing else, which Fastify does
too. `near`: it is known by a signed token who asks, the request is counted, and answered at once.
Each server has one core for itself; load, Valkey and the service behind share the other.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import jwt

from bench.front import front
from bench.load import OTHER_CORES, SERVER_CORE, pin
from bench.near import WHO
from bench.peers import Absent
from bench.peers.nginx import nginx
from bench.ratios import AtLeast, AtMost, Bound, Ratio, figure, not_measured, ratio
from bench.two_services import servers
from bench.variants import Variant, part_of_ours, peer, take_in_turn, tell

BEHIND, NGINX, EXPRESS_HOP, EXPRESS_FULL, OUR_HOP_AT, OUR_NEAR_AT, EXPRESS_UNTUNED, FASTIFY = range(
    25_301, 25_309
)
OURS = 25_310
BODY = json.dumps({"items": [{"id": n, "title": "x" * 62} for n in range(9)]})
PATH = "/api/v1/library/recent"
SECRET = "s" * 64

SERVICE, LIMIT, NEAR, UNTUNED, HOP, FASTIFY_HOP, FULL, OUR_NEAR, OUR_HOP, OUR_FULL = (
    "the service itself",
    "nginx, hop",
    "Express, near",
    "Express, hop, no keep-alive agent",
    "Express, hop",
    "Fastify, hop",
    "Express, full",
    "ours, near",
    "ours, hop",
    "ours, full",
)


async def run() -> None:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory(prefix="medianest-bench-") as folder:
        async with AsyncExitStack() as stack:
            try:
                variants = await _variants(stack, Path(folder))
            except Absent as absent:
                not_measured("The front door", absent)
                return
            await take_in_turn(list(variants.values()))
    tell("Front door", variants, _ratios(variants))


async def _variants(stack: AsyncExitStack, folder: Path) -> dict[str, Variant]:
    enter = stack.enter_async_context
    behind = await enter(nginx(folder / "behind", BEHIND, body=BODY))
    pin(behind.pid, OTHER_CORES)
    limit = await enter(nginx(folder / "limit", NGINX, behind=BEHIND))
    pin(limit.pid, SERVER_CORE)
    house = await (await enter(servers())).build()
    stack.push_async_callback(house.close)
    ours = await enter(front(house, service_url=f"http://127.0.0.1:{BEHIND}", port=OURS))
    user, password = house.credentials.valkey_admin
    redis = f"redis://{user}:{password}@{house.valkey.address}"
    upstream = f"http://127.0.0.1:{BEHIND}"
    express = partial(peer, "front.mjs", folder, UPSTREAM=upstream, REDIS=redis, SECRET=SECRET)
    untuned = await enter(express(KIND="untuned", PORT=f"{EXPRESS_UNTUNED}"))
    hop = await enter(express(KIND="hop", PORT=f"{EXPRESS_HOP}"))
    fastify = await enter(peer("fastify.mjs", folder, UPSTREAM=upstream, PORT=f"{FASTIFY}"))
    full = await enter(express(KIND="full", PORT=f"{EXPRESS_FULL}"))
    bare = await enter(part_of_ours("hop", folder, f"{OUR_HOP_AT}", upstream))
    near = await enter(part_of_ours("near", folder, f"{OUR_NEAR_AT}", redis))
    bearer = near.last_lines().partition("listening ")[2].split()[0]
    claims = {"sub": "anna", "exp": int(time.time()) + 3600}
    token = {"authorization": f"Bearer {jwt.encode(claims, SECRET, 'HS256')}"}
    return {
        SERVICE: Variant(f"http://127.0.0.1:{BEHIND}{PATH}", behind.pid, BODY),
        LIMIT: Variant(f"http://127.0.0.1:{NGINX}{PATH}", limit.pid, BODY),
        NEAR: Variant(f"http://127.0.0.1:{EXPRESS_FULL}/near", full.pid, '{"who":"anna"}', token),
        UNTUNED: Variant(f"http://127.0.0.1:{EXPRESS_UNTUNED}{PATH}", untuned.pid, BODY),
        HOP: Variant(f"http://127.0.0.1:{EXPRESS_HOP}{PATH}", hop.pid, BODY),
        FASTIFY_HOP: Variant(f"http://127.0.0.1:{FASTIFY}{PATH}", fastify.pid, BODY),
        FULL: Variant(f"http://127.0.0.1:{EXPRESS_FULL}{PATH}", full.pid, BODY, token),
        OUR_NEAR: Variant(
            f"http://127.0.0.1:{OUR_NEAR_AT}/near",
            near.pid,
            f'{{"who":"{WHO.id}"}}',
            {"authorization": f"Bearer {bearer}"},
        ),
        OUR_HOP: Variant(f"http://127.0.0.1:{OUR_HOP_AT}{PATH}", bare.pid, BODY),
        OUR_FULL: Variant(f"{ours.url}{PATH}", ours.pid, BODY, {"cookie": ours.cookie}),
    }


def _ratios(variants: Mapping[str, Variant]) -> list[Ratio]:
    per_s = {name: one.rates() for name, one in variants.items()}
    cpu_us = {name: one.cpu_us() for name, one in variants.items()}
    direct_ms = statistics.median(load.p50_ms for load in variants[SERVICE].alone)
    adds = {
        name: [max(load.p50_ms - direct_ms, 0.001) for load in one.alone]
        for name, one in variants.items()
    }

    def beside(what: str, of: str, to: str, required: Bound | None, wanted: Bound) -> Ratio:
        return ratio(what, per_s[of], per_s[to], required=required, wanted=wanted)

    return [
        beside("P2 ours, near : Express, near", OUR_NEAR, NEAR, AtLeast(3), AtLeast(3)),
        beside("P3 ours, full : Express, full", OUR_FULL, FULL, AtLeast(1), AtLeast(4)),
        beside("P3 ours, full : nginx, hop", OUR_FULL, LIMIT, None, AtLeast(0.25)),
        beside("P4 ours, hop : Express, hop", OUR_HOP, HOP, AtLeast(2.5), AtLeast(4.5)),
        beside("P4 ours, hop : Fastify, hop", OUR_HOP, FASTIFY_HOP, None, AtLeast(1.5)),
        ratio("P4 CPU, ours, hop : nginx, hop", cpu_us[OUR_HOP], cpu_us[LIMIT], wanted=AtMost(3)),
        ratio(
            "P5 added at p50, ours, full : Express, full",
            adds[OUR_FULL],
            adds[FULL],
            required=AtMost(1),
            wanted=AtMost(0.6),
        ),
        figure(
            "P5 p99 in ms, ours, full, over 32 connections",
            [load.p99_ms for load in variants[OUR_FULL].busy],
            wanted=AtMost(10),
        ),
        ratio("CPU, Express, near : ours, near", cpu_us[NEAR], cpu_us[OUR_NEAR]),
        ratio("CPU, Express, full : ours, full", cpu_us[FULL], cpu_us[OUR_FULL]),
        ratio("CPU, Express, hop : ours, hop", cpu_us[HOP], cpu_us[OUR_HOP]),
        ratio("CPU, Fastify, hop : ours, hop", cpu_us[FASTIFY_HOP], cpu_us[OUR_HOP]),
    ]
