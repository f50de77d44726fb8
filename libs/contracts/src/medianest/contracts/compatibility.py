"""What a message may become: a schema only grows, so that old readers and old messages stay right.

Compares the JSON Schemas of two versions of one message. Allowed: new fields with a default, new
wider bounds. Everything else is a breach, said in words that name the place.
"""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

_LOWER_BOUNDS = ("minimum", "exclusiveMinimum", "minLength", "minItems")
_UPPER_BOUNDS = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")


def breaches(old: Schema, new: Schema) -> list[str]:
    """Everything in `new` that a reader or a message of `old` would stumble over; empty is good."""
    return list(_compare(_root(old), _root(new), old, new, at=""))


def _root(schema: Schema) -> Schema:
    return _resolve(schema, schema)


def _resolve(node: Schema, document: Schema) -> Schema:
    if "$ref" not in node:
        return node
    resolved: Schema = document["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return resolved


def _kinds(node: Schema, document: Schema) -> dict[str, Schema]:
    """The alternatives of a field by their JSON type; an enum counts as its own type."""
    node = _resolve(node, document)
    options = node.get("anyOf") or node.get("oneOf") or [node]
    found: dict[str, Schema] = {}
    for option in options:
        plain = _resolve(option, document)
        if "anyOf" in plain or "oneOf" in plain:
            found |= _kinds(plain, document)
        elif "enum" in plain:
            found["enum"] = plain
        else:
            types = plain.get("type", "any")
            for kind in types if isinstance(types, list) else [types]:
                name = f"{kind}:{plain['format']}" if "format" in plain else str(kind)
                found[name] = plain
    return found


def _compare(old: Schema, new: Schema, olds: Schema, news: Schema, at: str) -> Iterator[str]:
    before, after = _kinds(old, olds), _kinds(new, news)
    if set(before) != set(after):
        yield from _other_kinds(set(before), set(after), at)
        return
    for kind, was in before.items():
        now = after[kind]
        yield from _bounds(was, now, at)
        if kind == "object":
            yield from _fields(was, now, olds, news, at)
        elif kind == "array":
            yield from _items(was, now, olds, news, at)
        elif kind == "enum" and was["enum"] != now["enum"]:
            yield f"{at or '/'}: the closed set of values changed (use an open string)"


def _other_kinds(before: set[str], after: set[str], at: str) -> Iterator[str]:
    place = at or "/"
    if after - before == {"null"}:
        yield f"{place}: may now be null, which old readers refuse"
    elif before - after == {"null"}:
        yield f"{place}: may no longer be null, which old messages are"
    else:
        yield f"{place}: was {' or '.join(sorted(before))}, is {' or '.join(sorted(after))}"


def _fields(was: Schema, now: Schema, olds: Schema, news: Schema, at: str) -> Iterator[str]:
    old_fields, new_fields = was.get("properties", {}), now.get("properties", {})
    required_before, required_now = set(was.get("required", ())), set(now.get("required", ()))
    for name, field in old_fields.items():
        here = f"{at}/{name}"
        if name not in new_fields:
            yield f"{here}: was removed"
            continue
        if name in required_before and name not in required_now:
            yield f"{here}: was required, is optional, so old readers may miss it"
        if name not in required_before and name in required_now:
            yield f"{here}: was optional, is required, which old messages may lack"
        yield from _compare(field, new_fields[name], olds, news, here)
    for name in sorted(required_now - set(old_fields)):
        yield f"{at}/{name}: is new and required, which old messages lack"


def _items(was: Schema, now: Schema, olds: Schema, news: Schema, at: str) -> Iterator[str]:
    old_items, new_items = was.get("items"), now.get("items")
    if isinstance(old_items, dict) and isinstance(new_items, dict):
        yield from _compare(old_items, new_items, olds, news, f"{at}/*")
    elif old_items != new_items or was.get("prefixItems") != now.get("prefixItems"):
        yield f"{at}/*: the shape of the list changed"


def _bounds(was: Schema, now: Schema, at: str) -> Iterator[str]:
    for bound in _LOWER_BOUNDS:
        if bound in now and (bound not in was or now[bound] > was[bound]):
            yield f"{at or '/'}: {bound} was narrowed"
    for bound in _UPPER_BOUNDS:
        if bound in now and (bound not in was or now[bound] < was[bound]):
            yield f"{at or '/'}: {bound} was narrowed"
    if "const" in was and was.get("const") != now.get("const"):
        yield f"{at or '/'}: the constant {was['const']!r} changed"
    if "pattern" in now and was.get("pattern") != now["pattern"]:
        yield f"{at or '/'}: the pattern changed"
