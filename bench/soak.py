"""P12: five hundred people come and are cut off, twenty times: the gateway grows by nothing.

The first rounds fill caches and pools; from then on the memory in use may grow by 5 % at the most.
"""

import statistics
from contextlib import AsyncExitStack

import httpx
from rich.console import Console
from rich.table import Table

from bench.front import Front, front
from bench.household import rss_mb
from bench.measure import keep
from bench.ratios import AtMost, Ratio, tell_ratios
from bench.sockets import Client, connect
from bench.two_services import servers
from medianest.testkit.eventually import eventually

CLIENTS, TIMES, WARM = 500, 20, 5
PORT, METRICS = 25_350, 25_359
GONE_WITHIN_S = 60


async def run() -> None:
    """Measure, print, keep."""
    rss: list[float] = []
    async with AsyncExitStack() as stack:
        house = await (await stack.enter_async_context(servers(forgetful=True))).build()
        stack.push_async_callback(house.close)
        more = {"metrics_listen": f"127.0.0.1:{METRICS}"}
        ours = await stack.enter_async_context(
            front(house, service_url="http://127.0.0.1:1", port=PORT, more=more)
        )
        for _ in range(TIMES):
            for client in await _came(ours):
                client.cut()
            await eventually(
                _nobody_is_there,  # type: ignore[arg-type]  # its answer is for nobody
                timeout_s=GONE_WITHIN_S,
                every_s=0.1,
            )
            rss.append(rss_mb(ours.pid))
    _tell(rss)


async def _came(ours: Front) -> list[Client]:
    return await connect(
        PORT,
        "/api/v1/live",
        {
            "Cookie": ours.cookie,
            "Origin": ours.url,
            "Sec-WebSocket-Protocol": "medianest.live.v1",
        },
        hello='{"op":"subscribe","topics":["me"]}',
        ready=b'"hello"',
        on_marks=lambda client, marks: None,
        count=CLIENTS,
    )


async def _nobody_is_there() -> bool:
    async with httpx.AsyncClient() as client:
        metrics = (await client.get(f"http://127.0.0.1:{METRICS}/metrics")).text
    return "medianest_live_clients 0.0" in metrics


def _tell(rss: list[float]) -> None:
    title = f"Soak, {CLIENTS} come and are cut off, {TIMES} times"
    table = Table("round", "RSS MB", title=title, title_justify="left")
    for number, mb in enumerate(rss, 1):
        table.add_row(str(number), f"{mb:.1f}")
    Console().print(table)
    warm = rss[WARM - 1]
    grown = [mb / warm for mb in rss[WARM:]]
    ratios = [
        Ratio(
            f"P12 RSS, last : round {WARM}",
            statistics.median(grown[-3:]),
            min(grown),
            max(grown),
            required=AtMost(1.05),
        )
    ]
    keep("Soak", {"unit": "MB", "measured": rss, "ratios": tell_ratios(ratios)})
