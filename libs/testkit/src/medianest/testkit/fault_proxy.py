"""A TCP proxy that misbehaves on command, to put between a client and a real server."""

import asyncio
from types import TracebackType
from typing import Self

_CHUNK = 65_536


class FaultProxy:
    """Listens on `port` and passes bytes on to the target until it is told otherwise.

    `cut`: connections end now. `refuse`: new ones are refused. `drop`: bytes vanish while
    connections stay open. `delay`: every chunk waits. `heal`: all of it is over.
    """

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._delay_s = 0.0
        self._dropping = False
        self.port = 0
        self.accepted = 0

    async def __aenter__(self) -> Self:
        await self._listen()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.refuse()
        self.cut()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def cut(self) -> None:
        """End every open connection, as a pulled cable that is noticed would."""
        for writer in tuple(self._open):
            writer.transport.abort()

    async def refuse(self) -> None:
        """Refuse new connections; open ones go on."""
        if self._server:
            self._server.close()
            self._server = None
            # A closing server lets go of its port in the next turn of the loop.
            await asyncio.sleep(0)

    def drop(self) -> None:
        """Swallow all bytes from now on: the other side seems to hang."""
        self._dropping = True

    def delay(self, seconds: float) -> None:
        """Hold every chunk back for this long."""
        self._delay_s = seconds

    async def heal(self) -> None:
        """Behave again. Connections that were cut stay cut, dropped bytes stay lost."""
        self._delay_s = 0.0
        self._dropping = False
        if self._server is None:
            await self._listen()

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(
            self._connected, "127.0.0.1", self.port, reuse_address=True
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            there_reader, there_writer = await asyncio.open_connection(*self._target)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, there_writer}
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._pass_on(reader, there_writer))
                group.create_task(self._pass_on(there_reader, writer))
        finally:
            self._open -= {writer, there_writer}
            writer.transport.abort()
            there_writer.transport.abort()

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while chunk := await reader.read(_CHUNK):
                if self._delay_s:
                    await asyncio.sleep(self._delay_s)
                if self._dropping:
                    continue
                writer.write(chunk)
                await writer.drain()
            if writer.can_write_eof():
                writer.write_eof()
        except OSError:
            writer.transport.abort()
