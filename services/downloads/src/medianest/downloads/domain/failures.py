"""Why a download failed, and when it is worth another try."""

from datetime import datetime, timedelta
from typing import Final, Literal

from medianest.contracts.record import Record

ErrorClass = Literal["permanent", "transient", "source_blocked", "local", "not_yet", "cancelled"]


class Failure(Record):
    """`reason` is a sentence for the member. `not_before` is said by the source, if at all."""

    error_class: ErrorClass
    reason: str
    not_before: datetime | None = None


class _Patience(Record):
    """How long the first wait is in units of the operator's base, and how often we try again."""

    first: int
    longest_s: int
    tries: int


# A full disk is somebody's task, not the video's fault: it waits for a week of ten-minute looks.
_PATIENCE: Final[dict[ErrorClass, _Patience]] = {
    "permanent": _Patience(first=1, longest_s=0, tries=0),
    "transient": _Patience(first=1, longest_s=1800, tries=6),
    "source_blocked": _Patience(first=60, longest_s=6 * 3600, tries=6),
    "local": _Patience(first=3, longest_s=600, tries=1000),
    "not_yet": _Patience(first=60, longest_s=3600, tries=400),
    "cancelled": _Patience(first=1, longest_s=0, tries=0),
}


def next_try(
    failure: Failure, failures_before: int, base_s: float, now: datetime
) -> datetime | None:
    """When it is tried again, or never: doubling waits, a longest wait, and a budget."""
    patience = _PATIENCE[failure.error_class]
    if failures_before >= patience.tries:
        return None
    wait_s = min(base_s * patience.first * 2 ** min(failures_before, 20), patience.longest_s)
    after = now + timedelta(seconds=wait_s)
    return max(after, failure.not_before) if failure.not_before else after
