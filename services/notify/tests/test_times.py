"""Quiet hours and digests go by the clock on the person's wall, also when that clock is changed."""

from datetime import datetime

import pytest

from medianest.notify.domain.times import (
    Digest,
    NoSuchZone,
    QuietHours,
    next_digest,
    quiet_until,
    zone_named,
)

NIGHT = QuietHours(start="22:00", end="07:00")
SIESTA = QuietHours(start="13:00", end="15:00")
CHANGE = QuietHours(start="01:30", end="02:30")
VIENNA, NEW_YORK, KOLKATA, LORD_HOWE = (
    "Europe/Vienna", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe",
)  # fmt: skip
# In 2026 Vienna's clocks go forward on 29 March, 02:00 -> 03:00, and back on 25 October.


@pytest.mark.parametrize(
    ("zone", "quiet", "now", "until"),
    [
        ("UTC", NIGHT, "2026-01-15T21:59:59Z", None),
        ("UTC", NIGHT, "2026-01-15T22:00:00Z", "2026-01-16T07:00:00Z"),
        ("UTC", NIGHT, "2026-01-16T06:59:59Z", "2026-01-16T07:00:00Z"),
        ("UTC", NIGHT, "2026-01-16T07:00:00Z", None),
        ("UTC", SIESTA, "2026-01-15T14:00:00Z", "2026-01-15T15:00:00Z"),
        ("UTC", SIESTA, "2026-01-15T15:00:00Z", None),
        ("UTC", QuietHours(start="08:00", end="08:00"), "2026-01-15T08:00:00Z", None),
        (VIENNA, NIGHT, "2026-01-15T21:30:00Z", "2026-01-16T06:00:00Z"),
        (VIENNA, NIGHT, "2026-07-15T20:30:00Z", "2026-07-16T05:00:00Z"),
        (NEW_YORK, NIGHT, "2026-01-16T04:00:00Z", "2026-01-16T12:00:00Z"),
        (KOLKATA, NIGHT, "2026-01-15T16:30:00Z", "2026-01-16T01:30:00Z"),
        # the night that is an hour shorter, and the one that is an hour longer
        (VIENNA, NIGHT, "2026-03-28T21:30:00Z", "2026-03-29T05:00:00Z"),
        (VIENNA, NIGHT, "2026-10-24T20:30:00Z", "2026-10-25T06:00:00Z"),
        # 02:30 does not exist on the one day, and comes twice on the other
        (VIENNA, CHANGE, "2026-03-29T00:45:00Z", "2026-03-29T01:30:00Z"),
        (VIENNA, CHANGE, "2026-10-24T23:45:00Z", "2026-10-25T00:30:00Z"),
        (VIENNA, CHANGE, "2026-10-25T01:15:00Z", None),
    ],
)
def test_quiet_hours(zone: str, quiet: QuietHours, now: str, until: str | None) -> None:
    expected = None if until is None else at(until)
    assert quiet_until(at(now), quiet, zone_named(zone)) == expected


DAILY, HOURLY = Digest(every="daily", at="08:00"), Digest(every="hourly")
SUNDAYS = Digest(every="weekly", at="02:30", weekday=6)


@pytest.mark.parametrize(
    ("zone", "digest", "now", "due"),
    [
        ("UTC", Digest(), "2026-01-15T07:00:00Z", None),
        ("UTC", DAILY, "2026-01-15T07:59:59Z", "2026-01-15T08:00:00Z"),
        ("UTC", DAILY, "2026-01-15T08:00:00Z", "2026-01-16T08:00:00Z"),
        ("UTC", HOURLY, "2026-01-15T07:00:00Z", "2026-01-15T08:00:00Z"),
        ("UTC", HOURLY, "2026-01-15T07:59:59Z", "2026-01-15T08:00:00Z"),
        (KOLKATA, HOURLY, "2026-01-15T07:10:00Z", "2026-01-15T07:30:00Z"),
        (LORD_HOWE, HOURLY, "2026-01-15T07:10:00Z", "2026-01-15T08:00:00Z"),
        # eight o'clock stays eight o'clock on the wall
        (VIENNA, DAILY, "2026-03-28T08:00:00Z", "2026-03-29T06:00:00Z"),
        (VIENNA, DAILY, "2026-03-29T06:00:00Z", "2026-03-30T06:00:00Z"),
        (VIENNA, DAILY, "2026-10-24T07:00:00Z", "2026-10-25T07:00:00Z"),
        (NEW_YORK, DAILY, "2026-03-08T11:00:00Z", "2026-03-08T12:00:00Z"),
        # the hour that is skipped, and the hour that comes twice: one digest, not none, not two
        (VIENNA, SUNDAYS, "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"),
        (VIENNA, SUNDAYS, "2026-03-29T01:30:00Z", "2026-04-05T00:30:00Z"),
        (VIENNA, SUNDAYS, "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"),
        (VIENNA, SUNDAYS, "2026-10-25T00:30:00Z", "2026-11-01T01:30:00Z"),
        (VIENNA, HOURLY, "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z"),
        (VIENNA, HOURLY, "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z"),
    ],
)
def test_digests(zone: str, digest: Digest, now: str, due: str | None) -> None:
    expected = None if due is None else at(due)
    assert next_digest(at(now), digest, zone_named(zone)) == expected


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd", "/etc/passwd", "\x00"])
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(NoSuchZone):
        zone_named(name)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
