"""Several messages about one thing become one."""

from datetime import timedelta
from functools import reduce

from medianest.notify.domain.gathering import (
    SHOWN_MAX,
    Flapping,
    Listed,
    Text,
    Window,
    gathered,
)
from medianest.testkit.people import NOON

WINDOW = Window(settles_s=30, most_s=100)


def video(number: int) -> Text:
    title = f"Part {number}"
    return Text(
        template="download-completed", title=title, body="…", urgency="normal", parts=(title,)
    )


def listed(number: int) -> Listed:
    return Listed(
        key="videos",
        part=f"Part {number}",
        template="downloads-completed",
        many="{count} videos are in the library",
    )


def test_a_playlist_of_fifty_is_one_message() -> None:
    text = reduce(lambda so_far, n: gathered(so_far, video(n), listed(n)), range(2, 51), video(1))
    assert text.title == "50 videos are in the library"
    assert text.body.startswith("“Part 1”, “Part 2”")
    assert text.body.endswith(f"“Part {SHOWN_MAX}” and {50 - SHOWN_MAX} more")
    assert len(text.parts) == SHOWN_MAX


def test_a_title_that_three_wished_for_is_one_message() -> None:
    def wish(person: str) -> Listed:
        return Listed(key="wish:1", part=person, template="wishes", many="{count} wish for “Dune”")

    first = Text(template="wish", title="…", body="…", urgency="normal", parts=("Anna",))
    text = gathered(gathered(first, first, wish("Ben")), first, wish("Cleo"))
    assert (text.title, text.body) == ("3 wish for “Dune”", "“Anna”, “Ben”, “Cleo”")


def test_what_people_wrote_is_never_a_pattern() -> None:
    odd = Text(template="t", title="…", body="…", urgency="normal", parts=("{count}",))
    part = Listed(key="k", part="{0.__class__} %s", template="t", many="{count} things")
    text = gathered(odd, odd, part)
    assert (text.title, text.body) == ("2 things", "“{count}”, “{0.__class__} %s”")


DOWN = Text(
    template="monitor-down", title="“Plex” does not answer", body="timeout", urgency="urgent"
)
UP = Text(template="monitor-up", title="“Plex” is back", body="…", urgency="normal")
WENT = Flapping(key="monitor:1", name="Plex", up=False)
CAME = Flapping(key="monitor:1", name="Plex", up=True)


def test_down_and_up_within_the_window_is_one_quiet_blip() -> None:
    blip = gathered(DOWN, UP, CAME)
    assert (blip.title, blip.urgency) == ("“Plex” was away for a moment", "low")


def test_a_monitor_that_comes_and_goes_is_one_message_that_says_how_it_stands() -> None:
    flapping = gathered(gathered(DOWN, UP, CAME), DOWN, WENT)
    assert (flapping.title, flapping.urgency) == ("“Plex” comes and goes", "urgent")
    assert flapping.body == "It was away 2 times in a short while. timeout"
    assert gathered(flapping, UP, CAME).title == "“Plex” was away 2 times"


def test_a_window_stays_open_while_more_comes_but_not_for_ever() -> None:
    assert WINDOW.opened(NOON) == NOON + timedelta(seconds=30)
    assert WINDOW.extended(NOON, NOON + timedelta(seconds=20)) == NOON + timedelta(seconds=50)
    assert WINDOW.extended(NOON, NOON + timedelta(seconds=90)) == NOON + timedelta(seconds=100)
