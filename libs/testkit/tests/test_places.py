"""Throw-away servers live in memory where there is room."""

import os
from pathlib import Path

from medianest.testkit.places import throw_away


def test_a_folder_in_memory_is_gone_afterwards(tmp_path: Path) -> None:
    disk, memory = tmp_path / "disk", tmp_path / "memory"
    memory.mkdir()
    with throw_away(disk, memory=memory, room=1) as folder:
        assert folder.parent == memory
        (folder / "file").touch()
    assert list(memory.iterdir()) == []


def test_without_room_or_memory_the_disk_is_used(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with throw_away(disk, memory=tmp_path, room=2**60) as folder:
        assert folder == disk
    with throw_away(disk, memory=tmp_path / "nowhere", room=1) as folder:
        assert folder == disk


def test_what_a_killed_run_left_is_cleared_and_what_another_uses_is_not(tmp_path: Path) -> None:
    nobody = "medianest-tests-99999999-x"
    mine = f"medianest-tests-{os.getpid()}-y"
    for name in (nobody, mine, "somebody-elses"):
        (tmp_path / name).mkdir()
    with throw_away(tmp_path / "disk", memory=tmp_path, room=2**60):
        left = {folder.name for folder in tmp_path.iterdir()}
    assert left == {mine, "somebody-elses"}
