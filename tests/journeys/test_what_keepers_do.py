"""Who keeps the house minds its people, what is watched and said, and what failed for good."""

import asyncio
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import asyncpg
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Visit = Callable[[str, str], Page]
LONG_MS: Final = 60_000
# Of a kind that nobody works at, so that it is as it was left until somebody looks.
FAILED: Final = """
insert into downloads.jobs (id, kind, key, data, due_at, attempts, status, error)
values ($1, 'night-watch', $2, '{}', now(), 8, 'dead', '{"why": "The lamp went out."}')
"""
STATUS_OF: Final = "select status from downloads.jobs where id = $1"


@pytest.fixture
def newcomer(lived_in: Any) -> Iterator[dict[str, str]]:
    """Somebody who is signed in on a device that nobody else minds."""
    name = f"guest-{uuid4().hex[:6]}"
    account = {"username": name, "password": "a-long-walk-home", "display_name": name.title()}
    with lived_in.signed_in(lived_in.told["owner"]) as owner:
        made = owner.client.post("/api/v1/members", json=account)
        assert made.is_success, made.text
        yield {**account, "id": made.json()["id"]}
        owner.client.post(f"/api/v1/members/{made.json()['id']}/erase").raise_for_status()


def test_a_moderator_finds_somebody_and_changes_nothing_of_them(
    visit: Visit, newcomer: dict[str, str]
) -> None:
    page = visit("moderator", "/people")
    expect(page.get_by_role("button", name="Invite somebody")).to_have_count(0)
    finder = page.get_by_role("searchbox", name="Find somebody")
    finder.fill("nobody is called so")
    page.get_by_role("button", name="Show everybody").click()
    finder.fill(newcomer["username"])
    page.get_by_role("link", name=re.compile(newcomer["display_name"])).click()
    expect(page.get_by_role("heading", level=1, name=newcomer["display_name"])).to_be_visible()
    expect(page.get_by_role("radio")).to_have_count(0)
    expect(page.get_by_role("button", name="Sign out everywhere")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="People").click()
    expect(finder).to_have_value("")


def test_an_owner_signs_somebody_out_everywhere_and_sees_what_they_did(
    lived_in: Any, visit: Visit, newcomer: dict[str, str]
) -> None:
    with lived_in.signed_in(newcomer) as device:
        page = visit("owner", f"/people/one?id={newcomer['id']}")
        page.get_by_role("radio", name=re.compile("^Guest")).check()
        name = newcomer["display_name"]
        expect(page.get_by_text(f"{name} is now a guest.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("radio", name=re.compile("^Member"))).to_be_checked()
        page.get_by_role("button", name="Sign out everywhere").click()
        expect(page.get_by_text(f"{name} is signed out everywhere.")).to_be_visible()
        assert device.client.get("/api/v1/me").status_code == 401
    page.get_by_role("link", name="See their events").click()
    page.wait_for_url(f"**/admin/events?actor={newcomer['id']}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_something_new_is_watched_explained_shown_to_all_and_left_alone(
    lived_in: Any, visit: Visit, page: Page
) -> None:
    keeper = visit("owner", "/settings/watching")
    keeper.get_by_role("button", name="Watch something").click()
    form = keeper.get_by_role("form", name="Watch something")
    form.get_by_role("button", name="Watch it").click()
    expect(form.get_by_text("This is needed.").first).to_be_visible()
    form.get_by_role("textbox", name="What it is called").fill("The cinema")
    form.get_by_role("textbox", name="Address").fill(f"{lived_in.videos}/")
    form.get_by_role("checkbox", name="It is on the own network").check()
    form.get_by_role("button", name="Look now").click()
    expect(form.get_by_role("status").filter(has_text="It answers")).to_be_visible(timeout=LONG_MS)
    form.get_by_role("button", name="Watch it").click()
    expect(keeper.get_by_text("The cinema is watched from now on.")).to_be_visible()
    keeper.get_by_role("button", name="Explain: The cinema").click()
    means = keeper.get_by_role("textbox", name="What it means for people when it is away")
    means.fill("No trailers tonight.")
    keeper.get_by_role("button", name="Keep the change").click()
    row = keeper.get_by_role("listitem").filter(has_text="The cinema")
    expect(row.first).to_contain_text("No trailers tonight.")

    public = keeper.get_by_role("form", name="Public page")
    public.get_by_role("checkbox", name="There is a public page").click()
    public.get_by_role("textbox", name="What stands above it").fill("How the cinema is")
    public.get_by_role("checkbox", name="The cinema").check()
    public.get_by_role("button", name="Keep the public page").click()
    expect(public.get_by_text("/public")).to_be_visible()
    outside = visit("stranger", "/public")
    expect(outside.get_by_role("heading", level=1)).to_contain_text("How the cinema is")
    expect(outside.get_by_role("listitem")).to_have_count(1)
    expect(outside.get_by_role("listitem")).to_contain_text("The cinema")

    public.get_by_role("checkbox", name="There is a public page").click()
    with keeper.expect_response("**/settings/status/public-page"):
        public.get_by_role("button", name="Keep the public page").click()
    # Who saw it keeps it for half a minute; somebody else sees nothing.
    page.goto(f"{lived_in.url}/public")
    expect(page.get_by_text("The house keeps this to itself")).to_be_visible()
    page.get_by_role("link", name="To sign-in").click()
    page.wait_for_url("**/login*")
    keeper.get_by_role("button", name="Stop watching: The cinema").click()
    expect(keeper.get_by_text("The cinema is no longer watched.")).to_be_visible()
    expect(row).to_have_count(0)


def test_what_is_said_to_everybody_reaches_them_until_it_is_taken_back(visit: Visit) -> None:
    page = visit("owner", "/settings/announcements")
    page.get_by_role("button", name="Tell everybody something").click()
    form = page.get_by_role("form", name="Tell everybody something")
    form.get_by_role("button", name="Announce it").click()
    expect(form.get_by_text("This is needed.")).to_be_visible()
    form.get_by_role("textbox", name="In one line").fill("The projector is mended")
    form.get_by_text("for a day").click()
    form.get_by_role("button", name="Announce it").click()
    expect(page.get_by_text("It is announced.")).to_be_visible()
    members = visit("member", "/status")
    news = members.get_by_role("main").get_by_text("The projector is mended")
    expect(news.first).to_be_visible()
    page.get_by_role("button", name="Take it back: The projector is mended").click()
    expect(page.get_by_text("The announcement is taken back.")).to_be_visible()
    expect(news).to_have_count(0, timeout=LONG_MS)


def test_maintenance_is_planned_for_what_it_touches_and_called_off(visit: Visit) -> None:
    page = visit("owner", "/settings/announcements")
    page.get_by_role("button", name="Plan maintenance").click()
    form = page.get_by_role("form", name="Plan maintenance")
    form.get_by_role("textbox", name="What is done").fill("A bigger screen")
    tomorrow = datetime.now().astimezone() + timedelta(days=1)
    form.get_by_label("From").fill(tomorrow.strftime("%Y-%m-%dT21:00"))
    form.get_by_label("Until").fill(tomorrow.strftime("%Y-%m-%dT20:00"))
    form.get_by_role("button", name="Plan it").click()
    expect(form.get_by_text("It has to end after it begins.")).to_be_visible()
    form.get_by_label("Until").fill(tomorrow.strftime("%Y-%m-%dT22:00"))
    touched = form.get_by_role("group", name="What it touches").locator("label").first
    touched.click()
    expect(touched.get_by_role("checkbox")).to_be_checked()
    form.get_by_role("button", name="Plan it").click()
    expect(page.get_by_text("It is planned, and announced.")).to_be_visible()
    members = visit("member", "/")
    news = members.get_by_role("region", name="News of the house")
    expect(news.get_by_text("A bigger screen")).to_be_visible()
    page.get_by_role("button", name="Call it off: A bigger screen").click()
    expect(page.get_by_text("The maintenance is over.")).to_be_visible()
    expect(news.get_by_text("A bigger screen")).to_have_count(0, timeout=LONG_MS)


def test_each_letter_of_the_house_is_read_before_it_is_ever_sent(visit: Visit) -> None:
    page = visit("owner", "/settings/letters")
    which = page.get_by_role("navigation", name="Which letter")
    which.get_by_role("button", name="A problem is solved").click()
    letter = page.get_by_role("article", name="A problem is solved")
    expect(letter).not_to_contain_text("{{")
    english = letter.inner_text()
    page.get_by_text("Test language", exact=True).click()
    expect(letter).not_to_have_text(english)
    expect(letter.locator("pre")).not_to_be_empty()


def test_what_failed_for_good_is_tried_again_by_hand(lived_in: Any, visit: Visit) -> None:
    job = uuid4()
    asked(lived_in, FAILED, job, f"lamp-{job}")
    page = visit("owner", "/admin/system")
    row = page.get_by_role("listitem").filter(has_text="The lamp went out.")
    expect(row.first).to_contain_text("downloads, night-watch")
    row.first.get_by_role("button", name="Try again: downloads, night-watch").click()
    expect(page.get_by_text("It is tried again.")).to_be_visible()
    expect(row).to_have_count(0)
    assert asked(lived_in, STATUS_OF, job) != "dead"


def test_what_happened_is_looked_for_and_followed_to_what_led_to_it(visit: Visit) -> None:
    page = visit("owner", "/admin/events")
    parts = page.get_by_role("navigation", name="Part of the house")
    parts.get_by_role("link", name="messages").click()
    page.wait_for_url("**/admin/events?service=notify")
    facts = page.get_by_role("region", name="What happened, in order")
    newest = facts.get_by_role("listitem").first
    expect(newest).to_contain_text("notify.")
    newest.get_by_role("button").click()
    page.get_by_role("button", name="As a list").click()
    expect(page.get_by_role("heading", name="What came of it")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Everything about this thing")).click()
    page.wait_for_url("**stream=**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("What happened to")
    expect(page.get_by_role("slider", name="Time")).to_be_visible()


def asked(house: Any, sql: str, *given: Any) -> Any:
    """One value of the house's database; on a thread of its own, for the browser has this one."""

    async def ask() -> Any:
        connection = await asyncpg.connect(house.told["postgres"]["dsn"])
        try:
            return await connection.fetchval(sql, *given)
        finally:
            await connection.close()

    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, ask()).result()
