"""Through the pages of those who keep the house: people, settings, events, and how it all is."""

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
SignIn = Callable[[BrowserContext, str, dict[str, Any]], None]
HERE: Final = 424
NOT_HERE: Final = 550


def test_somebody_comes_by_a_link_and_is_given_an_exception(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/people")
    page.get_by_role("button", name="Invite somebody").click()
    form = page.get_by_role("form", name="Invite somebody")
    form.get_by_text("Guest", exact=True).click()
    form.get_by_role("textbox", name="A word for yourself").fill("Ruth from next door")
    form.get_by_role("button", name="Make the link").click()
    link = page.get_by_role("textbox", name="The link").input_value()
    page.get_by_role("button", name="Done").click()
    invite = page.get_by_role("listitem").filter(has_text="Ruth from next door")
    expect(invite).to_contain_text("nobody came by it yet")

    sign_out(page)
    move_in(page, link, "ruth")
    expect(page.get_by_role("heading", name="Welcome, ruth.")).to_be_visible()
    sign_out(page)

    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/people")
    page.get_by_text("Earlier invites").click()
    expect(invite).to_contain_text("ruth came by it")
    page.get_by_role("searchbox", name="Find somebody").fill("rut")
    page.get_by_role("link", name=re.compile(r"^ruth")).click()
    page.get_by_role("checkbox", name="Wish for titles").check()
    expect(page.get_by_role("checkbox", name="Wish for titles · Exception")).to_be_checked()
    page.get_by_role("textbox", name="Wishes in an hour").fill("many")
    page.get_by_role("button", name="Keep these limits").click()
    expect(page.get_by_text("A whole number, or nothing.")).to_be_visible()


def test_people_are_brought_here_from_plex_and_overseerr_before_they_come(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/people")
    page.get_by_role("button", name="Import people").click()
    panel = page.get_by_role("region", name="Import people")
    panel.get_by_role("button", name="From Plex").click()
    passed = panel.get_by_role("list", name="Who was not brought here")
    expect(passed.get_by_role("listitem").filter(has_text="kid")).to_contain_text("can't sign in")
    panel.get_by_role("button", name="From Overseerr").click()
    expect(passed).to_have_count(0)
    # Nobody is made twice.
    panel.get_by_role("button", name="From Plex").click()
    expect(panel.get_by_text("Nobody new came.")).to_be_visible()
    expect(panel.get_by_text(re.compile("here already"))).to_be_visible()
    panel.get_by_role("button", name="Done").click()
    expect(panel).to_have_count(0)


def test_erasing_asks_for_the_name_and_leaves_nobody(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    with household.signed_in(household.told["owner"]) as owner:
        account = {"username": "leaving", "password": "a-long-walk-home"}
        made = owner.client.post("/api/v1/members", json=account).json()
    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/people/one?id={made['id']}")
    page.get_by_role("button", name="Disable").click()
    expect(page.get_by_text("leaving can't sign in any more.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("leaving may sign in again.")).to_be_visible()
    page.get_by_role("button", name="Erase this person").click()
    name = page.get_by_role("textbox", name="To erase, type leaving")
    name.fill("somebody else")
    page.get_by_role("button", name="Erase now").click()
    expect(page.get_by_text("That is not how they are called.")).to_be_visible()
    name.fill("leaving")
    page.get_by_role("button", name="Erase now").click()
    page.wait_for_url("**/people")
    expect(page.get_by_role("link", name=re.compile("^leaving"))).to_have_count(0)


def test_a_connection_is_tried_step_by_step_and_its_secret_never_comes_back(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/settings")
    page.get_by_role("button", name="Test: Mail server").click()
    found = page.get_by_role("status", name="What the test of Mail server found")
    expect(found).to_contain_text("All of it works.")
    page.get_by_role("button", name="Change: Overseerr or Seerr").click()
    form = page.get_by_role("form", name="Overseerr or Seerr")
    key = form.get_by_role("textbox", name="API key")
    expect(key).to_have_value("")
    expect(form.get_by_text("One is kept; it ends in …")).to_be_visible()
    key.fill("a-key-that-opens-nothing")
    form.get_by_role("button", name="Try it first").click()
    expect(form.get_by_text("It stopped here; what comes after was not tried.")).to_be_visible()


def test_what_happened_to_a_wish_is_seen_as_it_was_then(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    with household.signed_in(household.told["owner"]) as owner:
        wish = owner.client.post(
            "/api/v1/requests", json={"media_type": "movie", "tmdb_id": 990_417}
        )
        assert wish.is_success, wish.text
        stream = f"request-{wish.json()['id']}"
    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/admin/events?service=requests&stream={stream}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("What happened to ")
    expect(page.get_by_role("link", name=re.compile("^This wish"))).to_be_visible()
    hand = page.get_by_role("slider", name="Time")
    hand.press("Home")
    expect(hand).to_have_attribute("aria-valuetext", re.compile("Asked for it$"))
    expect(page.get_by_text("The house as it was then")).to_be_visible()
    changed = page.get_by_role("region", name="Before and after: this wish")
    expect(changed.get_by_role("row", name="state not yet Pending")).to_be_visible()
    page.get_by_role("button", name="As a list").click()
    expect(page.get_by_text("somebody asked for it, or its time had come")).to_be_visible()
    page.get_by_role("button", name="Back to now").click()
    expect(hand).not_to_have_attribute("aria-valuenow", "1")


def test_the_logs_are_proven_whole_by_hand(household: Any, page: Page, sign_in: SignIn) -> None:
    sign_in(page.context, household.url, household.told["owner"])
    page.goto(f"{household.url}/admin/system")
    expect(page.get_by_role("heading", name="What failed for good")).to_be_visible()
    page.get_by_role("button", name="Look at every fact").click()
    expect(page.get_by_text("All logs are as they were written.")).to_be_visible(timeout=60_000)


def test_a_problem_is_reported_where_it_is_seen_and_solved_by_who_keeps_the_house(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, household.url, household.told["members"][0])
    report = page.get_by_role("button", name="Report a problem")
    page.goto(f"{household.url}/title?type=movie&id={NOT_HERE}")
    expect(page.get_by_role("heading", level=1, name="Fight Club")).to_be_visible()
    expect(report).to_have_count(0)
    page.goto(f"{household.url}/title?type=movie&id={HERE}")
    report.click()
    form = page.get_by_role("form", name="Report a problem")
    form.get_by_text("The sound", exact=True).click()
    form.get_by_role("textbox", name="What is wrong").fill("It hums.")
    form.get_by_role("button", name="Report it").click()
    page.get_by_role("button", name="See it").click()
    expect(page.get_by_text("It hums.")).to_be_visible()
    where = page.url
    sign_out(page)

    sign_in(page.context, household.url, household.told["owner"])
    page.goto(where)
    page.get_by_role("textbox", name="Say something to it").fill("The cable was loose.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("The cable was loose.")).to_be_visible()
    page.get_by_role("button", name="It is solved", exact=True).click()
    expect(page.get_by_text("Solved", exact=True)).to_be_visible()


def test_a_page_for_those_who_keep_the_house_says_so_to_others(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    sign_in(page.context, household.url, household.told["members"][0])
    for path in ("/approvals", "/people", "/settings", "/admin/events", "/admin/system"):
        page.goto(household.url + path)
        expect(page.get_by_text("Only those who keep this house see this page")).to_have_count(2)
        expect(page.get_by_role("link", name="What I can do here")).to_be_visible()


def move_in(page: Page, link: str, name: str) -> None:
    """Open an invite's link and make an account by it."""
    page.goto(link)
    page.get_by_role("textbox", name="Your name here").fill(name)
    page.get_by_role("textbox", name="A password").fill("a-long-walk-home")
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/welcome")


def sign_out(page: Page) -> None:
    """Leave this device."""
    page.context.clear_cookies()
