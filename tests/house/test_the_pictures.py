"""Every page has its pictures, and every picture its page."""

import runpy
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
SCREENS: Final = ROOT / "docs" / "screens"
APP: Final = ROOT / "web" / "src" / "app"
KINDS: Final = ("STRANGERS", "HALFWAY", "MOVING", "MEMBERS", "KEEPING")


def taken() -> dict[str, str]:
    """The pages of which pictures are taken, by the names of these."""
    take = runpy.run_path(str(SCREENS / "take.py"))
    return {name: path for kind in KINDS for name, path in take[kind].items()}


def test_every_page_is_taken() -> None:
    pages = [path.parent.relative_to(APP).parts[1:] for path in APP.rglob("page.tsx")]
    shown = {path.partition("?")[0].partition("#")[0] for path in taken().values()}
    assert {"/" + "/".join(page) for page in pages} - shown == set()


def test_every_picture_is_there_dark_and_light_wide_and_on_a_phone() -> None:
    kept = {picture.name for picture in SCREENS.glob("*.webp")}
    assert kept == {
        f"{name}-{width}-{scheme}.webp"
        for name in taken()
        for width in ("wide", "phone")
        for scheme in ("dark", "light")
    }
