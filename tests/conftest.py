"""A whole house for journeys and attacks: real servers, services, worker and simulators."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from medianest.testkit.eventually import eventually
from medianest.testkit.films import kept_films
from medianest.testkit.trust import NOBODY

UP_WITHIN_S = 120.0
LONG_S = 90.0
# A test asks more often than a person does, and does not want to wait for three looks of 15 s.
PATIENT = {
    **{
        f"MEDIANEST_GATEWAY_LIMIT_{name}": "6000/min burst 1000"
        for name in (
            *("PERSON", "STRANGERS", "SEARCH", "SUBMISSIONS", "API_KEY", "LIVE"),
            "GUESSES",
            *("SIGN_IN_ADDRESS", "SIGN_IN_ACCOUNT"),
        )
    },
    "MEDIANEST_STATUS_EVERY_S": "1",
    "MEDIANEST_DOWNLOADS_DOWNLOADS_PER_HOUR": "10000",
    "MEDIANEST_REQUESTS_REQUESTS_PER_HOUR": "10000",
}
STOPPED_WITHIN_S = 60.0
MAILED_WITHIN_S = 30.0
AT_HOME = "household"
OVER = pytest.StashKey[Callable[[], None]]()


class Member:
    """Somebody who is signed in, and does what members do."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def submit(self, url: str, **more: Any) -> str:
        answer = self.client.post("/api/v1/downloads", json={"url": url, **more})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def look(self, download_id: str) -> dict[str, Any] | None:
        """The download; None while a service that was killed is on its way back."""
        answer = self.client.get(f"/api/v1/downloads/{download_id}")
        found: dict[str, Any] | None = answer.json() if answer.is_success else None
        return found

    async def ended(self, download_id: str) -> dict[str, Any]:
        def over() -> dict[str, Any] | None:
            found = self.look(download_id)
            ended = found is not None and found["status"] in {"completed", "failed", "cancelled"}
            return found if ended else None

        found = await eventually(over, timeout_s=LONG_S, every_s=0.2)
        assert found is not None
        return found

    async def half_way(self, download_id: str) -> None:
        def fetched_half() -> bool:
            progress = (self.look(download_id) or {}).get("progress")
            return progress is not None and progress["percent"] >= 40

        await eventually(fetched_half, timeout_s=LONG_S, every_s=0.1)

    def told_of(self, download_id: str) -> list[dict[str, Any]]:
        """The notifications about this download."""
        answer = self.client.get("/api/v1/notifications")
        return [n for n in answer.json()["items"] if n["about_id"] == download_id]

    def in_library(self, download_id: str) -> list[dict[str, Any]]:
        """The items that came of this download."""
        answer = self.client.get("/api/v1/library/recent")
        return [item for item in answer.json()["items"] if item["origin_id"] == download_id]


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

    async def api(self) -> dict[str, Any]:
        """The API document, once all services have told their part."""

        def whole() -> dict[str, Any] | None:
            document = httpx.get(f"{self.url}/api/openapi.json", timeout=20, verify=NOBODY).json()
            return None if "x-missing-services" in document else document

        document = await eventually(whole, timeout_s=UP_WITHIN_S, every_s=0.5)
        assert document is not None
        return document

    def videos_named(self, title: str) -> list[Path]:
        """The whole files in the library."""
        return [path for path in self.library.rglob("*.mp4") if title in path.name]

    def files(self, below: str = "") -> Iterator[tuple[Path, bytes]]:
        """All that it keeps, without what it cleared away since it was seen."""
        for folder, _, names in os.walk(self.folder / below):  # a folder may go as well
            for path in (Path(folder, name) for name in names):
                with suppress(FileNotFoundError):
                    if path.is_file():
                        yield path.relative_to(self.folder), path.read_bytes()

    def mailed(self, to: str, what: str) -> str:
        """The first of this pattern in a mail to somebody, once it is there."""
        until = time.monotonic() + MAILED_WITHIN_S
        while True:
            mails = httpx.get(f"{self.told['simulators']['smtp']['url']}/mails").json()["items"]
            for mail in mails:
                found = re.search(what, mail["text"])
                if found and to in mail["recipients"]:
                    return found[0]
            assert time.monotonic() < until, f"no such mail to {to} among {len(mails)}"
            time.sleep(0.1)  # between two looks: a story in a browser can't await

    def pid(self, process: str) -> int:
        """Of a service, the worker, a server, or a simulator that tells it."""
        told = self.told
        known = {**told["services"], **told["servers"], **told["simulators"]}
        return int(known[process]["pid"])

    @contextmanager
    def frozen(self, process: str) -> Iterator[None]:
        """Let it hang: it neither answers nor closes a connection."""
        pid = self.pid(process)
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    @contextmanager
    def stopped(self, server: str) -> Iterator[None]:
        """Let it be gone: what was connected is cut off, and who comes anew finds nobody."""
        keeper = int((self.folder / "lock").read_text())
        # Who keeps the house would start it again at once, and does so afterwards.
        os.kill(keeper, signal.SIGSTOP)
        try:
            os.kill(self.pid(server), signal.SIGKILL)
            yield
        finally:
            os.kill(keeper, signal.SIGCONT)

    @contextmanager
    def signed_in(self, person: Mapping[str, str]) -> Iterator[Member]:
        headers = {"X-Requested-With": "medianest"}
        body = {"username": person["username"], "password": person["password"]}
        with httpx.Client(base_url=self.url, headers=headers, timeout=20, verify=NOBODY) as client:
            client.post("/api/v1/auth/local", json=body).raise_for_status()
            yield Member(client)


@pytest.fixture(name="up", scope="session")
def more_houses() -> Callable[..., Iterator[Household]]:
    """For who needs a house of another kind: `up(folder, SETTING=value)`."""
    return up


def up(folder: Path, **environ: str) -> Iterator[Household]:
    shutil.copytree(kept_films(), folder / "videos", dirs_exist_ok=True)
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
def household(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Household]:
    """Six services and a worker; the pages are served as they were built, if they were."""
    running = contextmanager(up)(tmp_path_factory.mktemp("household"), MEDIANEST_WEB="keep")
    with ExitStack() as stack:
        request.config.stash[OVER] = stack.close
        yield stack.enter_context(running)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """A household ends with the last test of its line: it would slow down all that follow."""
    lives_on = nextitem is None or AT_HOME in getattr(nextitem, "fixturenames", ())
    if AT_HOME in getattr(item, "fixturenames", ()) and not lives_on:
        item.config.stash[OVER]()


@pytest.fixture
def small_household(tmp_path: Path) -> Iterator[Household]:
    """The same six apps in one process."""
    yield from up(tmp_path, MEDIANEST_WEB="keep", MEDIANEST_MODE="all-in-one")


@pytest.fixture(scope="module")
def anna(household: Household) -> Iterator[Member]:
    """A member who is signed in; anew in each file, for some end all her sessions."""
    with household.signed_in(household.told["members"][0]) as member:
        yield member
