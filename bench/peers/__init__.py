"""The peers, put into a folder of their own: nginx and wrk from Debian, Express and Socket.IO.

Nothing is installed into the system. A peer that can't be had here raises `Absent`; its rows are
then left out and said to be.
"""

import asyncio
import shutil
from pathlib import Path

from medianest.local.servers.process import Process

HERE = Path(__file__).parent
KEPT = Path(__file__).parents[2] / ".tools" / "bench"
INSTALL_WITHIN_S = 180


class Absent(Exception):
    """A peer that can't be had on this machine."""


async def debian(package: str, program: str, *libraries: str) -> tuple[Path, dict[str, str]]:
    """A program of a Debian package and the environment that it needs, without installing it."""
    found = shutil.which(program)
    if found is not None:
        return Path(found), {}
    root = KEPT / "debian"
    path = next(root.glob(f"usr/*bin/{program}"), None)
    if path is None:
        if shutil.which("apt-get") is None:
            raise Absent(f"{program}: not installed, and no apt-get to fetch it")
        root.mkdir(parents=True, exist_ok=True)
        await _run("apt-get", "download", "-qq", package, *libraries, folder=root)
        for archive in root.glob("*.deb"):
            await _run("dpkg", "-x", str(archive), str(root), folder=root)
            archive.unlink()
        path = next(root.glob(f"usr/*bin/{program}"))
    return path, {"LD_LIBRARY_PATH": ":".join(str(p) for p in root.glob("usr/lib/*-linux-gnu"))}


async def node(script: str, environ: dict[str, str], log: Path) -> Process:
    """A peer of Node.js, listening."""
    program = shutil.which("node")
    if program is None or shutil.which("npm") is None:
        raise Absent("Node.js is not installed")
    folder = KEPT / "node"
    lock = (HERE / "package-lock.json").read_bytes()
    if not (folder / "ready").exists() or (folder / "ready").read_bytes() != lock:
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(HERE / name, folder)
        await _run("npm", "ci", "--silent", folder=folder)
        (folder / "ready").write_bytes(lock)
    shutil.copy(HERE / script, folder)
    process = Process(
        script,
        [program, script],
        log=log,
        environ={**environ, "NODE_ENV": "production", "PATH": "/usr/bin:/bin"},
        folder=folder,
    )

    async def listening() -> bool:
        return "listening" in process.last_lines()

    await process.ready(listening, within_s=20)
    return process


async def _run(*command: str, folder: Path) -> None:
    child = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, said = await asyncio.wait_for(child.communicate(), INSTALL_WITHIN_S)
    except TimeoutError:
        child.kill()
        raise Absent(f"{command[0]} did not end within {INSTALL_WITHIN_S} s") from None
    if child.returncode:
        last = said.decode(errors="replace").strip().splitlines()[-1:]
        raise Absent(f"{' '.join(command[:2])}: {' '.join(last)}")
