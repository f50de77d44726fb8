"""What a member wants to be told by what, and when; and which way a message takes because of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Final, TypeAlias
from uuid import UUID

import msgspec

from medianest.contracts.facts import Fact
from medianest.contracts.record import Record, replace
from medianest.contracts.refusals import Conflict
from medianest.notify.domain.address import Kind
from medianest.notify.domain.categories import CATEGORIES, CategoryName, Urgency
from medianest.notify.domain.times import (
    Digest,
    QuietHours,
    next_digest,
    quiet_until,
    zone_named,
)

MUTES_MAX: Final = 500
Locale: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?\Z")]
AT_FIRST: Final[Mapping[str, tuple[Kind, ...]]] = {c.name: c.at_first for c in CATEGORIES}


class Choices(Record):
    """`by` says for each category by what kinds of channels; one that is missing is as at first."""

    by: Mapping[CategoryName, tuple[Kind, ...]] = {}
    quiet: QuietHours | None = None
    digest: Digest = Digest()
    zone: Annotated[str, msgspec.Meta(max_length=64)] = "UTC"
    locale: Locale = "en"


class Choose(Record):
    choices: Choices


class Mute(Record):
    """Nothing about this wish, download or monitor goes outside any more; the inbox keeps it."""

    about_id: UUID


class Unmute(Record):
    about_id: UUID


class Forget(Record):
    """The member was erased."""

    member_id: UUID


PreferencesCommand = Choose | Mute | Unmute | Forget


class Chosen(Fact, tag="notify.preferences-chosen"):
    choices: Choices


class Muted(Fact, tag="notify.muted"):
    about_id: UUID


class Unmuted(Fact, tag="notify.unmuted"):
    about_id: UUID


class Forgotten(Fact, tag="notify.member-forgotten"):
    member_id: UUID


PreferencesFact = Chosen | Muted | Unmuted | Forgotten


class Preferences(Record):
    choices: Choices = Choices()
    muted: tuple[UUID, ...] = ()
    forgotten: bool = False


class TooManyMutes(Conflict):
    """You have muted too many things. Unmute some first."""


def decide(command: PreferencesCommand, state: Preferences) -> Sequence[PreferencesFact]:
    match command:
        case Choose(choices=choices):
            zone_named(choices.zone)
            return [] if choices == state.choices else [Chosen(choices=choices)]
        case Mute(about_id=about_id):
            if about_id in state.muted:
                return []
            if len(state.muted) >= MUTES_MAX:
                raise TooManyMutes
            return [Muted(about_id=about_id)]
        case Unmute(about_id=about_id):
            return [Unmuted(about_id=about_id)] if about_id in state.muted else []
        case Forget(member_id=member_id):
            return [] if state.forgotten else [Forgotten(member_id=member_id)]


def evolve(state: Preferences, fact: PreferencesFact) -> Preferences:
    match fact:
        case Chosen(choices=choices):
            return replace(state, choices=choices)
        case Muted(about_id=about_id):
            return replace(state, muted=(*state.muted, about_id))
        case Unmuted(about_id=about_id):
            return replace(state, muted=tuple(m for m in state.muted if m != about_id))
        case Forgotten():
            return Preferences(forgotten=True)


class Notice(Record):
    """What the way of a message depends on."""

    category: str
    urgency: Urgency
    about_id: UUID | None
    happened_at: datetime


class Never(Record, tag=True):
    """Not by this kind of channel: the member switched it off."""


class Held(Record, tag=True):
    """It stays in the inbox, although the channel is on: `why`."""

    why: str


class Alone(Record, tag=True):
    """At once, as a message of its own."""


class Together(Record, tag=True):
    """At `due_at`, in one message with all else that is due then."""

    due_at: datetime


Way = Never | Held | Alone | Together


def way_of(
    notice: Notice, kind: Kind, preferences: Preferences, *, now: datetime, max_age: timedelta
) -> Way:
    """Which way a notice takes to a channel of this kind."""
    choices = preferences.choices
    chosen: Mapping[str, tuple[Kind, ...]] = {str(name): by for name, by in choices.by.items()}
    if kind not in chosen.get(notice.category, AT_FIRST.get(notice.category, ())):
        return Never()
    if preferences.forgotten:
        return Held(why="The member was erased.")
    if notice.about_id in preferences.muted:
        return Held(why="The member muted what it is about.")
    if now - notice.happened_at > max_age:
        return Held(why="It happened too long ago.")
    if notice.urgency == "urgent":
        return Alone()
    due_at = _due(choices, now)
    return Alone() if due_at is None else Together(due_at=due_at)


def _due(choices: Choices, now: datetime) -> datetime | None:
    zone = zone_named(choices.zone)
    digest = next_digest(now, choices.digest, zone)
    quiet = None if choices.quiet is None else quiet_until(digest or now, choices.quiet, zone)
    return quiet or digest
