"""Downloads with workers that may be killed and stopped, and a slow site to fetch from."""

import asyncio
import contextlib
import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import asyncpg
import httpx
import imageio_ffmpeg

from medianest.downloads.app import build
from medianest.testkit.house import House
from medianest.testkit.runner import running
from medianest.testkit.trust import NOBODY

LEASE_S: Final = 3.0
HANDS: Final = 4
STARTS: Final = """
select f.stream_id, q.data->>'member_id' as member_id from downloads.facts f
join downloads.facts q on q.stream_id = f.stream_id and q.version = 1
where f.type = 'downloads.started'
order by f.position
"""
ENDS: Final = """
select stream_id, count(*) as times from downloads.facts where type = 'downloads.completed'
group by stream_id
"""
LEFT: Final = """
select count(*) from downloads.jobs
"""


def make_film(path: Path) -> bytes:
    """Two seconds of picture and sound."""
    picture = ("-f", "lavfi", "-i", "testsrc2=duration=2:size=320x180:rate=25")
    sound = ("-f", "lavfi", "-i", "sine=frequency=440:duration=2")
    kept = ("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "1M", "-minrate", "1M")
    words = ("-loglevel", "error", "-y", *picture, *sound, *kept, "-c:a", "aac", str(path))
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *words], check=True)
    return path.read_bytes()


class Site:
    """One film under every name, at `rate_bps`, with Range."""

    def __init__(self, film: bytes, rate_bps: int) -> None:
        self._film, self._rate_bps = film, rate_bps
        self.host = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            asked = re.search(r"(?im)^range: bytes=(\d+)-", head)
            start = int(asked[1]) if asked else 0
            whole, body = len(self._film), self._film[start:]
            lines = [
                "HTTP/1.1 206 Part" if asked else "HTTP/1.1 200 OK",
                f"Content-Type: video/mp4\r\nContent-Length: {len(body)}\r\nConnection: close",
                f"Content-Range: bytes {start}-{whole - 1}/{whole}" if asked else "X-Whole: yes",
            ]
            writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
            piece = self._rate_bps // 10
            for at in range(0, len(body) if head.startswith("GET") else 0, piece):
                writer.write(body[at : at + piece])
                await writer.drain()
                await asyncio.sleep(0.1)
        writer.close()


class Workers:
    """So many; whoever dies is followed by another."""

    def __init__(self, environ: Mapping[str, str], work: Path) -> None:
        self._environ, self._work = environ, work
        self._all: list[asyncio.subprocess.Process] = []
        self._keeping: list[asyncio.Task[None]] = []
        self.faults: list[str] = []

    async def begin(self, how_many: int) -> None:
        for place in range(how_many):
            self._all.append(await self._start())
            self._keeping.append(asyncio.create_task(self._keep(place)))

    async def end(self) -> None:
        for keeping in self._keeping:
            keeping.cancel()
        for process in self._all:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
                process.kill()
            await process.wait()

    async def harm(self, chance: random.Random) -> None:
        """One fault, as chance has it."""
        victim = chance.choice(self._all)
        fault = chance.choice((self._kill, self._kill, self._hang, self._kill_children, self._end))
        self.faults.append(fault.__name__.strip("_"))
        with contextlib.suppress(ProcessLookupError):
            await fault(victim)

    async def _kill(self, victim: asyncio.subprocess.Process) -> None:
        """The worker alone; its children have to notice."""
        victim.kill()

    async def _end(self, victim: asyncio.subprocess.Process) -> None:
        victim.terminate()

    async def _hang(self, victim: asyncio.subprocess.Process) -> None:
        """For longer than its leases; then it wakes and finds that others went on."""
        victim.send_signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(LEASE_S * 1.5)
        finally:
            victim.send_signal(signal.SIGCONT)

    async def _kill_children(self, victim: asyncio.subprocess.Process) -> None:
        """yt-dlp dies and its worker lives."""
        for pid in self.children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def children(self) -> list[int]:
        """Whoever lives in a job's folder."""
        found = []
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if entry.name.isdigit() and self._work in (entry / "cwd").readlink().parents:
                    found.append(int(entry.name))
        return found

    async def _keep(self, place: int) -> None:
        while True:
            await self._all[place].wait()
            self._all[place] = await self._start()

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "medianest.downloads", "worker"),
            env={"PATH": os.environ["PATH"], **self._environ},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )


class Cinema:
    """The service, its workers, and what people do and see."""

    def __init__(self, house: House, url: str, library: Path, workers: Workers) -> None:
        self._house, self.library, self.workers = house, library, workers
        self._client = httpx.AsyncClient(
            base_url=f"{url}/api/v1", timeout=60, trust_env=False, verify=NOBODY
        )

    async def ask(self, who: UUID, method: str, path: str, **options: Any) -> Any:
        headers = self._house.bearer("downloads", who)
        answer = await self._client.request(method, path, headers=headers, **options)
        assert answer.is_success, answer.text
        return answer.json()

    async def submit(self, who: UUID, url: str) -> str:
        return str((await self.ask(who, "POST", "/downloads", json={"url": url}))["id"])

    async def statuses(self, who: UUID) -> list[str]:
        listed = await self.ask(who, "GET", "/downloads", params={"limit": 100})
        return [item["status"] for item in listed["items"]]

    async def of_the_log(self, query: str) -> list[Any]:
        connection = await asyncpg.connect(self._house("downloads").dsn)
        try:
            return list(await connection.fetch(query))
        finally:
            await connection.close()

    async def close(self) -> None:
        await self._client.aclose()


@asynccontextmanager
async def a_cinema(house: House, folder: Path, *, rate_bps: int) -> AsyncIterator[tuple[Any, str]]:
    """The cinema before its workers begin, and where its films are."""
    library = folder / "library"
    library.mkdir()
    site = Site(make_film(folder / "film.mp4"), rate_bps)
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    host = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    environ = house.environ(
        "downloads",
        library_dir=str(library),
        extractors="generic",
        egress_allowed=host,
        min_free_bytes="1000000",
        lease_s=str(LEASE_S),
        retry_base_s="0.2",
        grace_s="1",
        drain_grace_s="1",
        downloads_per_hour="1000",
        worker="apart",
        workers=str(HANDS // 2),
    )
    workers = Workers(environ, library / ".jobs")
    async with server, running(build, environ) as service:
        cinema = Cinema(house, service.url, library, workers)
        try:
            yield cinema, f"http://{host}"
        finally:
            await workers.end()
            await cinema.close()
