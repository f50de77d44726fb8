"""`Record`: the base of every message, fact, command and body: frozen, keyword-only, typed."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

import msgspec

if TYPE_CHECKING:
    # Type checkers hold that a frozen class can't come from `Struct`, which may change. They are
    # shown a plain class of the same manners instead; at run time it is a `Struct`.
    @dataclass_transform(
        frozen_default=True, kw_only_default=True, field_specifiers=(msgspec.field,)
    )
    class Record:
        """A value that never changes. Unknown fields are ignored when one is read."""

        __struct_config__: ClassVar[msgspec.structs.StructConfig]
        __struct_fields__: ClassVar[tuple[str, ...]]

        def __init_subclass__(cls, **options: Any) -> None:
            """Takes msgspec's class options: `tag`, `tag_field`, `forbid_unknown_fields`, …."""

else:

    class _RecordMeta(msgspec.StructMeta):
        """Repeats `frozen` and `kw_only` for every subclass; msgspec inherits neither.

        A value that never changes can't come to hold itself, so the collector need not look at it:
        an event is read a tenth faster.
        """

        def __new__(mcls, name, bases, namespace, **options):
            settled = {"frozen": True, "kw_only": True, "gc": False, **options}
            return super().__new__(mcls, name, bases, namespace, **settled)

    class Record(msgspec.Struct, metaclass=_RecordMeta):
        """A value that never changes. Unknown fields are ignored when one is read."""


R = TypeVar("R", bound=Record)


def replace(record: R, **changes: object) -> R:
    """Return the same record but for these fields."""
    changed: R = msgspec.structs.replace(record, **changes)  # type: ignore[type-var]  # see above
    return changed
