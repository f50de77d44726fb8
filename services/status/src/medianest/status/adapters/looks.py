"""Looking at one address: a health page over HTTP, or whether a server takes a connection."""

import asyncio
import time
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

import httpx

from medianest.status.domain.monitor import Answered, Failed, Outcome
from medianest.status.ports import Target

DEADLINE_S: Final = 5.0
OK, SERVER_ERRORS = 200, 500


class Looks:
    """The real `Probe`. Addresses are an operator's settings, not members' input."""

    def __init__(self, deadline_s: float = DEADLINE_S) -> None:
        self._deadline_s = deadline_s
        self._http = httpx.AsyncClient(timeout=deadline_s, follow_redirects=False, trust_env=False)

    async def start(self) -> None:
        """Connections are opened as they are needed."""

    async def look(self, target: Target) -> Outcome:
        """Look once; whatever the other side does becomes an outcome within the deadline."""
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self._deadline_s):
                detail = await self._knock(target.address)
        except TimeoutError:
            return Failed(detail=f"It did not answer within {self._deadline_s:.0f} s.")
        except (OSError, httpx.HTTPError) as error:
            return Failed(detail=_plainly(error))
        except _WrongAnswerError as error:
            return Failed(detail=str(error))
        return Answered(response_ms=(time.perf_counter() - began) * 1000, detail=detail)

    async def _knock(self, address: str) -> str | None:
        parts = urlsplit(address)
        if parts.scheme == "tcp":
            await _take_a_connection(parts.hostname or "", parts.port or 0)
            return None
        answer = await self._http.get(address)
        if not answer.is_success:
            raise _WrongAnswerError(f"It answered {answer.status_code}.")
        return _missing_part(answer)

    async def stop(self) -> None:
        """Close the connections."""
        await self._http.aclose()


class _WrongAnswerError(Exception):
    """It answered, but not as it should."""


async def _take_a_connection(host: str, port: int) -> None:
    _, writer = await asyncio.open_connection(host, port)
    writer.close()
    with suppress(OSError):  # it was taken; how it ends does not matter
        await writer.wait_closed()


def _missing_part(answer: httpx.Response) -> str | None:
    """A health page may say that it is up but misses something: `{"status": "degraded"}`."""
    if not answer.headers.get("content-type", "").startswith("application/json"):
        return None
    try:
        said = answer.json()
    except ValueError:
        return None
    if isinstance(said, dict) and said.get("status") == "degraded":
        return str(said.get("detail") or "A part of it is away.")
    return None


def _plainly(error: Exception) -> str:
    if isinstance(error, httpx.ConnectError | ConnectionRefusedError):
        return "It refused the connection."
    if isinstance(error, httpx.TimeoutException):
        return "It did not answer in time."
    return "The connection broke."
