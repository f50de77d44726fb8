"""Pages of several services: one line of facts, what led to what, and who did not answer."""

import asyncio
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from medianest.chassis.breaker import Breaker
from medianest.chassis.inside import Book
from medianest.contracts.explorer import DeadLetters, FactShown, Story
from medianest.contracts.refusals import NotFound, Unavailable
from medianest.contracts.topology import ServiceName
from medianest.gateway.api.composed.asking import SomeAway, ask_all, ask_one
from medianest.gateway.api.composed.events import causes, effects, merged, with_causes
from medianest.gateway.api.composed.system import GivenUp, given_up
from medianest.testkit.clock import FakeClock
from medianest.testkit.people import NOON

STORY = UUID(int=99)


def fact(number: int, after: int | None = None, service: ServiceName = "identity") -> FactShown:
    return FactShown(
        id=UUID(int=number),
        service=service,
        position=number,
        stream=f"thing-{UUID(int=number)}",
        version=1,
        type="thing.happened",
        at=NOON + timedelta(seconds=number),
        actor=None,
        on_behalf_of=None,
        correlation=STORY,
        causation=None if after is None else UUID(int=after),
        address_hash=None,
        client=None,
        told=False,
        data={},
    )


class NoDead:
    """A service that answers, late or never."""

    def __init__(self, after_s: float = 0.0, error: Exception | None = None) -> None:
        self._after_s = after_s
        self._error = error

    async def dead_letters(self) -> DeadLetters:
        await asyncio.sleep(self._after_s)
        if self._error is not None:
            raise self._error
        return DeadLetters(items=())


def books(**played: Any) -> Any:
    return played


def test_facts_of_several_services_stand_in_one_line_the_newest_first() -> None:
    ours = [fact(9), fact(4), fact(1)]
    theirs = [fact(7, service="notify"), fact(5, service="notify")]
    line = merged({"identity": ours, "notify": theirs, "status": []})
    assert [one.position for one in line] == [9, 7, 5, 4, 1]


def test_facts_of_one_service_stay_in_the_order_of_its_log_whatever_the_clock_said() -> None:
    early, late = fact(1), fact(2)
    assert merged({"identity": [early, late]}) == [early, late]


def test_the_first_cause_comes_first_and_effects_of_effects_are_effects() -> None:
    story = [fact(1), fact(2, after=1), fact(3, after=2), fact(4, after=3), fact(5, after=1)]
    assert [one.position for one in causes(story[2], story)] == [1, 2]
    assert [one.position for one in effects(story[0], story)] == [2, 3, 4, 5]
    assert causes(story[0], story) == []


def test_causes_that_run_in_a_circle_end() -> None:
    story = [fact(1, after=2), fact(2, after=1)]
    assert [one.position for one in causes(story[0], story)] == [2]
    assert len(effects(story[0], story)) == 2


class Log:
    """A service that knows these facts."""

    def __init__(self, *facts: FactShown) -> None:
        self._facts = facts

    async def fact(self, fact_id: UUID) -> Story:
        return Story(items=tuple(one for one in self._facts if one.id == fact_id))


async def test_causes_that_a_long_story_left_out_are_asked_for() -> None:
    here = Log(fact(1), fact(3, after=2))
    there = Log(fact(2, after=1, service="downloads"))
    event = fact(5, after=4)
    told = [fact(4, after=3), event]
    known = await with_causes(event, told, books(identity=here, downloads=there))
    assert [one.position for one in causes(event, known)] == [1, 2, 3, 4]


async def test_a_cause_that_nobody_knows_ends_the_line() -> None:
    event = fact(3, after=2)
    known = await with_causes(event, [event], books(identity=Log(fact(1))))
    assert causes(event, known) == []


async def test_who_is_away_late_or_wrong_is_missing_and_the_others_are_there() -> None:
    told = await ask_all(
        books(
            identity=NoDead(),
            status=NoDead(after_s=5),
            notify=NoDead(error=Unavailable()),
            downloads=NoDead(error=NotFound()),
        ),
        lambda _, book: book.dead_letters(),
        within_s=0.2,
    )
    assert list(told.came) == ["identity"]
    assert told.missing == ("status", "notify", "downloads")


async def test_one_service_that_is_away_is_said_to_be_away_and_what_it_knows_not_is_not_found() -> (
    None
):
    with pytest.raises(SomeAway):
        await ask_one(cast(Book, NoDead(after_s=5)).dead_letters(), within_s=0.05)
    with pytest.raises(NotFound):
        await ask_one(cast(Book, NoDead(error=NotFound())).dead_letters())


class Reach:
    """Only requests is lost, since noon."""

    async def lost_since(self, toward: str) -> datetime | None:
        return NOON if toward == "requests" else None


async def no_answer() -> None:
    raise ConnectionRefusedError


async def test_of_those_who_did_not_answer_it_is_said_who_is_not_even_asked() -> None:
    clock = FakeClock(NOON)
    names: tuple[ServiceName, ...] = ("requests", "notify")
    breakers = {name: Breaker(name, calls_min=1, clock=clock) for name in names}
    with pytest.raises(ConnectionRefusedError):
        await breakers["requests"].call(no_answer)
    clock.advance(4)
    told = await given_up(("notify", "requests", "gateway"), breakers, Reach())
    assert told == (GivenUp(service="requests", since=NOON, tries_again_in_s=6),)
    assert await given_up((), breakers, Reach()) == (), "what answers was not given up"
