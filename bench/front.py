"""Our front door as it runs at home: the gateway and identity in front of a service, signed in."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

import httpx

from bench.load import OTHER_CORES, SERVER_CORE, pin
from medianest.contracts.topology import ServiceName
from medianest.local.servers.process import Process
from medianest.testkit.house import House

READY_WITHIN_S = 30
NO_LIMIT = "999999/s burst 999999"
NOTHING: Mapping[str, str] = {}
OURS = {"x-requested-with": "medianest"}
PASSWORD = "a long enough password"  # noqa: S105  of a house that lives for a minute


@dataclass(frozen=True)
class Front:
    """The gateway, and the cookie of the one who is signed in."""

    url: str
    pid: int
    cookie: str
    member_id: str


@asynccontextmanager
async def front(
    house: House, *, service_url: str, port: int, more: Mapping[str, str] = NOTHING
) -> AsyncIterator[Front]:
    """A gateway with a core for itself; `service_url` answers for the service behind it."""
    identity_url = f"http://127.0.0.1:{port + 1}"
    identity = _service(house, "identity", port + 1, {})
    gateway = _service(
        house,
        "gateway",
        port,
        {
            "public_url": f"http://127.0.0.1:{port}",
            "identity_url": identity_url,
            "requests_url": service_url,
            "limit_person": NO_LIMIT,
            "limit_live": NO_LIMIT,
            "live_max_a_person": "10000",
            "live_max": "10000",
            **more,
        },
    )
    try:
        for process, at in ((identity, port + 1), (gateway, port)):
            await process.ready(partial(_is_ready, at), within_s=READY_WITHIN_S)
        pin(gateway.pid, SERVER_CORE)
        pin(identity.pid, OTHER_CORES)
        yield await _signed_in(house, f"http://127.0.0.1:{port}", gateway.pid)
    finally:
        await asyncio.gather(gateway.stop(), identity.stop())


def _service(house: House, name: ServiceName, port: int, more: dict[str, str]) -> Process:
    environ = house.environ(name, listen=f"127.0.0.1:{port}", **more)
    return Process(
        name,
        [sys.executable, "-m", f"medianest.{name}"],
        log=house.folder / f"{name}.log",
        environ={**os.environ, **environ},  # noqa: TID251  a child inherits it
    )


async def _is_ready(port: int) -> bool:
    async with httpx.AsyncClient(timeout=2) as client:
        try:
            return (await client.get(f"http://127.0.0.1:{port}/readyz")).is_success
        except httpx.HTTPError:
            return False


async def _signed_in(house: House, url: str, pid: int) -> Front:
    wish = {
        "setup_token": house.credentials.vault.read("identity/setup.token"),
        "username": "owner",
        "password": PASSWORD,
    }
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", headers=OURS, timeout=20) as client:
        answer = (await client.post("/setup", json=wish)).raise_for_status()
        cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        return Front(url, pid, cookie, answer.json()["member"]["id"])
