"""Cursors: how far somebody has seen each stream. Text to clients, a position each to us."""

import re
from collections.abc import Mapping

from medianest.contracts.refusals import Invalid
from medianest.contracts.topology import SERVICES, ServiceName

_PART = re.compile(r"([a-z]{1,20}):([0-9]{1,18})")


class BadCursor(Invalid):
    """This is not a cursor of ours. Subscribe without it."""


def write(positions: Mapping[ServiceName, int]) -> str:
    """`downloads:9,identity:812`."""
    return ",".join(f"{source}:{positions[source]}" for source in sorted(positions))


def read(text: str) -> dict[ServiceName, int]:
    """The positions. Raises `BadCursor`."""
    positions: dict[ServiceName, int] = {}
    for part in text.split(",") if text else ():
        found = _PART.fullmatch(part)
        source = next((name for name in SERVICES if found and name == found[1]), None)
        if found is None or source is None:
            raise BadCursor
        positions[source] = int(found[2])
    return positions
