"""What is claimed of security is claimed of tests that are there, and what is open is told."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "docs/security"
COLUMNS: Final = ["id", "level", "applies", "control", "proof"]
IN_THE_STANDARD: Final = {"1": 70, "2": 183}
"""How many requirements ASVS 5.0.0 has of these levels."""
WORDS_MAX: Final = 15
TEST: Final = re.compile(r"([\w/.-]+\.py)::(test_\w+)")
PLACE: Final = re.compile(r"\b(?:docs|infra|web|services|libs|cli|tests)/[\w./-]*\w")

Row = dict[str, str]


def rows() -> list[Row]:
    with (FOLDER / "asvs.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


ROWS: Final = rows()


def by_id(row: Row) -> str:
    return row["id"]


@cache
def named_in(path: Path) -> frozenset[str]:
    text = path.read_text() if path.is_file() else ""
    return frozenset(re.findall(r"^(?:async )?def (test_\w+)\(", text, flags=re.MULTILINE))


def number(row: Row) -> tuple[int, ...]:
    return tuple(map(int, row["id"].removeprefix("V").split(".")))


def is_open(row: Row) -> bool:
    return row["proof"].startswith("open: ")


def test_every_requirement_of_both_levels_stands_once_and_in_order() -> None:
    assert (FOLDER / "asvs.csv").read_text().splitlines()[0] == ",".join(COLUMNS)
    numbers = [number(row) for row in ROWS]
    assert numbers == sorted(set(numbers))
    found = Counter(row["level"] for row in ROWS)
    assert {level: found[level] for level in IN_THE_STANDARD} == IN_THE_STANDARD


@pytest.mark.parametrize("row", ROWS, ids=by_id)
def test_a_claim_has_its_proof(row: Row) -> None:
    assert re.fullmatch(r"V\d+\.\d+\.\d+", row["id"])
    assert row["level"] in {"1", "2", "3"}
    assert row["applies"] in {"yes", "no"}
    assert 1 <= len(row["control"].split()) <= WORDS_MAX, "say it in few words"
    kind, colon, why = row["proof"].partition(": ")
    if colon and kind in {"reason", "open"}:
        assert why.strip(), "say why"
        return
    named = [part.strip() for part in row["proof"].split(";")]
    for each in named:
        found = TEST.fullmatch(each)
        assert found, f"neither a test nor a reason: {each}"
        assert found[2] in named_in(ROOT / found[1]), f"there is no {each}"


def test_every_document_that_a_row_names_exists() -> None:
    places = {place for row in ROWS for place in PLACE.findall(row["proof"].replace("::", " "))}
    assert [place for place in sorted(places) if not (ROOT / place).exists()] == []


def test_what_is_open_is_told() -> None:
    page = (FOLDER / "README.md").read_text().partition("## What is open")[2]
    told = re.findall(r"\bV\d+\.\d+\.\d+\b", page)
    assert sorted(told) == sorted(row["id"] for row in ROWS if is_open(row))


def test_nothing_is_open_that_does_not_concern_us() -> None:
    assert [row["id"] for row in ROWS if is_open(row) and row["applies"] == "no"] == []
