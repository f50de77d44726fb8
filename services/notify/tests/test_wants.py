"""Who wants to know what."""

from typing import Any
from uuid import UUID

import pytest

from medianest.contracts.events import ALL
from medianest.contracts.events.downloads import (
    CollectionFinished,
    DownloadAwaitsApproval,
    DownloadCompleted,
    DownloadFailed,
)
from medianest.contracts.events.identity import (
    ApiKeyIssued,
    MemberJoined,
    MemberLimitsChanged,
    MemberPermissionsChanged,
    MemberRoleChanged,
)
from medianest.contracts.events.requests import (
    IssueCommented,
    IssueOpened,
    IssueReopened,
    IssueResolved,
    LibraryItemAdded,
    PlaylistAdded,
)
from medianest.contracts.events.status import (
    AwaitedIsBack,
    IncidentClosed,
    IncidentOpened,
    IncidentSpread,
)
from medianest.contracts.generate.examples import example
from medianest.contracts.record import replace
from medianest.notify.domain.categories import CATEGORIES
from medianest.notify.domain.messages import Holders, Member
from medianest.notify.domain.wants import WANTS, who_wants_to_know


def test_every_announced_event_has_a_row() -> None:
    assert set(WANTS) == set(ALL), "say who wants to know of it; `nobody` is an answer"


def test_the_one_who_asked_is_told_that_it_is_there() -> None:
    added = replace(example(LibraryItemAdded), collection_id=None)
    (message,) = who_wants_to_know(added)
    assert added.member_id is not None
    assert message.to == Member(id=added.member_id)
    assert message.text.title == "“title” is in the library"
    subtitles = replace(added, item_id=UUID(int=9))
    (again,) = who_wants_to_know(subtitles)
    assert message.once == again.once == added.origin_id, "its files are told of once"


def test_nobody_is_told_of_what_nobody_asked_for() -> None:
    assert not who_wants_to_know(replace(example(LibraryItemAdded), member_id=None))


def test_that_it_was_fetched_is_said_only_when_it_is_not_there_for_long() -> None:
    completed = replace(example(DownloadCompleted), collection_id=None)
    (message,) = who_wants_to_know(completed)
    assert message.is_overdue
    assert message.once == completed.download_id
    assert message.text.title == "“title” was fetched"


def test_the_one_who_asked_is_told_why_it_failed() -> None:
    failed = replace(example(DownloadFailed), collection_id=None)
    (message,) = who_wants_to_know(failed)
    assert message.to == Member(id=failed.member_id)
    assert message.text.body == failed.reason


def test_a_playlist_is_told_of_once_and_not_item_by_item() -> None:
    assert not who_wants_to_know(example(DownloadCompleted)), "the example is an item"
    assert not who_wants_to_know(example(DownloadFailed))
    assert not who_wants_to_know(example(LibraryItemAdded))
    finished = replace(example(CollectionFinished), completed=48, failed=2)
    (overdue,) = who_wants_to_know(finished)
    assert overdue.is_overdue
    assert overdue.text.title == "“title”: 48 videos were fetched"
    assert overdue.text.body.endswith("2 could not be fetched.")
    added = replace(
        example(PlaylistAdded),
        collection_id=finished.collection_id,
        shown=47,
        missing=1,
        failed=2,
    )
    (message,) = who_wants_to_know(added)
    assert message.to == Member(id=added.member_id)
    assert message.once == overdue.once
    assert message.text.title == "“title”: 47 videos are in the library"
    assert message.text.body == (
        "2 could not be fetched. Of what was fetched, 1 can't be seen in the library."
    )


def test_a_playlist_of_which_nothing_came_is_told_of_at_once_and_one_taken_back_is_not() -> None:
    finished = replace(example(CollectionFinished), completed=0, failed=2)
    (message,) = who_wants_to_know(finished)
    assert not message.is_overdue
    assert (message.category, message.text.title) == (
        "download_failed",
        "“title” could not be fetched",
    )
    assert not who_wants_to_know(replace(finished, failed=0))


def test_who_decides_is_told_that_somebody_waits_but_not_of_their_own_wish() -> None:
    waits = example(DownloadAwaitsApproval)
    (message,) = who_wants_to_know(waits)
    assert message.to == Holders(permission="downloads.manage", but=waits.member_id)


def test_who_minds_the_house_is_told_at_once_that_something_is_down() -> None:
    down = example(IncidentOpened)
    message, *others = who_wants_to_know(down)
    assert message.to == Holders(permission="status.manage")
    assert message.text.urgency == "urgent"
    assert [other.to for other in others] == [Member(id=who) for who in down.tell]
    back, *_ = who_wants_to_know(replace(example(IncidentClosed), by=None))
    assert back.text.urgency == "normal"
    assert back.gather is not None
    assert message.gather is not None
    assert back.gather.key == message.gather.key, "they are about the same thing"


def test_what_is_down_with_it_is_told_to_those_who_asked_only() -> None:
    spread = example(IncidentSpread)
    assert [message.to for message in who_wants_to_know(spread)] == [
        Member(id=who) for who in spread.tell
    ]


def test_what_somebody_closed_is_not_said_to_be_back_and_not_to_them() -> None:
    closed = replace(example(IncidentClosed), by=UUID(int=1), tell=(UUID(int=1), UUID(int=2)))
    minders, ben = who_wants_to_know(closed)
    assert minders.to == Holders(permission="status.manage", but=UUID(int=1))
    assert ben.to == Member(id=UUID(int=2))
    assert minders.text.title == ben.text.title == "The trouble with “monitor name” is over"


def test_who_waited_for_it_is_told_on_the_same_line_as_everybody_else() -> None:
    (message,) = who_wants_to_know(example(AwaitedIsBack))
    closed, *_ = who_wants_to_know(replace(example(IncidentClosed), by=None))
    assert message.to == Member(id=example(AwaitedIsBack).member_id)
    assert message.text.title == "“monitor name” is back"
    assert message.gather is not None
    assert closed.gather is not None
    assert message.gather.up
    assert message.gather.key == closed.gather.key


def test_nobody_is_told_that_they_joined_themselves() -> None:
    joined = example(MemberJoined)
    (message,) = who_wants_to_know(joined)
    assert message.to == Holders(permission="members.manage", but=joined.member_id)


@pytest.mark.parametrize(
    "event", [MemberRoleChanged, MemberPermissionsChanged, MemberLimitsChanged, ApiKeyIssued]
)
def test_a_member_is_told_what_was_changed_about_their_account(event: type[Any]) -> None:
    changed = example(event)
    (message,) = who_wants_to_know(changed)
    assert message.to == Member(id=changed.member_id)
    assert message.category == "account"


def test_no_row_stumbles_over_its_event_and_each_names_a_category_of_the_list() -> None:
    known = {category.name for category in CATEGORIES}
    for event in ALL:
        for message in who_wants_to_know(example(event)):
            assert message.category in known


def test_who_decides_is_told_of_a_problem_but_not_of_their_own() -> None:
    opened = example(IssueOpened)
    (message,) = who_wants_to_know(opened)
    assert message.to == Holders(permission="requests.decide", but=opened.by)


@pytest.mark.parametrize("event", [IssueCommented, IssueResolved, IssueReopened])
def test_all_who_spoke_to_a_problem_are_told_but_for_whoever_did_it(event: type[Any]) -> None:
    anna, ben, owner = (UUID(int=number) for number in (1, 2, 3))
    said = replace(example(event), member_id=anna, by=owner, heard=(anna, owner, ben))
    assert [one.to for one in who_wants_to_know(said)] == [Member(id=anna), Member(id=ben)]
