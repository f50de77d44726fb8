"""All six services live in one process, each behind its own listener, and end together in order."""

import asyncio
import json
import sys
from pathlib import Path

import httpx

from medianest.contracts.topology import SERVICES
from medianest.testkit import eventually
from medianest.testkit.house import House


async def test_the_suite_starts_answers_and_stops_in_order(house: House, tmp_path: Path) -> None:
    environ = {name: value for s in SERVICES for name, value in house.environ(s).items()}
    environ["MEDIANEST_DOWNLOADS_LIBRARY_DIR"] = str(tmp_path / "library")
    environ["MEDIANEST_DOWNLOADS_WORK_DIR"] = str(tmp_path / "work")
    log = tmp_path / "suite.log"
    with log.open("wb") as written:
        suite = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "medianest.suite", env=environ, stdout=written, stderr=written
        )
    try:
        urls = await eventually(lambda: listening(log), timeout_s=30)
        async with httpx.AsyncClient() as client:
            for url in urls.values():

                async def is_ready(url: str = url) -> bool:
                    return (await client.get(f"{url}/readyz")).status_code == 200

                await eventually(is_ready, timeout_s=20)
        suite.terminate()
        assert await asyncio.wait_for(suite.wait(), timeout=30) == 0, log.read_text()
        assert log.read_text().count("service.stopped") == len(SERVICES)
    finally:
        if suite.returncode is None:
            suite.kill()
            await suite.wait()


def listening(log: Path) -> dict[str, str]:
    """Where each service listens, as it says itself."""
    *lines, _ = log.read_text().split("\n")
    said = [json.loads(line) for line in lines]
    urls = {each["service"]: each["url"] for each in said if each["event"] == "service.listening"}
    assert sorted(urls) == sorted(SERVICES), log.read_text()
    return urls
