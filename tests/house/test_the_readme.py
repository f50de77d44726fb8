"""The two commands of the README exist, and do what their line says."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_make_target_in_the_prose_exists() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for command in re.findall(r"`make ([a-z0-9-]+)[` ]|\$ make ([a-z0-9-]+)", page.read_text()):
            name = command[0] or command[1]
            assert name in targets, f"{page.name} speaks of `make {name}`"


def test_every_target_explains_itself() -> None:
    lines = (ROOT / "Makefile").read_text().splitlines()
    silent = [line for line in lines if re.match(r"^[a-z0-9-]+:(?!.*## )", line)]
    assert silent == []
