"""Cursors: how far somebody has seen each stream. Text to clients, a mark each to us."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from uuid import UUID

from medianest.contracts.refusals import Invalid
from medianest.contracts.topology import SERVICES, ServiceName

EPOCH_CHARACTERS: Final = 8
_PART = re.compile(rf"([a-z]{{1,20}}):([0-9]{{1,18}})(?:@([0-9a-f]{{{EPOCH_CHARACTERS}}}))?")


class BadCursor(Invalid):
    """This is not a cursor of ours. Subscribe without it."""


class Mark(NamedTuple):
    """How far in one stream. After a restore the same position, in another epoch, is another fact.

    `epoch`: how its id begins; None if it is not known.
    """

    position: int
    epoch: str | None


Marks = Mapping[ServiceName, Mark]


def mark(position: int, epoch: UUID | None) -> Mark:
    """A position of this epoch."""
    return Mark(position, None if epoch is None else epoch.hex[:EPOCH_CHARACTERS])


def write(marks: Marks) -> str:
    """`downloads:9@0b1c2d3e,identity:812@4f5a6b7c`."""
    return ",".join(_part(source, *marks[source]) for source in sorted(marks))


def read(text: str) -> dict[ServiceName, Mark]:
    """The marks; one that names no epoch is good, too. Raises `BadCursor`."""
    marks: dict[ServiceName, Mark] = {}
    for part in text.split(",") if text else ():
        found = _PART.fullmatch(part)
        source = next((name for name in SERVICES if found and name == found[1]), None)
        if found is None or source is None:
            raise BadCursor
        marks[source] = Mark(int(found[2]), found[3])
    return marks


def _part(source: ServiceName, position: int, epoch: str | None) -> str:
    return f"{source}:{position}" if epoch is None else f"{source}:{position}@{epoch}"
