"""How an image is filled: from the lock alone, and only with what has the hash it has there."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INSTALL = ROOT / "infra/images/install"
# A network is not asked: what may be had lies in a folder.
OFFLINE = {"UV_NO_INDEX": "1", "UV_NO_CONFIG": "1", "UV_NO_CACHE": "1", "UV_OFFLINE": "1"}


def wheel(shelf: Path, name: str, *wants: str) -> str:
    """Put one on the shelf; its hash."""
    made = shelf / f"{name}-1.0-py3-none-any.whl"
    about = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0"]
    about += [f"Requires-Dist: {one}" for one in wants]
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join(about))
        archive.writestr(
            f"{name}-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any",
        )
        archive.writestr(f"{name}-1.0.dist-info/RECORD", "")
    return hashlib.sha256(made.read_bytes()).hexdigest()


def installed(folder: Path, lock: str) -> subprocess.CompletedProcess[str]:
    """What came of installing `lamp`, which stands on `oil`, by this lock."""
    (folder / "requirements.lock").write_text(lock)
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    told = {**os.environ, **OFFLINE, "PATH": programs, "UV_FIND_LINKS": str(folder / "shelf")}
    return subprocess.run(  # noqa: S603  ours
        [INSTALL, folder / "app", "lamp"],
        cwd=folder,
        env=told,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def hashes(tmp_path: Path) -> tuple[str, str]:
    """Of `lamp` and `oil`, which lie on the shelf."""
    (tmp_path / "shelf").mkdir()
    return wheel(tmp_path / "shelf", "lamp", "oil"), wheel(tmp_path / "shelf", "oil")


def test_what_the_lock_names_is_installed(tmp_path: Path, hashes: tuple[str, str]) -> None:
    lamp, oil = hashes
    lock = f"lamp==1.0 --hash=sha256:{lamp}\noil==1.0 --hash=sha256:{oil}\n"
    done = installed(tmp_path, lock)
    assert done.returncode == 0, done.stderr
    assert {"lamp.py", "oil.py"} <= {path.name for path in (tmp_path / "app").rglob("*.py")}


def test_what_was_swapped_is_refused(tmp_path: Path, hashes: tuple[str, str]) -> None:
    lamp, _ = hashes
    lock = f"lamp==1.0 --hash=sha256:{lamp}\noil==1.0 --hash=sha256:{'0' * 64}\n"
    done = installed(tmp_path, lock)
    assert done.returncode != 0
    assert "hash" in done.stderr.lower(), done.stderr
    assert not [*(tmp_path / "app").rglob("oil.py")]


def test_what_the_lock_does_not_name_is_refused(tmp_path: Path, hashes: tuple[str, str]) -> None:
    lamp, _ = hashes
    done = installed(tmp_path, f"lamp==1.0 --hash=sha256:{lamp}\n")
    assert done.returncode != 0
    assert "oil" in done.stderr
    assert not [*(tmp_path / "app").rglob("oil.py")]


def test_nothing_is_installed_but_by_hash() -> None:
    """Wherever this repository says how to install, whoever reads it."""
    for name in ("Makefile", "infra/images/Dockerfile", "infra/images/install"):
        text = re.sub(r"\\\n\s*", " ", (ROOT / name).read_text())
        for line in re.findall(r"pip (?:install|sync) .*", text):
            ours = "--no-deps" in line and re.search(r"-e \./|ours", line)
            assert "--require-hashes" in line or ours, f"{name}: {line}"
