"""Behind the proxy that ships, as it ships: what it reads one way, no gateway reads another."""

import asyncio
import contextlib
import json
import os
import ssl
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h11
import pytest

from medianest.local.servers.ports import next_free
from medianest.local.servers.process import Process

pytestmark = pytest.mark.proxy
CADDYFILE = Path(__file__).parents[3] / "infra/compose/caddy/Caddyfile"
HOST = "localhost"
STARTED_WITHIN_S = 20
QUIET_FOR_S = 1.5
VICTIMS = 8
PATH = "/api/v1/downloads/"
HIDES = f"GET {PATH}hidden-{{at}} HTTP/1.1\r\nHost: {HOST}\r\n\r\n"
SWALLOWS = f"POST {PATH}hidden-{{at}} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 600\r\n\r\n"
DOUBTFUL = (
    b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    b"Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"Content-Length: 5\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    b"Content-Length: 5\r\nTransfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n",
    b"Content-Length: 5\r\nTransfer-Encoding\r\n: chunked\r\n\r\n0\r\n\r\n",
    b"Content-Length: 5\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n0;a=\n\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\n\n0\n\n",
    b"Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
    b"Content-Length: 0, 44\r\n\r\n",
    b"Content-Length: +0\r\n\r\n",
    b"Content-Length: 0\rX: y\r\n\r\n",
    b"X: a\r\n Content-Length: 44\r\nContent-Length: 0\r\n\r\n",
    b"Expect: 100-continue\r\nContent-Length: 0\r\n\r\n",
    b"Connection: Content-Length\r\nContent-Length: 0\r\n\r\n",
    b"Connection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n",
    b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\nConnection: Upgrade, HTTP2-Settings\r\n\r\n",
)
"""Where a request ends, said in two ways: what follows may be its body, or another."""


class Echo:
    """Plays a service: answers with the path that it was asked for, and keeps it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = h11.Connection(h11.SERVER)
        path = ""
        while (said := talk.next_event()) is not h11.PAUSED:
            if said is h11.NEED_DATA:
                talk.receive_data(await reader.read(65536))
            elif isinstance(said, h11.Request):
                path = said.target.decode()
                self.asked.append(path)
            elif isinstance(said, h11.EndOfMessage):
                head = h11.Response(status_code=200, headers=[("Content-Length", str(len(path)))])
                for part in (head, h11.Data(data=path.encode()), h11.EndOfMessage()):
                    writer.write(talk.send(part) or b"")
                await writer.drain()
                talk.start_next_cycle()
            elif isinstance(said, h11.ConnectionClosed):
                return


@dataclass(frozen=True)
class Proxy:
    """Where it stands: `port` for TLS, `plain_port` for those who come without."""

    port: int
    plain_port: int

    async def ask(self, request: bytes, *, over_tls: bool = True) -> bytes:
        """All that comes back until it is closed, or nothing more comes."""
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        reader, writer = await (
            asyncio.open_connection("127.0.0.1", self.port, ssl=trusting, server_hostname=HOST)
            if over_tls
            else asyncio.open_connection("127.0.0.1", self.plain_port)
        )
        writer.write(request)
        got = b""
        with contextlib.suppress(TimeoutError, ConnectionError):
            while piece := await asyncio.wait_for(
                reader.read(65536), QUIET_FOR_S if got else STARTED_WITHIN_S
            ):
                got += piece
        writer.close()
        return got

    async def answers(self) -> bool:
        """Over TLS, which is ready last: its certificate is made first."""
        with contextlib.suppress(OSError):
            return b"HTTP/1.1 " in await self.ask(get("/livez"))
        return False

    def as_it_ships(self, folder: Path, url: str) -> Path:
        """With addresses of this machine; its own authority is trusted by nobody else."""
        said = subprocess.run(  # noqa: S603  our own command line
            ["caddy", "adapt", "--config", CADDYFILE],  # noqa: S607  it is on PATH in this lane
            env=at(folder),
            capture_output=True,
            check=True,
        )
        told = said.stdout.decode().replace("gateway:8080", url.removeprefix("http://"))
        for inside, here in (('":8443"', self.port), ('":8080"', self.plain_port)):
            told = told.replace(inside, f'"127.0.0.1:{here}"')
        config: dict[str, Any] = json.loads(told)
        config["admin"] = {"disabled": True}
        config["apps"]["http"] |= {"http_port": self.plain_port, "https_port": self.port}
        config["apps"]["pki"] = {"certificate_authorities": {"local": {"install_trust": False}}}
        written = folder / "caddy.json"
        written.write_text(json.dumps(config))
        return written


@pytest.fixture
def proxied(tmp_path: Path) -> Callable[[str], Any]:
    """`async with proxied(door.url) as proxy:` puts the proxy before that door."""

    @asynccontextmanager
    async def proxied(url: str) -> AsyncIterator[Proxy]:
        proxy = Proxy(port=next_free(19_443), plain_port=next_free(19_080))
        command = ["caddy", "run", "--config", proxy.as_it_ships(tmp_path, url)]
        caddy = Process("Caddy", command, log=tmp_path / "caddy.log", environ=at(tmp_path))
        try:
            await caddy.ready(proxy.answers, within_s=STARTED_WITHIN_S)
            yield proxy
        finally:
            await caddy.stop()

    return proxied


def at(folder: Path) -> dict[str, str]:
    return {**os.environ, "MEDIANEST_HOST": HOST, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode()


@pytest.mark.parametrize("hidden", [HIDES, SWALLOWS], ids=["hides", "swallows"])
async def test_s34_nobody_is_answered_what_another_asked_for(
    front: Any, played: Any, proxied: Any, hidden: str
) -> None:
    service = Echo()
    async with played(service) as url, front(downloads=url) as door, proxied(door.url) as proxy:
        attacks = [
            f"POST {PATH}shown HTTP/1.1\r\nHost: {HOST}\r\nX-Requested-With: medianest\r\n".encode()
            + doubtful
            + hidden.format(at=at).encode()
            for at, doubtful in enumerate(DOUBTFUL)
        ]
        told = await asyncio.gather(*map(proxy.ask, attacks))
        victims = [f"{PATH}{at}" for at in range(VICTIMS)]
        for path in victims:
            answer = await proxy.ask(get(path))
            assert answer.endswith(b"\r\n\r\n" + path.encode())
    assert [path for path in service.asked if path in victims] == victims
    # What came out of a doubtful one was answered to whoever sent that, as a second one of theirs.
    hidden_ones = [f"{PATH}hidden-{at}" for at in range(len(DOUBTFUL))]
    came_out = [path for path in hidden_ones if path in service.asked]
    told_of = [path for at, path in enumerate(hidden_ones) if path.encode() in told[at]]
    assert came_out == told_of
    assert all(answer.startswith(b"HTTP/1.1 ") for answer in told)


async def test_only_pages_are_led_on_to_https(front: Any, played: Any, proxied: Any) -> None:
    service = Echo()
    async with played(service) as url, front(downloads=url) as door, proxied(door.url) as proxy:
        page = await proxy.ask(get("/wishes?open=1"), over_tls=False)
        called = await proxy.ask(get(f"{PATH}1"), over_tls=False)
    assert page.startswith(b"HTTP/1.1 308 ")
    assert f"Location: https://{HOST}/wishes?open=1\r\n".encode() in page
    assert called.startswith(b"HTTP/1.1 403 ")
    assert service.asked == []
