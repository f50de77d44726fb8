"""Going fast from page to page tires nobody; a page that is told to wait waits, and comes."""

import json
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from playwright.sync_api import BrowserContext, Page, Route, expect

from medianest.chassis.settings import Secret
from medianest.gateway.settings import Settings, limits_of

pytestmark = pytest.mark.browser
NOTHING: Final = Secret("")
UNTOLD: Final = Settings(
    redis_url=NOTHING, signing_key=NOTHING, pepper=NOTHING, postgres_dsn=NOTHING, keks=NOTHING
)
"""A gateway that an operator told nothing of limits."""
PAGES: Final = yaml.safe_load((Path(__file__).parent / "pages.yaml").read_text())
TOO_FAST: Final = {"title": "You are asking too often.", "status": 429}
IS_READ: Final = """() => document.querySelector("main h1")
  && !document.querySelector("main [aria-busy=true]")"""
TIMES: Final = 4
GAVE_UP_S: Final = 15.0
"""After so long a page that gave up would look again."""
LONG_MS: Final = 60_000


def test_whoever_opens_one_page_after_the_other_is_never_told_to_wait(
    lived_in: Any,
    people: dict[str, BrowserContext],
    found: dict[str, str],
    complaints: Any,
) -> None:
    page = people["owner"].new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    began = time.monotonic()
    for path in PAGES["owner"]:
        page.goto(lived_in.url + path.format_map(found))
        page.wait_for_function(IS_READ)
    took_s = time.monotonic() - began
    page.close()
    assert [one for one in complaints.refused if one.startswith("429")] == []
    # This house is more patient than others; what they would have said is reckoned.
    counted = [one for one in asked if "/api/v1/" in one and "/images/" not in one]
    usual = limits_of(UNTOLD).named["person"]
    assert len(counted) <= usual.burst + took_s * usual.count / usual.period_s


@pytest.mark.breaks("429")
def test_a_page_that_is_told_to_wait_asks_again_by_itself(
    lived_in: Any, people: dict[str, BrowserContext], open_bare: Callable[..., BrowserContext]
) -> None:
    page = open_bare(storage_state=people["member"].storage_state()).new_page()
    asked = told_to_wait(page, "**/api/v1/requests?*")
    page.goto(f"{lived_in.url}/wishes")
    expect(page.get_by_role("heading", name="On their way")).to_be_visible(timeout=LONG_MS)
    expect(page.get_by_text("can't be shown")).to_have_count(0)
    page.close()
    assert len(asked) > TIMES
    assert max(later - one for one, later in pairwise(asked[: TIMES + 1])) < GAVE_UP_S


def told_to_wait(page: Page, what: str) -> list[float]:
    """The first few asks for it are told to wait for a second; the moments of all asks, in s."""
    asked: list[float] = []

    def answer(route: Route) -> None:
        asked.append(time.monotonic())
        if len(asked) > TIMES:
            route.continue_()
            return
        route.fulfill(
            status=TOO_FAST["status"],
            headers={"Content-Type": "application/problem+json", "Retry-After": "1"},
            body=json.dumps(TOO_FAST),
        )

    page.route(what, answer)
    return asked
