"""The connection is cut, the bus hangs or ends: the page says what is true, and recovers."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

# What is cut off is missed: the page says so to whoever reads it, the browser in its console.
pytestmark = [pytest.mark.browser, pytest.mark.breaks("WebSocket", "fetch", "network")]
Live = Callable[[Page, str], None]
LONG_MS = 60_000
# A page of ours lets nothing be evaluated that waits, so the waiting is the page's own.
KEPT = """() => new Promise((found, failed) => {
  const until = Date.now() + 20_000;
  const look = () => {
    const kept = JSON.parse(localStorage.getItem("medianest.as-of") ?? "{}");
    const title = kept.wishes?.[0]?.title;
    if (title) found(title);
    else if (Date.now() > until) failed(new Error("nothing of the house is kept"));
    else setTimeout(look, 100);
  };
  look();
})"""
ON_ITS_WAY = re.compile(r"^([2-9]\d|100)(\.|$)")


def test_without_a_network_the_page_says_so_and_goes_on_when_it_is_back(
    lived_in: Any, people: dict[str, BrowserContext]
) -> None:
    context = people["member"]
    page = context.new_page()
    page.goto(f"{lived_in.url}/wishes")
    first = page.get_by_role("listitem").filter(has_text="Interstellar").first
    expect(first).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="offline")).to_have_count(0)
    newest = worker_is_ready(page)
    context.set_offline(True)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect(first).to_be_visible()
    # A page opened now is the one that knows how the house was.
    page.goto(f"{lived_in.url}/downloads")
    expect(page.get_by_role("heading", name="The house can't be reached.")).to_be_visible()
    expect(page.get_by_text("The house as of")).to_be_visible()
    expect(page.get_by_text(newest).first).to_be_visible()
    context.set_offline(False)
    expect(page.get_by_role("textbox", name="Address of a video")).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_text("You are offline.")).to_have_count(0)
    page.close()


def test_a_cut_line_is_told_and_mended(
    lived_in: Any, people: dict[str, BrowserContext], live: Live
) -> None:
    page = people["member"].new_page()
    live(page, f"{lived_in.url}/inbox")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    with lived_in.frozen("gateway"):
        expect(page.get_by_text("Live updates are interrupted.")).to_be_visible(timeout=90_000)
    expect(page.get_by_text("Live updates are interrupted.")).to_have_count(0, timeout=LONG_MS)
    page.close()


@pytest.mark.parametrize(
    ("away", "film"),
    [("frozen", "Letters from the attic"), ("stopped", "Harbour at dawn")],
)
def test_while_the_bus_is_away_a_download_still_comes_and_the_page_says_what_is_true(
    lived_in: Any, people: dict[str, BrowserContext], away: str, film: str
) -> None:
    page = people["member"].new_page()
    page.goto(f"{lived_in.url}/downloads")
    box = page.get_by_role("textbox", name="Address of a video")
    with getattr(lived_in, away)("nats"):
        slug = film.lower().replace(" ", "-")
        box.fill(f"{lived_in.videos}/watch/{slug}?while=the-bus-is-{away}")
        page.get_by_role("button", name="Download", exact=True).click(timeout=LONG_MS)
        expect(box).to_have_value("")
        row = page.get_by_role("listitem", name=film).first
        expect(row).to_be_visible()
        told = page.get_by_text("Live updates are interrupted.")
        expect(told).to_be_visible(timeout=LONG_MS)
        late = page.context.new_page()
        late.goto(f"{lived_in.url}/inbox")
        expect(late.get_by_text("Live updates are interrupted.")).to_be_visible(timeout=LONG_MS)
        late.close()
    expect(told).to_have_count(0, timeout=LONG_MS)
    expect(row.get_by_text("In the library since")).to_be_visible(timeout=LONG_MS)
    page.close()


def test_a_service_that_hangs_is_named_and_the_rest_goes_on(
    lived_in: Any, people: dict[str, BrowserContext]
) -> None:
    page = people["member"].new_page()
    page.goto(f"{lived_in.url}/wishes")
    expect(page.get_by_role("listitem").filter(has_text="Interstellar").first).to_be_visible()
    with lived_in.frozen("requests"):
        page.goto(f"{lived_in.url}/wishes")
        told = page.get_by_text(re.compile("does not answer|is away|can't be shown"))
        expect(told.locator("visible=true").first).to_be_visible(timeout=LONG_MS)
        page.get_by_role("link", name="Downloads").locator("visible=true").first.click()
        expect(page.get_by_role("textbox", name="Address of a video")).to_be_visible()
    page.get_by_role("link", name="Wishes").locator("visible=true").first.click()
    expect(page.get_by_role("listitem").filter(has_text="Interstellar").first).to_be_visible(
        timeout=LONG_MS
    )
    page.close()


def test_a_part_that_rests_as_it_was_planned_says_until_when_and_opens_by_itself(
    lived_in: Any,
    people: dict[str, BrowserContext],
    paused: Callable[[str], AbstractContextManager[None]],
) -> None:
    page = people["member"].new_page()
    told = page.get_by_role("status").filter(has_text="The disk is being exchanged.")
    with paused("requests"):
        with lived_in.frozen("requests"):
            page.goto(f"{lived_in.url}/wishes")
            heading = told.get_by_role("heading", name=re.compile(r"^Back at about \d\d:\d\d$"))
            expect(heading).to_be_visible(timeout=LONG_MS)
            expect(told).to_contain_text("this page opens by itself")
            expect(page.get_by_role("button", name="Try again")).to_have_count(0)
            told.get_by_role("link", name="What goes on").focus()
            page.keyboard.press("Enter")
            expect(page.get_by_text("It goes on until")).to_be_visible()
            page.go_back()
            expect(heading).to_be_visible(timeout=LONG_MS)
        first = page.get_by_role("listitem").filter(has_text="Interstellar").first
        expect(first).to_be_visible(timeout=LONG_MS)
        expect(told).to_have_count(0)
    page.close()


def test_who_minds_the_house_takes_care_of_what_is_away_and_everybody_reads_it(
    lived_in: Any, people: dict[str, BrowserContext]
) -> None:
    page, members = people["owner"].new_page(), people["member"].new_page()
    with lived_in.frozen("overseerr"):
        page.goto(f"{lived_in.url}/status")
        expect(page.get_by_role("heading", name="Seerr is away", exact=True)).to_be_visible(
            timeout=LONG_MS
        )
        page.get_by_role("textbox", name="What to say about it").fill("After dinner.")
        page.get_by_role("button", name="Take care of it").click()
        expect(page.get_by_text("You take care of it")).to_be_visible()
        expect(page.get_by_role("button", name="Say it")).to_be_visible()
        members.goto(f"{lived_in.url}/status")
        course = members.get_by_role("listitem").filter(has_text="takes care of it")
        expect(course.first).to_be_visible()
        said = members.get_by_role("listitem").filter(has_text="After dinner.")
        expect(said.last).to_be_visible()
        expect(members.get_by_role("textbox", name="What to say about it")).to_have_count(0)
        members.get_by_role("button", name="Tell me when Seerr is back").click()
        expect(members.get_by_role("button", name="Tell me no more of Seerr")).to_be_enabled()
        members.get_by_role("button", name="Show as a table").last.click()
        expect(members.get_by_role("region", name="Seerr, response times, table")).to_be_visible()
    expect(members.get_by_role("heading", name="Seerr is away", exact=True)).to_have_count(
        0, timeout=LONG_MS
    )
    members.goto(f"{lived_in.url}/inbox")
    told = members.get_by_role("listitem").filter(has_text="“Seerr” is back")
    expect(told).to_have_count(1, timeout=LONG_MS)
    page.close()
    members.close()


def test_an_incident_is_called_over_by_hand_whatever_still_does_not_answer(
    lived_in: Any, people: dict[str, BrowserContext]
) -> None:
    page, members = people["owner"].new_page(), people["member"].new_page()
    is_away = page.get_by_role("heading", name="Seerr is away", exact=True)
    with lived_in.frozen("overseerr"):
        page.goto(f"{lived_in.url}/status")
        expect(is_away).to_be_visible(timeout=LONG_MS)
        members.goto(f"{lived_in.url}/status")
        member_sees = members.get_by_role("heading", name="Seerr is away", exact=True)
        expect(member_sees).to_be_visible(timeout=LONG_MS)
        expect(members.get_by_role("button", name="Say that it is over")).to_have_count(0)
        muted(page, "Seerr", is_muted=True)
        page.reload()
        muted(page, "Seerr", is_muted=False)
        page.get_by_role("button", name="Say that it is over").click()
        over = page.get_by_role("region", name="Say that it is over")
        expect(over).to_contain_text("Seerr does not answer yet.")
        over.get_by_role("button", name="Never mind").click()
        page.get_by_role("button", name="Say that it is over").click()
        over.get_by_role("button", name="It is over").click()
        expect(page.get_by_text("The trouble with Seerr is over.")).to_be_visible()
        for left in (is_away, member_sees):
            expect(left).to_have_count(0, timeout=LONG_MS)
        past = page.get_by_role("listitem").filter(has_text="Seerr was away").first
        past.get_by_text("Seerr was away").click(timeout=LONG_MS)
        expect(past.get_by_text("You say that it is over")).to_be_visible()
        # It is down all the same, and the page says so.
        expect(page.get_by_role("listitem", name=re.compile("^Seerr: away since"))).to_be_visible()
    expect(page.get_by_role("listitem", name=re.compile("^Seerr: up"))).to_be_visible(
        timeout=LONG_MS
    )
    page.close()
    members.close()


def muted(page: Page, name: str, *, is_muted: bool) -> None:
    """Turn its bell, which stood the other way."""
    bell = page.get_by_role("button", name=f"Mute {name}")
    expect(bell).to_have_attribute("aria-pressed", str(not is_muted).lower(), timeout=LONG_MS)
    with page.expect_response("**/notifications/mutes/**") as told:
        bell.click()
    assert told.value.ok
    expect(bell).to_have_attribute("aria-pressed", str(is_muted).lower())


def worker_is_ready(page: Page) -> str:
    """The newest wish that is kept, once all is there that works without a network."""
    page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    return str(page.evaluate(KEPT))
