"""What the service and its child say to each other."""

from medianest.contracts.record import Record


class Task(Record):
    """One message to one URL, within `deadline_s`."""

    url: str
    title: str
    body: str
    deadline_s: float


class Came(Record):
    """What came of it. `status` is the last HTTP status that was no success, if one was said."""

    taken: bool
    understood: bool
    status: int | None
