"""What people are told about, in kinds that they can switch on and off: a closed list."""

from typing import Final, Literal

from medianest.contracts.record import Record
from medianest.notify.domain.address import Kind

Urgency = Literal["low", "normal", "urgent"]
"""An urgent message passes quiet hours and waits for no digest."""

CategoryName = Literal[
    "download_completed",
    "download_failed",
    "approvals",
    "requests",
    "issues",
    "status",
    "household",
    "people",
    "account",
    "channel_broken",
]


class Category(Record):
    """`label` is what the preferences page shows; `at_first` are the kinds that are on by then."""

    name: CategoryName
    label: str
    at_first: tuple[Kind, ...]


_ALL_KINDS: Final[tuple[Kind, ...]] = ("email", "push", "webhook", "apprise")

CATEGORIES: Final[tuple[Category, ...]] = (
    Category(
        name="download_completed",
        label="A video is ready",
        at_first=("push", "webhook", "apprise"),
    ),
    Category(name="download_failed", label="A video could not be fetched", at_first=_ALL_KINDS),
    Category(name="approvals", label="Somebody waits for your approval", at_first=_ALL_KINDS),
    Category(name="requests", label="News of your wishes", at_first=_ALL_KINDS),
    Category(name="issues", label="A problem was reported or solved", at_first=_ALL_KINDS),
    Category(name="status", label="Something is down or back", at_first=_ALL_KINDS),
    Category(name="household", label="News of the household", at_first=("email", "push")),
    Category(name="people", label="Somebody joined the household", at_first=("push",)),
    Category(name="account", label="Your account was changed", at_first=_ALL_KINDS),
    Category(name="channel_broken", label="You can't be reached by a channel", at_first=_ALL_KINDS),
)
