"""Every letter leads somewhere, and to the same place wherever it is read."""

from typing import get_args
from uuid import UUID

import pytest

from medianest.notify.domain.categories import CategoryName
from medianest.notify.domain.places import INBOX, place

REPORT = UUID(int=5)


@pytest.mark.parametrize("category", get_args(CategoryName))
def test_every_kind_of_letter_has_a_way_on(category: CategoryName) -> None:
    assert place("plain", category) not in {"", INBOX}


def test_who_is_asked_for_a_yes_is_led_to_where_it_is_said() -> None:
    assert place("request-submitted", "approvals", UUID(int=1)) == "/approvals"


def test_what_is_about_one_report_leads_to_that_report() -> None:
    assert place("issue-commented", "issues", REPORT) == f"/issues?id={REPORT}"
    assert place("issue-commented", "issues") == "/issues"


@pytest.mark.parametrize(
    ("category", "page"), [("requests", "/wishes"), ("download_failed", "/downloads")]
)
def test_what_is_about_one_thing_leads_to_it_among_the_others(
    category: CategoryName, page: str
) -> None:
    assert place("plain", category, REPORT) == f"{page}?id={REPORT}"
    assert place("plain", category) == page


def test_many_things_in_one_letter_lead_to_the_inbox() -> None:
    assert place("digest", "issues") == INBOX


def test_a_kind_of_tomorrow_leads_to_the_inbox() -> None:
    assert place("of-tomorrow", "of_tomorrow", UUID(int=1)) == INBOX
