"""The program that builds and runs containers here, and Compose beside it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# A client without BuildKit can't build our images; Debian's, which can, may stand behind it.
CLIENTS: Final = ("docker", "/usr/bin/docker", "podman")
BUILT_WITHIN_S: Final = 1500
ANSWERS_WITHIN_S: Final = 300
MISSING: Final = (
    "`make test-containers` needs a running Docker with BuildKit, and Compose "
    "(Debian: apt-get install docker.io docker-compose, and start dockerd)"
)


@dataclass(frozen=True)
class Engine:
    """`client` talks to it; `compose` are the words that start Compose."""

    client: str
    compose: tuple[str, ...]

    def run(self, *words: str, within_s: float = ANSWERS_WITHIN_S) -> str:
        """What it printed; its complaint fails the test."""
        return ran([self.client, *words], within_s=within_s)

    def has(self, *words: str, within_s: float = ANSWERS_WITHIN_S) -> bool:
        """Whether it could do that."""
        return _succeeds([self.client, *words], within_s=within_s)


def found_engine() -> Engine:
    """The first that can do both."""
    client = next((one for one in CLIENTS if _can_build(one)), None)
    compose = next(
        (words for words in _composes(client or "") if _succeeds([*words, "version"])), None
    )
    assert client is not None, MISSING
    assert compose is not None, MISSING
    return Engine(client, compose)


def ran(
    command: list[str],
    *,
    environ: Mapping[str, str] | None = None,
    folder: Path | None = None,
    within_s: float = ANSWERS_WITHIN_S,
) -> str:
    """What a command printed; with what it complained of if it failed."""
    done = subprocess.run(
        command,
        env={**os.environ, "DOCKER_BUILDKIT": "1", **(environ or {})},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=within_s,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
    return done.stdout


def _can_build(client: str) -> bool:
    if shutil.which(client) is None or not _succeeds([client, "info"]):
        return False
    environ = {**os.environ, "DOCKER_BUILDKIT": "1"}
    asked = subprocess.run(
        [client, "build", "-q", "-"],
        input="FROM scratch\nLABEL asked=yes\n",
        env=environ,
        capture_output=True,
        text=True,
        timeout=ANSWERS_WITHIN_S,
        check=False,
    )
    return asked.returncode == 0


def _composes(client: str) -> list[tuple[str, ...]]:
    return [(client, "compose"), ("docker-compose",), ("podman-compose",)]


def _succeeds(command: list[str], within_s: float = ANSWERS_WITHIN_S) -> bool:
    if shutil.which(command[0]) is None:
        return False
    done = subprocess.run(command, capture_output=True, timeout=within_s, check=False)
    return done.returncode == 0
