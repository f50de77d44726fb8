"""Each kind of failure has a plan of its own for trying again."""

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest

from medianest.downloads.domain.failures import ErrorClass, Failure, next_try

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BASE_S = 10.0


def waits(error_class: ErrorClass, not_before: datetime | None = None) -> list[float]:
    """How long it waits after each failure, in seconds, until nobody tries any more."""
    failure = Failure(error_class=error_class, reason="No.", not_before=not_before)
    found = []
    for failures in range(2000):
        at = next_try(failure, failures, BASE_S, NOON)
        if at is None:
            break
        found.append((at - NOON).total_seconds())
    return found


@pytest.mark.parametrize("error_class", ["permanent", "cancelled"])
def test_what_time_does_not_change_is_not_tried_again(error_class: ErrorClass) -> None:
    assert waits(error_class) == []


def test_a_passing_fault_is_tried_for_some_minutes() -> None:
    assert waits("transient") == [10, 20, 40, 80, 160, 320]


def test_a_site_that_turns_us_away_is_left_alone_for_hours() -> None:
    assert waits("source_blocked") == [600, 1200, 2400, 4800, 9600, 19200]


def test_our_own_trouble_is_looked_at_every_ten_minutes_for_a_week() -> None:
    plan = waits("local")
    assert plan[:6] == [30, 60, 120, 240, 480, 600]
    assert timedelta(days=6) < timedelta(seconds=sum(plan)) < timedelta(days=8)


def test_what_is_not_shown_yet_waits_for_its_time_and_then_hour_by_hour() -> None:
    tomorrow = NOON + timedelta(days=1)
    assert waits("not_yet", tomorrow)[0] == 86400
    plan = waits("not_yet")
    assert plan[:4] == [600, 1200, 2400, 3600]
    assert max(plan) == 3600


def test_every_plan_ends() -> None:
    for error_class in get_args(ErrorClass):
        assert len(waits(error_class)) < 2000
