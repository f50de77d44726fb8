"""What a look finds, and when an answer is too slow: against a limit, and against its own past."""

from typing import Final

from medianest.contracts.record import Record

SLOW_MS: Final = 1_000.0
"""Above this an answer counts as slow, unless an admin set another limit."""

KNOWN_AFTER: Final = 100
"""So many looks make a habit."""

FACTOR, LEEWAY_MS = 4.0, 200.0
"""An answer is slow against its own past above both: so many times, and so much more."""


class Answered(Record):
    """It answered as it should; `detail` is set where a part was missing."""

    response_ms: float
    detail: str | None = None


class Failed(Record):
    """It did not answer, or wrongly."""

    detail: str


Outcome = Answered | Failed


class Habit(Record):
    """How long it usually takes, and how many looks that is from."""

    usual_ms: float
    looks: int


def slowness(answered: Answered, *, limit_ms: float | None, habit: Habit | None) -> str | None:
    """In what way it was too slow, if it was."""
    took_ms = answered.response_ms
    if took_ms > (limit_ms or SLOW_MS):
        return f"It took {_seconds(took_ms)} to answer."
    if habit is None or habit.looks < KNOWN_AFTER:
        return None
    if took_ms > max(habit.usual_ms * FACTOR, habit.usual_ms + LEEWAY_MS):
        return (
            f"It took {_seconds(took_ms)} to answer; usually it takes {_seconds(habit.usual_ms)}."
        )
    return None


def _seconds(ms: float) -> str:
    return f"{ms / 1000:.1f} s" if ms >= SLOW_MS else f"{ms:.0f} ms"
