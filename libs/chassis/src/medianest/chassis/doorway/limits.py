"""Limits: how many requests a service answers at a time; the next one is told to come back."""

from typing import Self

from medianest.contracts.refusals import Unavailable


class Busy(Unavailable):
    """Too much is going on just now. Please try again in a moment."""


class Concurrency:
    """Counts who is inside; never queues, because a queue would only hide that it is full."""

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self.inside = 0

    def place(self) -> "Place":
        """A place for one request. Raises `Busy`."""
        if self.inside >= self._at_most:
            raise Busy(retry_after_s=1)
        self.inside += 1
        return Place(self)


class Place:
    """One request's place, until it has ended; an answer that lasts leaves it earlier."""

    def __init__(self, concurrency: Concurrency) -> None:
        self._concurrency = concurrency
        self._is_left = False

    def leave(self) -> None:
        """Somebody else may come in."""
        if not self._is_left:
            self._is_left = True
            self._concurrency.inside -= 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()
