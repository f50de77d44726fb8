"""Access: every route says who may call it, or the service does not start.

`@get("/downloads", opt=needs("downloads.read"))`, `opt=signed_in()` or `opt=open_to_all()`.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler
from litestar.routes import ASGIRoute, BaseRoute, HTTPRoute, WebSocketRoute

from medianest.chassis.doorway.people import Person
from medianest.contracts.permissions import Permission
from medianest.contracts.record import Record
from medianest.contracts.refusals import Forbidden, NotSignedIn

__all__ = [
    "Access",
    "Needs",
    "NotAllowed",
    "OpenToAll",
    "Person",
    "SignedIn",
    "UndeclaredRoute",
    "access_of",
    "check_declared",
    "needs",
    "open_to_all",
    "signed_in",
]

_KEY: Final = "medianest_access"


class OpenToAll(Record):
    """Anybody, signed in or not."""


class SignedIn(Record):
    """Whoever is signed in, whatever their role."""


class Needs(Record):
    """Who holds one of these permissions."""

    any_of: tuple[Permission, ...]


Access: TypeAlias = OpenToAll | SignedIn | Needs


class UndeclaredRoute(Exception):
    """A route does not say who may call it."""


class NotAllowed(Forbidden):
    """You are not allowed to do this."""


def needs(permission: Permission, *or_else: Permission) -> dict[str, Any]:
    """Only who holds the permission (or one of the others named)."""
    return {_KEY: Needs(any_of=(permission, *or_else))}


def signed_in() -> dict[str, Any]:
    """Whoever is signed in: the handler itself looks at whose thing it is."""
    return {_KEY: SignedIn()}


def open_to_all() -> dict[str, Any]:
    """Anybody; `person` may be None in the handler."""
    return {_KEY: OpenToAll()}


def access_of(opt: Mapping[str, Any]) -> Access | None:
    """What a route declared, or None."""
    declared = opt.get(_KEY)
    return declared if isinstance(declared, OpenToAll | SignedIn | Needs) else None


def check_declared(app: Litestar) -> None:
    """Refuse to start with a route that anybody could call by oversight."""
    undeclared = sorted(
        f"{route.path} ({handler.handler_name})"
        for route in app.routes
        for handler in _handlers(route)
        if access_of(handler.opt) is None
    )
    if undeclared:
        raise UndeclaredRoute(
            "These routes do not say who may call them (needs, signed_in, open_to_all): "
            + ", ".join(undeclared)
        )


def admit(access: Access | None, person: Person | None) -> None:
    """Let the person in, or refuse."""
    match access, person:
        case OpenToAll(), _:
            return
        case None, _:
            raise NotAllowed
        case ((SignedIn() | Needs()), None):
            raise NotSignedIn
        case SignedIn(), Person():
            return
        case Needs(any_of=any_of), Person(permissions=permissions):
            if permissions.isdisjoint(any_of):
                raise NotAllowed


async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Stand at every route of a service."""
    if connection.scope.get("method") == "OPTIONS":
        return
    admit(access_of(handler.opt), connection.scope["state"].get("person"))


def _handlers(route: BaseRoute) -> list[BaseRouteHandler]:
    match route:
        case HTTPRoute():
            # Litestar adds an OPTIONS handler to each path; it only names the methods.
            return [h for h in route.route_handlers if h.http_methods != {"OPTIONS"}]
        case ASGIRoute() | WebSocketRoute():
            return [route.route_handler]
        case unknown:
            raise UndeclaredRoute(f"{unknown.path} is of a kind that nobody guards")
