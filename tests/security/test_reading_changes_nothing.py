"""What is only read leaves no trace of somebody's doing, whatever part of the house answers."""

import re
from typing import Any, Final

import httpx

NOBODY: Final = "01938e5c-0000-7000-8000-00000000a11a"
ENDLESS: Final = "/api/v1/live"
ELSEWHERE: Final = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
KEEPER: Final = {"username": "keeper-of-lists", "password": "reads-all-that-there-is"}


def test_s26_no_look_at_any_part_of_the_house_does_something(household: Any) -> None:
    with household.signed_in(household.told["owner"]) as owner:
        made = owner.client.post("/api/v1/members", json={**KEEPER, "role": "admin"})
        keeper = made.raise_for_status().json()["id"]
        with household.signed_in(KEEPER) as reader:
            paths = looks(reader.client)
            before = done_by(owner.client, keeper)
            assert before, "to come in is a fact"
            for path in paths:
                reader.client.get(path, headers=ELSEWHERE)
            assert reader.client.get("/api/v1/me").status_code == httpx.codes.OK
            assert done_by(owner.client, keeper) == before
        parts = set(map(part_of, paths))
        assert {"downloads", "library", "notifications", "requests", "status"} <= parts
        assert len(paths) > 70


def looks(client: httpx.Client) -> list[str]:
    """The path of everything that can be read, for nobody in particular."""
    document = client.get("/api/openapi.json").json()
    return [
        re.sub(r"\{[^}]*\}", NOBODY, path)
        for path, item in document["paths"].items()
        if "get" in item and path != ENDLESS
    ]


def done_by(client: httpx.Client, who: str) -> list[str]:
    """The ids of the facts of all services that this person set going."""
    answer = client.get("/api/v1/admin/events", params={"actor": who, "limit": 200})
    said = answer.raise_for_status().json()
    assert said["missing"] == []
    return [event["id"] for event in said["items"]]


def part_of(path: str) -> str:
    return path.removeprefix("/api/v1/").split("/")[0]
