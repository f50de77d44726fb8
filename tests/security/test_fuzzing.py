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

QUICK: Final = 3
LONG: Final = 150
ENDLESS: Final = "/api/v1/live"
# These end the very session that asks; the matrix tries them.
LEAVING: Final = {"/api/v1/auth/logout", "/api/v1/me/sessions", "/api/v1/me/password"}
# These take from the household what other tests lean on; the matrix tries them.
TAKES_AWAY: Final = {
    "DELETE /api/v1/settings/requests/overseerr",
    "DELETE /api/v1/settings/requests/plex",
}
PASSWORD: Final = "a long enough password"
BREAKS: Final = 500


@pytest.mark.parametrize("role", ["owner", "member"])
async def test_s60_nothing_that_a_few_tries_find_breaks_a_service(
    household: Any, role: str
) -> None:
    assert broken(household, await household.api(), role, QUICK) == {}


@pytest.mark.long
@pytest.mark.parametrize("role", ["owner", "member"])
async def test_s60_nothing_that_many_tries_find_breaks_a_service(
    small_household: Any, role: str
) -> None:
    assert broken(small_household, await small_household.api(), role, LONG) == {}


def broken(household: Any, document: dict[str, Any], role: str, tries: int) -> dict[str, str]:
    """What was answered as if it were our fault, by operation. Each operation is asked."""
    found: dict[str, str] = {}
    silent = []
    with somebody(household, role) as client:
        for result in described(document).get_all_operations():
            operation = result.ok()
            if operation.path in LEAVING | {ENDLESS} or operation.label in TAKES_AWAY:
                continue
            answered, faults = tried(operation, client, tries)
            found |= faults
            silent += [] if answered else [operation.label]
        assert client.get("/api/v1/me").json()["role"] == role, "signed out on the way"
    assert not silent, f"never asked: {silent}"
    return found


def described(document: dict[str, Any]) -> BaseSchema:
    """The document, read so that only who is signed in says who asks."""
    generation = {"with-security-parameters": False}
    config = Config.from_dict({"generation": generation})
    return schemathesis.openapi.from_dict(document, config=config)


@contextmanager
def somebody(household: Any, role: str) -> Iterator[httpx.Client]:
    """Somebody of their own, so that nobody else is changed."""
    person = {"username": f"fuzz-{uuid4().hex[:8]}", "password": PASSWORD}
    with household.signed_in(household.told["owner"]) as owner:
        made = owner.client.post("/api/v1/members", json={**person, "role": role})
        made.raise_for_status()
    with household.signed_in(person) as one:
        yield one.client


def tried(operation: Any, client: httpx.Client, tries: int) -> tuple[int, dict[str, str]]:
    """One operation, with what fits its description and with what nearly does.

    How often it answered, and what it answered as if it were our fault.
    """
    found: dict[str, str] = {}
    answered = 0

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
        nonlocal answered
        answer = sent(case, client)
        answered += answer is not None
        if answer is not None and answer.status_code >= BREAKS:
            found[operation.label] = f"{answer.status_code} {answer.text}"

    attempt()
    return answered, found


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
