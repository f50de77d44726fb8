"""One example of each message, made from its types alone, the same at every run."""

from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import NAMESPACE_URL, uuid5

import msgspec
import msgspec.inspect as shape

from medianest.contracts.record import Record

R = TypeVar("R", bound=Record)
NOON = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)


def example(kind: type[R]) -> R:
    """A message of this kind with every field set."""
    return msgspec.convert(_object(shape.type_info(kind)), kind)


def _object(kind: shape.Type) -> dict[str, Any]:
    if not isinstance(kind, shape.StructType):
        raise TypeError(f"{kind} is no record")
    body = {field.encode_name: _value(field.type, field.name) for field in kind.fields}
    if kind.tag_field is not None:
        body[kind.tag_field] = kind.tag
    return body


def _value(kind: shape.Type, name: str) -> Any:  # noqa: C901, PLR0911  one line a type
    match kind:
        case shape.StructType():
            return _object(kind)
        case shape.UnionType():
            return _value(next(t for t in kind.types if not isinstance(t, shape.NoneType)), name)
        case shape.UUIDType():
            return str(uuid5(NAMESPACE_URL, name))
        case shape.DateTimeType():
            return NOON.isoformat()
        case shape.BoolType():
            return True
        case shape.IntType():
            return 7
        case shape.FloatType():
            return 12.5
        case shape.StrType():
            return name.replace("_", " ")
        case shape.LiteralType(values=values):
            return values[0]
        case shape.VarTupleType() | shape.ListType() | shape.FrozenSetType():
            return [_value(kind.item_type, name)]
        case _:
            raise TypeError(f"no example is known for {name}: {kind}")
