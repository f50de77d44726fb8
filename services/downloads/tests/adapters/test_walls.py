"""The walls hold by themselves: programs that heed no proxy reach nothing, and read nothing."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from medianest.contracts.record import replace
from medianest.downloads.adapters.ytdlp import jail
from medianest.downloads.adapters.ytdlp.words import Terms

WALLED = set(jail.walls()) == {"files", "ports", "sockets"}
pytestmark = pytest.mark.skipif(not WALLED, reason="this kernel is older than Linux 6.7")

# A program of somebody else's inside the walls; it prints what became of each attempt.
INSIDE = """
import ctypes, json, os, socket, subprocess, sys
from pathlib import Path
import msgspec
from medianest.downloads.adapters.ytdlp import jail
from medianest.downloads.adapters.ytdlp.words import Terms
folder, port, terms = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].encode()
jail.die_with(os.getppid())
if sys.argv[5] == "walled":
    jail.wall_in(folder, msgspec.json.decode(terms, type=Terms))
done = {}
def attempt(name, do):
    try:
        done[name] = bool(do())
    except Exception as error:
        done[name] = False
def fast_open():
    with socket.socket() as s:
        return s.sendto(b"x", socket.MSG_FASTOPEN, ("127.0.0.1", port))
def udp():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        return s.sendto(b"x", ("127.0.0.1", port))
def run(*words, said=""):
    return subprocess.run(words, env={"PATH": os.environ["PATH"], "HOME": str(folder),
        "DENO_DIR": str(folder)}, cwd=folder, input=said, text=True, capture_output=True,
        timeout=30).returncode == 0
def curl():
    import curl_cffi.requests
    return curl_cffi.requests.get(f"http://127.0.0.1:{port}/", impersonate="chrome", timeout=5)
def urllib_():
    import urllib.request
    return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
exec(Path(sys.argv[4]).read_text())
print(json.dumps(done))
"""
REACHES = """
attempt("tcp", lambda: socket.create_connection(("127.0.0.1", port), 5))
attempt("tcp6", lambda: socket.create_connection(("::1", port), 5))
attempt("fast open", fast_open)
attempt("udp", udp)
attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
attempt("packets", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
attempt("multipath", lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262))
attempt("unix", lambda: socket.socket(socket.AF_UNIX))
attempt("netlink", lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW))
attempt("listen", lambda: socket.create_server(("127.0.0.1", 0)))
attempt("name", lambda: socket.getaddrinfo("localhost.localdomain.example", 80))
ring = ctypes.create_string_buffer(120)
attempt("io_uring", lambda: ctypes.CDLL(None).syscall(425, 1, ring) >= 0)
attempt("curl", curl)
attempt("urllib", urllib_)
ffmpeg = jail.Path(msgspec.json.decode(terms, type=Terms).ffmpeg_folder) / "ffmpeg"
attempt("ffmpeg", lambda: run(ffmpeg, "-i", f"http://127.0.0.1:{port}/", "-f", "null", "-"))
deno = Path(sys.prefix) / "bin" / "deno"
script = f"await fetch('http://127.0.0.1:{port}/')"
attempt("deno", lambda: run(deno, "run", "--ext=js", "--allow-net", "-", said=script))
"""
WORKS = """
ffmpeg = jail.Path(msgspec.json.decode(terms, type=Terms).ffmpeg_folder) / "ffmpeg"
film = ("-f", "lavfi", "-i", "testsrc2=duration=0.2", folder / "film.mp4")
attempt("ffmpeg", lambda: run(ffmpeg, *film) and film[-1].stat())
deno = Path(sys.prefix) / "bin" / "deno"
options = ("--ext=js", "--no-prompt", "--no-remote", "--no-lock", "--no-config", "--cached-only")
attempt("deno", lambda: run(deno, "run", *options, "-", said="Deno.exit(1 + 1 === 2 ? 0 : 1)"))
wrong = lambda: run(deno, "run", *options, "-", said="Deno.exit(1 + 1 === 3 ? 0 : 1)")
attempt("deno says no", lambda: not wrong())
attempt("python", lambda: run(sys.executable, "-I", "-c", "import yt_dlp, av, ssl, certifi"))
attempt("proxy", lambda: socket.create_connection(("127.0.0.1", port), 5))
"""
TOUCHES = """
secret, program = folder.parent / "secret", folder / "program"
attempt("read beside", secret.read_text)
attempt("list beside", lambda: os.listdir(folder.parent))
attempt("write beside", lambda: (folder.parent / "new").write_text("x"))
attempt("remove beside", lambda: secret.unlink() is None)
attempt("environment of the worker", lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes())
attempt("passwords", lambda: Path("/etc/passwd").read_text())
attempt("link out", lambda: os.link(secret, folder / "secret") is None)
attempt("rename out", lambda: os.rename(folder / "own", folder.parent / "own") is None)
attempt("kill the worker", lambda: os.kill(os.getppid(), 0) is None)
program.write_text("#!/bin/sh" + chr(10))
program.chmod(0o755)
attempt("run what was fetched", lambda: run(program))
(folder / "link").symlink_to(secret)
attempt("read by a link", (folder / "link").read_text)
attempt("own", lambda: (folder / "own").write_text("x") and (folder / "own").read_text())
"""


def _written(folder: Path, script: str) -> Path:
    folder.mkdir()
    (folder / "script").write_text(script)
    return folder / "script"


@asynccontextmanager
async def canary() -> AsyncIterator[tuple[int, list[int]]]:
    met: list[int] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        met.append(1)
        await reader.read(4096)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], met


async def attempts(
    what: str, folder: Path, port: int, terms: Terms, how: str = "walled"
) -> dict[str, Any]:
    script = _written(folder, what)
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-c", INSIDE, str(folder), str(port)),
        *(msgspec.json.encode(terms).decode(), str(script), how),
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await asyncio.wait_for(child.communicate(), 90)
    return dict(json.loads(said))


async def test_s35_no_program_in_the_jail_reaches_anything_but_the_proxy(
    terms: Terms, tmp_path: Path
) -> None:
    async with canary() as (port, met):
        reached = await attempts(REACHES, tmp_path / "job", port, terms)
        assert len(reached) == 16
        assert not [name for name, worked in reached.items() if worked]
        assert met == []


async def test_outside_of_the_jail_the_same_attempts_get_there(
    terms: Terms, tmp_path: Path
) -> None:
    async with canary() as (port, met):
        reached = await attempts(REACHES, tmp_path / "job", port, terms, "unwalled")
        for name in ("tcp", "fast open", "udp", "unix", "listen", "curl", "urllib", "deno"):
            assert reached[name], name
        assert len(met) >= 6  # ffmpeg as well, which finds no film there


async def test_what_the_fetching_needs_works_in_the_jail(terms: Terms, tmp_path: Path) -> None:
    async with canary() as (port, met):
        out = replace(terms, proxy=f"http://127.0.0.1:{port}")
        worked = await attempts(WORKS, tmp_path / "job", port, out)
        assert [name for name, well in worked.items() if not well] == []
        assert met == [1]


async def test_nothing_outside_of_its_folder_is_read_written_or_run(
    terms: Terms, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("a secret")
    touched = await attempts(TOUCHES, tmp_path / "job", 1, terms)
    assert [name for name, worked in touched.items() if worked] == ["own"]
    assert (tmp_path / "secret").read_text() == "a secret"
