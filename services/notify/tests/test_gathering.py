"""Several messages about one thing become one."""

from datetime import timedelta

from medianest.notify.domain.gathering import (
    SHOWN_MAX,
    Flapping,
    Text,
    Window,
    flapped,
    together,
)
from medianest.testkit.people import NOON

WINDOW = Window(settles_s=30, most_s=100)


def video(title: str) -> Text:
    return Text(
        template="download-completed",
        title=f"“{title}” is in the library",
        body="…",
        urgency="normal",
        parts=(title,),
        many="{count} videos are in the library",
    )


def wish(person: str) -> Text:
    return Text(
        template="wish",
        title="…",
        body="…",
        urgency="normal",
        parts=(person,),
        many="{count} wish for “Dune”",
    )


def test_s48_fifty_videos_are_one_message() -> None:
    text = together([video(f"Part {n}") for n in range(1, 51)])
    assert text.title == "50 videos are in the library"
    lines = text.body.split("\n")
    assert lines[0] == "Part 1"
    assert lines[-1] == f"and {50 - SHOWN_MAX} more"
    assert len(lines) == SHOWN_MAX + 1


def test_a_title_that_three_wished_for_is_one_message() -> None:
    text = together([wish("Anna"), wish("Ben"), wish("Cleo")])
    assert (text.title, text.body) == ("3 wish for “Dune”", "Anna\nBen\nCleo")


def test_what_has_nothing_in_common_is_a_digest_of_titles() -> None:
    text = together([video("A"), DOWN])
    assert (text.template, text.title) == ("digest", "2 things happened")
    assert text.body == "“A” is in the library\n“Plex” does not answer"


def test_what_people_wrote_is_never_a_pattern() -> None:
    text = together([video("{count}"), video("{0.__class__} %s")])
    assert text.title == "2 videos are in the library"
    assert text.body == "{count}\n{0.__class__} %s"


def test_one_alone_stays_as_it_is() -> None:
    assert together([video("A")]) == video("A")


DOWN = Text(
    template="monitor-down", title="“Plex” does not answer", body="timeout", urgency="urgent"
)
UP = Text(template="monitor-up", title="“Plex” is back", body="…", urgency="normal")
WENT = Flapping(key="monitor:1", name="Plex", up=False)
CAME = Flapping(key="monitor:1", name="Plex", up=True)


def test_down_and_up_within_the_window_is_one_quiet_blip() -> None:
    blip = flapped(DOWN, UP, CAME)
    assert (blip.title, blip.urgency) == ("“Plex” was away for a moment", "low")


def test_s48_a_monitor_that_comes_and_goes_is_one_message_that_says_how_it_stands() -> None:
    flapping = flapped(flapped(DOWN, UP, CAME), DOWN, WENT)
    assert (flapping.title, flapping.urgency) == ("“Plex” comes and goes", "urgent")
    assert flapping.body == "It was away 2 times in a short while. timeout"
    assert flapped(flapping, UP, CAME).title == "“Plex” was away 2 times"


def test_a_window_stays_open_while_more_comes_but_not_for_ever() -> None:
    assert WINDOW.opened(NOON) == NOON + timedelta(seconds=30)
    assert WINDOW.extended(NOON, NOON + timedelta(seconds=20)) == NOON + timedelta(seconds=50)
    assert WINDOW.extended(NOON, NOON + timedelta(seconds=90)) == NOON + timedelta(seconds=100)
