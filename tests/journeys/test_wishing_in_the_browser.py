"""Through the pages: a film is found, wished for, approved by a key, and seen to arrive; others
follow it. A wish is changed until it is decided, made for somebody else, and muted."""

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

Open = Callable[..., BrowserContext]
SignIn = Callable[[BrowserContext, str, dict[str, Any]], None]
ByKeys = Callable[[Page, Locator], None]
LONG_MS = 60_000
ALIEN: Final = {"media_type": "movie", "tmdb_id": 348}
BLADE_RUNNER: Final = {"media_type": "movie", "tmdb_id": 78}
A_REEL: Final = {"media_type": "movie", "tmdb_id": 990_777}
ANOTHER_REEL: Final = {"media_type": "movie", "tmdb_id": 990_778}
THE_WIRE: Final = {"media_type": "tv", "tmdb_id": 1438}

pytestmark = pytest.mark.browser


def test_a_wish_from_the_search_to_the_library(
    household: Any, page: Page, open_browser: Open, sign_in: SignIn, by_keys: ByKeys
) -> None:
    sign_in(page.context, household.url, household.told["members"][0])
    page.goto(household.url)
    page.get_by_role("link", name="Discover").first.click()
    page.get_by_role("searchbox", name="A film or a series").fill("parasite")
    expect(page.get_by_role("heading", name="One title for “parasite”.")).to_be_visible()
    page.get_by_role("link", name="Parasite").click()
    page.get_by_role("textbox", name="A word to whoever decides").fill("It is raining.")
    page.get_by_role("button", name="Ask for the film").click()
    expect(page.get_by_text("Asked for.", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Your wish")).to_be_visible()
    owner = open_browser()
    sign_in(owner, household.url, household.told["owner"])
    approve(owner.new_page(), household.url, by_keys)
    owner.close()
    expect(page.get_by_text("Jonas approved it", exact=True)).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_text("It is in the library")).to_be_visible(timeout=LONG_MS)


def approve(page: Page, url: str, by_keys: ByKeys) -> None:
    """With the keyboard alone."""
    page.goto(f"{url}/approvals")
    waiting = page.get_by_role("list", name="Waiting")
    row = waiting.get_by_role("listitem").filter(has_text="Parasite")
    expect(row).to_contain_text("It is raining.")
    by_keys(page, row)
    page.keyboard.press("a")
    expect(page.get_by_text("Approved “Parasite”.")).to_be_visible()
    expect(row).to_have_count(0)


def test_what_somebody_else_wished_for_is_followed_and_heard_of(
    household: Any, page: Page, sign_in: SignIn
) -> None:
    anna, ben, *_ = household.told["members"]
    with household.signed_in(anna) as member:
        made = member.client.post("/api/v1/requests", json={**ALIEN, "note": "Play it."})
        assert made.is_success, made.text
    sign_in(page.context, household.url, ben)
    page.goto(f"{household.url}/title?type=movie&id={ALIEN['tmdb_id']}")
    expect(page.get_by_text("Somebody wished for it already.")).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_role("button", name="Ask for the film")).to_have_count(0)
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_role("button", name="You follow it")).to_be_visible()
    expect(page.get_by_text("Somebody asked for it")).to_be_visible()
    expect(page.get_by_text("Play it.")).to_have_count(0)

    page.goto(f"{household.url}/wishes")
    page.get_by_role("button", name="Followed").click()
    followed = page.get_by_role("listitem").filter(has_text="Alien")
    expect(followed).to_be_visible(timeout=LONG_MS)
    with household.signed_in(household.told["owner"]) as owner:
        approved = owner.client.post(f"/api/v1/requests/{made.json()['id']}/approve")
        assert approved.is_success, approved.text
    page.goto(f"{household.url}/inbox")
    there = page.get_by_role("listitem").filter(has_text="“Alien” can be watched")
    expect(there).to_be_visible(timeout=LONG_MS)


def test_a_wish_is_changed_until_it_is_decided(
    household: Any, page: Page, open_browser: Open, sign_in: SignIn
) -> None:
    anna = household.told["members"][0]
    with household.signed_in(anna) as member:
        wish = wished(member, **THE_WIRE, seasons=[1], note="For the weekend.")
    sign_in(page.context, household.url, anna)
    page.goto(f"{household.url}/wishes")
    page.get_by_role("button", name="Change it: The Wire, season 1").click(timeout=LONG_MS)
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("checkbox", name="Season 3").check()
    sheet.get_by_role("textbox", name="A word to whoever decides").fill("It rains all week.")
    sheet.get_by_role("button", name="Keep the change").click()
    expect(page.get_by_text("Changed.", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="The Wire, seasons 1 and 3").last).to_be_visible()

    decider = open_browser()
    sign_in(decider, household.url, household.told["owner"])
    queue = decider.new_page()
    less_of_it(queue, household.url)
    # What one person changed, the other sees; nobody decides about what stood there before.
    page.get_by_role("button", name="Change it: The Wire, season 3").click(timeout=LONG_MS)
    expect(sheet.get_by_role("textbox")).to_have_value("It rains all week.")
    with household.signed_in(household.told["owner"]) as owner:
        assert (standing(owner, wish)["seasons"], standing(owner, wish)["note"]) == (
            [3],
            "It rains all week.",
        )
        decided(owner, wish, "approve")
    expect(sheet.get_by_text("It was decided meanwhile.")).to_be_visible(timeout=LONG_MS)
    sheet.get_by_role("button", name="Leave it as it is").click()
    expect(page.get_by_role("button", name=re.compile("^Change it: The Wire"))).to_have_count(0)
    decider.close()


def less_of_it(page: Page, url: str) -> None:
    """Who decides changes how much it is, and not what somebody else said."""
    page.goto(f"{url}/approvals")
    row = page.get_by_role("list", name="Waiting").get_by_role("listitem")
    row.filter(has_text="The Wire, seasons 1 and 3").get_by_role("button").first.click(
        timeout=LONG_MS
    )
    beside = page.get_by_role("complementary").filter(has_text="It rains all week.")
    beside.get_by_role("button", name="Change it: The Wire, seasons 1 and 3").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("checkbox", name="Season 3")).to_be_checked()
    expect(sheet.get_by_role("textbox")).to_have_count(0)
    sheet.get_by_role("checkbox", name="Season 1").uncheck()
    sheet.get_by_role("button", name="Keep the change").click()
    expect(row.filter(has_text="The Wire, season 3")).to_be_visible()


def test_a_change_that_comes_too_late_is_refused_in_words(
    household: Any, bare: Page, sign_in: SignIn
) -> None:
    anna = household.told["members"][0]
    with household.signed_in(anna) as member:
        wish = wished(member, **BLADE_RUNNER, note="With popcorn.")
    sign_in(bare.context, household.url, anna)
    bare.goto(f"{household.url}/title?type=movie&id={BLADE_RUNNER['tmdb_id']}")

    toast = bare.get_by_role("region", name="Messages")
    with household.signed_in(household.told["owner"]) as owner:

        def overtaken(route: Route) -> None:
            if route.request.method == "PATCH":
                decided(owner, wish, "approve")
            route.continue_()

        bare.route(f"**/requests/{wish}", overtaken)
        bare.get_by_role("button", name="Change it: Blade Runner").click(timeout=LONG_MS)
        bare.get_by_role("dialog").get_by_role("textbox").fill("Without popcorn.")
        bare.get_by_role("button", name="Keep the change").click()
        expect(toast).to_contain_text("A request can only be changed until it is decided.")
    expect(bare.get_by_text("“With popcorn.”")).to_be_visible()
    expect(bare.get_by_role("button", name="Change it: Blade Runner")).to_have_count(0)


def test_who_decides_wishes_for_somebody_else_and_both_are_named(
    household: Any, page: Page, open_browser: Open, sign_in: SignIn
) -> None:
    _, ben, carla = household.told["members"]
    sign_in(page.context, household.url, carla)
    page.goto(f"{household.url}/title?type=movie&id={A_REEL['tmdb_id']}")
    page.get_by_role("button", name="For whom: Me").click(timeout=LONG_MS)
    page.get_by_role("combobox", name="For whom").fill("ben")
    page.get_by_role("option", name=re.compile("Ben")).click()
    expect(page.get_by_role("button", name="For whom: Ben")).to_be_focused()
    page.get_by_role("button", name="Ask for the film").click()
    expect(page.get_by_text("Ben is told when")).to_be_visible()
    expect(page.get_by_text("You asked for it, for Ben")).to_be_visible()

    his = open_browser()
    sign_in(his, household.url, ben)
    wishes = his.new_page()
    wishes.goto(f"{household.url}/wishes")
    mine = wishes.get_by_role("listitem").filter(has_text="Reel 90777")
    expect(mine).to_contain_text("Somebody, for you", timeout=LONG_MS)
    wishes.goto(f"{household.url}/title?type=movie&id={ANOTHER_REEL['tmdb_id']}")
    expect(wishes.get_by_role("button", name="Ask for the film")).to_be_visible()
    expect(wishes.get_by_role("button", name=re.compile("^For whom"))).to_have_count(0)
    his.close()


def test_a_wish_is_muted_and_heard_of_again(household: Any, page: Page, sign_in: SignIn) -> None:
    anna = household.told["members"][0]
    with household.signed_in(anna) as member:
        wish = wished(member, **ANOTHER_REEL)
        sign_in(page.context, household.url, anna)
        page.goto(f"{household.url}/wishes")
        bell = page.get_by_role("button", name="Mute Reel 90778")
        with page.expect_response("**/notifications/mutes/*"):
            bell.click()
        expect(bell).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_text("Muted.", exact=True)).to_be_visible()
        assert wish in muted(member)

        page.goto(f"{household.url}/title?type=movie&id={ANOTHER_REEL['tmdb_id']}")
        expect(bell).to_have_attribute("aria-pressed", "true")
        with page.expect_response("**/notifications/mutes/*"):
            bell.click()
        expect(bell).to_have_attribute("aria-pressed", "false")
        assert wish not in muted(member)


def wished(member: Any, **body: Any) -> str:
    made = member.client.post("/api/v1/requests", json=body)
    assert made.is_success, made.text
    return str(made.json()["id"])


def standing(member: Any, wish: str) -> dict[str, Any]:
    return dict(member.client.get(f"/api/v1/requests/{wish}").json())


def decided(member: Any, wish: str, action: str) -> None:
    member.client.post(f"/api/v1/requests/{wish}/{action}").raise_for_status()


def muted(member: Any) -> list[str]:
    return list(member.client.get("/api/v1/notifications/preferences").json()["muted"])
