"""What an HTTP answer means for a letter: taken, later, or never."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, Protocol

from medianest.chassis.http import Answer
from medianest.notify.ports import Refused, TryAgain

_LATER: Final = frozenset({408, 425, 429})
_WAIT_S_MAX: Final = 24 * 60 * 60.0


class Asks(Protocol):
    """One HTTP call to outside, as `Outward` does it."""

    async def ask(self, method: str, url: str, **options: Any) -> Answer: ...


def judge(answer: Answer, *, gone: frozenset[int] = frozenset({410})) -> None:
    """Returns if it was taken. Raises `TryAgain` or `Refused`; `gone` says that nobody is left."""
    status = answer.status
    if 200 <= status < 300:  # noqa: PLR2004  RFC 9110: successful
        return
    if status in _LATER or status >= 500:  # noqa: PLR2004  RFC 9110: server errors
        raise TryAgain(f"the far end answered {status}", after_s=_retry_after_s(answer))
    raise Refused(f"the far end answered {status}", gone=status in gone)


def _retry_after_s(answer: Answer) -> float | None:
    """`Retry-After` in seconds or as a date, kept within a day."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isdecimal() and text.isascii():
        return min(_WAIT_S_MAX, float(text))
    try:
        until = parsedate_to_datetime(text)
        said_at = parsedate_to_datetime(answer.headers.get("date", ""))
        wait_s = (_in_utc(until) - _in_utc(said_at)).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(_WAIT_S_MAX, max(0.0, wait_s))


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
