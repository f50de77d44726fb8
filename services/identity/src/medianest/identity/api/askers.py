"""Who asks, in the words of the rules: a person with a role, a browser, and what was typed."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, TypeAlias, cast
from uuid import UUID

import msgspec
from litestar import Request

from medianest.chassis.doorway.access import Person
from medianest.contracts.permissions import Role
from medianest.identity.domain.roles import By
from medianest.identity.handlers.opening import Browser, Held

Typed: TypeAlias = Annotated[str, msgspec.Meta(max_length=1024)]
"""Text from a form: bounded before anything folds or hashes it."""

Uses: TypeAlias = Mapping[UUID, datetime]
"""When something was last used, by its id."""
AtMost: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
"""A limit of a member's own."""


def by(person: Person) -> By:
    """The member whom the gateway vouches for."""
    return By(member_id=person.id, role=cast("Role", person.role), permissions=person.permissions)


def uses_of(request: Request[Any, Any, Any]) -> Uses:
    """When each of the asker's sessions and API keys was last used, as the gateway noted it."""
    return _times(request.headers.get("Mn-Session-Uses", ""))


def seen_of(request: Request[Any, Any, Any]) -> Uses:
    """When each member was last seen, as the gateway noted it."""
    return _times(request.headers.get("Mn-Members-Seen", ""))


def _times(told: str) -> Uses:
    found = {}
    for pair in told.split(","):
        id_, _, seconds = pair.partition("=")
        if seconds:
            found[UUID(hex=id_)] = datetime.fromtimestamp(int(seconds), UTC)
    return found


async def browser_of(request: Request[Any, Any, Any], person: Person | None) -> Browser:
    """What the gateway passed on of the browser; it is only ever shown to the member."""
    return Browser(
        address=request.headers.get("X-Forwarded-For"),
        user_agent=request.headers.get("User-Agent"),
        held=Held(session_id=person.session_id, member_id=person.id) if person else None,
    )
