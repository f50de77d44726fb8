"""Where a letter leads: the page that says more, the same from the inbox, a mail and a push."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from medianest.notify.domain.categories import CategoryName

INBOX: Final = "/inbox"
_CHANNELS: Final = "/settings/notifications"

_OF_CATEGORY: Final[Mapping[CategoryName, str]] = {
    "download_completed": "/downloads",
    "download_failed": "/downloads",
    "approvals": "/approvals",
    "requests": "/wishes",
    "issues": "/issues",
    "status": "/status",
    "household": "/status",
    "people": "/people",
    "account": "/me",
    "channel_broken": _CHANNELS,
}
_OF_TEMPLATE: Final[Mapping[str, str]] = {
    "digest": INBOX,
    "confirm-address": _CHANNELS,
    "channel-test": _CHANNELS,
    "plex-unseen": "/settings",
}
_OF_ONE: Final[Mapping[str, str]] = {
    "/issues": "/issues?id={}",
    "/people": "/people/one?id={}",
    "/wishes": "/wishes?id={}",
    "/downloads": "/downloads?id={}",
}
"""Pages of one thing alone, and lists that show which one is meant."""


def place(template: str, category: str | None = None, about_id: UUID | None = None) -> str:
    """The path of the page. `about_id`: what it is about, if that is one thing."""
    of_category = next((path for name, path in _OF_CATEGORY.items() if name == category), INBOX)
    path = _OF_TEMPLATE.get(template, of_category)
    return path if about_id is None else _OF_ONE.get(path, path).format(about_id)
