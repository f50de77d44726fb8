"""Who may do what: permissions by name, and the set that each role brings.

Every route declares one of these; the gateway puts a member's set into the identity token.
"""

from typing import Final, Literal, get_args

Role = Literal["owner", "admin", "moderator", "member", "guest"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

Permission = Literal[
    "me.manage",
    "members.read",
    "members.manage",
    "invites.manage",
    "library.read",
    "requests.create",
    "requests.read_all",
    "requests.decide",
    "downloads.read",
    "downloads.create",
    "downloads.read_all",
    "downloads.manage",
    "status.read",
    "status.manage",
    "notifications.read",
    "deliveries.read",
    "settings.manage",
    "events.read",
    "system.read",
]
PERMISSIONS: Final[tuple[Permission, ...]] = get_args(Permission)

_GUEST: Final[frozenset[Permission]] = frozenset(
    {"me.manage", "library.read", "downloads.read", "status.read", "notifications.read"}
)
_MEMBER: Final[frozenset[Permission]] = _GUEST | {"requests.create", "downloads.create"}
_MODERATOR: Final[frozenset[Permission]] = _MEMBER | {
    "members.read",
    "requests.read_all",
    "requests.decide",
    "downloads.read_all",
    "downloads.manage",
}
_EVERYTHING: Final[frozenset[Permission]] = frozenset(PERMISSIONS)

BY_ROLE: Final[dict[Role, frozenset[Permission]]] = {
    "owner": _EVERYTHING,
    "admin": _EVERYTHING,
    "moderator": _MODERATOR,
    "member": _MEMBER,
    "guest": _GUEST,
}
