"""Measurements and memos: how far a download is, and what a look-up said. Never facts."""

import hashlib
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from medianest.downloads.domain.progress import Progress
from medianest.downloads.ports import Preview

_PUT: Final = """
insert into progress(download_id, phase, percent, bytes_done, bytes_total, speed_bps, eta_s, at)
select download_id, $3, $4, $5, $6, $7, $8, now()
from downloads where download_id = $1 and claim = $2 and status = 'downloading'
on conflict (download_id) do update
set phase = excluded.phase, percent = excluded.percent, bytes_done = excluded.bytes_done,
  bytes_total = excluded.bytes_total, speed_bps = excluded.speed_bps, eta_s = excluded.eta_s,
  at = excluded.at
returning download_id
"""
_PERCENT: Final = """
select percent from progress where download_id = $1
"""
_FORGET: Final = """
delete from progress where download_id = $1
  and not exists (select 1 from downloads d where d.download_id = $1 and d.status = 'completed')
"""
_KEEP: Final = """
insert into previews(url_sha256, preview, at) values ($1, $2::json, now())
on conflict (url_sha256) do update set preview = excluded.preview, at = excluded.at
"""
_RECALL: Final = """
select preview from previews where url_sha256 = $1 and at > now() - interval '1 hour'
"""
_FORGET_OLD: Final = """
delete from previews where at < now() - interval '1 day'
"""


class ProgressTable:
    """The latest progress of each download."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    async def put(self, download_id: UUID, claim: UUID, progress: Progress) -> bool:
        """Whether it was taken: only from the worker whose claim is the newest."""
        async with self._pool.acquire() as connection:
            taken = await connection.fetchval(
                _PUT,
                download_id,
                claim,
                progress.phase,
                progress.percent,
                progress.bytes_done,
                progress.bytes_total,
                progress.speed_bps,
                progress.eta_s,
            )
        return taken is not None

    async def percent(self, download_id: UUID) -> float:
        """Where an earlier attempt left the bar; 0 if there was none."""
        async with self._pool.acquire() as connection:
            return float(await connection.fetchval(_PERCENT, download_id) or 0)

    async def forget(self, download_id: UUID) -> None:
        """Begin from nothing next time; what is complete stays as it was."""
        async with self._pool.acquire() as connection:
            await connection.execute(_FORGET, download_id)


class PreviewTable:
    """The port `PreviewMemo`."""

    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    async def recall(self, url: str) -> Preview | None:
        async with self._pool.acquire() as connection:
            kept = await connection.fetchval(_RECALL, _digest(url))
        return None if kept is None else msgspec.json.decode(kept, type=Preview)

    async def keep(self, url: str, preview: Preview) -> None:
        async with self._pool.acquire() as connection:
            await connection.execute(_FORGET_OLD)
            text = msgspec.json.encode(preview).decode()
            await connection.execute(_KEEP, _digest(url), text)


def _digest(url: str) -> bytes:
    return hashlib.sha256(url.encode()).digest()
