"""The repository's own rules."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOT_ENTRIES_MAX = 20
LINES_MAX = 500
ATTICS = {"utils", "util", "common", "helpers", "helper", "manager", "misc", "shared", "base_utils"}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607  git is on PATH
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


FILES = tracked()
MODULES = [path for path in FILES if path.suffix == ".py"]
PROSE = [path for path in FILES if path.suffix in {".md", ".py", ".ts", ".tsx", ".sql", ".sh"}]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_root_is_the_front_door() -> None:
    entries = {path.relative_to(ROOT).parts[0] for path in FILES} - {".gitignore", ".npmrc"}
    assert len(entries) <= ROOT_ENTRIES_MAX, sorted(entries)


def test_every_folder_of_the_root_is_on_the_map() -> None:
    folders = {
        path.relative_to(ROOT).parts[0] for path in FILES if len(path.relative_to(ROOT).parts) > 1
    }
    the_map = (ROOT / "ARCHITECTURE.md").read_text()
    missing = [f for f in sorted(folders - {".ci"}) if f"`{f}" not in the_map]
    assert missing == [], "name them in ARCHITECTURE.md"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_opens_with_a_sentence(path: Path) -> None:
    source = path.read_text()
    if not source.strip():
        return
    docstring = ast.get_docstring(ast.parse(source))
    assert docstring, "say in one sentence what this module is for"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_one_room(path: Path) -> None:
    assert path.read_text().count("\n") <= LINES_MAX, "split it by what it is about"


def test_there_is_no_attic() -> None:
    assert [named(p) for p in FILES if ATTICS & {part.lower() for part in (p.stem, *p.parts)}] == []


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b")
    here = Path(__file__)
    assert [named(p) for p in PROSE if p != here and marks.search(p.read_text())] == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(p.name[:4]) for p in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_document_that_is_linked_exists() -> None:
    broken: list[str] = []
    for page in (p for p in FILES if p.suffix == ".md"):
        targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text())
        broken += [f"{named(page)} -> {t}" for t in targets if not (page.parent / t).exists()]
    assert broken == []


def test_locks_hold_hashes_and_no_addresses() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text()
    assert "--hash=sha256:" in (ROOT / "requirements.lock").read_text()
    assert '"resolved"' not in (ROOT / "web/package-lock.json").read_text()


def test_no_skipped_test_lacks_a_reason() -> None:
    bare = re.compile(r"pytest\.mark\.(skip|xfail)(?!\w*\(.*reason)")
    here = Path(__file__)
    assert [named(p) for p in MODULES if p != here and bare.search(p.read_text())] == []


def test_every_recipe_is_in_the_index() -> None:
    index = (ROOT / "docs/recipes/README.md").read_text()
    recipes = [p.name for p in (ROOT / "docs/recipes").glob("*.md") if p.name != "README.md"]
    assert [name for name in recipes if name not in index] == []


def test_every_attack_is_tried_and_its_index_is_right() -> None:
    """S19 and S20 concerned refresh tokens, and there are none."""
    tests = [path.read_text() for path in MODULES if path.name.startswith("test_")]
    tried = {int(found) for text in tests for found in re.findall(r"def test_s(\d\d)_", text)}
    assert set(range(1, 61)) - tried == {19, 20}
    index = (ROOT / "tests/security/README.md").read_text()
    rows = re.findall(r"^\| S(\d\d) .*\| `([^`]+)` \|$", index, flags=re.MULTILINE)
    assert rows, "the README lists no attack"
    wrong = [row for row in rows if f"def test_s{row[0]}_" not in (ROOT / row[1]).read_text()]
    assert wrong == [], "begin where it is tried"
