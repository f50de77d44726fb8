"""The test of a release: before it is used it fetches a small film in the same jail as any job."""

import asyncio
import contextlib
import io
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from medianest.contracts.record import replace
from medianest.downloads.adapters.ytdlp.fetcher import JailedFetcher, Watch
from medianest.downloads.adapters.ytdlp.words import Terms
from medianest.downloads.domain.presets import PRESETS
from medianest.downloads.ports import Fetched, FetchFailed, FolderBusy, NoNewRelease

_WATCH: Final = Watch(stall_s=30, wall_s=120, grace_s=1)
_FILM: Final = "http://rehearsal.example/film.mp4"
_SIDE: Final = 64


class Rehearsal:
    """Tries releases. Nothing of it goes anywhere but to a site of its own on this machine."""

    def __init__(
        self, terms: Callable[[], Awaitable[Terms]], work: Path, new_id: Callable[[], UUID]
    ) -> None:
        """`terms` are those of jobs; each try has a folder below `work`, gone afterwards."""
        self._terms = terms
        self._work = work
        self._new_id = new_id

    async def __call__(self, release: Path) -> None:
        """Raises `NoNewRelease`."""
        folder = self._work / f"preview-{self._new_id()}"
        try:
            async with _small_site(await asyncio.to_thread(_film)) as proxy:
                terms = replace(
                    await self._terms(), proxy=proxy, extractors=("generic",), release=str(release)
                )
                await _fetch(terms, folder)
        except (FetchFailed, FolderBusy) as error:
            raise NoNewRelease(f"It failed its test: {error}") from error
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


async def _fetch(terms: Terms, folder: Path) -> None:
    async def agreed() -> Terms:
        return terms

    async def wanted() -> bool:
        return True

    last = None
    reports = JailedFetcher(agreed, _WATCH).fetch(folder, _FILM, PRESETS["best"], wanted)
    async with contextlib.aclosing(reports):
        async for report in reports:
            last = report
    if not isinstance(last, Fetched):
        raise NoNewRelease("It failed its test: no film came of it.")


def _film() -> bytes:
    """A second of grey."""
    import av  # noqa: PLC0415  all of FFmpeg, for the day of a release

    made = io.BytesIO()
    with av.open(made, "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = _SIDE
        for _ in range(10):
            container.mux(stream.encode(av.VideoFrame(_SIDE, _SIDE, "yuv420p")))
        container.mux(stream.encode(None))
    return made.getvalue()


@asynccontextmanager
async def _small_site(film: bytes) -> AsyncIterator[str]:
    """A proxy, as jobs have one, behind which there is this film and nothing else."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await reader.readuntil(b"\r\n\r\n")
            said = ("HTTP/1.1 200 OK", "Content-Type: video/mp4", f"Content-Length: {len(film)}")
            writer.write("\r\n".join((*said, "Connection: close", "", "")).encode())
            if not head.startswith(b"HEAD "):
                writer.write(film)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
