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
from litestar.types import ControllerRouterHandler

from medianest.chassis.document.describing import described
from medianest.chassis.doorway.access import check_declared, guard, open_to_all
from medianest.chassis.doorway.door import DEPENDENCIES, Request
from medianest.chassis.problems import HANDLERS

PREFIX: Final = "/api/v1"
BODY_BYTES_MAX: Final = 1024 * 1024


class PrefixedTwice(Exception):
    """A route already had the prefix that the house adds."""


class _Document(JsonRenderPlugin):
    """The OpenAPI document, with what Litestar can't know; made once, it never changes."""

    def __init__(self, name: str) -> None:
        super().__init__(path="/openapi.json")
        self._name = name
        self._made = b""

    def render(self, request: Any, openapi_schema: dict[str, Any]) -> bytes:
        if not self._made:
            document = described(request.app, openapi_schema, self._name)
            self._made = msgspec.json.encode(document)
        return self._made


def application(
    name: str,
    handlers: Sequence[ControllerRouterHandler],
    *,
    dependencies: Mapping[str, Provide] | None = None,
    inside: Sequence[Router] = (),
) -> Litestar:
    """Put the app together; refuses undeclared routes. `inside` is mounted as it is."""
    documents = Router("/internal", route_handlers=[], include_in_schema=False, opt=open_to_all())
    with warnings.catch_warnings():
        # Plain annotations (`person: Person`, `data: Wish`) read better than the markers that
        # Litestar 3 will want (`NamedDependency[Person]`); the lock keeps us on 2.
        warnings.simplefilter("ignore", LitestarDeprecationWarning)
        app = Litestar(
            route_handlers=[Router(PREFIX, route_handlers=list(handlers)), *inside],
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
                render_plugins=[_Document(name)],
            ),
        )
    twice = sorted(r.path for r in app.routes if r.path.startswith(PREFIX + PREFIX))
    if twice:
        raise PrefixedTwice(f"Leave {PREFIX} out of: {', '.join(twice)}")
    check_declared(app)
    return app
