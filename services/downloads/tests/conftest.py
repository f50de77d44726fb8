"""A small video origin that counts, pauses and resumes, and a film made by the real ffmpeg."""

import asyncio
import contextlib
import subprocess
import zipfile
from collections.abc import AsyncIterator, Callable, Mapping
from pathlib import Path

import imageio_ffmpeg
import pytest
import yt_dlp

from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.downloads.adapters.ytdlp.words import Limits, Terms


class Page:
    """One resource. `hold_at` stops a whole answer after so many bytes until `go_on`."""

    def __init__(self, body: bytes, kind: str, status: int = 200, location: str = "") -> None:
        self.body, self.kind, self.status, self.location = body, kind, status, location
        self.hold_at: int | None = None
        self.rate_bps: int | None = None
        self.held = asyncio.Event()
        self.go_on = asyncio.Event()


class Origin:
    """Serves pages with Range; `asked` holds what was asked for: (method, path, range)."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.heads: list[tuple[str, dict[str, str]]] = []
        self.connections = 0
        self.url = ""

    def add(self, path: str, body: bytes, kind: str = "video/mp4", status: int = 200) -> Page:
        self.pages[path] = page = Page(body, kind, status)
        return page

    def redirect(self, path: str, location: str) -> None:
        self.pages[path] = Page(b"", "text/plain", 302, location)

    def ranges(self, path: str) -> list[str]:
        return [span for method, asked, span in self.asked if asked == path and method == "GET"]

    def cookies_at(self, path: str) -> list[tuple[str, str]]:
        """Under which host it was asked for, and with which cookies."""
        return [
            (head.get("host", ""), head.get("cookie", ""))
            for asked, head in self.heads
            if asked == path
        ]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            method, target, _ = head.split("\r\n", 1)[0].split(" ")
            headers = {
                name.lower(): value.strip()
                for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:])
            }
            path = "/" + target.split("/", 3)[3] if target.startswith("http") else target
            span = headers.get("range", "")
            self.asked.append((method, path, span))
            self.heads.append((path, headers))
            await self._answer(writer, method, self.pages.get(path), span)
        writer.close()

    async def _answer(
        self, writer: asyncio.StreamWriter, method: str, page: Page | None, span: str
    ) -> None:
        page = page or Page(b"nothing here", "text/plain", 404)
        start = int(span.removeprefix("bytes=").split("-")[0]) if span else 0
        body = page.body[start:]
        status = 206 if span and page.status == 200 else page.status
        lines = [
            f"HTTP/1.1 {status} Said",
            f"Content-Type: {page.kind}",
            f"Content-Length: {len(body)}",
            "Accept-Ranges: bytes",
            "Connection: close",
        ]
        if status == 206:
            lines.append(f"Content-Range: bytes {start}-{len(page.body) - 1}/{len(page.body)}")
        if page.location:
            lines.append(f"Location: {page.location}")
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        hold_at = page.hold_at
        if hold_at is not None and start < hold_at and method == "GET":
            writer.write(body[: hold_at - start])
            await writer.drain()
            page.held.set()
            await page.go_on.wait()
            body = body[hold_at - start :]
        if method == "GET":
            await self._send(writer, body, page.rate_bps)

    async def _send(self, writer: asyncio.StreamWriter, body: bytes, rate_bps: int | None) -> None:
        piece = len(body) if rate_bps is None else max(rate_bps // 10, 1)
        for at in range(0, len(body), piece):
            writer.write(body[at : at + piece])
            await writer.drain()
            if rate_bps is not None:
                await asyncio.sleep(0.1)
        await writer.drain()


@pytest.fixture
async def origin() -> AsyncIterator[Origin]:
    origin = Origin()
    server = await asyncio.start_server(origin.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    origin.url = f"http://127.0.0.1:{port}"
    yield origin
    for page in origin.pages.values():
        page.go_on.set()
    server.close()
    await server.wait_closed()


@pytest.fixture(scope="session")
def ffmpeg_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ffmpeg")
    (folder / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
    return folder


@pytest.fixture(scope="session")
def film_path(ffmpeg_folder: Path) -> Path:
    """Six seconds of picture and sound, some 2 MB."""
    path = ffmpeg_folder / "film.mp4"
    picture = ("-f", "lavfi", "-i", "testsrc2=duration=6:size=640x360:rate=25")
    sound = ("-f", "lavfi", "-i", "sine=frequency=440:duration=6")
    kept = ("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "3M", "-minrate", "3M")
    ffmpeg(ffmpeg_folder, *picture, *sound, *kept, "-c:a", "aac", "-movflags", "+faststart", path)
    return path


@pytest.fixture(scope="session")
def film(film_path: Path) -> bytes:
    return film_path.read_bytes()


@pytest.fixture(scope="session")
def song(ffmpeg_folder: Path, film_path: Path) -> bytes:
    """The film's sound alone, in a video's clothes."""
    path = ffmpeg_folder / "song.mp4"
    ffmpeg(ffmpeg_folder, "-i", film_path, "-vn", "-c", "copy", path)
    return path.read_bytes()


@pytest.fixture(scope="session")
def pieces(ffmpeg_folder: Path, film_path: Path) -> dict[str, bytes]:
    """The film as a stream: `list.m3u8` and its pieces."""
    folder = ffmpeg_folder / "hls"
    folder.mkdir()
    stream = ("-c", "copy", "-hls_time", "1", "-hls_list_size", "0")
    ffmpeg(ffmpeg_folder, "-i", film_path, *stream, folder / "list.m3u8")
    return {piece.name: piece.read_bytes() for piece in folder.iterdir()}


@pytest.fixture(scope="session")
def two_streams(ffmpeg_folder: Path, film_path: Path) -> dict[str, bytes]:
    """The film as `master.m3u8`, with picture and sound apart, as most large sites have it."""
    folder = ffmpeg_folder / "apart"
    folder.mkdir()
    apart = ("-map", "0:v", "-map", "0:a", "-c", "copy", "-f", "hls", "-hls_list_size", "0")
    named = ("-var_stream_map", "v:0,agroup:sound a:0,agroup:sound")
    master = ("-master_pl_name", "master.m3u8")
    ffmpeg(ffmpeg_folder, "-i", film_path, *apart, *named, *master, folder / "part_%v.m3u8")
    return {piece.name: piece.read_bytes() for piece in folder.iterdir()}


def ffmpeg(folder: Path, *words: str | Path) -> None:
    command = [str(folder / "ffmpeg"), "-loglevel", "error", "-y", *map(str, words)]
    subprocess.run(command, check=True)  # noqa: S603 - our own words


@pytest.fixture
async def way_out(origin: Origin) -> AsyncIterator[str]:
    """The egress proxy, by which the origin may be called and nothing else that is near."""
    proxy = EgressProxy(EgressGuard((origin.url.removeprefix("http://"),)))
    yield await proxy.start()
    await proxy.stop()


@pytest.fixture
def terms(ffmpeg_folder: Path, way_out: str) -> Terms:
    return Terms(
        proxy=way_out,
        extractors=("generic",),
        ffmpeg_folder=str(ffmpeg_folder),
        limits=Limits(memory_bytes=2 << 30, file_bytes=1 << 30, open_files=256, cpu_s=300),
        silence_s=5,
        socket_timeout_s=10,
    )


@pytest.fixture
def wheel() -> Callable[..., Path]:
    """Makes releases of yt-dlp."""
    return _wheel


SITES = frozenset(
    {
        "__init__", "adobepass", "afreecatv", "common", "commonmistakes", "commonprotocols",
        "extractors", "generic", "lazy_extractors", "openload",
    }
)  # fmt: skip


def _wheel(folder: Path, release: str, *, spoilt: Mapping[str, bytes] | None = None) -> Path:
    """The installed yt-dlp as a wheel of another release, in which `spoilt` files are others."""
    folder.mkdir(exist_ok=True)
    path = folder / f"yt_dlp-{release}-py3-none-any.whl"
    root = Path(yt_dlp.__file__).parent
    about = f"Metadata-Version: 2.1\nName: yt-dlp\nVersion: {release}\nProvides-Extra: default\n"
    kind = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(path, "w") as made:
        for file in sorted(root.rglob("*.py")):
            name = f"yt_dlp/{file.relative_to(root)}"
            # Of the thousands of sites those that are loaded for a plain file.
            is_needed = file.parent != root / "extractor" or file.stem in SITES
            if is_needed and name not in (spoilt or {}):
                made.write(file, name)
        for name, body in (spoilt or {}).items():
            made.writestr(name, body)
        made.writestr(f"yt_dlp-{release}.dist-info/METADATA", about)
        made.writestr(f"yt_dlp-{release}.dist-info/WHEEL", kind)
        record = "".join(f"{name},,\n" for name in made.namelist())
        made.writestr(f"yt_dlp-{release}.dist-info/RECORD", record)
    return path
