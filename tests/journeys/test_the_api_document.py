"""The API document of the running house: nothing in it is left unsaid."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

WITHOUT_A_KEY = {
    "POST /api/v1/setup": "its answer is a session; whoever lost it signs in",
    "POST /api/v1/invites/accept": "its answer is a session; whoever lost it signs in",
    "POST /api/v1/auth/plex/start": "what begins is no fact, and each browser needs its own",
    "POST /api/v1/me/ways-in/{way_in}": "what begins is no fact, and each browser needs its own",
    "POST /api/v1/settings/identity/plex/owner": "the same: what begins is no fact",
    "POST /api/v1/live/ticket": "it opens one connection, and ends by itself",
}
PERMISSION = r"^(open|signed-in|[a-z]+(\.[a-z]+)+)$"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def document(household: Any) -> Any:
    return await household.api()


def operations(document: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_service_is_in_the_document(document: Any) -> None:
    assert document["openapi"].startswith("3.1")
    assert "x-missing-services" not in document
    tags = {tag for _, operation in operations(document) for tag in operation["tags"]}
    assert tags == {"gateway", "identity", "requests", "downloads", "status", "notify"}


def test_every_operation_says_who_may_what_it_answers_and_what_may_go_wrong(document: Any) -> None:
    faults = [f"{name}: {fault}" for name, op in operations(document) for fault in faults_of(op)]
    assert not faults, "\n".join(faults)


def faults_of(operation: dict[str, Any]) -> Iterator[str]:
    if not operation.get("x-permission"):
        yield "does not say who may"
    if not operation.get("summary"):
        yield "has no summary"
    responses = operation["responses"]
    if "default" not in responses:
        yield "says nothing of problems"
    shown = [operation.get("requestBody") or {}]
    shown += [answer for status, answer in responses.items() if status.startswith("2")]
    for body in shown:
        for content in (body.get("content") or {}).values():
            if not content.get("schema"):
                yield "has a body without a schema"
            elif content["schema"].get("type") != "null" and "example" not in content:
                yield "has a body without an example"


def test_what_creates_takes_a_key_so_that_who_asks_twice_creates_one_thing(document: Any) -> None:
    creating = {name: op for name, op in operations(document) if "201" in op["responses"]}
    keyless = {name for name, operation in creating.items() if not takes_a_key(operation)}
    assert keyless == set(WITHOUT_A_KEY)
    assert len(creating) > len(keyless)


def takes_a_key(operation: dict[str, Any]) -> bool:
    return any(one.get("name") == "Idempotency-Key" for one in operation["parameters"])


def test_every_problem_is_named_with_its_status(document: Any) -> None:
    problems = {one["type"]: one["status"] for one in document["x-problem-types"]}
    assert problems["urn:medianest:problem:too-often"] == 429
    assert problems["urn:medianest:problem:no-such-download"] == 404
    assert all(400 <= status < 600 for status in problems.values())


def test_the_page_to_read_needs_no_script_and_nobody_else(household: Any) -> None:
    page = httpx.get(f"{household.url}/api/docs", timeout=20)
    assert "/api/v1/downloads/preview" in page.text
    assert "urn:medianest:problem:too-often" in page.text
    assert "<script" not in page.text
    assert "http" not in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/internal/nothing", "/internal/openapi.json", "/metrics", "/api"]
)
def test_what_is_never_a_page_is_a_problem_when_it_is_not_there(household: Any, path: str) -> None:
    answer = httpx.get(household.url + path, timeout=20)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
