"""A letter of each kind in made-up words, for whoever wants to read them before they are sent."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from medianest.contracts.events import ALL, Event
from medianest.contracts.events.status import (
    AnnouncementPublished,
    MaintenanceCancelled,
    MaintenancePlanned,
)
from medianest.contracts.generate.examples import example
from medianest.contracts.record import replace
from medianest.notify.domain.gathering import Text
from medianest.notify.domain.wants import who_wants_to_know

_MADE_UP: Final[Mapping[str, str]] = {
    "title": "A night train",
    "collection_title": "Railways at dusk",
    "monitor_name": "Plex",
    "struck_name": "The library",
    "means": "Nothing can be watched.",
    "detail": "Nobody answers.",
    "reason": "It could not be found for seven days.",
    "text": "For an hour nothing can be watched.",
    "role": "moderator",
}
_HEADS: Final[Mapping[type[Event], str]] = {
    AnnouncementPublished: "A new disk on Friday",
    MaintenancePlanned: "Plex moves to the new disk",
    MaintenanceCancelled: "Plex moves to the new disk",
}


@cache
def samples() -> Mapping[str, Text]:
    """By template; what only gathers others, or asks for something, is not among them."""
    texts = [message.text for one in _made_up() for message in who_wants_to_know(one)]
    return {text.template: text for text in reversed(texts)}


def _made_up() -> Iterator[Event]:
    """Each event; of what may belong to a playlist also one that does not."""
    for kind in ALL:
        one = example(kind)
        words = {name: said for name, said in _MADE_UP.items() if hasattr(one, name)}
        if kind in _HEADS:
            words["title"] = _HEADS[kind]
        yield replace(one, **words)
        if hasattr(one, "collection_id"):
            yield replace(one, **words, collection_id=None)
