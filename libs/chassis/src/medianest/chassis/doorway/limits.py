"""Limits: how many requests a service answers at a time; the next one is told to come back."""

from medianest.contracts.refusals import Unavailable


class Busy(Unavailable):
    """Too much is going on just now. Please try again in a moment."""


class Concurrency:
    """Counts who is inside; never queues, because a queue would only hide that it is full."""

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self.inside = 0

    def __enter__(self) -> None:
        if self.inside >= self._at_most:
            raise Busy(retry_after_s=1)
        self.inside += 1

    def __exit__(self, *_: object) -> None:
        self.inside -= 1
