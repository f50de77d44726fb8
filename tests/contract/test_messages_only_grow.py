"""Words once said stay as they were: every message is held against all its golden versions."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import msgspec
import pytest

from medianest.contracts.compatibility import breaches
from medianest.contracts.generate import documents
from medianest.contracts.generate.documents import MESSAGES, Message
from medianest.contracts.record import Record

GOLDEN = Path(__file__).parent / "golden"
BY_TAG = {documents.tag_of(message): message for message in MESSAGES}


def golden_files() -> list[Path]:
    return sorted(GOLDEN.glob("*.json"))


def message_of(path: Path) -> Message:
    tag = re.sub(r"\.v\d+\.json$", "", path.name)
    assert tag in BY_TAG, f"{tag} was announced once and may not be removed"
    return BY_TAG[tag]


def without_prose(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {k: without_prose(v) for k, v in schema.items() if k not in {"description", "title"}}
    return [without_prose(v) for v in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("message", MESSAGES, ids=documents.tag_of)
def test_every_message_has_a_golden_file_of_its_version(message: Message) -> None:
    golden = GOLDEN / documents.file_name(message)
    assert golden.exists(), "run `make contracts` and commit the new golden file"
    then = json.loads(golden.read_text())["schema"]
    assert without_prose(documents.schema(message)) == without_prose(then), (
        f"{documents.tag_of(message)} changed: raise its `version`, then run `make contracts`"
    )


@pytest.mark.parametrize("path", golden_files(), ids=lambda path: path.stem)
def test_todays_schema_only_adds_to_every_earlier_one(path: Path) -> None:
    then = json.loads(path.read_text())["schema"]
    assert breaches(then, documents.schema(message_of(path))) == []


@pytest.mark.parametrize("path", golden_files(), ids=lambda path: path.stem)
def test_todays_code_reads_every_message_ever_announced(path: Path) -> None:
    said = json.loads(path.read_text())["message"]
    heard = msgspec.convert(said, message_of(path), strict=True)
    again = json.loads(msgspec.json.encode(heard))
    assert {field: again[field] for field in said} == said


@pytest.mark.parametrize("path", golden_files(), ids=lambda path: path.stem)
def test_a_field_that_this_reader_does_not_know_is_ignored(path: Path) -> None:
    said = json.loads(path.read_text())["message"]
    kind = message_of(path)
    assert msgspec.convert({**said, "from_the_future": 1}, kind) == msgspec.convert(said, kind)


class Inner(Record):
    size: int


class Told(Record):
    name: str
    note: str | None = None
    count: int = 0
    files: tuple[Inner, ...] = ()


BEFORE = msgspec.json.schema(Told)


def changed(**fields: Any) -> dict[str, Any]:
    after = deepcopy(BEFORE)
    for name, field in fields.items():
        if field is None:
            del after["$defs"]["Told"]["properties"][name]
        else:
            after["$defs"]["Told"]["properties"][name] = field
    return after


def requiring(*names: str) -> dict[str, Any]:
    after = deepcopy(BEFORE)
    after["$defs"]["Told"]["required"] = list(names)
    return after


def new_and_required() -> dict[str, Any]:
    after = changed(owner={"type": "string"})
    after["$defs"]["Told"]["required"] = ["name", "owner"]
    return after


def inner_removed() -> dict[str, Any]:
    after = deepcopy(BEFORE)
    after["$defs"]["Inner"] = {"type": "object", "properties": {}, "required": []}
    return after


BREACHES = {
    "a new required field": (new_and_required(), "new and required"),
    "a removed field": (changed(note=None), "was removed"),
    "another type": (changed(name={"type": "integer"}), "was string, is integer"),
    "another format": (changed(name={"type": "string", "format": "uuid"}), "was string"),
    "a field that may now be null": (
        changed(name={"anyOf": [{"type": "string"}, {"type": "null"}]}),
        "may now be null",
    ),
    "a field that may no longer be null": (changed(note={"type": "string"}), "no longer be null"),
    "a required field made optional": (requiring(), "was required, is optional"),
    "an optional field made required": (requiring("name", "count"), "was optional, is required"),
    "a narrowed number": (changed(count={"type": "integer", "maximum": 9}), "maximum was narrowed"),
    "a narrowed text": (changed(name={"type": "string", "minLength": 1}), "minLength was narrowed"),
    "a pattern": (changed(name={"type": "string", "pattern": "^a"}), "the pattern changed"),
    "a closed set": (changed(name={"enum": ["a", "b"]}), "was string, is enum"),
    "a change inside a list": (inner_removed(), "/files/*/size: was removed"),
}


@pytest.mark.parametrize(("after", "says"), BREACHES.values(), ids=BREACHES.keys())
def test_each_kind_of_breach_is_caught(after: dict[str, Any], says: str) -> None:
    assert any(says in breach for breach in breaches(BEFORE, after))


def test_a_grown_enum_is_a_breach() -> None:
    before = {"type": "object", "properties": {"k": {"enum": ["a"]}}}
    after = {"type": "object", "properties": {"k": {"enum": ["a", "b"]}}}
    assert breaches(before, after) == ["/k: the closed set of values changed (use an open string)"]


def test_a_new_field_with_a_default_is_no_breach() -> None:
    assert breaches(BEFORE, changed(colour={"type": "string", "default": "red"})) == []
