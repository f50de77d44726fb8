"""A window as wide as a wall: what is read stands in its middle, and posters take the room."""

from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
FOUR_K: Final = {"width": 3840, "height": 2160}
PLACES: Final = (
    ("member", "/"),
    ("member", "/discover"),
    ("member", "/title?type=tv&id=95396"),
    ("member", "/wishes"),
    ("member", "/status"),
    ("owner", "/people"),
)
IN_THE_MIDDLE_WITHIN_PX: Final = 2
FEWEST_ABREAST: Final = 10
# How many stand in the fullest line, whatever shelf it is of.
ABREAST: Final = """(main) => {
  const lines = new Map();
  for (const one of main.querySelectorAll(".shelf .poster")) {
    if (!one.checkVisibility()) continue;
    const { top } = one.getBoundingClientRect();
    lines.set(top, (lines.get(top) ?? 0) + 1);
  }
  return Math.max(0, ...lines.values());
}"""


@pytest.mark.parametrize(("who", "path"), PLACES, ids=lambda one: one)
def test_a_page_stands_in_the_middle_and_nothing_of_it_is_cut(
    visit: Callable[[str, str], Page],
    settled: Callable[[Page], None],
    cut: Callable[[Locator], list[str]],
    who: str,
    path: str,
) -> None:
    page = opened(visit, settled, who, path)
    assert cut(page.locator(":root")) == []
    main, rail = page.get_by_role("main").bounding_box(), page.locator(".rail").bounding_box()
    assert main is not None
    assert rail is not None
    before = main["x"] - rail["width"]
    behind = FOUR_K["width"] - main["x"] - main["width"]
    assert abs(before - behind) < IN_THE_MIDDLE_WITHIN_PX


@pytest.mark.parametrize("path", ["/discover", "/discover?row=trending"])
def test_posters_take_the_room(
    visit: Callable[[str, str], Page], settled: Callable[[Page], None], path: str
) -> None:
    page = opened(visit, settled, "member", path)
    assert page.get_by_role("main").evaluate(ABREAST) >= FEWEST_ABREAST


def opened(
    visit: Callable[[str, str], Page], settled: Callable[[Page], None], who: str, path: str
) -> Page:
    """It may be made as wide while it is open: nothing has to be loaded anew."""
    page = visit(who, path)
    page.set_viewport_size({"width": FOUR_K["width"], "height": FOUR_K["height"]})
    settled(page)
    return page
