"""Listening: one uvicorn server on one address, without touching the process's signals.

A client that does not finish the head of its request in time is cut off, and so is one that does
not read what it is sent: else a few thousand of them would keep everybody else out.
"""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import uvicorn
from litestar.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from medianest.chassis.frames import Frames

_BACKLOG: Final = 2048
HEAD_WITHIN_S: Final = 20.0
READ_WITHIN_S: Final = 30.0
_DATE_EVERY_S: Final = 1.0
_DATE_ANEW: Final = 0  # the tick with which uvicorn writes the date that answers carry


class _Prompt(HttpToolsProtocol):
    """Knows since when it waits: for the head of a request, and for what it wrote to be read.

    None while it does not. One look at all of them now and then costs less than a timer for each.
    """

    waits_since: float | None = None
    unread_since: float | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self.waits_since = self.loop.time()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.waits_since = self.loop.time()

    def on_headers_complete(self) -> None:
        self.waits_since = None
        super().on_headers_complete()

    def pause_writing(self) -> None:
        self.unread_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        self.unread_since = None
        super().resume_writing()


class _Server(uvicorn.Server):
    """Sleeps while nothing happens, and ends as soon as it is told to."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._told = asyncio.Event()

    def end(self) -> None:
        self.should_exit = True
        self._told.set()

    async def main_loop(self) -> None:
        """Uvicorn's own looks ten times a second whether it is to end."""
        while not await self.on_tick(_DATE_ANEW):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_DATE_EVERY_S):
                    await self._told.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to `main`: several services may share the process."""
        yield


class Listener:
    """Serves an ASGI app on `host:port` or the path of a unix socket; port 0 is any free one."""

    def __init__(
        self,
        app: ASGIApp,
        address: str,
        *,
        grace_s: int,
        head_within_s: float = HEAD_WITHIN_S,
        read_within_s: float = READ_WITHIN_S,
    ) -> None:
        self._head_within_s = head_within_s
        self._read_within_s = read_within_s
        self._minding: asyncio.Task[None] | None = None
        self._address = address
        self._socket: socket.socket | None = None
        self._serving: asyncio.Task[None] | None = None
        self._server = _Server(
            uvicorn.Config(
                app,
                http=_Prompt,
                ws=Frames,
                ws_per_message_deflate=False,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=grace_s,
                timeout_keep_alive=75,
                backlog=_BACKLOG,
            )
        )
        self.url = ""

    async def start(self) -> None:
        """Listen; afterwards `url` names the actual port."""
        self._socket, self.url = _bound(self._address)
        self._serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        self._minding = asyncio.create_task(self._mind_the_slow(), name="chassis.the-slow")
        while not self._server.started:
            if self._serving.done():
                await self._serving
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        """Take no new connection, finish what is in flight within the grace, then close."""
        self._server.end()
        if self._minding is not None:
            self._minding.cancel()
            await asyncio.gather(self._minding, return_exceptions=True)
        if self._serving is not None:
            await self._serving
        if self._address.startswith("/"):
            await asyncio.to_thread(Path(self._address).unlink, missing_ok=True)

    async def _mind_the_slow(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(min(self._head_within_s, self._read_within_s) / 4)
            for each in tuple(self._server.server_state.connections):
                if isinstance(each, _Prompt) and self._is_too_slow(each, loop.time()):
                    each.transport.abort()

    def _is_too_slow(self, one: _Prompt, now: float) -> bool:
        waits, unread = one.waits_since, one.unread_since
        return (waits is not None and now - waits > self._head_within_s) or (
            unread is not None and now - unread > self._read_within_s
        )


def _bound(address: str) -> tuple[socket.socket, str]:
    if address.startswith("/"):
        Path(address).unlink(missing_ok=True)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(address)
        Path(address).chmod(0o660)
        listener.setblocking(False)  # noqa: FBT003 - the socket module takes it so
        return listener, f"unix:{address}"
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, int(port)))
    listener.setblocking(False)  # noqa: FBT003 - the socket module takes it so
    actual = listener.getsockname()[1]
    shown = f"[{host}]" if family is socket.AF_INET6 else host
    return listener, f"http://{shown}:{actual}"
