"""One story in a real browser: sign in, paste a link, watch it come, be told."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
SLOWLY_MS = 90_000


def test_a_member_pastes_a_link_sees_it_come_and_is_told(household: Any, page: Page) -> None:
    member = household.told["members"][1]
    page.goto(household.url)
    page.get_by_role("textbox", name="Name", exact=True).fill(member["username"])
    page.get_by_role("textbox", name="Password", exact=True).fill(member["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()

    page.get_by_role("link", name="Downloads").locator("visible=true").first.click()
    link = f"{household.videos}/watch/a-very-long-evening?rate=5000000"
    page.get_by_role("textbox", name="Address of a video").fill(link)
    page.get_by_role("button", name="Download", exact=True).click(timeout=60_000)
    bar = page.get_by_role("progressbar").first
    expect(bar).to_be_visible(timeout=20_000)
    moving = re.compile(r"^[2-9]\d(\.|$)")
    expect(bar).to_have_attribute("aria-valuenow", moving, timeout=SLOWLY_MS)
    expect(page.get_by_text("In the library since").first).to_be_visible(timeout=SLOWLY_MS)

    page.get_by_role("link", name="Inbox").locator("visible=true").first.click()
    expect(page.get_by_text("is in the library").first).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="Status").locator("visible=true").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_pages_were_made_for_the_api_that_the_house_has(household: Any) -> None:
    run("api:check", MEDIANEST_URL=household.url)


def test_no_page_loads_more_at_first_than_it_may() -> None:
    run("budgets")


def run(script: str, **environ: str) -> None:
    """One of the web app's own scripts; it fails where the script does."""
    npm = shutil.which("npm")
    assert npm is not None, "the web app is built with Node.js, and npm comes with it"
    subprocess.run(
        [npm, "run", "--silent", script],
        cwd=Path(__file__).parents[2] / "web",
        env={**os.environ, **environ},
        check=True,
        timeout=60,
    )
