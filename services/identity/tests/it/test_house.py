"""The house is named while identity runs, and says its name to everybody."""

from typing import Any

import pytest

AT = "/settings/identity/house"
ROOST = {"name": "The Roost", "accent": "iris"}


async def test_a_stranger_reads_its_name_on_the_door_as_the_owner_set_it(
    door: Any, other_door: Any
) -> None:
    assert (await door.get("/house")).json() == {"name": "MediaNest", "accent": "egg"}
    owner = await door.owner()
    answer = await door.call("PUT", AT, body=ROOST, who=owner)
    assert answer.status_code == 200, answer.text
    assert (await other_door.get("/house")).json() == ROOST


async def test_only_who_runs_the_house_names_it(door: Any) -> None:
    owner = await door.owner()
    ben = await door.signed_in(owner, "ben", role="moderator")
    assert (await door.call("PUT", AT, body=ROOST, who=ben)).status_code == 403
    assert (await door.call("PUT", AT, body=ROOST)).status_code == 401
    assert (await door.get("/house")).json()["name"] == "MediaNest"


@pytest.mark.parametrize(
    "spoilt",
    [
        {},
        {"name": "", "accent": "egg"},
        {"name": "x" * 41, "accent": "egg"},
        {"name": "x" * 201, "accent": "egg"},
        {"name": "a\u202eb", "accent": "egg"},
        {"name": "Roost", "accent": "#ff0000"},
        {"name": "Roost", "accent": "egg; color: red"},
        {"name": 7, "accent": "egg"},
    ],
)
async def test_what_is_no_name_or_no_colour_is_refused(door: Any, spoilt: dict[str, Any]) -> None:
    owner = await door.owner()
    assert (await door.call("PUT", AT, body=spoilt, who=owner)).status_code == 400
