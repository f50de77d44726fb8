"""What arrives in the library, made ready for its streams."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from medianest.contracts.events.downloads import DownloadCompleted
from medianest.eventlog.decider import Decider
from medianest.eventlog.log import Step
from medianest.requests.domain.library_item import (
    FROM_DOWNLOADS,
    Add,
    LibraryItemFact,
    LibraryItemState,
    decide,
    item_id_of,
)


@dataclass(frozen=True, slots=True)
class Library:
    """Adds what arrives to the library."""

    items: Decider[LibraryItemState, LibraryItemFact]

    def arrivals(
        self, download: DownloadCompleted, at: datetime
    ) -> Sequence[Step[LibraryItemState, LibraryItemFact]]:
        """Each file of a finished download becomes an item, once."""
        return [self._step(command) for command in _additions(download, at)]

    def _step(self, command: Add) -> Step[LibraryItemState, LibraryItemFact]:
        return Step(decider=self.items, id=command.item_id, decide=partial(decide, command))


def _additions(download: DownloadCompleted, at: datetime) -> Sequence[Add]:
    # A stream stands once in a command, so a path that is named twice is taken once.
    files = {file.path: file for file in download.files}
    return [
        Add(
            item_id=item_id_of(download.download_id, file.path),
            title=download.title,
            origin=FROM_DOWNLOADS,
            origin_id=download.download_id,
            path=file.path,
            size_bytes=file.size_bytes,
            duration_s=file.duration_s,
            added_by=download.member_id,
            now=at,
        )
        for file in files.values()
    ]
