"""All six services live in one process, each behind its own listener, and end together in order."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process

import httpx

from medianest.contracts.topology import SERVICES
from medianest.testkit import eventually
from medianest.testkit.house import House


async def test_the_suite_starts_answers_and_stops_in_order(house: House, tmp_path) -> None:
    environ = {name: value for s in SERVICES for name, value in house.environ(s).items()}
    environ["MEDIANEST_DOWNLOADS_LIBRARY_DIR"] = str(tmp_path / "library")
    environ["MEDIANEST_DOWNLOADS_WORK_DIR"] = str(tmp_path / "work")
    suite = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "medianest.suite", env=environ, stdout=PIPE, stderr=PIPE
    )
    try:
        urls = await asyncio.wait_for(listening(suite), timeout=30)
        assert sorted(urls) == sorted(SERVICES)
        async with httpx.AsyncClient() as client:
            for url in urls.values():

                async def is_ready(url: str = url) -> bool:
                    return (await client.get(f"{url}/readyz")).status_code == 200

                await eventually(is_ready, timeout_s=20)
        suite.terminate()
        output, errors = await asyncio.wait_for(suite.communicate(), timeout=30)
        assert suite.returncode == 0, errors.decode()
        assert output.count(b"service.stopped") == len(SERVICES)
    finally:
        if suite.returncode is None:
            suite.kill()
            await suite.wait()


async def listening(suite: Process) -> dict[str, str]:
    """Where each service listens, as it says itself."""
    urls: dict[str, str] = {}
    assert suite.stdout is not None
    while len(urls) < len(SERVICES):
        line = await suite.stdout.readline()
        assert line, (await suite.communicate())[1].decode()
        said = json.loads(line)
        if said.get("event") == "service.listening":
            urls[said["service"]] = said["url"]
    return urls
