"""Shows how far a download is: live, and in a table for those who look later.

Guarantee: at most two live messages in any second, the newest in place of those between.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final, Protocol
from uuid import UUID

import structlog

from medianest.contracts.live import DownloadProgress, LiveValue
from medianest.downloads.domain.progress import Bar, Progress

log: Final = structlog.get_logger()

_BETWEEN_S: Final = 0.5


class Live(Protocol):
    """Sends live values, best effort."""

    async def send(self, value: LiveValue) -> None:
        """The newest replaces an older one."""
        ...


class Table(Protocol):
    """Keeps the latest progress of each download."""

    async def put(self, download_id: UUID, claim: UUID, progress: Progress) -> bool:
        """Whether it was taken: only from the worker whose claim is the newest."""
        ...


class Showing:
    """Set `bar` as often as you like; it is shown while `at_times` is entered, and at its end."""

    def __init__(
        self,
        live: Live,
        table: Table,
        *,
        download_id: UUID,
        member_id: UUID,
        claim: UUID,
        bar: Bar,
    ) -> None:
        self.bar = bar
        self._live = live
        self._table = table
        self._download_id = download_id
        self._member_id = member_id
        self._claim = claim
        self._shown: Progress | None = None
        self._sent_at: float | None = None

    @contextlib.asynccontextmanager
    async def at_times(self) -> AsyncIterator[None]:
        """Shows in the background, and once more when all went well."""
        showing = asyncio.create_task(self._show_forever())
        try:
            yield
            await self.show()
        finally:
            showing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await showing

    async def show(self) -> None:
        """Now, if there is anything new. A progress that can't be shown is worth no failure."""
        progress = self.bar.progress()
        if progress == self._shown:
            return
        try:
            if await self._table.put(self._download_id, self._claim, progress):
                await self._send(progress)
                self._shown = progress
        except Exception as error:  # noqa: BLE001 - the next one comes in half a second
            log.warning("downloads.progress_not_shown", why=repr(error))

    async def _send(self, progress: Progress) -> None:
        """Not the last one if it comes too soon: what has ended is announced in a moment."""
        at = asyncio.get_running_loop().time()
        if self._sent_at is None or at - self._sent_at >= _BETWEEN_S:
            self._sent_at = at
            await self._live.send(self._value(progress))

    async def _show_forever(self) -> None:
        while True:
            await self.show()
            await asyncio.sleep(_BETWEEN_S)

    def _value(self, progress: Progress) -> DownloadProgress:
        return DownloadProgress(
            download_id=self._download_id,
            member_id=self._member_id,
            phase=progress.phase,
            percent=progress.percent,
            bytes_done=progress.bytes_done,
            bytes_total=progress.bytes_total,
            speed_bps=progress.speed_bps,
            eta_s=progress.eta_s,
        )
