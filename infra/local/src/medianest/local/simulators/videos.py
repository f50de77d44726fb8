"""A small origin of real videos, with Range, a chosen speed, a playlist, HLS and traps.

`python -m medianest.local.simulators.videos --port 18090 --folder .run/videos`

`/watch/<slug>[?rate=bytes/s&drop=bytes]` `/files/<slug>.mp4[?rate=…&drop=…]` (a connection breaks
after so many bytes) `/files/ten-bit.mp4` `/files/sound-only.m4a` `/playlist.rss[?items=60]`
`/hostile.rss` `/hls/index.m3u8` `/traps/…` `/traps/manifests/…`; `GET /log` lists what was asked
for and sent, `DELETE /log` forgets it.
"""

import argparse
import asyncio
import re
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from medianest.local.simulators.films import BY_SLUG, FILMS, make_films
from medianest.local.simulators.video_manifests import ROUTES as MANIFESTS
from medianest.local.simulators.video_pages import (
    HOSTILE_TITLES,
    front_page,
    hostile_playlist,
    playlist,
    watch_page,
)
from medianest.local.simulators.video_traps import ROUTES as TRAPS

_CHUNK: Final = 65_536
_LOG_MAX: Final = 10_000
_TURNS_PER_S: Final = 10
_RANGE: Final = re.compile(r"^bytes=(\d*)-(\d*)$")


class Origin:
    """The origin over one folder of films, with its log of requests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log: deque[dict[str, Any]] = deque(maxlen=_LOG_MAX)
        self._made = asyncio.Event()

    def app(self) -> Starlette:
        """Return the ASGI application; it makes missing films while it already answers."""
        return Starlette(
            routes=[
                Route("/", self.front),
                Route("/watch/{slug}", self.watch),
                Route("/files/{name}", self.file),
                Route("/thumbs/{name}", self.thumb),
                Route("/hls/{name}", self.hls),
                Route("/playlist.rss", self.playlist),
                Route("/ready", self.ready),
                Route("/log", self.read_log, methods=["GET"]),
                Route("/log", self.forget_log, methods=["DELETE"]),
                Route("/hostile.rss", self.hostile_playlist),
                Route("/titled/{turn:int}", self.titled),
                *TRAPS,
                *MANIFESTS,
            ],
            lifespan=self._alive,
        )

    @asynccontextmanager
    async def _alive(self, app: Starlette) -> AsyncIterator[None]:
        making = asyncio.create_task(self._make())
        yield
        making.cancel()

    async def _make(self) -> None:
        await asyncio.to_thread(make_films, self._folder)
        self._made.set()

    async def front(self, request: Request) -> Response:
        return HTMLResponse(front_page(_base(request)))

    async def ready(self, request: Request) -> Response:
        """Say whether all films are made, and whose origin this is."""
        made = self._made.is_set()
        answer = {"ready": made, "folder": str(self._folder.resolve())}
        return JSONResponse(answer, status_code=200 if made else 503)

    async def watch(self, request: Request) -> Response:
        film = BY_SLUG.get(request.path_params["slug"])
        if film is None:
            return HTMLResponse("<title>Not here</title>", status_code=404)
        self._note(request, 200, 0)
        onward = {k: v for k, v in request.query_params.items() if k in {"rate", "drop"}}
        return HTMLResponse(watch_page(_base(request), film, onward))

    async def titled(self, request: Request) -> Response:
        """One film under a hostile title."""
        turn = request.path_params["turn"]
        if turn >= len(HOSTILE_TITLES):
            return HTMLResponse("<title>Not here</title>", status_code=404)
        page = watch_page(_base(request), FILMS[0], {}, title=HOSTILE_TITLES[turn])
        return HTMLResponse(page)

    async def playlist(self, request: Request) -> Response:
        self._note(request, 200, 0)
        length = _whole(request.query_params.get("items"))
        return Response(playlist(_base(request), length), media_type="application/rss+xml")

    async def hostile_playlist(self, request: Request) -> Response:
        return Response(hostile_playlist(_base(request)), media_type="application/rss+xml")

    async def hls(self, request: Request) -> Response:
        name = request.path_params["name"]
        kind = "application/vnd.apple.mpegurl" if name.endswith(".m3u8") else "video/mp2t"
        return await self._send(request, self._folder / "hls" / Path(name).name, kind)

    async def thumb(self, request: Request) -> Response:
        name = Path(request.path_params["name"]).name
        return await self._send(request, self._folder / name, "image/jpeg")

    async def file(self, request: Request) -> Response:
        name = Path(request.path_params["name"]).name
        return await self._send(request, self._folder / name, "video/mp4")

    async def read_log(self, request: Request) -> Response:
        return JSONResponse({"items": list(self._log)})

    async def forget_log(self, request: Request) -> Response:
        self._log.clear()
        return Response(status_code=204)

    async def _send(self, request: Request, path: Path, kind: str) -> Response:
        size = await self._size_of(path)
        if size is None:
            self._note(request, 404, 0)
            return Response("no such file\n", status_code=404)
        headers = {"accept-ranges": "bytes", "etag": f'"{size:x}"'}
        wished = _wished(request.headers.get("range"), size)
        if wished is None:
            self._note(request, 416, 0)
            return Response(status_code=416, headers={"content-range": f"bytes */{size}"})
        start, end = wished
        partial = "range" in request.headers
        if partial:
            headers["content-range"] = f"bytes {start}-{end - 1}/{size}"
        headers["content-length"] = str(end - start)
        note = self._note(request, 206 if partial else 200, 0)
        if request.method == "HEAD":
            return Response(headers=headers, media_type=kind)
        rate = _whole(request.query_params.get("rate"))
        dropped_at = _whole(request.query_params.get("drop"))
        last = end if dropped_at is None else min(end, start + dropped_at)
        return StreamingResponse(
            _piece(path, start, last, rate, note),
            status_code=206 if partial else 200,
            headers=headers,
            media_type=kind,
        )

    async def _size_of(self, path: Path) -> int | None:
        size = await asyncio.to_thread(_size, path)
        if size is None and not self._made.is_set():
            # Films are made in the first seconds of a new run folder.
            async with asyncio.timeout(60):
                await self._made.wait()
            size = await asyncio.to_thread(_size, path)
        return size

    def _note(self, request: Request, status: int, sent: int) -> dict[str, Any]:
        note = {
            "at": time.time(),
            "method": request.method,
            "path": request.url.path,
            "query": request.url.query,
            "range": request.headers.get("range"),
            "status": status,
            "sent_bytes": sent,
        }
        self._log.append(note)
        return note


async def _piece(
    path: Path, start: int, end: int, rate: int | None, note: dict[str, Any]
) -> AsyncIterator[bytes]:
    """Read `start`..`end`, at `rate` bytes a second if one is wished; counts into `note`."""
    size = max(1, rate // _TURNS_PER_S) if rate else _CHUNK
    with path.open("rb") as film:
        film.seek(start)
        left = end - start
        while left > 0 and (chunk := film.read(min(size, left))):
            yield chunk
            left -= len(chunk)
            note["sent_bytes"] += len(chunk)
            if rate:
                await asyncio.sleep(1 / _TURNS_PER_S)


def _wished(header: str | None, size: int) -> tuple[int, int] | None:
    """Return the bytes from..to that a Range header asks for; None when it can't be had."""
    if header is None:
        return 0, size
    found = _RANGE.match(header.strip())
    if found is None or (not found[1] and not found[2]):
        return 0, size
    if not found[1]:
        return max(0, size - int(found[2])), size
    start = int(found[1])
    end = min(size, int(found[2]) + 1) if found[2] else size
    return (start, end) if start < end else None


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() and int(text) > 0 else None


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    chosen = parser.parse_args()
    app = Origin(chosen.folder).app()
    # Answers that break off are errors to uvicorn, and what some of ours are for.
    uvicorn.run(
        app, host=chosen.host, port=chosen.port, log_level="critical", timeout_graceful_shutdown=1
    )


if __name__ == "__main__":
    main()
