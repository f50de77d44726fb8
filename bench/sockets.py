"""Five hundred clients in one process, which count what they are told and when.

A client of its own, on the bare sockets: one that parses every frame would be slower than the
servers, and one turn of asyncio for each socket nearly as slow. An event is seen by its mark in the
bytes, which the servers send unmasked and uncompressed; of the frames only the heads are looked at,
for the pings among them: to search all bytes for a ping took longer than to read them.
"""

import asyncio
import base64
import os
import select
import socket
import struct
from collections.abc import Callable, Mapping

MARK = b'"category"'
PING, PING_SIZES = 0x89, (1, 4)
"""A WebSocket's own ping has four bytes; Socket.IO's is the text `2`."""
HEADS = {126: 4, 127: 10}
"""How long a frame's head is, by its second byte; 2 for all others."""
OPEN_WITHIN_S = 20
AT_ONCE = 1 << 18
TAIL = len(MARK) - 1
_BUFFER = bytearray(TAIL + AT_ONCE)
_ALL = memoryview(_BUFFER)
_COMES = _ALL[TAIL:]
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
        self._next_head = 0
        """Where the next frame begins, from the end of what was read."""

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
        self._tail = _ALL[came:end].tobytes()
        if not self.is_ready.is_set():
            self._greet(bytes(_BUFFER[:end]))
        if self._is_open:
            self._look_for_pings(end)
        marks = _BUFFER.count(MARK, 0, end)
        self.seen += marks
        return marks

    def cut(self) -> None:
        """Leave without a word."""
        linger = struct.pack("ii", 1, 0)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.socket.close()

    def _greet(self, data: bytes) -> None:
        """The server's answer, and its first words."""
        if not self._is_open and b"\r\n\r\n" in data:
            self._is_open = True
            self._next_head = data.index(b"\r\n\r\n") + 4 - TAIL
            self.socket.sendall(_frame(self._hello))
        if self._ready in data:
            self.is_ready.set()

    def _look_for_pings(self, end: int) -> None:
        """From head to head. One that is cut in two is in the tail, and looked at with the rest."""
        at = TAIL + self._next_head
        while at + 2 <= end:
            size = _BUFFER[at + 1]
            after = at + HEADS.get(size, 2)
            if after > end:
                break
            if size in HEADS:
                size = int.from_bytes(_BUFFER[at + 2 : after])
            elif size in PING_SIZES:
                if after + size > end:
                    break
                self._answer(_BUFFER[at], bytes(_BUFFER[after : after + size]))
            at = after + size
        self._next_head = at - end

    def _answer(self, kind: int, data: bytes) -> None:
        if kind == PING:
            self.socket.sendall(b"\x8a\x84\0\0\0\0" + data)
        elif data == b"2":
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
