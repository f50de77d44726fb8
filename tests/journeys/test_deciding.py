"""By a moderator, with keys alone: many at once and undone, a no with its reason, and downloads."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.browser
SignIn = Callable[[BrowserContext, str, dict[str, Any]], None]
ByKeys = Callable[[Page, Locator], None]
LONG_MS: Final = 60_000
# "Seven wishes wait.", and not yet "Looking at what waits."
SAID: Final = re.compile(r"\w waits?( for you)?\. ")
FILMS: Final = {"Seven Samurai": 346, "The Truman Show": 37165, "Amélie": 194}
REASON: Final = "The disk is full until Friday."


@pytest.fixture
def guest(lived_in: Any) -> dict[str, str]:
    """Who may ask for videos, and has to wait for a yes."""
    gale = {"username": "gale", "password": "a-long-walk-home", "display_name": "Gale"}
    with lived_in.signed_in(lived_in.told["owner"]) as owner:
        made = owner.client.post("/api/v1/members", json={**gale, "role": "guest"}).json()
        may = {"permissions": {"downloads.create": True}}
        owner.client.patch(f"/api/v1/members/{made['id']}", json=may).raise_for_status()
    return gale


@pytest.fixture
def queue(lived_in: Any, people: dict[str, BrowserContext]) -> Iterator[Page]:
    """The approvals, as who may decide sees them."""
    page = people["moderator"].new_page()
    page.goto(f"{lived_in.url}/approvals")
    expect(page.get_by_role("heading", level=1)).to_contain_text(SAID, timeout=LONG_MS)
    yield page
    page.close()


def test_many_are_approved_at_once_and_taken_back_once(
    lived_in: Any, queue: Page, by_keys: ByKeys
) -> None:
    undone: list[Any] = []
    queue.on("request", lambda one: undone.append(one) if is_undo(one) else None)
    with lived_in.signed_in(lived_in.told["members"][1]) as ben:
        ids = {name: wished(ben, tmdb_id) for name, tmdb_id in FILMS.items()}
        for name in ("Seven Samurai", "The Truman Show"):
            by_keys(queue, row(queue, name))
            queue.keyboard.press("x")
        expect(queue.get_by_text("2 selected")).to_be_visible()
        queue.keyboard.press("a")
        expect(queue.get_by_text("Approved 2.")).to_be_visible(timeout=LONG_MS)
        expect(row(queue, "Seven Samurai")).to_have_count(0)
        assert standing(ben, ids["The Truman Show"])["status"] == "approved"

        queue.keyboard.press("z")
        queue.keyboard.press("z")
        expect(queue.get_by_text("It is as it was before.")).to_be_visible(timeout=LONG_MS)
        expect(queue.get_by_text("Approved 2.")).to_have_count(0)
        expect(row(queue, "Seven Samurai")).to_be_visible(timeout=LONG_MS)
        assert {standing(ben, one)["status"] for one in ids.values()} == {"pending"}
        assert len(undone) == 1

        by_keys(queue, row(queue, "The Truman Show"))
        queue.keyboard.press("k")
        expect(row(queue, "Seven Samurai")).to_have_attribute("aria-current", "true")
        tidied(ben, ids)


def test_who_is_declined_reads_by_whom_and_why(
    lived_in: Any, queue: Page, page: Page, sign_in: SignIn, by_keys: ByKeys
) -> None:
    ben = lived_in.told["members"][1]
    with lived_in.signed_in(ben) as wishing:
        wish = wished(wishing, FILMS["Amélie"])
        by_keys(queue, row(queue, "Amélie"))
        queue.keyboard.press("d")
        expect(queue.get_by_role("textbox", name="Reason")).to_be_focused()
        queue.keyboard.type(REASON)
        queue.keyboard.press("Enter")
        expect(queue.get_by_text("Declined “Amélie”.")).to_be_visible(timeout=LONG_MS)
        expect(row(queue, "Amélie")).to_have_count(0)
        queue.get_by_role("button", name=re.compile("^Declined")).click()
        expect(queue.get_by_text(f"You declined it: “{REASON}”")).to_be_visible(timeout=LONG_MS)

        sign_in(page.context, lived_in.url, ben)
        page.goto(f"{lived_in.url}/inbox")
        letter = page.get_by_role("listitem").filter(has_text="“Amélie” was declined")
        letter.get_by_role("link", name="“Amélie” was declined").click()
        expect(page.get_by_text(f"Carla declined it: “{REASON}”")).to_be_visible(timeout=LONG_MS)
        assert standing(wishing, wish)["reason"] == REASON


def test_a_guests_download_is_answered_where_wishes_are(
    lived_in: Any, guest: dict[str, str], queue: Page, by_keys: ByKeys
) -> None:
    with lived_in.signed_in(guest) as gale:
        wanted = gale.submit(f"{lived_in.videos}/watch/night-train?for=gale")
        unwanted = gale.submit(f"{lived_in.videos}/watch/harbour-at-dawn?for=gale")
        by_keys(queue, row(queue, "night-train"))
        expect(row(queue, "night-train")).to_contain_text("Gale")
        queue.keyboard.press("a")
        expect(queue.get_by_text(re.compile("^Approved “.*night-train”"))).to_be_visible(
            timeout=LONG_MS
        )
        by_keys(queue, row(queue, "harbour-at-dawn"))
        queue.keyboard.press("d")
        expect(queue.get_by_role("button", name="Decline and tell Gale")).to_be_focused()
        queue.keyboard.press("Enter")
        expect(queue.get_by_text(re.compile("^Declined “.*harbour-at-dawn”"))).to_be_visible(
            timeout=LONG_MS
        )
        assert (gale.look(wanted) or {})["status"] != "awaiting_approval"
        assert (gale.look(unwanted) or {})["status"] == "declined"


def row(queue: Page, text: str) -> Locator:
    waiting = queue.get_by_role("list", name="Waiting")
    return waiting.get_by_role("listitem").filter(has_text=text)


def is_undo(request: Any) -> bool:
    """One call that takes back, for however many."""
    if request.method != "POST" or not re.search("/(bulk|undo)$", request.url):
        return False
    return request.url.endswith("/undo") or json.loads(request.post_data)["action"] == "undo"


def wished(member: Any, tmdb_id: int) -> str:
    body = {"media_type": "movie", "tmdb_id": tmdb_id}
    answer = member.client.post("/api/v1/requests", json=body)
    assert answer.is_success, answer.text
    return str(answer.json()["id"])


def standing(member: Any, wish: str) -> dict[str, Any]:
    return dict(member.client.get(f"/api/v1/requests/{wish}").json())


def tidied(member: Any, ids: dict[str, str]) -> None:
    """Nobody wants them any more, so that the next may wish for them."""
    for wish in ids.values():
        member.client.post(f"/api/v1/requests/{wish}/cancel").raise_for_status()
