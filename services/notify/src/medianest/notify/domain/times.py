"""When somebody may be disturbed, by the clock on their own wall, across changes of that clock.

A time of day that a change skips is taken as if the clock had not changed; of one that comes twice
the first counts.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from medianest.contracts.record import Record
from medianest.contracts.refusals import FieldError, Invalid

TimeOfDay: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
"""`HH:MM`, 24 hours."""


class NoSuchZone(Invalid):
    """There is no such time zone. Give one like Europe/Vienna."""


class QuietHours(Record):
    """From one time of day to another, over midnight if need be; equal times mean never."""

    start: TimeOfDay
    end: TimeOfDay


class Digest(Record):
    """`at` counts for daily and weekly, `weekday` (0 is Monday) for weekly."""

    every: Literal["off", "hourly", "daily", "weekly"] = "off"
    at: TimeOfDay = "08:00"
    weekday: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone, or a refusal."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise NoSuchZone(errors=(FieldError(pointer="/zone", detail="not a zone"),)) from None


def quiet_until(now: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours end that `now` is in; None outside of them."""
    start, end = time.fromisoformat(quiet.start), time.fromisoformat(quiet.end)
    today = now.astimezone(zone).date()
    for day in (today - timedelta(days=1), today):
        over_midnight = timedelta(days=1) if end < start else timedelta()
        if _at(day, start, zone) <= now < (over := _at(day + over_midnight, end, zone)):
            return over
    return None


def next_digest(now: datetime, digest: Digest, zone: ZoneInfo) -> datetime | None:
    """The next time that the digest is due, after `now`; None if there is none."""
    match digest.every:
        case "off":
            return None
        case "hourly":
            past = now.astimezone(zone)
            behind = timedelta(
                minutes=past.minute, seconds=past.second, microseconds=past.microsecond
            )
            return now - behind + timedelta(hours=1)
        case "daily" | "weekly":
            return _next_day(now, digest, zone)


def _next_day(now: datetime, digest: Digest, zone: ZoneInfo) -> datetime:
    at, today = time.fromisoformat(digest.at), now.astimezone(zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(9)]
    return next(
        due
        for day in days
        if (digest.every == "daily" or day.weekday() == digest.weekday)
        and (due := _at(day, at, zone)) > now
    )


def _at(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
