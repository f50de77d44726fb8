"""Five hundred clients in one process, which count what they are told and when.

A client of its own, on the bare sockets: one that parses every frame would be slower than the
servers, and one turn of asyncio for each socket nearly as slow. An event is seen by its mark in the
bytes, which the servers send unmasked and uncompressed.
"""

import asyncio
import base64
import os
import select
import socket
import struct
from collections.abc import Callable, Mapping

MARK = b'"category"'
PINGS = PING, SOCKET_IO_PING = b"\x89\x04", b"\x81\x012"
OPEN_WITHIN_S = 20
AT_ONCE = 1 << 18
TAIL = len(MARK) - 1
_BUFFER = bytearray(TAIL + AT_ONCE)
_COMES = memoryview(_BUFFER)[TAIL:]
OnMarks = Callable[["Client", int], None]


class Client:
    """One WebSocket. `seen` counts the events."""

    def __init__(self, port: int, hello: str, ready: bytes) -> None:
        self.seen = 0
        self.is_ready = asyncio.Event()
        self.socket = socket.create_connection(("127.0.0.1", port))
        self._hello = hello
        self._ready = ready
        self._tail = bytes(TAIL)
        self._is_open = False

    def read(self) -> int:
        """Take what is there; return how many marks were in it. One may be cut in two.

        Raises ConnectionError when the server left.
        """
        # One buffer for all: what was cut off last time stands in front of what comes.
        _BUFFER[:TAIL] = self._tail
        came = self.socket.recv_into(_COMES)
        if not came:
            raise ConnectionAbortedError
        end = TAIL + came
        self._tail = bytes(_BUFFER[came:end])
        marks = _BUFFER.count(MARK, 0, end)
        self.seen += marks
        if not marks or any(_BUFFER.find(ping, 0, end) >= 0 for ping in PINGS):
            self._answer(bytes(_BUFFER[:end]))
        return marks

    def cut(self) -> None:
        """Leave without a word."""
        linger = struct.pack("ii", 1, 0)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.socket.close()

    def _answer(self, data: bytes) -> None:
        """What comes besides events: the server's greeting, and its pings."""
        if not self._is_open and b"\r\n\r\n" in data:
            self._is_open = True
            self.socket.sendall(_frame(self._hello))
        if not self.is_ready.is_set() and self._ready in data:
            self.is_ready.set()
        if PING in data:
            at = data.index(PING)
            self.socket.sendall(b"\x8a\x84\0\0\0\0" + data[at + 2 : at + 6])
        if SOCKET_IO_PING in data:
            self.socket.sendall(_frame("3"))

    def ask(self, path: str, headers: Mapping[str, str]) -> None:
        """Ask to become a WebSocket."""
        key = base64.b64encode(os.urandom(16)).decode()
        host, port = self.socket.getpeername()
        lines = [
            f"GET {path} HTTP/1.1",
            f"Host: {host}:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())


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
    waiting = select.epoll()
    clients: dict[int, Client] = {}

    def read() -> None:
        for at, _ in waiting.poll(0, count):
            client = clients[at]
            try:
                marks = client.read()
            except ConnectionError:
                waiting.unregister(client.socket)
                continue
            if marks:
                on_marks(client, marks)

    asyncio.get_running_loop().add_reader(waiting.fileno(), read)
    for _ in range(count):
        client = Client(port, hello, ready)
        clients[client.socket.fileno()] = client
        waiting.register(client.socket, select.EPOLLIN)
        client.ask(path, headers)
        await asyncio.sleep(0)
    async with asyncio.timeout(OPEN_WITHIN_S):
        for client in clients.values():
            await client.is_ready.wait()
    return list(clients.values())


def _frame(text: str) -> bytes:
    """A masked text frame; the mask may be nothing."""
    data = text.encode()
    return struct.pack("!BB4x", 0x81, 0x80 | len(data)) + data
