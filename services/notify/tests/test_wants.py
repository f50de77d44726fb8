"""Who wants to know what."""

from medianest.contracts.events import ALL
from medianest.contracts.events.downloads import DownloadCompleted, DownloadFailed
from medianest.contracts.generate.examples import example
from medianest.notify.domain.wants import WANTS, who_wants_to_know


def test_every_announced_event_has_a_row() -> None:
    assert set(WANTS) == set(ALL), "say who wants to know of it; `nobody` is an answer"


def test_the_one_who_asked_is_told_that_it_is_there() -> None:
    completed = example(DownloadCompleted)
    (message,) = who_wants_to_know(completed)
    assert message.to == completed.member_id
    assert message.title == "“title” is in the library"


def test_the_one_who_asked_is_told_why_it_failed() -> None:
    failed = example(DownloadFailed)
    (message,) = who_wants_to_know(failed)
    assert message.to == failed.member_id
    assert message.body == failed.reason


def test_no_row_stumbles_over_its_event() -> None:
    for event in ALL:
        who_wants_to_know(example(event))
