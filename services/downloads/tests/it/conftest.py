"""The whole service in the test's process, or with workers apart, on a throw-away house."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
import httpx
import pytest

from medianest.contracts.permissions import Role
from medianest.downloads.app import build
from medianest.testkit.eventually import eventually
from medianest.testkit.fault_proxy import FaultProxy
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

ENDED = {"completed", "failed", "cancelled"}


class Desk:
    """What people do: a client of the running service."""

    def __init__(self, house: House, url: str, library: Path) -> None:
        self.house, self.url, self.library = house, url, library
        self.client = httpx.AsyncClient(
            base_url=f"{url}/api/v1", timeout=30, trust_env=False, verify=NOBODY
        )

    async def ask(
        self, who: UUID, method: str, path: str, *, role: Role = "member", **options: Any
    ) -> httpx.Response:
        headers = dict(self.house.bearer("downloads", who, role)) | options.pop("headers", {})
        return await self.client.request(method, path, headers=headers, **options)

    async def submit(self, who: UUID, url: str, **more: Any) -> str:
        answer = await self.ask(who, "POST", "/downloads", json={"url": url, **more})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def see(self, who: UUID, download_id: str) -> dict[str, Any]:
        answer = await self.ask(who, "GET", f"/downloads/{download_id}")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def until(
        self, who: UUID, download_id: str, *statuses: str, timeout_s: float = 90
    ) -> dict[str, Any]:
        async def reached() -> dict[str, Any]:
            shown = await self.see(who, download_id)
            assert shown["status"] in statuses, shown
            return shown

        return await eventually(reached, timeout_s, every_s=0.1)

    async def progress(self, who: UUID, download_id: str) -> dict[str, Any] | None:
        """What is shown of it while it is fetched."""
        shown = await self.see(who, download_id)
        return shown["progress"] if shown["status"] == "downloading" else None

    def files(self) -> list[str]:
        """What lies in the library; the jobs' own folders come and go meanwhile."""
        shelves = [entry for entry in self.library.iterdir() if entry.name != ".jobs"]
        found = [path for shelf in shelves for path in (shelf, *shelf.rglob("*"))]
        return sorted(str(path.relative_to(self.library)) for path in found if path.is_file())

    def jobs(self) -> list[str]:
        """The folders of jobs; `ffmpeg` is nobody's."""
        folder = self.library / ".jobs"
        return [entry.name for entry in folder.iterdir() if entry.name != "ffmpeg"]

    def processes(self) -> list[int]:
        """The living children in any job's folder."""
        found = []
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if entry.name.isdigit() and (self.library / ".jobs") in (
                    (entry / "cwd").readlink().parents
                ):
                    state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
                    found += [int(entry.name)] if state != "Z" else []
        return found


class Home:
    """Starts the service, and workers for it."""

    def __init__(self, house: House, library: Path, allowed: str) -> None:
        self.house, self.library = house, library
        self.settings = {
            "library_dir": str(library),
            "extractors": "generic",
            "egress_allowed": allowed,
            "min_free_bytes": "1000000",
            "lease_s": "3",
            "retry_base_s": "0.2",
            "preview_deadline_s": "20",
            "drain_grace_s": "1",
            "grace_s": "3",
        }

    def environ(self, **more: str) -> Mapping[str, str]:
        return self.house.environ("downloads", **{**self.settings, **more})

    async def end_leases(self) -> list[int]:
        """As if Postgres had been paused for longer than a lease; the fences of what is left."""
        connection = await asyncpg.connect(self.house("downloads").dsn)
        try:
            rows = await connection.fetch(
                "with ended as (update downloads.jobs set lease_until = now() - interval '1 second'"
                " where kind = 'fetch' returning fence)"
                " select fence, pg_notify('medianest_jobs', '') from ended"
            )
        finally:
            await connection.close()
        return [row["fence"] for row in rows]

    def leave_folder(self, download_id: str) -> None:
        (self.library / ".jobs" / download_id / "parts").mkdir(parents=True)

    @contextlib.asynccontextmanager
    async def cut_off(self) -> AsyncIterator[tuple[list[FaultProxy], dict[str, str]]]:
        """Ways to Postgres and NATS that may break, and the settings of who uses them."""
        house = self.house("downloads")
        places = {"postgres_dsn": house.dsn, "nats_url": house.nats_url}
        ways, settings = [], {}
        async with contextlib.AsyncExitStack() as stack:
            for name, url in places.items():
                at = urlsplit(url)
                way = FaultProxy(at.hostname or "", at.port or 0)
                ways.append(await stack.enter_async_context(way))
                user, is_named, _ = at.netloc.rpartition("@")
                place = at._replace(netloc=f"{user}{is_named}{way.address}")
                settings[name] = place.geturl()
            yield ways, settings

    @contextlib.asynccontextmanager
    async def serving(self, **more: str) -> AsyncIterator[Desk]:
        async with running(build, self.environ(**more)) as service:
            desk = Desk(self.house, service.url, self.library)
            async with desk.client:
                yield desk

    @contextlib.asynccontextmanager
    async def worker(self, **more: str) -> AsyncIterator[asyncio.subprocess.Process]:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "medianest.downloads",
            "worker",
            env={"PATH": os.environ["PATH"], **self.environ(**more)},
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


@pytest.fixture
def home(house: House, tmp_path: Path, origin: Any) -> Home:
    library = tmp_path / "library"
    library.mkdir()
    return Home(house, library, origin.url.removeprefix("http://"))
