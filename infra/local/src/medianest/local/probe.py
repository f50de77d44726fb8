"""Asks a local HTTP server one question, without a client library to import first."""

import asyncio
import contextlib

_ANSWER_S = 2.0


async def status_of(port: int, path: str) -> int | None:
    """Return the status of `GET path`, or None when nobody answers in time."""
    try:
        async with asyncio.timeout(_ANSWER_S):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                asked = (
                    f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n"
                )
                writer.write(asked.encode())
                await writer.drain()
                line = await reader.readline()
            finally:
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
    except (OSError, TimeoutError):
        return None
    parts = line.split()
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else None
