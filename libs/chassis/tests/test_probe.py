"""What a container engine is told about the service inside."""

import asyncio

from chassis_house import running, settings

from medianest.chassis import probe
from medianest.chassis.service import build


async def asked(path: str, address: str) -> int:
    return await asyncio.to_thread(probe.main, [path], {"MEDIANEST_LISTEN": address})


async def test_a_service_that_runs_is_well() -> None:
    service = build("status", settings())
    async with running(service):
        port = service.url.rsplit(":", 1)[1]
        assert await asked("/readyz", f"0.0.0.0:{port}") == 0
        assert await asked("/nowhere", f"127.0.0.1:{port}") == 1
        service.health.draining = True
        assert await asked("/readyz", f"0.0.0.0:{port}") == 1
        assert await asked("/livez", f"0.0.0.0:{port}") == 0


async def test_one_that_does_not_listen_is_not() -> None:
    assert await asked("/livez", "127.0.0.1:1") == 1
    assert await asked("/livez", "somewhere") == 1
