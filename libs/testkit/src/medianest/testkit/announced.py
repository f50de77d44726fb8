"""What services announced, as tests need it: made up, and heard like any other."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from medianest.contracts.events.downloads import DownloadQueued
from medianest.contracts.meta import Meta
from medianest.eventlog.readers.heard import Heard
from medianest.testkit.people import ANNA, NOON

DOWNLOAD: Final = UUID(int=8)


def queued(position: int, member_id: UUID = ANNA) -> Heard:
    """A download was queued; that is what stands at this position of its log."""
    return Heard(
        event=DownloadQueued(download_id=DOWNLOAD, member_id=member_id, title="A film"),
        id=UUID(int=position),
        source="downloads",
        position=position,
        version=1,
        at=NOON + timedelta(seconds=position),
        meta=Meta(correlation=UUID(int=1)),
    )
