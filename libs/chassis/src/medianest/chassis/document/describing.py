"""What Litestar can't know of a route: who may call it, which headers it takes, what may go wrong.

Each operation gets `x-permission`, its problems, and an example of what it takes and gives; the
document gets `x-problem-types`, every type of problem that this service may answer with.
"""

import inspect
import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from medianest.chassis.document.examples import example_of
from medianest.chassis.doorway.access import Access, Needs, OpenToAll, SignedIn, access_of
from medianest.chassis.problems import MEDIA_TYPE, TYPE_PREFIX, Problem, status_of
from medianest.contracts.refusals import FieldError, Refusal

SHARED: Final = ("contracts", "chassis", "eventlog")
_HEADERS: Final[Mapping[str, tuple[str, str]]] = {
    "once": ("Idempotency-Key", "Asked twice under one key, it is done once."),
    "expected": ("If-Match", 'Done only if this is still the version, such as `"v7"`.'),
}
_PAGE: Final = '<!doctype html><html lang="en">…</html>'
_SEVERAL_WORDS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def described(app: Litestar, document: dict[str, Any], name: str) -> dict[str, Any]:
    """The document of the service `name` with all of this."""
    components = document.setdefault("components", {})
    _, schemas = msgspec.json.schema_components(
        (Problem, FieldError), ref_template="#/components/schemas/{name}"
    )
    components.setdefault("schemas", {}).update(schemas)
    for schema in components["schemas"].values():
        schema.pop("default", None)  # of whichever field came last; a shape has none of its own
    components.setdefault("responses", {}).update(_answers())
    for operation, handler in _operations(app, document.get("paths") or {}):
        _describe(operation, handler)
        _show(operation, document)
    document["x-problem-types"] = list(_problem_types(name))
    return document


def _operations(
    app: Litestar, paths: Mapping[str, Any]
) -> Iterator[tuple[dict[str, Any], HTTPRouteHandler]]:
    for route in app.routes:
        if not isinstance(route, HTTPRoute) or route.path_format not in paths:
            continue
        for handler in route.route_handlers:
            for method in handler.http_methods:
                operation = paths[route.path_format].get(method.lower())
                if operation is not None:
                    yield operation, handler


def _describe(operation: dict[str, Any], handler: HTTPRouteHandler) -> None:
    access = access_of(handler.opt)
    operation["x-permission"] = _permission(access)
    operation["security"] = [] if isinstance(access, OpenToAll) else [{"session": []}, {"key": []}]
    words = _SEVERAL_WORDS.sub(" ", operation.get("summary") or "")
    operation["summary"] = words[:1] + words[1:].lower()
    wanted = inspect.signature(handler.fn).parameters
    parameters = operation.setdefault("parameters", [])
    parameters += [_header(*_HEADERS[name]) for name in wanted if name in _HEADERS]
    responses: dict[str, Any] = operation.setdefault("responses", {})
    # Litestar's own idea of a 400 is not what we send.
    responses.pop("400", None)
    for status in _refusals(operation, access, is_versioned="expected" in wanted):
        responses[str(int(status))] = {"$ref": f"#/components/responses/{_named(status)}"}
    responses["default"] = {"$ref": "#/components/responses/Problem"}


def _refusals(
    operation: Mapping[str, Any], access: Access | None, *, is_versioned: bool
) -> Iterator[HTTPStatus]:
    places = {parameter.get("in") for parameter in operation["parameters"]}
    if places or "requestBody" in operation:
        yield HTTPStatus.BAD_REQUEST
    if not isinstance(access, OpenToAll):
        yield HTTPStatus.UNAUTHORIZED
    if isinstance(access, Needs):
        yield HTTPStatus.FORBIDDEN
    if "path" in places:
        yield HTTPStatus.NOT_FOUND
    if is_versioned:
        yield HTTPStatus.PRECONDITION_FAILED
    yield HTTPStatus.TOO_MANY_REQUESTS
    yield HTTPStatus.SERVICE_UNAVAILABLE


def _show(operation: dict[str, Any], document: Mapping[str, Any]) -> None:
    """An example beside every schema."""
    bodies = [operation.get("requestBody") or {}, *operation["responses"].values()]
    for body in bodies:
        for media_type, content in (body.get("content") or {}).items():
            # What is streamed has no shape but its media type.
            stream = {"type": "string", "contentMediaType": media_type}
            schema = content["schema"] = content.get("schema") or stream
            if schema.get("type") != "null":
                is_page = media_type == "text/html"
                content["example"] = _PAGE if is_page else example_of(schema, document)


def _answers() -> dict[str, Any]:
    """How each kind of problem looks, and the one that stands for all others."""
    statuses = (
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.PRECONDITION_FAILED,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
    return {
        "Problem": _problem("Why it was not done (RFC 9457).", HTTPStatus.CONFLICT),
        **{_named(status): _problem(status.description, status) for status in statuses},
    }


def _problem(description: str, status: HTTPStatus) -> dict[str, Any]:
    example = {
        "type": TYPE_PREFIX + status.phrase.lower().replace(" ", "-"),
        "title": status.phrase,
        "status": int(status),
        "detail": description,
        "instance": "/api/v1/me",
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {MEDIA_TYPE: {"schema": schema, "example": example}}
    return {"description": description or status.phrase, "content": content}


def _named(status: HTTPStatus) -> str:
    return status.phrase.title().replace(" ", "")


def _header(name: str, words: str) -> dict[str, Any]:
    schema = {"type": "string", "maxLength": 200}
    return {"name": name, "in": "header", "required": False, "description": words, "schema": schema}


def _problem_types(name: str) -> Iterator[dict[str, Any]]:
    """Every refusal of this service and of the house, as a client meets it."""
    ours = tuple(f"medianest.{part}." for part in (*SHARED, name))
    known = {
        refusal.type_slug(): refusal
        for refusal in _all_below(Refusal)
        if refusal.__module__.startswith(ours)
    }
    for slug, refusal in sorted(known.items()):
        yield {"type": TYPE_PREFIX + slug, "title": refusal.title(), "status": status_of(refusal)}


def _all_below(refusal: type[Refusal]) -> Iterator[type[Refusal]]:
    for below in refusal.__subclasses__():
        if not below.__name__.startswith("_"):
            yield below
        yield from _all_below(below)


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
