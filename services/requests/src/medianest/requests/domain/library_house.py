"""The rules of how the library serves the household: where our videos lie, and who sees what."""

import posixpath
from collections.abc import Sequence
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record
from medianest.contracts.refusals import Invalid

THE_LIBRARY: Final = UUID("6d6e7265-6c69-4000-8000-000000000001")
"""There is one, so its stream has a fixed id."""
Unlinked = Literal["nothing", "everything"]
"""What people see of the library who have no Plex account here."""


class Furnish(Record):
    """`folder` is where the media server sees the folder that our downloads lie in."""

    by: UUID
    now: datetime
    folder: str | None
    unlinked_see: Unlinked


class Furnished(Fact, tag="requests.library-furnished"):
    by: UUID
    at: datetime
    folder: str | None
    unlinked_see: Unlinked


class LibraryHouse(Record):
    """Nobody sees what is not shared with them, unless an admin says otherwise."""

    folder: str | None = None
    unlinked_see: Unlinked = "nothing"


class NoFolder(Invalid):
    """A folder begins with `/` or a drive, and leads nowhere else."""


def decide(command: Furnish, state: LibraryHouse) -> Sequence[Furnished]:
    folder = None if command.folder is None else _folder(command.folder)
    if state == LibraryHouse(folder=folder, unlinked_see=command.unlinked_see):
        return []
    return [
        Furnished(by=command.by, at=command.now, folder=folder, unlinked_see=command.unlinked_see)
    ]


def evolve(state: LibraryHouse, fact: Furnished) -> LibraryHouse:
    return LibraryHouse(folder=fact.folder, unlinked_see=fact.unlinked_see)


def seen_as(folder: str, path: str) -> str:
    """A path of our shelf as the media server sees it, also where that runs on Windows."""
    separator = "\\" if _is_of_windows(folder) else "/"
    return separator.join([folder.rstrip("/\\"), *path.split("/")])


def beside(folder: str, path: str) -> str:
    """The folder in which a file of our shelf lies, as the media server sees it."""
    return seen_as(folder, parent) if (parent := posixpath.dirname(path)) else folder


def lies_in(path: str, folder: str) -> bool:
    """Whether it is this folder or within it; Windows does not care for the case."""
    if _is_of_windows(folder):
        path, folder = path.casefold().replace("/", "\\"), folder.casefold().replace("/", "\\")
    separator = "\\" if _is_of_windows(folder) else "/"
    return f"{path.rstrip(separator)}{separator}".startswith(
        f"{folder.rstrip(separator)}{separator}"
    )


def _folder(folder: str) -> str:
    whole = folder.rstrip("/\\") or folder
    steps = whole.replace("\\", "/").split("/")
    is_rooted = whole.startswith(("/", "\\\\")) or _is_of_windows(whole)
    if not is_rooted or ".." in steps or not whole.isprintable():
        raise NoFolder
    return whole


def _is_of_windows(folder: str) -> bool:
    return folder.startswith("\\\\") or folder[1:3] in {":\\", ":/"}
