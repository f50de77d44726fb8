"""Newer releases of yt-dlp beside the one that MediaNest came with, each in a folder of its own.

Guarantees: what is put in use is what the index said it to be, byte for byte, and has fetched a
film in our jail before; the change is one rename, seen by the next job, while a job that runs keeps
its own. A release that fails its test, or a crash at any point, leaves everything as it was.
"""

import asyncio
import contextlib
import json
import os
import shutil
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import date
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path
from typing import Any, Final

import structlog

from medianest.contracts.record import Record
from medianest.downloads.ports import NoNewRelease

log: Final = structlog.get_logger()

PACKAGE: Final = "yt-dlp"
_CURRENT, _BEFORE, _STAGED = "current", "before", "staged"
_GOOD_FOR_DAYS: Final = 30
_PARTS: Final = 3
_INSTALL_S: Final = 300.0
_KEPT_S: Final = 86_400.0  # longer than any job
_PIP: Final = (sys.executable, "-I", "-m", "pip", "--isolated", "--disable-pip-version-check")
_QUIET: Final = ("--no-input", "--no-cache-dir", "--only-binary", ":all:", "--quiet")

SelfTest = Callable[[Path], Awaitable[None]]
"""Raises `NoNewRelease` for a release that can't fetch."""


class Index(Record):
    """Where releases come from: an index through a proxy, or a folder of wheels alone."""

    url: str | None = None
    wheels: Path | None = None


class Pinned(Record):
    """One file that the index offers."""

    name: str
    version: str
    sha256: str


class Releases:
    """The port `FetcherReleases`: a folder that all workers share."""

    def __init__(
        self,
        folder: Path,
        index: Index,
        self_test: SelfTest,
        proxy: Callable[[], Awaitable[str]],
    ) -> None:
        """`proxy` is asked for each time; it stays unused for a folder of wheels."""
        self._folder = folder
        self._index = index
        self._self_test = self_test
        self._proxy = proxy

    def current(self) -> Path | None:
        """The release in use; None is the one that MediaNest came with, which may be newer."""
        folder = (self._folder / _CURRENT).resolve()
        known = _version_in(folder)
        if known is None or _order(known) <= _order(version(PACKAGE)):
            return None
        return folder

    def version(self) -> str:
        """Of the one in use."""
        folder = self.current()
        return (folder and _version_in(folder)) or version(PACKAGE)

    async def update(self, wished: str | None, sha256: str | None) -> str:
        """Put a newer one in use, and say which. Raises `NoNewRelease`; then nothing changed."""
        staged = self._folder / f"{_STAGED}-{os.getpid()}-{time.monotonic_ns()}"
        staged.mkdir(parents=True, mode=0o755)
        try:
            found = await self._stage(staged, wished, sha256)
            await self._self_test(staged)
            await asyncio.to_thread(self._switch, staged, found)
        finally:
            await asyncio.to_thread(shutil.rmtree, staged, ignore_errors=True)
        log.info("downloads.fetcher_updated", version=found)
        await asyncio.to_thread(self._sweep)
        return found

    async def back(self) -> str:
        """The one before, or the one that MediaNest came with; and say which."""
        await asyncio.to_thread(self._switch_back)
        return self.version()

    async def _stage(self, staged: Path, wished: str | None, sha256: str | None) -> str:
        offered = await self._offered(staged, wished)
        chosen = next((one for one in offered if one.name == PACKAGE), None)
        if chosen is None:
            raise NoNewRelease("The index does not have yt-dlp.")
        if _order(chosen.version) <= _order(self.version()):
            raise NoNewRelease(f"{self.version()} is in use, and {chosen.version} is not newer.")
        if sha256 is not None and chosen.sha256 != sha256.lower():
            raise NoNewRelease(f"The index has another file for {chosen.version} than was named.")
        await self._install(staged, offered)
        if _version_in(staged) != chosen.version:
            raise NoNewRelease("What was installed says that it is another release.")
        return chosen.version

    async def _offered(self, staged: Path, wished: str | None) -> tuple[Pinned, ...]:
        """What would be installed, with the digests that the index vouches for."""
        report = staged.with_suffix(".report")
        what = f"{PACKAGE}[default]" + (f"=={wished}" if wished else "")
        try:
            words = ("install", "--dry-run", "--ignore-installed", "--report", str(report), what)
            await self._pip(*words)
            told = json.loads(await asyncio.to_thread(report.read_bytes))
        finally:
            report.unlink(missing_ok=True)
        return tuple(_pinned(one) for one in told["install"])

    async def _install(self, staged: Path, offered: tuple[Pinned, ...]) -> None:
        """Exactly these files: pip refuses any other, and compiles what the jail couldn't keep."""
        pins = staged.with_suffix(".pins")
        lines = [f"{one.name}=={one.version} --hash=sha256:{one.sha256}\n" for one in offered]
        await asyncio.to_thread(pins.write_text, "".join(lines))
        try:
            words = ("install", "--no-deps", "--require-hashes", "--target", str(staged))
            await self._pip(*words, "--requirement", str(pins))
        finally:
            pins.unlink(missing_ok=True)

    async def _pip(self, *words: str) -> None:
        """Without settings, plug-ins or secrets of whoever runs us."""
        process = await asyncio.create_subprocess_exec(
            *_PIP,
            *words,
            *_QUIET,
            *await self._from(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self._folder), "LANG": "C.UTF-8"},
        )
        try:
            async with asyncio.timeout(_INSTALL_S):
                _, said = await process.communicate()
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            raise
        if process.returncode != 0:
            log.warning("downloads.pip_failed", said=said.decode(errors="replace")[-2000:])
            raise NoNewRelease("The release could not be had from the index, or is another file.")

    async def _from(self) -> tuple[str, ...]:
        if self._index.wheels is not None:
            return ("--no-index", "--find-links", str(self._index.wheels))
        index = () if self._index.url is None else ("--index-url", self._index.url)
        return ("--proxy", await self._proxy(), *index)

    def _switch(self, staged: Path, found: str) -> None:
        """One rename at the end; before it nobody sees anything."""
        before = (self._folder / _CURRENT).resolve()
        kept = self._folder / f"{found}-{time.time_ns()}"
        staged.rename(kept)
        if before.is_dir():
            _point(self._folder / _BEFORE, before.name)
        _point(self._folder / _CURRENT, kept.name)

    def _switch_back(self) -> None:
        current, before = self._folder / _CURRENT, self._folder / _BEFORE
        if before.is_symlink():
            before.replace(current)
        else:
            current.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Releases that are in use nowhere any more, and what crashes have left."""
        kept = {(self._folder / name).resolve() for name in (_CURRENT, _BEFORE)}
        for folder in self._folder.iterdir():
            if folder.is_symlink() or not folder.is_dir() or folder.resolve() in kept:
                continue
            if time.time() - folder.stat().st_mtime > _KEPT_S:
                shutil.rmtree(folder, ignore_errors=True)


def _point(link: Path, name: str) -> None:
    beside = link.with_name(f".{link.name}-{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(name)
    beside.replace(link)


def _version_in(folder: Path) -> str | None:
    with contextlib.suppress(PackageNotFoundError, OSError):
        for found in distributions(name=PACKAGE, path=[str(folder)]):
            return found.version
    return None


def _order(release: str) -> tuple[int, ...]:
    """Releases are dates; those of one day count on."""
    return tuple(int(part) for part in release.split(".") if part.isdecimal())


def is_old(release: str, today: date) -> bool:
    """Whether sites may have changed too much for it: every month they do."""
    made = _order(release)
    return (today - date(*made[:3])).days > _GOOD_FOR_DAYS if len(made) >= _PARTS else False


def _pinned(said: dict[str, Any]) -> Pinned:
    """One entry of pip's report. What has no digest is not installed."""
    about, hashes = said["metadata"], said["download_info"].get("archive_info", {}).get("hashes")
    if not hashes or "sha256" not in hashes:
        raise NoNewRelease(f"The index vouches for no digest of {about['name']}.")
    return Pinned(name=about["name"], version=about["version"], sha256=hashes["sha256"])
