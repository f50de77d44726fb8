"""`Decider`: one kind of stream: its facts, how they add up to a state, and what is announced."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import msgspec

from medianest.contracts.events import Event

S = TypeVar("S")
F = TypeVar("F")

Upcast = Callable[[dict[str, Any], int], dict[str, Any]]
"""(data as it was stored, the schema version it was stored under) -> data as it is read today."""


def nothing(state: Any, fact: Any) -> Event | None:
    """Announce nothing."""
    return None


class Decider(Generic[S, F]):
    """An aggregate as the log sees it. `announce` is called with the state after the fact."""

    def __init__(
        self,
        *,
        name: str,
        facts: tuple[type[F], ...],
        initial: S,
        evolve: Callable[[S, F], S],
        announce: Callable[[S, F], Event | None] = nothing,
        schema_v: int = 1,
        upcasts: Mapping[str, Upcast] = MappingProxyType({}),
        shows: Iterable[str] = (),
        tells: Iterable[str] = (),
    ) -> None:
        """`upcasts` by stored tag; `schema_v` is what is written from now on.

        `shows`: the fields whose sealed text operators may read in the log; `tells`: those that
        only the person whose text it is may read besides. No other is opened.
        """
        self.name = name
        self.initial = initial
        self.evolve = evolve
        self.announce = announce
        self.schema_v = schema_v
        self.shows = frozenset(shows)
        self.tells = self.shows | frozenset(tells)
        self._upcasts = upcasts
        self._kinds = {_tag(kind): kind for kind in facts}

    def stream(self, id_: object) -> str:
        """The name of a stream of this kind, e.g. `download-0199…`."""
        return f"{self.name}-{id_}"

    def encode(self, fact: F) -> tuple[str, str]:
        """A fact's stored tag and its JSON."""
        return _tag(type(fact)), msgspec.json.encode(fact).decode()

    def decode(self, tag: str, schema_v: int, data: str) -> F:
        """A stored fact as it is read today; `UnknownFact` for a tag that nobody declared."""
        kind = self._kinds.get(tag)
        if kind is None:
            raise UnknownFact(f"{self.name} does not know {tag}")
        upcast = self._upcasts.get(tag)
        if upcast is None or schema_v == self.schema_v:
            return msgspec.json.decode(data, type=kind)
        return msgspec.convert(upcast(msgspec.json.decode(data), schema_v), kind)


class UnknownFact(Exception):
    """The log holds a fact that this program version does not know."""


def _tag(kind: Any) -> str:
    return str(kind.__struct_config__.tag)
