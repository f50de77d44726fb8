"""R20: services are replaced one by one while fifty requests a second come; none fails."""

import asyncio
import importlib
import subprocess
import tarfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from chaos_replicas import Replicas, behind_one_address

from medianest.contracts.topology import SERVICES, ServiceName
from medianest.testkit.eventually import eventually
from medianest.testkit.house import House

ROOT: Final = Path(__file__).parents[2]
A_SECOND: Final = 50
OURS: Final = {"X-Requested-With": "medianest"}
SETUP: Final = {"setup_token": "once", "username": "olga", "password": "a long password"}
OFTEN: Final = "100000/min burst 10000"
LIMITS: Final = ("person", "strangers", "sign_in_address", "sign_in_account")
PAGES: Final[dict[ServiceName, str]] = {
    "gateway": "/api/v1/me",
    "identity": "/api/v1/me",
    "requests": "/api/v1/library/recent",
    "downloads": "/api/v1/downloads",
    "status": "/api/v1/status",
    "notify": "/api/v1/notifications",
}


def environ(house: House, service: ServiceName, folder: Path, **more: str) -> dict[str, str]:
    own: dict[ServiceName, dict[str, str]] = {
        "identity": {
            "setup_token": "once",
            "argon2_memory_kib": "8",
            "argon2_passes": "1",
            "sign_in_floor_s": "0.01",
        },
        "downloads": {"library_dir": str(folder)},
        "gateway": {f"limit_{name}": OFTEN for name in LIMITS},
    }
    # Longer than the balancer takes to notice.
    return house.environ(service, drain_delay_s="3", **own.get(service, {}), **more)


@asynccontextmanager
async def standing(
    house: House, folder: Path, *names: ServiceName, how_many: int = 2
) -> AsyncIterator[dict[ServiceName, Replicas]]:
    """So many of each of these services, and of the gateway in front of them."""
    stands: dict[ServiceName, Replicas] = {}
    async with AsyncExitStack() as stack:
        for name in (*names, "gateway"):
            build = importlib.import_module(f"medianest.{name}.app").build
            urls = {f"{one}_url": replicas.url for one, replicas in stands.items()}
            more = urls if name == "gateway" else {}
            settings = environ(house, name, folder, **more)
            stands[name] = await stack.enter_async_context(
                behind_one_address(build, settings, how_many)
            )
        yield stands


class Visitors:
    """Fifty requests a second by somebody who is signed in, whether or not answers come."""

    def __init__(self, client: httpx.AsyncClient, *pages: str) -> None:
        self._client = client
        self._pages = pages
        self.answers: Counter[str] = Counter()

    async def come_for_ever(self) -> None:
        async with asyncio.TaskGroup() as group:
            for i in range(10**9):
                group.create_task(self._ask(i))
                await asyncio.sleep(1 / A_SECOND)

    async def _ask(self, i: int) -> None:
        page = self._pages[i % len(self._pages)]
        try:
            if page == PAGES["identity"] and i % 5 == 0:
                body = {"display_name": f"Olga {i}"}
                answer = await self._client.patch(page, json=body)
            else:
                answer = await self._client.get(page)
        except httpx.HTTPError as error:
            self.answers[f"{page}: {error!r}"] += 1
        else:
            self.answers["ok" if answer.is_success else f"{page}: {answer.status_code}"] += 1


@asynccontextmanager
async def visited(url: str, *pages: str) -> AsyncIterator[Visitors]:
    async with httpx.AsyncClient(base_url=url, headers=OURS, timeout=20) as client:
        answer = await client.post("/api/v1/setup", json=SETUP)
        assert answer.status_code == 201, answer.text
        visitors = Visitors(client, *pages)
        coming = asyncio.create_task(visitors.come_for_ever())
        try:
            yield visitors
        finally:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)


async def rolled(stands: dict[ServiceName, Replicas], *names: ServiceName) -> Visitors:
    async with visited(stands["gateway"].url, *dict.fromkeys(PAGES[n] for n in names)) as visitors:
        await asyncio.sleep(0.5)
        for name in names:
            await stands[name].roll()
    return visitors


@pytest.mark.long
async def test_r20_identity_and_gateway_are_replaced_and_nobody_notices(
    house: House, tmp_path: Path
) -> None:
    async with standing(house, tmp_path, "identity") as stands:
        visitors = await rolled(stands, "identity", "gateway")
    assert set(visitors.answers) == {"ok"}, visitors.answers
    assert visitors.answers["ok"] > A_SECOND


@pytest.mark.long
async def test_r20_every_service_is_replaced_and_nobody_notices(
    house: House, tmp_path: Path
) -> None:
    behind: Any = [name for name in SERVICES if name != "gateway"]
    async with standing(house, tmp_path, *behind) as stands:
        visitors = await rolled(stands, *behind, "gateway")
    assert set(visitors.answers) == {"ok"}, visitors.answers


@pytest.mark.long
async def test_r20_the_version_before_and_this_one_work_side_by_side(
    house: House, tmp_path: Path
) -> None:
    before = _version_before(tmp_path / "before")
    behind: Any = [name for name in SERVICES if name != "gateway"]
    async with standing(house, tmp_path, *behind, how_many=1) as stands:
        for name in SERVICES:
            await stands[name].join(before, name, tmp_path / f"{name}.log")
        pages = [PAGES[name] for name in (*behind, "gateway")]
        async with visited(stands["gateway"].url, *dict.fromkeys(pages)) as visitors:
            await eventually(lambda: visitors.answers["ok"] > 10 * A_SECOND, timeout_s=60)
            for name in SERVICES:
                await stands[name].roll()
    assert set(visitors.answers) == {"ok"}, visitors.answers


def _version_before(tree: Path) -> Path:
    """The sources of the last tag; before there is one, those of the contract before this one."""
    commit = _git("describe", "--tags", "--abbrev=0") or _git(
        "rev-list",
        "--no-merges",
        "--max-count=1",
        "--skip=1",
        "HEAD",
        "--",
        "libs/contracts/schemas",
    )
    if not commit:
        pytest.skip("this clone holds no history, so there is no version before")
    tree.mkdir()
    archive = tree / "archive.tar"
    _git("archive", f"--output={archive}", commit, "libs", "services")
    with tarfile.open(archive) as packed:
        packed.extractall(tree, filter="data")
    return tree


def _git(*words: str) -> str:
    told = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607  our own repository
    return told.stdout.strip()
