"""What is generated is committed as generated, and complete."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from medianest.contracts.events import ALL, Event
from medianest.contracts.generate import documents
from medianest.contracts.permissions import BY_ROLE, PERMISSIONS
from medianest.contracts.topology import TOPOLOGY

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "libs/contracts"


def test_schemas_are_as_generated() -> None:
    written = {p.name: json.loads(p.read_text()) for p in (PACKAGE / "schemas").glob("*.json")}
    assert written == {documents.file_name(m): documents.schema(m) for m in documents.MESSAGES}


def test_the_asyncapi_document_is_as_generated() -> None:
    assert json.loads((PACKAGE / "asyncapi.json").read_text()) == documents.asyncapi()


def test_the_page_of_events_is_as_generated() -> None:
    assert (ROOT / "docs/events.md").read_text() == documents.page()


def test_every_schema_is_a_schema() -> None:
    for message in documents.MESSAGES:
        Draft202012Validator.check_schema(documents.schema(message))


def every_event(base: type[Event] = Event) -> set[type[Event]]:
    leaves: set[type[Event]] = set()
    for child in base.__subclasses__():
        leaves |= every_event(child) or {child}
    return leaves


def test_every_event_class_is_in_the_vocabulary() -> None:
    assert every_event() == set(ALL)


def test_tags_and_subjects_are_unique() -> None:
    assert len({documents.tag_of(m) for m in documents.MESSAGES}) == len(documents.MESSAGES)
    assert len({documents.address(m) for m in documents.MESSAGES}) == len(documents.MESSAGES)


def test_nobody_reads_a_service_that_does_not_exist_or_itself() -> None:
    for service in TOPOLOGY.values():
        for read in (*service.reads, *service.reads_live, *service.reads_state):
            assert read in TOPOLOGY
            assert read != service.name


def test_the_owner_may_do_everything_and_a_guest_no_more_than_a_member() -> None:
    assert BY_ROLE["owner"] == frozenset(PERMISSIONS)
    assert BY_ROLE["guest"] < BY_ROLE["member"] < BY_ROLE["moderator"] < BY_ROLE["admin"]
