"""The Litestar app of a service: its handlers, with the house's doors, problems and documents.

A service's routes are given without their prefix; they are mounted under `/api/v1`. The OpenAPI
document is at `/internal/openapi.json`, each operation with its `x-permission` and problems.
"""

import warnings
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from litestar import Litestar, Router
from litestar.di import Provide
from litestar.exceptions.base_exceptions import LitestarDeprecationWarning
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.routes import HTTPRoute
from litestar.types import ControllerRouterHandler

from medianest.chassis.access import (
    Access,
    Needs,
    OpenToAll,
    SignedIn,
    access_of,
    check_declared,
    guard,
    open_to_all,
)
from medianest.chassis.door import DEPENDENCIES, Request
from medianest.chassis.problems import HANDLERS, MEDIA_TYPE, Problem
from medianest.contracts.refusals import FieldError

PREFIX: Final = "/api/v1"
BODY_BYTES_MAX: Final = 1024 * 1024


class PrefixedTwice(Exception):
    """A route already had the prefix that the house adds."""


class _Document(JsonRenderPlugin):
    """The OpenAPI document, with what Litestar can't know."""

    def render(self, request: Any, openapi_schema: dict[str, Any]) -> bytes:
        return msgspec.json.encode(described(request.app, openapi_schema))


def application(
    name: str,
    handlers: Sequence[ControllerRouterHandler],
    *,
    dependencies: Mapping[str, Provide] | None = None,
) -> Litestar:
    """Put the app together; refuses undeclared routes."""
    documents = Router("/internal", route_handlers=[], include_in_schema=False, opt=open_to_all())
    with warnings.catch_warnings():
        # Plain annotations (`person: Person`, `data: Wish`) read better than the markers that
        # Litestar 3 will want (`NamedDependency[Person]`); the lock keeps us on 2.
        warnings.simplefilter("ignore", LitestarDeprecationWarning)
        app = Litestar(
            route_handlers=[Router(PREFIX, route_handlers=list(handlers))],
            dependencies={**DEPENDENCIES, **(dependencies or {})},
            exception_handlers=HANDLERS,
            guards=[guard],
            request_class=Request,
            request_max_body_size=BODY_BYTES_MAX,
            logging_config=None,
            openapi_config=OpenAPIConfig(
                title=f"MediaNest {name}",
                version="1",
                openapi_router=documents,
                render_plugins=[_Document(path="/openapi.json")],
            ),
        )
    twice = sorted(r.path for r in app.routes if r.path.startswith(PREFIX + PREFIX))
    if twice:
        raise PrefixedTwice(f"Leave {PREFIX} out of: {', '.join(twice)}")
    check_declared(app)
    return app


def described(app: Litestar, document: dict[str, Any]) -> dict[str, Any]:
    """Add to each operation who may call it and that it may answer with a problem."""
    paths: dict[str, Any] = document.get("paths") or {}
    for route in app.routes:
        if not isinstance(route, HTTPRoute) or route.path_format not in paths:
            continue
        for handler in route.route_handlers:
            for method in handler.http_methods:
                operation = paths[route.path_format].get(method.lower())
                if operation is not None:
                    _describe(operation, access_of(handler.opt))
    _, schemas = msgspec.json.schema_components(
        (Problem, FieldError), ref_template="#/components/schemas/{name}"
    )
    components = document.setdefault("components", {})
    components.setdefault("schemas", {}).update(schemas)
    components.setdefault("responses", {})["Problem"] = {
        "description": "Why it was not done (RFC 9457).",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    return document


def _describe(operation: dict[str, Any], access: Access | None) -> None:
    operation["x-permission"] = _permission(access)
    responses: dict[str, Any] = operation.setdefault("responses", {})
    # Litestar's own idea of a 400 is not what we send.
    responses.pop("400", None)
    responses["default"] = {"$ref": "#/components/responses/Problem"}


def _permission(access: Access | None) -> str | list[str]:
    match access:
        case OpenToAll() | None:
            return "open"
        case SignedIn():
            return "signed-in"
        case Needs(any_of=(only,)):
            return only
        case Needs(any_of=several):
            return list(several)
