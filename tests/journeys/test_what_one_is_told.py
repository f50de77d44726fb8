"""Through the pages: what reaches somebody is chosen, and whoever keeps the house sees what did."""

import re
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

pytestmark = pytest.mark.browser
LONG_MS: Final = 60_000
MAIL: Final = "the-owner@example.org"


def test_choices_are_kept(household: Any, page: Page) -> None:
    member = household.told["members"][0]
    page.goto(household.url)
    page.get_by_role("textbox", name="Name", exact=True).fill(member["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(member["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda here: "/login" not in here)
    page.get_by_role("button", name="Your menu").click()
    page.get_by_role("link", name="What you are told").click()
    with page.expect_response(is_kept):
        page.get_by_role("checkbox", name="Be quiet at night").check()
    page.reload()
    expect(page.get_by_label("From")).to_have_value("22:00")


def test_a_chat_app_is_added_by_what_it_gives_out_and_used_once_a_try_arrived(
    lived_in: Any, people: dict[str, BrowserContext]
) -> None:
    page = people["member"].new_page()
    page.goto(f"{lived_in.url}/settings/notifications")
    ways = page.get_by_role("region", name="Ways to reach you")
    ways.get_by_text("Or in a chat app").click()
    hook = ways.get_by_role("textbox", name="Address of the webhook")
    hook.fill("https://discord.com/channels/1/2")
    ways.get_by_role("button", name="Tell me there").click()
    expect(ways.get_by_text("This is not what Discord gives out.")).to_be_visible()
    hook.fill("https://discord.com/api/webhooks/123456789012/a-token-that-opens-nothing")
    ways.get_by_role("button", name="Tell me there").click()
    expect(ways.get_by_role("button", name="Try it: Discord")).to_be_visible()
    expect(ways.get_by_text("Used once a try has arrived")).to_be_visible()
    matrix = page.get_by_role("region", name="What reaches you, and how")
    expect(matrix.get_by_role("link", name="Set up: Chat app")).to_be_visible()
    expect(matrix.get_by_role("checkbox", name=re.compile(": Chat app$"))).to_have_count(0)
    expect(ways.get_by_text("a-token-that-opens-nothing")).to_have_count(0)

    ways.get_by_text("Or in a chat app").click()
    ways.get_by_role("combobox", name="Which app").select_option("ntfy")
    ways.get_by_role("textbox", name="Topic").fill("no blanks in here")
    ways.get_by_role("button", name="Tell me there").click()
    expect(ways.get_by_text("This is not what ntfy gives out.")).to_be_visible()
    expect(ways.get_by_role("textbox", name="Server")).to_have_value("https://ntfy.sh")
    ways.get_by_role("button", name="Remove: Discord").click()
    expect(ways.get_by_role("button", name="Try it: Discord")).to_have_count(0)
    page.close()


def test_who_keeps_the_house_reads_what_was_sent_to_whom_and_how_it_went(
    lived_in: Any, people: dict[str, BrowserContext]
) -> None:
    page, members = people["owner"].new_page(), people["member"].new_page()
    page.goto(f"{lived_in.url}/settings/notifications")
    page.get_by_role("textbox", name="Mail address").fill(MAIL)
    page.get_by_role("button", name="Add the address").click()
    page.get_by_role("textbox", name="Code from the mail").fill(lived_in.mailed(MAIL, r"\b\d{6}\b"))
    page.get_by_role("button", name="That is my address").click()
    expect(page.get_by_role("button", name="Try it: ")).to_be_visible()
    chosen_and_kept(page)
    with lived_in.signed_in(lived_in.told["owner"]) as owner:
        soup = {"title": "Soup is ready"}
        said = owner.client.post("/api/v1/status/announcements", json=soup).json()

    sent = page.get_by_role("region", name="What was sent")
    row = sent.get_by_role("listitem").filter(has_text="News of the household").first
    expect(row).to_contain_text(re.compile("Mail to you · sent, "), timeout=LONG_MS)
    row.get_by_text("How it went").click()
    expect(row.get_by_role("listitem")).to_contain_text(["It was written", "It was sent"])
    sent.get_by_role("combobox", name="How it went").select_option("Given up")
    expect(sent.get_by_text("Nothing of this kind.")).to_be_visible()
    sent.get_by_text("Everybody's").click()
    sent.get_by_role("combobox", name="How it went").select_option("Sent")
    expect(sent.get_by_role("listitem").first).to_be_visible()

    with lived_in.signed_in(lived_in.told["owner"]) as owner:
        owner.client.delete(f"/api/v1/status/announcements/{said['id']}").raise_for_status()
    members.goto(f"{lived_in.url}/settings/notifications")
    expect(members.get_by_role("region", name="Ways to reach you")).to_be_visible()
    expect(members.get_by_role("region", name="What was sent")).to_have_count(0)
    with page.expect_response("**/notifications/channels/*"):
        page.get_by_role("button", name=re.compile("^Remove: ")).last.click()
    page.close()
    members.close()


def chosen_and_kept(page: Page) -> None:
    """What comes by a way is chosen from the moment it is there; it ends as it was."""
    matrix = page.get_by_role("region", name="What reaches you, and how")
    first = matrix.get_by_role("checkbox", name=re.compile(": Mail$")).first
    expect(first).to_be_visible()
    was_on = first.is_checked()
    with page.expect_response(is_kept):
        first.click()
    page.reload()
    expect(first).to_be_checked(checked=not was_on)
    with page.expect_response(is_kept):
        first.click()


def is_kept(answer: Response) -> bool:
    """The answer to a choice, and not to a look at what was chosen."""
    return answer.request.method == "PUT" and answer.url.endswith("/notifications/preferences")
