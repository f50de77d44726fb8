"""Examples for the API document, made from the schemas: every route shows what it takes and gives.

They are made from the schema alone, so they never lie about a shape; well-known fields get a value
that a reader recognises.
"""

from collections.abc import Mapping
from typing import Any, Final

DEPTH_MAX: Final = 8
_BY_FORMAT: Final[Mapping[str, str]] = {
    "uuid": "01900000-0000-7000-8000-00000000a11a",
    "date-time": "2026-03-01T12:00:00Z",
    "date": "2026-03-01",
    "uri": "https://videos.example.org/harbour",
}
_BY_NAME: Final[Mapping[str, str]] = {
    "channel": "Harbour Watch",
    "current_password": "an old and long password",
    "display_name": "Anna",
    "email": "anna@example.org",
    "etag": '"v7"',
    "name": "Anna",
    "password": "a long enough password",
    "reason": "It is there already.",
    "role": "member",
    "site": "videos.example.org",
    "thumbnail_url": "/api/v1/images/harbour",
    "title": "Harbour at dawn",
    "type": "urn:medianest:problem:not-found",
    "url": "https://videos.example.org/harbour",
    "username": "anna",
}


def example_of(
    schema: Mapping[str, Any], document: Mapping[str, Any], name: str = "", depth: int = 0
) -> Any:
    """A value that this schema allows; `name` is that of the field it is for."""
    schema = _resolved(schema, document)
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return next(iter(schema["enum"]))
    if schema.get("default") is not None:
        return schema["default"]
    for choice in ("oneOf", "anyOf"):
        if schema.get(choice):
            return example_of(_first(schema[choice], document), document, name, depth)
    return _by_type(schema, document, name, depth)


def _first(choices: list[Mapping[str, Any]], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first choice that is a value."""
    return next((c for c in choices if _resolved(c, document).get("type") != "null"), {})


def _by_type(schema: Mapping[str, Any], document: Mapping[str, Any], name: str, depth: int) -> Any:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "null")
    match kind:
        case "object":
            return _object(schema, document, depth)
        case "array":
            items = schema.get("prefixItems") or [schema.get("items") or {}]
            shown = [] if depth >= DEPTH_MAX else items
            return [example_of(item, document, name, depth + 1) for item in shown]
        case "string":
            return _text(schema, name)
        case "boolean":
            return False
        case _:
            return schema.get("minimum", 1) if kind in ("integer", "number") else None


def _object(schema: Mapping[str, Any], document: Mapping[str, Any], depth: int) -> dict[str, Any]:
    if depth >= DEPTH_MAX:
        return {}
    return {
        field: example_of(inner, document, field, depth + 1)
        for field, inner in (schema.get("properties") or {}).items()
    }


def _text(schema: Mapping[str, Any], name: str) -> str:
    text = _BY_FORMAT.get(schema.get("format", "")) or _BY_NAME.get(name, "words")
    return text.ljust(schema.get("minLength", 0), ".")[: schema.get("maxLength")]


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema itself, where a reference leads to."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found: Any = document
    for part in reference.removeprefix("#/").split("/"):
        found = found.get(part, {})
    return _resolved(found, document)
