"""The folders are tried as a download would use them, and nothing is left of it."""

import errno
import os
from pathlib import Path

import pytest

from medianest.downloads.adapters.folders import FolderTrial

ALL = ["folder", "writable", "placed", "read_back", "space", "at_once"]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library"
    path.mkdir()
    return path


def trial(library: Path, *, reserve_bytes: int = 0) -> FolderTrial:
    return FolderTrial(library, library / ".jobs", reserve_bytes=reserve_bytes)


def left(library: Path) -> list[str]:
    return [path.name for path in library.rglob("*") if path.is_file()]


async def said(trial: FolderTrial) -> tuple[list[str], str | None]:
    """The steps, and why the last one failed."""
    steps = await trial.steps()
    assert all(step.ok for step in steps[:-1])
    last = steps[-1]
    assert last.ok == (last.hint is None)
    return [step.name for step in steps], None if last.ok else last.detail


async def test_folders_that_are_right_pass_every_step(library: Path) -> None:
    assert await said(trial(library)) == (ALL, None)
    assert left(library) == []
    seen = await trial(library).seen()
    assert seen.library_dir == str(library)
    assert seen.library_free_bytes
    assert seen.work_free_bytes


async def test_a_folder_that_is_not_mounted_is_said_by_name(tmp_path: Path) -> None:
    steps, why = await said(trial(tmp_path / "nowhere"))
    assert steps == ["folder"]
    assert "nowhere" in str(why)
    assert not (tmp_path / "nowhere").exists(), "it makes no library by itself"
    assert (await trial(tmp_path / "nowhere").seen()).library_free_bytes is None


async def test_too_little_room_is_said_in_figures(library: Path) -> None:
    steps, why = await said(trial(library, reserve_bytes=1 << 60))
    assert steps == ALL[:-1]
    assert "1073741824.0 are to stay so" in str(why)
    assert left(library) == []


async def test_a_working_folder_elsewhere_is_said_since_it_costs_time(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another_disk(*args: object, **options: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", another_disk)
    steps, why = await said(trial(library))
    assert steps[-1] == "at_once"
    assert "another disk" in str(why)
    assert left(library) == []


async def test_a_library_that_takes_no_file_is_said(library: Path) -> None:
    (library / ".jobs").write_text("in the way")
    steps, why = await said(trial(library))
    assert steps == ["folder"]
    assert why
    assert left(library) == [".jobs"]
