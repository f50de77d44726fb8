"""Builds the web app, unless what it was built from is unchanged."""

import asyncio
import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any, Final

from medianest.chassis.settings import environment
from medianest.local.places import WEB
from medianest.local.servers import binaries
from medianest.local.servers.process import DidNotStart, Process

_MADE_BY_BUILD: Final = (".tsbuildinfo", "next-env.d.ts")
_NOT_SOURCES: Final = frozenset({"node_modules", ".next", "out", "coverage"})
_LONGEST_S: Final = 600.0


async def build_web(log: Path, folder: Path = WEB) -> bool:
    """Install packages and build into `folder`/out as needed; return whether it was built.

    `MEDIANEST_WEB=keep` serves what lies there.
    """
    if environment().get("MEDIANEST_WEB") == "keep" or not (folder / "package.json").exists():
        return False
    mark = folder / "node_modules" / ".medianest-built"
    wanted = await asyncio.to_thread(sources_hash, folder)
    built = (folder / "out/index.html").exists()
    if built and mark.exists() and mark.read_text() == wanted:
        return False
    if not await asyncio.to_thread(installed, folder):
        await _npm(log, folder, "ci", "--no-audit", "--no-fund")
    await _npm(log, folder, "run", "build")
    mark.write_text(wanted)
    return True


def sources_hash(folder: Path) -> str:
    """Return a hash over every source file's name and content."""
    seen = hashlib.sha256()
    for path in sorted(_sources(folder)):
        seen.update(str(path.relative_to(folder)).encode() + b"\0")
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()


def installed(folder: Path) -> bool:
    """Whether node_modules holds what the lock says, as npm itself noted it."""
    try:
        there = _packages(folder / "node_modules/.package-lock.json")
        wanted = _packages(folder / "package-lock.json")
    except (OSError, ValueError):
        return False
    return all(
        there.get(name, {}).get("version") == package.get("version")
        for name, package in wanted.items()
        # Packages for other platforms stand in the lock, but are not installed.
        if name and not (package.get("optional") and name not in there)
    )


def _packages(lock: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(lock.read_text())["packages"]
    return found


def _sources(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NOT_SOURCES]
        found += [Path(parent) / name for name in files if not name.endswith(_MADE_BY_BUILD)]
    return found


async def _npm(log: Path, folder: Path, *words: str) -> None:
    node = binaries.node()
    path = f"{node.parent}{os.pathsep}{environment().get('PATH', os.defpath)}"
    process = Process(
        f"npm {words[0]}",
        [*binaries.npm(node), *words],
        log=log,
        folder=folder,
        environ={**environment(), "PATH": path, "NEXT_TELEMETRY_DISABLED": "1"},
    )
    until = time.monotonic() + _LONGEST_S
    try:
        while process.alive and time.monotonic() < until:  # noqa: ASYNC110  a process sets no Event
            await asyncio.sleep(0.1)
    finally:
        await process.kill_all()
    if process.exit_code != 0:
        raise DidNotStart(
            f"`npm {' '.join(words)}` failed ({process.how_it_ended()}); {log} ends with:\n"
            f"{process.last_lines(20)}"
        )
