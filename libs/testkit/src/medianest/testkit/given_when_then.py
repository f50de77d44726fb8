"""Rules as stories: given these facts, when this is asked, then these facts (or a refusal).

`Spec(decider, decide)` also sends every fact through its stored form and back, so that a fact which
can't be kept fails here.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, Generic, TypeVar, overload

import pytest

from medianest.contracts.refusals import Refusal
from medianest.eventlog.decider import Decider

S = TypeVar("S")
F = TypeVar("F")
C = TypeVar("C")


class Spec(Generic[S, F, C]):
    """The rules of one kind of stream."""

    @overload
    def __init__(self, decider: Decider[S, F], decide: Callable[[C, S], Sequence[F]]) -> None: ...
    @overload
    def __init__(
        self,
        *,
        initial: S,
        decide: Callable[[C, S], Sequence[F]],
        evolve: Callable[[S, F], S],
    ) -> None: ...
    def __init__(
        self,
        decider: Decider[S, F] | None = None,
        decide: Callable[[C, S], Sequence[F]] | None = None,
        *,
        initial: Any = None,
        evolve: Callable[[S, F], S] | None = None,
    ) -> None:
        assert decide is not None
        self._decide = decide
        self._decider = decider
        self._initial: S = decider.initial if decider else initial
        found = decider.evolve if decider else evolve
        assert found is not None
        self._evolve = found

    def given(self, *facts: F) -> "Given[S, F, C]":
        """What has happened so far."""
        return Given(self, facts)

    def state_after(self, *facts: F) -> S:
        """The state that these facts add up to."""
        return reduce(self._evolve, (self.kept(fact) for fact in facts), self._initial)

    def kept(self, fact: F) -> F:
        """The fact as it is after it was stored and read again."""
        if self._decider is None:
            return fact
        tag, data = self._decider.encode(fact)
        return self._decider.decode(tag, self._decider.schema_v, data)

    def decide(self, command: C, state: S) -> Sequence[F]:
        """What the rules say."""
        return self._decide(command, state)


class Given(Generic[S, F, C]):
    """A history."""

    def __init__(self, spec: Spec[S, F, C], facts: Sequence[F]) -> None:
        self._spec = spec
        self._facts = facts

    @property
    def state(self) -> S:
        """What it adds up to."""
        return self._spec.state_after(*self._facts)

    def when(self, command: C) -> "When[S, F, C]":
        """Ask something of it."""
        return When(self._spec, self._facts, command)


class When(Generic[S, F, C]):
    """A command on top of a history."""

    def __init__(self, spec: Spec[S, F, C], facts: Sequence[F], command: C) -> None:
        self._spec = spec
        self._facts = facts
        self._command = command

    def then(self, *expected: F) -> None:
        """Exactly these facts follow, and the state can take them in."""
        state = self._spec.state_after(*self._facts)
        decided = list(self._spec.decide(self._command, state))
        assert decided == list(expected)
        self._spec.state_after(*self._facts, *decided)

    def refused(self, refusal: type[Refusal], *, match: str | None = None) -> Refusal:
        """It is refused with exactly this kind; return the refusal."""
        state = self._spec.state_after(*self._facts)
        with pytest.raises(refusal, match=match) as caught:
            self._spec.decide(self._command, state)
        assert type(caught.value) is refusal
        return caught.value
