"""S60: whatever fits the API document, or nearly does, is answered; nothing breaks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy, one_of
from schemathesis import BaseSchema, Case, Config, GenerationMode

QUICK: Final = 4
LONG: Final = 150
ENDLESS: Final = "/api/v1/live"
# These end the very session that asks; the matrix tries them.
LEAVING: Final = {"/api/v1/auth/logout", "/api/v1/me/sessions", "/api/v1/me/password"}
PASSWORD: Final = "a long enough password"
BREAKS: Final = 500


def test_s60_nothing_that_a_few_tries_find_breaks_a_service(household: Any) -> None:
    assert broken(household, QUICK) == {}


@pytest.mark.long
def test_s60_nothing_that_many_tries_find_breaks_a_service(small_household: Any) -> None:
    assert broken(small_household, LONG) == {}


def broken(household: Any, tries: int) -> dict[str, str]:
    """What was answered as if it were our fault, by operation."""
    document = httpx.get(f"{household.url}/api/openapi.json", timeout=20).json()
    found: dict[str, str] = {}
    with an_admin(household) as client:
        for result in described(document).get_all_operations():
            operation = result.ok()
            if operation.path != ENDLESS and operation.path not in LEAVING:
                found |= tried(operation, client, tries)
    return found


def described(document: dict[str, Any]) -> BaseSchema:
    """The document, read so that only our admin says who asks."""
    generation = {"with-security-parameters": False}
    config = Config.from_dict({"generation": generation})
    return schemathesis.openapi.from_dict(document, config=config)


@contextmanager
def an_admin(household: Any) -> Iterator[httpx.Client]:
    """Somebody of their own, so that nobody else is changed."""
    person = {"username": f"fuzz-{uuid4().hex[:8]}", "password": PASSWORD}
    with household.signed_in(household.told["owner"]) as owner:
        made = owner.client.post("/api/v1/members", json={**person, "role": "admin"})
        made.raise_for_status()
    with household.signed_in(person) as admin:
        yield admin.client


def tried(operation: Any, client: httpx.Client, tries: int) -> dict[str, str]:
    """One operation, with what fits its description and with what nearly does."""
    found: dict[str, str] = {}

    @settings(
        max_examples=tries,
        database=None,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases(operation))
    def attempt(case: Case) -> None:
        answer = sent(case, client)
        if answer is not None and answer.status_code >= BREAKS:
            found[operation.label] = f"{answer.status_code} {answer.text}"

    attempt()
    return found


def cases(operation: Any) -> SearchStrategy[Case]:
    """What nearly fits can be made only where something is described."""
    modes = [GenerationMode.POSITIVE]
    if operation.body or operation.path_parameters or operation.query:
        modes.append(GenerationMode.NEGATIVE)
    return one_of([operation.as_strategy(generation_mode=mode) for mode in modes])


def sent(case: Case, client: httpx.Client) -> httpx.Response | None:
    """The answer; None when this client can't even say such a thing."""
    asked = case.as_transport_kwargs(base_url=str(client.base_url))
    content = asked.get("data") if isinstance(asked.get("data"), str | bytes) else None
    try:
        return client.request(
            asked["method"],
            asked["url"],
            headers=asked["headers"],
            params=asked.get("params"),
            json=asked.get("json"),
            content=content,
        )
    except (httpx.InvalidURL, httpx.LocalProtocolError, UnicodeEncodeError, ValueError):
        return None
