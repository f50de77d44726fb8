"""Looking once at one thing, whatever kind it is; what the other side does becomes an outcome."""

import asyncio
import shutil
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpcore
import msgspec

from medianest.chassis.clock import now
from medianest.chassis.egress import AddressRefused, EgressGuard
from medianest.status.adapters.names import find_records
from medianest.status.adapters.pages import Page, get_page
from medianest.status.domain.looks import Answered, Failed, Outcome
from medianest.status.domain.probes import (
    AnyProbe,
    DiskProbe,
    DnsProbe,
    HttpProbe,
    OverseerrProbe,
    PlexProbe,
    TcpProbe,
    YtDlpProbe,
)

DEADLINE_S: Final = 5.0
_GB: Final = 1_000_000_000
_PORTS: Final = {"http": 80, "https": 443}


class Looks:
    """The real `Looking`. `disks`: the folders that the operator named."""

    def __init__(self, disks: Mapping[str, Path], deadline_s: float = DEADLINE_S) -> None:
        self._disks = disks
        self._deadline_s = deadline_s

    async def look(self, probe: AnyProbe) -> Outcome:
        """Look once; whatever the other side does becomes an outcome within the deadline."""
        began = time.perf_counter()
        try:
            async with asyncio.timeout(self._deadline_s):
                missing = await self._knock(probe)
        except TimeoutError:
            return Failed(detail=f"It did not answer within {self._deadline_s:g} s.")
        except AddressRefused as refused:
            return Failed(detail=str(refused))
        except (OSError, httpcore.NetworkError, httpcore.ProtocolError) as error:
            return Failed(detail=_plainly(error))
        except httpcore.TimeoutException:
            return Failed(detail="It did not answer in time.")
        except _WrongAnswerError as error:
            return Failed(detail=str(error))
        return Answered(response_ms=(time.perf_counter() - began) * 1000, detail=missing)

    async def _knock(self, probe: AnyProbe) -> str | None:
        match probe:
            case HttpProbe():
                page = await self._page(probe.url, probe.internal)
                return _missing_part(page) or _certificate(page, probe.certificate_days)
            case TcpProbe():
                guard = _guard(probe.host, probe.port, internal=probe.internal)
                await _take_a_connection((await guard.vet(probe.host, probe.port))[0], probe.port)
            case DnsProbe():
                guard = _guard(probe.server or "", probe.port, internal=probe.internal)
                _or_wrong(await find_records(probe, guard, deadline_s=self._deadline_s))
            case PlexProbe():
                page = await self._page(f"{probe.url.rstrip('/')}/identity", probe.internal)
                _says(page, "MediaContainer", "This is not a Plex Media Server.")
            case OverseerrProbe():
                page = await self._page(f"{probe.url.rstrip('/')}/api/v1/status", probe.internal)
                _says(page, "version", "This is neither Overseerr nor Seerr.")
            case DiskProbe():
                return await asyncio.to_thread(self._room, probe)
            case YtDlpProbe():
                return _age(await self._page(probe.url, probe.internal), probe.days)
        return None

    async def _page(self, url: str, internal: bool) -> Page:  # noqa: FBT001  of every probe
        guard = _guard(*_place(url), internal=internal)
        page = await get_page(url, guard, deadline_s=self._deadline_s)
        if not page.is_good:
            raise _WrongAnswerError(f"It answered {page.status}.")
        return page

    def _room(self, probe: DiskProbe) -> str | None:
        path = self._disks.get(probe.disk)
        if path is None:
            raise _WrongAnswerError("The operator named no such disk.")
        free_gb = shutil.disk_usage(path).free / _GB
        return None if free_gb >= probe.free_gb else f"Only {free_gb:.1f} GB are free."


class _WrongAnswerError(Exception):
    """It answered, but not as it should."""


def _place(url: str) -> tuple[str, int]:
    """Host and port. Raises `AddressRefused` for what can't be asked for as it is written."""
    if not url.isascii():
        raise AddressRefused
    try:
        parts = urlsplit(url)
        return parts.hostname or "", parts.port or _PORTS[parts.scheme]
    except ValueError:
        raise AddressRefused from None


def _guard(host: str, port: int, *, internal: bool) -> EgressGuard:
    """An internal address is excepted as it is spelt, and nothing else is."""
    return EgressGuard([f"{host}:{port}"]) if internal and host else EgressGuard()


def _or_wrong(why: str | None) -> None:
    if why is not None:
        raise _WrongAnswerError(why)


async def _take_a_connection(host: str, port: int) -> None:
    _, writer = await asyncio.open_connection(host, port)
    writer.close()
    with suppress(OSError):  # it was taken; how it ends does not matter
        await writer.wait_closed()


def _said(page: Page) -> dict[str, Any]:
    """What it says, where that is an object of JSON."""
    try:
        said = msgspec.json.decode(page.body)
    except msgspec.DecodeError:
        return {}
    return said if isinstance(said, dict) else {}


def _missing_part(page: Page) -> str | None:
    """A health page may say that it is up but misses something: `{"status": "degraded"}`."""
    said = _said(page) if page.kind.startswith("application/json") else {}
    if said.get("status") != "degraded":
        return None
    return str(said.get("detail") or "A part of it is away.")


def _certificate(page: Page, days: int) -> str | None:
    if page.certificate_until is None:
        return None
    left = (page.certificate_until - now()).days
    return None if left >= days else f"Its certificate runs out in {left} days."


def _says(page: Page, key: str, otherwise: str) -> None:
    if key not in _said(page):
        raise _WrongAnswerError(otherwise)


def _age(page: Page, days: int) -> str | None:
    """yt-dlp's versions are dates."""
    version = str((_said(page).get("details") or {}).get("yt_dlp", ""))
    try:
        year, month, day = (int(part) for part in version.split(".")[:3])
        age = (now() - datetime(year, month, day, tzinfo=UTC)).days
    except ValueError:
        raise _WrongAnswerError("It does not say which yt-dlp it has.") from None
    return None if age <= days else f"It is {age} days old, and sites refuse old ones."


def _plainly(error: Exception) -> str:
    if isinstance(error, ssl.SSLError) or isinstance(error.__context__, ssl.SSLError):
        return "Its certificate is not valid."
    if isinstance(error, httpcore.ConnectError | ConnectionRefusedError):
        return "It refused the connection."
    return "The connection broke."
