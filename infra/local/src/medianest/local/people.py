"""The people of a seeded house, with the passwords that were made up for them."""

import json
import secrets
from typing import Any, Final

from medianest.local.places import Places

_PEOPLE: Final = (
    ("owner", "owner", "Jonas"),
    ("anna", "member", "Anna"),
    ("ben", "member", "Ben"),
    ("carla", "moderator", "Carla"),
)
Person = dict[str, str]


def people_of(places: Places) -> list[Person]:
    """Return who has been let in; nobody before that."""
    if not places.people.exists():
        return []
    known: dict[str, Any] = json.loads(places.people.read_text())
    people: list[Person] = known["people"] if known["seeded"] else []
    return people


def make_up(places: Places) -> list[Person]:
    """Make up passwords and keep them first: a crash must not leave people without one."""
    if places.people.exists():
        known: list[Person] = json.loads(places.people.read_text())["people"]
        return known
    people = [
        {
            "username": username,
            "password": secrets.token_urlsafe(12),
            "role": role,
            "display_name": name,
        }
        for username, role, name in _PEOPLE
    ]
    remember(places, people, seeded=False)
    return people


def remember(places: Places, people: list[Person], *, seeded: bool) -> None:
    """Keep them; `seeded` once all are let in."""
    places.people.touch(mode=0o600)
    places.people.write_text(json.dumps({"seeded": seeded, "people": people}, indent=2) + "\n")
