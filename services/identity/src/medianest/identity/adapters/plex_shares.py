"""What plex.tv tells an owner of their shares, in its XML of old and in JSON."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from xml.etree.ElementTree import ParseError

import msgspec
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from medianest.identity.ports.plex import PlexFriend

FRIENDS_MAX: Final = 1000
_TRUE: Final = frozenset({"1", "true"})


class Unreadable(Exception):
    """It is neither of the two."""


def friends_in(body: bytes) -> tuple[PlexFriend, ...]:
    """Those with whom something is shared, or is about to be. Raises `Unreadable`."""
    try:
        users = _of_xml(body) if body.lstrip()[:1] == b"<" else _of_json(body)
        return tuple(_friend(user) for user, _ in zip(users, range(FRIENDS_MAX), strict=False))
    except (
        *(ParseError, DefusedXmlException, msgspec.DecodeError, RecursionError),
        *(ValueError, TypeError, KeyError, AttributeError),
    ) as flaw:
        raise Unreadable from flaw


def _of_xml(body: bytes) -> Iterable[Mapping[str, Any]]:
    root = ElementTree.fromstring(body)
    if root.tag != "MediaContainer":
        raise Unreadable
    for user in root.iter("User"):
        yield {**user.attrib, "Server": [server.attrib for server in user.iter("Server")]}


def _of_json(body: bytes) -> Iterable[Mapping[str, Any]]:
    container = msgspec.json.decode(body)["MediaContainer"]
    # One of several is a list, and where there is nobody the word may be missing.
    yield from _many(container.get("User"))


def _friend(user: Mapping[str, Any]) -> PlexFriend:
    username = str(user.get("username") or "")
    return PlexFriend(
        id=int(user["id"]),
        name=username or str(user.get("title") or ""),
        shares={
            str(server["machineIdentifier"]): "pending" if _is_pending(server) else "shared"
            for server in _many(user.get("Server"))
        },
        can_sign_in=bool(username or user.get("email")),
    )


def _is_pending(server: Mapping[str, Any]) -> bool:
    return str(server.get("pending", "0")).lower() in _TRUE


def _many(found: Any) -> list[Any]:
    if found is None:
        return []
    return found if isinstance(found, list) else [found]
