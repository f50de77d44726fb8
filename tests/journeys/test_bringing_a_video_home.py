"""Through the downloads page: what comes with a file is chosen, the file is kept, cookies help."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.browser
LONG_MS = 60_000
CREATED = 201
COOKIES = "\n".join(
    f".videos.example\tTRUE\t/\tTRUE\t1999999999\t{name}\tnobody-sees-this"
    for name in ("session", "consent")
)


def test_subtitles_and_advertisements_are_chosen_and_the_file_is_kept_on_this_device(
    lived_in: Any, people: dict[str, BrowserContext], tmp_path: Path
) -> None:
    page = people["member"].new_page()
    page.goto(f"{lived_in.url}/downloads")
    link = f"{lived_in.videos}/watch/night-train?for=the-extras"
    page.get_by_role("textbox", name="Address of a video").fill(link)
    page.get_by_text(re.compile("^With it: .*chapters.* and tags · In its turn$")).click(
        timeout=LONG_MS
    )
    page.get_by_role("group", name="Subtitles").get_by_text("German").click()
    page.get_by_role("group", name="Advertisements in it").get_by_text("cut them out").click()
    page.get_by_role("group", name="What is cut out").get_by_text("the credits").click()
    page.get_by_role("checkbox", name="Chapters").uncheck()
    page.get_by_role("group", name="When it is fetched").get_by_text("Lets others pass").click()
    said = "With it: subtitles, a picture, tags and without advertisements · Lets others pass"
    expect(page.get_by_text(said)).to_be_visible()
    with page.expect_response(
        lambda one: one.request.method == "POST" and one.status == 201
    ) as made:
        page.get_by_role("button", name="Download", exact=True).click()
    asked = made.value.json()
    assert asked["extras"]["subtitles"] == ["de"]
    assert asked["extras"]["chapters"] is False
    assert asked["priority"] == "low"
    assert asked["extras"]["sponsors_removed"] == ["interaction", "outro", "selfpromo", "sponsor"]

    row = page.locator(f'li.job[data-id="{asked["id"]}"]')
    expect(row.get_by_text("In the library since")).to_be_visible(timeout=LONG_MS)
    with page.expect_download() as kept:
        row.get_by_role("button", name=re.compile("^Save the file on this device")).click()
    kept.value.save_as(tmp_path / "kept")
    with lived_in.signed_in(lived_in.told["members"][0]) as member:
        [file] = member.look(asked["id"])["files"]
    assert (tmp_path / "kept").stat().st_size == file["size_bytes"]
    assert kept.value.suggested_filename == Path(file["path"]).name
    expect(row).to_be_visible()
    page.close()


def test_cookies_are_kept_never_shown_and_forgotten(
    lived_in: Any, people: dict[str, BrowserContext]
) -> None:
    page = people["member"].new_page()
    page.goto(f"{lived_in.url}/me")
    part = page.get_by_role("region", name="Cookies for other sites")
    choose(page, part, "Shopping: bread, cheese.")
    expect(part.get_by_role("alert")).to_contain_text("not a file of cookies")
    choose(page, part, f"# Netscape HTTP Cookie File\n{COOKIES}\n")
    expect(part.get_by_text("2 cookies are kept", exact=True)).to_be_visible()
    page.reload()
    expect(part.get_by_text("2 cookies are kept", exact=True)).to_be_visible()
    assert "nobody-sees-this" not in page.content()
    part.get_by_role("button", name="Forget them").click()
    expect(page.get_by_text("Your cookies are forgotten.")).to_be_visible()
    expect(part.get_by_role("button", name="Choose a file of cookies")).to_be_visible()
    page.close()


def choose(page: Any, part: Any, text: str) -> None:
    """As somebody who picks a file on their device."""
    with page.expect_file_chooser() as chooser:
        part.get_by_role("button", name=re.compile("Choose a file|Replace")).click()
    file = {"name": "cookies.txt", "mimeType": "text/plain", "buffer": text.encode()}
    chooser.value.set_files([file])
