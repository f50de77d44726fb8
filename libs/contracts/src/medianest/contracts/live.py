"""Live values: latest wins, never stored in a log. Subject `mn.live.<service>.<aggregate>.<id>`."""

from typing import ClassVar
from uuid import UUID

from medianest.contracts.audience import Audience
from medianest.contracts.record import Record


class LiveValue(Record, tag_field="type"):
    """A measurement that is worth something only now. A newer one replaces it."""

    service: ClassVar[str]
    aggregate: ClassVar[str]

    def subject_id(self) -> UUID:
        """What it is about; the last token of the NATS subject."""
        raise NotImplementedError

    def audience(self) -> Audience:
        """Who may see it. The default is nobody."""
        return Audience()


class DownloadProgress(LiveValue, tag="medianest.downloads.progress"):
    """How far a running download is. `phase`: looking_up, fetching, joining, tagging, placing."""

    service: ClassVar[str] = "downloads"
    aggregate: ClassVar[str] = "download"

    download_id: UUID
    member_id: UUID
    phase: str
    percent: float
    bytes_done: int
    bytes_total: int | None = None
    speed_bps: float | None = None
    eta_s: int | None = None

    def subject_id(self) -> UUID:
        return self.download_id

    def audience(self) -> Audience:
        return Audience(
            members=frozenset({self.member_id}),
            permission="downloads.read_all",
            scope="downloads.read",
            topics=("me", "downloads", f"downloads:{self.download_id}"),
        )


class RequestProgress(LiveValue, tag="medianest.requests.progress"):
    """How far a wish is that is being fetched; `eta_s` where that is known."""

    service: ClassVar[str] = "requests"
    aggregate: ClassVar[str] = "request"

    request_id: UUID
    member_id: UUID
    followers: tuple[UUID, ...] = ()
    percent: float
    eta_s: int | None = None

    def subject_id(self) -> UUID:
        return self.request_id

    def audience(self) -> Audience:
        return Audience(
            members=frozenset({self.member_id, *self.followers}),
            permission="requests.read_all",
            scope="requests.create",
            topics=("me", "requests", f"requests:{self.request_id}"),
        )


LIVE_VALUES: tuple[type[LiveValue], ...] = (DownloadProgress, RequestProgress)
