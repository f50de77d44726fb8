"""Kuma's words into ours: of all it sends, only what is named here goes further.

Its lists carry passwords, tokens and keys of whatever it watches, and the messages of its beats
carry addresses; none of that has a field here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, Literal, TypeVar

import msgspec

from medianest.contracts.record import Record
from medianest.status.ports import Sighted, Watched

T = TypeVar("T")
NAME_CHARACTERS_MAX: Final = 200
_STATES: Final[tuple[Literal["down", "up", "pending", "maintenance"], ...]] = (
    "down",
    "up",
    "pending",
    "maintenance",
)


class NotUnderstood(Exception):
    """Kuma said something that neither version says."""


class _Monitor(Record):
    id: int
    name: str
    active: bool = True
    force_inactive: bool = msgspec.field(default=False, name="forceInactive")
    maintenance: bool = False


class _Row(Record):
    """A beat of the burst: a raw row of its database."""

    status: int
    time: str
    ping: float | None = None


class _Live(_Row):
    """A beat as it happens."""

    monitor_id: int = msgspec.field(name="monitorID")


class _PageBeats(Record):
    """What a status page says of its monitors."""

    beats: dict[str, list[dict[str, object]]] = msgspec.field(name="heartbeatList")


def key_of(monitor_id: object) -> str:
    """A monitor's number, which comes as text in the burst and as a number later."""
    return str(_read(monitor_id, int))


def watched(listed: object) -> tuple[Watched, ...]:
    """The monitors of a `monitorList` or an `updateMonitorIntoList`."""
    if not isinstance(listed, Mapping):
        raise NotUnderstood("a list of monitors")
    return tuple(_watched(_read(raw, _Monitor)) for raw in listed.values())


def live_beat(raw: object) -> Sighted:
    """The beat of a `heartbeat`."""
    beat = _read(raw, _Live)
    return _sighted(str(beat.monitor_id), beat)


def rows(monitor_id: object, raw: object) -> tuple[Sighted, ...]:
    """The beats of a `heartbeatList` or of `getMonitorBeats`, oldest first."""
    key = key_of(monitor_id)
    beats = [_sighted(key, row) for row in _read(raw, list[_Row])]
    return tuple(sorted(beats, key=lambda beat: beat.at))


def page_beats(raw: object) -> tuple[Sighted, ...]:
    """The beats of a status page, each monitor's oldest first."""
    lists = _read(raw, _PageBeats).beats
    return tuple(beat for monitor_id, said in lists.items() for beat in rows(monitor_id, said))


def _watched(monitor: _Monitor) -> Watched:
    return Watched(
        key=str(monitor.id),
        name=monitor.name[:NAME_CHARACTERS_MAX],
        active=monitor.active and not monitor.force_inactive,
        in_maintenance=monitor.maintenance,
    )


def _sighted(key: str, row: _Row) -> Sighted:
    try:
        at = datetime.fromisoformat(row.time).replace(tzinfo=UTC)
        state = dict(enumerate(_STATES))[row.status]
    except (ValueError, KeyError):
        raise NotUnderstood("a beat") from None
    return Sighted(key=key, at=at, state=state, response_ms=row.ping)


def _read(raw: object, kind: type[T]) -> T:
    try:
        return msgspec.convert(raw, kind, strict=False)
    except msgspec.ValidationError:
        # What it said stays unsaid here as well: it may hold secrets.
        raise NotUnderstood(kind.__name__) from None
