"""`main` runs one service until it is told to stop."""

import asyncio
import json
import signal
import sys

PROGRAM = """
from collections.abc import Mapping

from litestar import get
from medianest.chassis.doorway.access import open_to_all
from medianest.chassis.service import Service, build, main
from medianest.chassis.settings import ServiceSettings, load


@get("/open", opt=open_to_all())
async def see() -> str:
    return "open"


async def build_service(environ: Mapping[str, str]) -> Service:
    return build("status", load(ServiceSettings, "status", environ), [see])


main(build_service)
"""


async def started(environ: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROGRAM,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def test_a_process_says_where_it_listens_and_ends_well_on_sigterm() -> None:
    process = await started({"MEDIANEST_STATUS_POSTGRES_DSN": "x", "MEDIANEST_STATUS_KEKS": "a2V5"})
    assert process.stdout is not None
    heard = []
    async with asyncio.timeout(20):
        while not heard or heard[-1]["event"] != "service.started":
            heard.append(json.loads(await process.stdout.readline()))
    listening = heard[0]
    assert listening["event"] == "service.listening"
    assert listening["url"].startswith("http://127.0.0.1:")
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(20):
        _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")


async def test_a_process_without_its_settings_says_which_are_missing() -> None:
    process = await started({})
    async with asyncio.timeout(20):
        _, errors = await process.communicate()
    assert process.returncode == 1
    assert b"MEDIANEST_STATUS_POSTGRES_DSN is not set" in errors
    assert b"MEDIANEST_STATUS_KEKS is not set" in errors
