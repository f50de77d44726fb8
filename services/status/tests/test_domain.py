"""A monitor's state changes when beats say so, and only then."""

from datetime import timedelta
from uuid import UUID

from medianest.status.domain import (
    Answered,
    Beat,
    Degraded,
    Down,
    Failed,
    Monitor,
    Outcome,
    Slowed,
    Unseen,
    Up,
    WentDown,
    WentUp,
    decide,
    evolve,
)
from medianest.testkit.people import NOON

THE_DOOR = UUID(int=5)
answered = Answered(response_ms=12)
refused = Failed(detail="It refused the connection.")


def beat(outcome: Outcome) -> Beat:
    return Beat(monitor_id=THE_DOOR, name="gateway", outcome=outcome, now=NOON)


def seen(outcomes: list[Outcome]) -> tuple[list[type], Monitor]:
    state: Monitor = Unseen()
    facts, failures = [], 0
    for outcome in outcomes:
        for fact in decide(beat(outcome), state, failures):
            facts.append(type(fact))
            state = evolve(state, fact)
        failures = failures + 1 if isinstance(outcome, Failed) else 0
    return facts, state


def test_the_first_answer_makes_it_up() -> None:
    assert seen([answered, answered]) == ([WentUp], Up())


def test_one_lost_beat_is_a_blip() -> None:
    assert seen([answered, refused, answered]) == ([WentUp], Up())


def test_two_lost_beats_are_an_outage_said_once() -> None:
    assert seen([answered, refused, refused, refused]) == ([WentUp, WentDown], Down())


def test_it_comes_back_at_the_first_answer() -> None:
    assert seen([answered, refused, refused, answered]) == ([WentUp, WentDown, WentUp], Up())


def test_a_slow_answer_degrades_it_and_says_how_slow() -> None:
    facts = decide(beat(Answered(response_ms=2400)), Up(), 0)
    assert facts == [
        Slowed(monitor_id=THE_DOOR, name="gateway", at=NOON, detail="It took 2.4 s to answer.")
    ]
    assert seen([answered, Answered(response_ms=2400)])[1] == Degraded()


def test_a_missing_part_degrades_it() -> None:
    half = Answered(response_ms=3, detail="NATS is away; news come later.")
    assert seen([answered, half, half, answered]) == ([WentUp, Slowed, WentUp], Up())


def test_the_time_of_a_change_is_the_beats() -> None:
    later = beat(answered).now + timedelta(0)
    (fact,) = decide(beat(answered), Unseen(), 0)
    assert fact.at == later
