"""Through the downloads page: rest and go on, whose turn it is, taken back, and that undone."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser
LONG_MS: Final = 90_000
# As many as are fetched at once, so that what comes after them waits in line.
SLOW: Final = tuple(f"/watch/a-very-long-evening?rate=100000&for=life-{one}" for one in (1, 2))
SHORT: Final = ("/watch/harbour-at-dawn?for=life", "/watch/night-train?for=life")


@pytest.fixture
def lined_up(lived_in: Any, people: dict[str, BrowserContext]) -> Iterator[tuple[Page, list[str]]]:
    """Two that take long, two that wait for their turn, and the page that shows them."""
    with lived_in.signed_in(lived_in.told["members"][2]) as carla:
        ids = [carla.submit(lived_in.videos + path) for path in (*SLOW, *SHORT)]
        page = people["moderator"].new_page()
        page.goto(f"{lived_in.url}/downloads")
        yield page, ids
        page.close()
        for one in ids:
            carla.client.delete(f"/api/v1/downloads/{one}")


def test_it_rests_goes_on_changes_its_turn_and_is_taken_back(
    lined_up: tuple[Page, list[str]],
) -> None:
    page, ids = lined_up
    long, other, first, second = (job(page, one) for one in ids)
    for one in (long, other):
        expect(one).to_contain_text("Fetching", timeout=LONG_MS)
    expect(first).to_contain_text("In line.")

    # Its turn: the arrow keys on its grip.
    grip = second.get_by_role("button", name=re.compile("^Move: "))
    grip.focus()
    with page.expect_response("**/move"):
        page.keyboard.press("ArrowUp")
    expect(page.get_by_text("is number 1 of 2 in line.")).to_have_count(1)
    stands_above(page, ids[3], ids[2])
    page.reload()
    expect(first).to_be_visible(timeout=LONG_MS)
    stands_above(page, ids[3], ids[2])

    # How soon: first of all, or after everybody; the focus stays where it was.
    turn = first.get_by_role("combobox", name=re.compile("^Turn of "))
    turn.focus()
    for said, above, below in (
        ("Goes first", ids[2], ids[3]),
        ("Lets others pass", ids[3], ids[2]),
    ):
        with page.expect_response("**/priority") as told:
            turn.select_option(said)
        assert told.value.ok
        stands_above(page, above, below)
        expect(turn).to_be_focused()
        page.reload()
        expect(turn.locator("option:checked")).to_have_text(said, timeout=LONG_MS)
        stands_above(page, above, below)
        turn.focus()

    # Taken back, and that undone.
    deed(first, "Cancel").click()
    expect(first).to_contain_text("Taken back", timeout=LONG_MS)
    page.get_by_role("button", name="Undo").last.click()
    expect(first).to_contain_text(re.compile("In line|Fetching|Looking"), timeout=LONG_MS)

    # It rests, and whoever is next takes its place; then it goes on from there.
    deed(long, "Pause").click()
    expect(long).to_contain_text("Paused by you", timeout=LONG_MS)
    expect(second).to_contain_text("In the library since", timeout=LONG_MS)
    deed(long, "Go on").click()
    expect(long).to_contain_text(re.compile("In line|Fetching"), timeout=LONG_MS)
    deed(other, "Cancel").click()
    expect(other).to_contain_text("Taken back")
    expect(long).to_contain_text("Fetching", timeout=LONG_MS)


def job(page: Page, download_id: str) -> Locator:
    return page.locator(f'li.job[data-id="{download_id}"]')


def deed(row: Locator, name: str) -> Locator:
    return row.get_by_role("button", name=re.compile(f"^{name}: "))


def stands_above(page: Page, one: str, other: str) -> None:
    below = f'li.job[data-id="{one}"] ~ li.job[data-id="{other}"]'
    expect(page.locator(below)).to_have_count(1, timeout=LONG_MS)
