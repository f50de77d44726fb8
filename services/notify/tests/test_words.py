"""Every word that notify finds itself reads as it did, and in the members' words."""

import json
import re
from pathlib import Path

import pytest

from medianest.contracts.events import ALL, Event
from medianest.contracts.events.downloads import CollectionFinished
from medianest.contracts.events.requests import PlaylistAdded
from medianest.contracts.generate.examples import example
from medianest.contracts.record import replace
from medianest.notify.domain.categories import CATEGORIES
from medianest.notify.domain.wants import who_wants_to_know

SAID = Path(__file__).parent / "said.en.json"
OUTSIDE_THE_HOUSE = re.compile(r"request|monitor\b|incident|member|user|\b1 videos", re.IGNORECASE)


def words_of(event: type[Event]) -> list[str]:
    """What is said of an example; of no playlist, or one without a name, it is said otherwise."""
    one = example(event)
    blank = [name for name in ("collection_id", "collection_title") if hasattr(one, name)]
    others = [replace(one, **{name: None}) for name in blank]
    texts = [message.text for each in (one, *others) for message in who_wants_to_know(each)]
    return sorted({f"{text.title} | {text.body}" for text in texts})


def test_what_is_said_of_each_event_is_what_was_said() -> None:
    said = {event.__name__: words for event in ALL if (words := words_of(event))}
    assert said == json.loads(SAID.read_text("utf-8")), "read it aloud, then keep it"


def test_nobody_is_told_in_words_of_the_machine() -> None:
    labels = [category.label for category in CATEGORIES]
    for words in [*labels, *(words for event in ALL for words in words_of(event))]:
        told = re.sub(r"“[^”]*”", "", words)
        assert not OUTSIDE_THE_HOUSE.search(told), words


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (
            replace(example(PlaylistAdded), shown=1, failed=0, missing=0),
            "“title”: One video is in the library",
        ),
        (
            replace(example(CollectionFinished), completed=1, failed=0),
            "“title”: One video was fetched",
        ),
    ],
)
def test_one_is_not_many(event: Event, said: str) -> None:
    (message,) = who_wants_to_know(event)
    assert message.text.title == said
