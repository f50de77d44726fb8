"""Five hundred clients in one process, which count what they are told and when.

A client of its own, because one that parses every frame would be slower than the servers: an event
is seen by its mark in the bytes, which the servers send unmasked and uncompressed.
"""

import asyncio
import base64
import os
import struct
from collections.abc import Callable, Mapping
from typing import cast

MARK = b'"category"'
PING, SOCKET_IO_PING = b"\x89\x04", b"\x81\x012"
OPEN_WITHIN_S = 20
OnMarks = Callable[["Client", int], None]


class Client(asyncio.Protocol):
    """One WebSocket. `seen` counts the events."""

    def __init__(self, hello: str, ready: bytes, on_marks: OnMarks) -> None:
        self.seen = 0
        self.is_ready = asyncio.Event()
        self._hello = hello
        self._ready = ready
        self._on_marks = on_marks
        self._tail = b""
        self._is_open = False
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Connected."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Count the marks; one may be cut in two."""
        data = self._tail + data
        if not self._is_open and b"\r\n\r\n" in data:
            self._is_open = True
            self._transport.write(_frame(self._hello))
        if not self.is_ready.is_set() and self._ready in data:
            self.is_ready.set()
        if PING in data:
            at = data.index(PING)
            self._transport.write(b"\x8a\x84\0\0\0\0" + data[at + 2 : at + 6])
        if SOCKET_IO_PING in data:
            self._transport.write(_frame("3"))
        marks = data.count(MARK)
        self._tail = data[-(len(MARK) - 1) :]
        if marks:
            self.seen += marks
            self._on_marks(self, marks)

    def ask(self, host: str, path: str, headers: Mapping[str, str]) -> None:
        """Ask to become a WebSocket."""
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self._transport.write("\r\n".join([*lines, "", ""]).encode())

    def close(self) -> None:
        """Leave."""
        self._transport.abort()


async def connect(
    port: int,
    path: str,
    headers: Mapping[str, str],
    *,
    hello: str,
    ready: bytes,
    on_marks: OnMarks,
    count: int,
) -> list[Client]:
    """So many clients that have said `hello` and heard `ready`."""
    loop = asyncio.get_running_loop()
    clients = []
    for _ in range(count):
        _, client = await loop.create_connection(
            lambda: Client(hello, ready, on_marks), "127.0.0.1", port
        )
        client.ask(f"127.0.0.1:{port}", path, headers)
        clients.append(client)
    async with asyncio.timeout(OPEN_WITHIN_S):
        for client in clients:
            await client.is_ready.wait()
    return clients


def _frame(text: str) -> bytes:
    """A masked text frame; the mask may be nothing."""
    data = text.encode()
    return struct.pack("!BB4x", 0x81, 0x80 | len(data)) + data
