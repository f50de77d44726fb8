"""A whole house of its own for the journeys: real servers, services, worker and simulator."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

UP_WITHIN_S = 120.0
# A test asks more often than a person does.
PATIENT = {"MEDIANEST_GATEWAY_LIMIT_PERSON": "6000/min burst 1000"}
STOPPED_WITHIN_S = 60.0


class Household:
    """A running house, as `up.json` tells of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "up.json").read_text())
        return found

    @property
    def url(self) -> str:
        return str(self.told["url"])

    @property
    def videos(self) -> str:
        return str(self.told["simulators"]["videos"]["url"])

    @property
    def library(self) -> Path:
        return self.folder / "media" / "downloads"

    def pid(self, process: str) -> int:
        return int(self.told["services"][process]["pid"])

    @contextmanager
    def signed_in(self, person: Mapping[str, str]) -> Iterator[httpx.Client]:
        headers = {"X-Requested-With": "medianest"}
        body = {"username": person["username"], "password": person["password"]}
        with httpx.Client(base_url=self.url, headers=headers, timeout=20) as client:
            client.post("/api/v1/auth/local", json=body).raise_for_status()
            yield client


def up(folder: Path, **environ: str) -> Iterator[Household]:
    log = (folder / "up.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-m", "medianest.local", "up"],
        env={**os.environ, **PATIENT, "MEDIANEST_RUN_DIR": str(folder), **environ},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    until = time.monotonic() + UP_WITHIN_S
    try:
        while not (folder / "up.json").exists():
            told = (folder / "up.log").read_text()
            assert process.poll() is None, f"the house did not come up:\n{told}"
            assert time.monotonic() < until, f"not up within {UP_WITHIN_S:g} s:\n{told}"
            time.sleep(0.1)
        yield Household(folder)
    finally:
        process.terminate()
        process.wait(STOPPED_WITHIN_S)
        log.close()


@pytest.fixture(scope="session")
def household(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    """Six services and a worker; the pages are served as they were built, if they were."""
    yield from up(tmp_path_factory.mktemp("household"), MEDIANEST_WEB="keep")


@pytest.fixture
def small_household(tmp_path: Path) -> Iterator[Household]:
    """The same six apps in one process."""
    yield from up(tmp_path, MEDIANEST_WEB="keep", MEDIANEST_MODE="all-in-one")


@pytest.fixture(scope="session")
def anna(household: Household) -> Iterator[httpx.Client]:
    """A member who is signed in."""
    with household.signed_in(household.told["members"][0]) as client:
        yield client
