"""How many live connections there may be: of one person, and of all."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from medianest.contracts.refusals import Limited, Unavailable


class TooManyOpen(Limited):
    """You have too many pages open that are kept up to date. Close some of them."""


class HouseFull(Unavailable):
    """Too many pages are kept up to date just now."""


class Places:
    """Counts them. They last, so they are counted apart from requests."""

    def __init__(self, *, a_person: int, in_all: int) -> None:
        self._a_person = a_person
        self._in_all = in_all
        self._taken: Counter[UUID] = Counter()

    @contextmanager
    def taken_by(self, member_id: UUID) -> Iterator[None]:
        """One of them, as long as the connection lasts. Raises `TooManyOpen`, `HouseFull`."""
        if self._taken[member_id] >= self._a_person:
            raise TooManyOpen(retry_after_s=20)
        if self._taken.total() >= self._in_all:
            raise HouseFull(retry_after_s=20)
        self._taken[member_id] += 1
        try:
            yield
        finally:
            self._taken[member_id] -= 1
            if not self._taken[member_id]:
                del self._taken[member_id]
