"""Refusals: why a command was not carried out. The base says the kind, the docstring the message.

Refusal
 ├─ NotFound      there is no such thing, or it is not yours to know of
 ├─ Conflict      it stands against what has happened already
 ├─ NotSignedIn   nobody knows who you are
 ├─ Forbidden     you may not
 ├─ Invalid       what was asked for makes no sense; `errors` may point at the fields
 ├─ Limited       too often or too much; `retry_after_s` says when it frees
 ├─ Outdated      you have seen an older version (`If-Match`)
 └─ Unavailable   something that is needed is away; `retry_after_s` says when to try again
"""

from collections.abc import Mapping
from typing import ClassVar

from medianest.contracts.record import Record


class FieldError(Record):
    """One fault of a body: `pointer` is an RFC 6901 JSON pointer such as `/url`."""

    pointer: str
    detail: str


class Refusal(Exception):
    """Refused."""

    slug: ClassVar[str] = ""

    def __init__(self, detail: str | None = None, *, errors: tuple[FieldError, ...] = ()) -> None:
        """`detail` says more about this one case; the docstring stays the title."""
        super().__init__(detail or self.title())
        self.detail = detail
        self.errors = errors
        self.headers: Mapping[str, str] = {}

    @classmethod
    def title(cls) -> str:
        """The message: the first line of the docstring, which every refusal has."""
        return (cls.__doc__ or cls.__name__).strip().splitlines()[0]

    @classmethod
    def type_slug(cls) -> str:
        """The stable name in a problem's `type`: the class name in kebab-case, or `slug`.

        Renaming a class keeps its old name in `slug`, because clients rely on it.
        """
        name = cls.__name__
        kebab = "".join(
            f"-{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name)
        )
        return cls.slug or kebab


class NotFound(Refusal):
    """There is no such thing."""


class Conflict(Refusal):
    """This stands against what has already happened."""


class NotSignedIn(Refusal):
    """Please sign in."""


class Forbidden(Refusal):
    """You may not do this."""


class Invalid(Refusal):
    """This can't be understood."""


class Outdated(Refusal):
    """Somebody changed this since you looked."""


class _Later(Refusal):
    """Try again later."""

    def __init__(self, detail: str | None = None, *, retry_after_s: int = 1) -> None:
        """`retry_after_s`: whole seconds until it is worth another try."""
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class Limited(_Later):
    """Too many requests."""


class Unavailable(_Later):
    """Something that is needed for this is away."""
