"""A place outside that answers as it is told, and the way there through the guard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from medianest.chassis.egress import EgressGuard, EgressProxy
from medianest.chassis.egress.proxy import Patience
from medianest.contracts.record import Record

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"


class Call(Record):
    """One request as it came; header names are in lower case."""

    line: str
    headers: dict[str, str]
    body: bytes


class Place:
    """Counts every connection, keeps every call."""

    def __init__(self) -> None:
        self.answer = OK
        self.is_silent = False
        self.connections = 0
        self.calls: list[Call] = []
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Place"]:
        server = await asyncio.start_server(self._on_connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    def says(self, status: int, *headers: str) -> None:
        """Answer like this from now on."""
        lines = [f"HTTP/1.1 {status} said", "Content-Length: 0", "Connection: close", *headers]
        self.answer = "\r\n".join([*lines, "", ""]).encode()

    async def _on_connection(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.connections += 1
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            self.calls.append(await _read(reader))
            if self.is_silent:
                await reader.read()
            writer.write(self.answer)
            await writer.drain()
        writer.close()


async def _read(reader: asyncio.StreamReader) -> Call:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    line, *rest = head.strip().split("\r\n")
    headers = dict(part.split(": ", 1) for part in rest)
    headers = {name.lower(): value for name, value in headers.items()}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Call(line=line, headers=headers, body=body)


class Passed:
    """Counts what went through the proxy, by label."""

    def __init__(self) -> None:
        self.bytes_out = 0

    def note(self, label: str, direction: str, count: int) -> None:
        self.bytes_out += count if direction == "out" else 0


@asynccontextmanager
async def guarded(*allowed: str, passed: Passed | None = None) -> AsyncIterator[EgressProxy]:
    """The egress proxy, with exceptions for these `host:port`."""
    proxy = EgressProxy(
        EgressGuard(allowed, deadline_s=1.0),
        on_bytes=passed.note if passed else None,
        patience=Patience(head_s=2, connect_s=2, idle_s=5),
    )
    await proxy.start()
    try:
        yield proxy
    finally:
        await proxy.stop()
