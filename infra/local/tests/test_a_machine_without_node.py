"""A machine needs no Node of its own: one comes with what is installed, and its npm works."""

import subprocess
from pathlib import Path

import pytest

from medianest.local.servers import binaries


def test_the_packed_node_calls_its_own_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    node = binaries.node({})
    said = subprocess.run(  # noqa: S603  what a wheel brought
        [*binaries.npm(node), "--version"], capture_output=True, text=True, check=True, timeout=60
    )
    assert binaries.version_of(node) >= (20, 9)
    assert int(said.stdout.split(".")[0]) >= 10
