"""What an admin may say of a monitor, whoever looks at it."""

from uuid import UUID

import pytest

from medianest.status.app import STREAMS
from medianest.status.domain.looks import Answered, Habit, slowness
from medianest.status.domain.probes import TcpProbe
from medianest.status.domain.watch import (
    Change,
    Changed,
    Delete,
    Deleted,
    DependsOnItself,
    Explain,
    Explained,
    Made,
    Make,
    Meaning,
    NoSuchMonitor,
    NotOurs,
    Plan,
    decide,
)
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import NOON

OWNER = UUID(int=1)
ROUTER, PLEX, WISHES = UUID(int=11), UUID(int=12), UUID(int=13)
spec = Spec(STREAMS.watch, decide)

plan = Plan(name="Router", probe=TcpProbe(host="router.example.org", port=80), every_s=60)
renamed = Plan(name="Our router", probe=plan.probe, every_s=60)
made = Made(by=OWNER, at=NOON, plan=plan)
change = Change(by=OWNER, now=NOON, plan=renamed)
delete = Delete(by=OWNER, now=NOON)


def explain(*depends_on: UUID) -> Explain:
    return Explain(
        by=OWNER,
        now=NOON,
        monitor_id=ROUTER,
        meaning=Meaning(text="No internet.", depends_on=depends_on),
        dependencies={ROUTER: (), PLEX: (ROUTER,), WISHES: (PLEX,)},
    )


def test_a_monitor_is_made_changed_and_deleted() -> None:
    changed = Changed(by=OWNER, at=NOON, plan=renamed)
    spec.given().when(Make(by=OWNER, now=NOON, plan=plan)).then(made)
    spec.given(made).when(change).then(changed)
    spec.given(made, changed).when(change).then()
    spec.given(made).when(delete).then(Deleted(by=OWNER, at=NOON))


def test_what_somebody_else_watches_can_only_be_explained() -> None:
    explained = Explained(by=OWNER, at=NOON, meaning=Meaning(text="No internet."))
    spec.given().when(explain()).then(explained)
    spec.given(explained).when(explain()).then()
    spec.given(explained).when(change).refused(NotOurs)
    spec.given(explained).when(delete).refused(NotOurs)


@pytest.mark.parametrize("dependency", [ROUTER, PLEX, WISHES])
def test_nothing_depends_on_itself_around_whatever_corners(dependency: UUID) -> None:
    spec.given(made).when(explain(dependency)).refused(DependsOnItself)


def test_nothing_depends_on_what_is_not_there() -> None:
    spec.given(made).when(explain(UUID(int=99))).refused(NoSuchMonitor)


USUAL = Habit(usual_ms=50, looks=500)


@pytest.mark.parametrize(
    ("took_ms", "limit_ms", "habit", "words"),
    [
        (900, None, None, None),
        (1100, None, None, "It took 1.1 s to answer."),
        (300, 200, None, "It took 300 ms to answer."),
        (1100, 2000, None, None),
        (240, None, USUAL, None),
        (400, None, USUAL, "It took 400 ms to answer; usually it takes 50 ms."),
        (400, None, Habit(usual_ms=50, looks=20), None),
        (900, None, Habit(usual_ms=300, looks=500), None),
    ],
)
def test_an_answer_is_slow_against_a_limit_and_against_its_own_past(
    took_ms: float, limit_ms: float | None, habit: Habit | None, words: str | None
) -> None:
    assert slowness(Answered(response_ms=took_ms), limit_ms=limit_ms, habit=habit) == words
