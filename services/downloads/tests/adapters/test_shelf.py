"""Files enter the library whole, once, and under a name that is safe."""

import fcntl
import hashlib
import os
from pathlib import Path
from uuid import UUID

import pytest

from medianest.downloads.adapters import shelf as disk
from medianest.downloads.adapters.shelf import FolderShelf
from medianest.downloads.ports import FINISHED_FOLDER, LOCK_NAME, Fetched, ShelfTrouble

NEST, OTHER = UUID(int=1), UUID(int=2)
NAME = "Nestlings/A nest [nest].mp4"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library"
    path.mkdir()
    return path


@pytest.fixture
def shelf(library: Path) -> FolderShelf:
    return FolderShelf(library, library / ".jobs", min_free_bytes=0)


def fetched(shelf: FolderShelf, job: UUID = NEST, body: bytes = b"film") -> Fetched:
    folder = shelf.folder(job) / FINISHED_FOLDER
    folder.mkdir(parents=True)
    (folder / "media.mp4").write_bytes(body)
    digest = hashlib.sha256(body).hexdigest()
    return Fetched(file_name="media.mp4", size_bytes=len(body), sha256=digest, duration_s=4.0)


def names_in(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()]


def in_library(library: Path) -> list[str]:
    return sorted(
        str(path.relative_to(library))
        for path in library.rglob("*")
        if path.is_file() and ".jobs" not in path.parts
    )


async def test_a_file_is_placed_under_its_name(shelf: FolderShelf, library: Path) -> None:
    placed = await shelf.place(NEST, fetched(shelf), NAME)
    assert (library / NAME).read_bytes() == b"film"
    assert (library / NAME).stat().st_mode & 0o777 == 0o644
    assert (placed.path, placed.size_bytes, placed.duration_s) == (NAME, 4, 4.0)


async def test_placing_again_after_a_crash_finds_the_first(
    shelf: FolderShelf, library: Path
) -> None:
    report = fetched(shelf)
    assert await shelf.place(NEST, report, NAME) == await shelf.place(NEST, report, NAME)
    assert in_library(library) == [NAME]


async def test_the_same_film_is_shared(shelf: FolderShelf, library: Path) -> None:
    await shelf.place(NEST, fetched(shelf), NAME)
    placed = await shelf.place(OTHER, fetched(shelf, OTHER), NAME)
    assert placed.path == NAME
    assert in_library(library) == [NAME]


async def test_another_film_of_that_name_is_never_written_over(
    shelf: FolderShelf, library: Path
) -> None:
    await shelf.place(NEST, fetched(shelf), NAME)
    placed = await shelf.place(OTHER, fetched(shelf, OTHER, b"mlif"), NAME)
    assert placed.path == "Nestlings/A nest [nest] (2).mp4"
    assert (library / NAME).read_bytes() == b"film"


async def test_s38_a_folder_that_was_swapped_for_a_link_is_not_followed(
    shelf: FolderShelf, library: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (library / "Nestlings").symlink_to(outside)
    with pytest.raises(ShelfTrouble, match="link"):
        await shelf.place(NEST, fetched(shelf), NAME)
    assert not list(outside.iterdir())


@pytest.mark.parametrize("swapped", ["Nestlings", "Nestlings/Season 2026"])
async def test_s38_no_folder_on_the_way_is_followed_if_it_is_a_link(
    shelf: FolderShelf, library: Path, tmp_path: Path, swapped: str
) -> None:
    outside = tmp_path / "outside"
    (outside / "Season 2026").mkdir(parents=True)
    (library / swapped).parent.mkdir(exist_ok=True)
    (library / swapped).symlink_to(outside)
    with pytest.raises(ShelfTrouble, match="link"):
        await shelf.place(NEST, fetched(shelf), "Nestlings/Season 2026/A nest [nest].mp4")
    assert [path for path in outside.rglob("*") if path.is_file()] == []


async def test_folders_that_became_empty_go_with_their_file(
    shelf: FolderShelf, library: Path
) -> None:
    name = "Nestlings/Season 2026/A nest [nest].mp4"
    placed = await shelf.place(NEST, fetched(shelf), name)
    assert (library / name).is_file()
    assert await shelf.holds((placed,))
    await shelf.remove((placed,))
    assert names_in(library) == [".jobs"]


async def test_s38_a_file_that_was_swapped_for_a_link_is_left(
    shelf: FolderShelf, library: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    (library / "Nestlings").mkdir()
    (library / NAME).symlink_to(outside)
    placed = await shelf.place(NEST, fetched(shelf), NAME)
    assert placed.path == "Nestlings/A nest [nest] (2).mp4"
    assert not outside.exists()


async def test_without_hard_links_the_file_is_copied_and_then_renamed(
    shelf: FolderShelf, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*args: object, **options: object) -> None:
        raise PermissionError(1, "not here")

    monkeypatch.setattr(os, "link", no_links)
    report = fetched(shelf)
    assert await shelf.place(NEST, report, NAME) == await shelf.place(NEST, report, NAME)
    assert in_library(library) == [NAME]
    other = await shelf.place(OTHER, fetched(shelf, OTHER, b"mlif"), NAME)
    assert in_library(library) == sorted([NAME, other.path])


async def test_a_full_disk_leaves_nothing(
    shelf: FolderShelf, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    with pytest.raises(ShelfTrouble, match="The disk is full"):
        await shelf.place(NEST, fetched(shelf), NAME)
    assert in_library(library) == []


async def test_the_reserve_is_kept(library: Path) -> None:
    shelf = FolderShelf(library, library / ".jobs", min_free_bytes=1 << 62)
    with pytest.raises(ShelfTrouble, match="The disk is full"):
        await shelf.check_room()
    with pytest.raises(ShelfTrouble, match="The disk is full"):
        await FolderShelf(library, library / ".jobs", min_free_bytes=0).check_room(1 << 62)


async def test_what_was_placed_can_be_taken_back(shelf: FolderShelf, library: Path) -> None:
    placed = await shelf.place(NEST, fetched(shelf), NAME)
    fetched(shelf, OTHER)
    await shelf.take_back(OTHER, placed)
    assert in_library(library) == [NAME]  # it was not theirs
    await shelf.take_back(NEST, placed)
    assert in_library(library) == []


async def test_a_removed_file_leaves_no_empty_folder(shelf: FolderShelf, library: Path) -> None:
    placed = await shelf.place(NEST, fetched(shelf), NAME)
    await shelf.remove((placed, placed))
    assert not (library / "Nestlings").exists()


async def test_a_file_that_has_become_another_is_not_removed(
    shelf: FolderShelf, library: Path
) -> None:
    placed = await shelf.place(NEST, fetched(shelf), NAME)
    (library / NAME).unlink()
    (library / NAME).write_bytes(b"a longer film")
    await shelf.remove((placed,))
    assert in_library(library) == [NAME]


async def test_a_folder_is_cleared_once_nobody_holds_it(shelf: FolderShelf) -> None:
    fetched(shelf)
    with (shelf.folder(NEST) / LOCK_NAME).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert not await shelf.clear(NEST)
    assert await shelf.folders() == (NEST,)
    assert await shelf.clear(NEST)
    assert await shelf.clear(NEST)
    assert await shelf.folders() == ()


async def test_only_old_previews_are_swept(shelf: FolderShelf, library: Path) -> None:
    old, young = (library / ".jobs" / f"preview-{age}" for age in ("old", "young"))
    for folder in (old, young):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))
    await shelf.clear_leftovers()
    assert not old.exists()
    assert young.exists()


async def test_a_copy_that_nobody_goes_on_with_is_swept(shelf: FolderShelf, library: Path) -> None:
    (library / "Nestlings").mkdir()
    old, young = (library / "Nestlings" / f".placing-{job}" for job in (NEST, OTHER))
    for half in (old, young):
        half.write_bytes(b"fi")
    os.utime(old, (0, 0))
    await shelf.clear_leftovers()
    assert in_library(library) == [f"Nestlings/.placing-{OTHER}"]


async def test_what_was_fetched_already_needs_no_room_again(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = FolderShelf(library, library / ".jobs", min_free_bytes=0)
    fetched(shelf, body=b"x" * 600)
    monkeypatch.setattr(disk, "_free_bytes", lambda place: 500)
    await shelf.check_room(1000, there=NEST)
    with pytest.raises(ShelfTrouble, match="The disk is full"):
        await shelf.check_room(1000, there=OTHER)


async def test_what_others_still_need_is_no_room(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = FolderShelf(library, library / ".jobs", min_free_bytes=0)
    fetched(shelf, body=b"x" * 600)
    monkeypatch.setattr(disk, "_free_bytes", lambda place: 1000)
    await shelf.check_room(600, there=OTHER, others={NEST: 1000})
    with pytest.raises(ShelfTrouble, match="The disk is full"):
        await shelf.check_room(601, there=OTHER, others={NEST: 1000})
