"""Whom one server knows, and what they may do there."""

from typing import Any, Final

ADMIN: Final = 2
MANAGE_REQUESTS: Final = 16
REQUEST: Final = 32
AUTO_APPROVE: Final = 128
REQUEST_4K: Final = 1024
OWNER: Final = 1
"""Whom the key alone acts for."""


class User:
    """One account. `films` is how many of them it may ask for; None is without end."""

    def __init__(
        self, number: int, plex_id: int | None, name: str, permissions: int = REQUEST | REQUEST_4K
    ) -> None:
        self.id = number
        self.plex_id = plex_id
        self.name = name
        self.permissions = permissions
        self.films: int | None = None

    def may(self, *permissions: int) -> bool:
        """Whoever is an admin may do all."""
        return any(self.permissions & one for one in (ADMIN, *permissions))

    def told(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "email": f"{self.name}@example.org".lower(),
            "plexUsername": self.name,
            "username": None,
            "displayName": self.name,
            "plexId": self.plex_id,
            "userType": 1,
            "permissions": self.permissions,
            "avatar": "",
            "movieQuotaLimit": self.films,
            "requestCount": 0,
        }


def first() -> dict[int, User]:
    """The account with which it was set up."""
    return {OWNER: User(OWNER, 1, "owner", ADMIN)}
