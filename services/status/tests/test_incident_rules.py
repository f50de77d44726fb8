"""One incident for one cause: what is down with it joins, and it closes when all is back."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from medianest.contracts.record import replace
from medianest.status.app import STREAMS
from medianest.status.domain.incident import (
    Acknowledge,
    Acknowledged,
    Close,
    Closed,
    IncidentCommand,
    NoSuchIncident,
    Note,
    Noted,
    Opened,
    Recover,
    Recovered,
    Spread,
    Strike,
    Struck,
    decide,
    root_of,
)
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import ANNA, BEN, NOON

OWNER, THE_INCIDENT = UUID(int=1), UUID(int=2)
ROUTER, PLEX, WISHES = UUID(int=11), UUID(int=12), UUID(int=13)
spec = Spec(STREAMS.incident, decide)

router = Struck(id=ROUTER, name="Router", detail="timeout", tell=(ANNA,))
plex = Struck(id=PLEX, name="Plex", detail="timeout", means="No films.", tell=(ANNA, BEN))

opened = Opened(incident_id=THE_INCIDENT, at=NOON, cause=router)
spread = Spread(at=NOON, monitor=replace(plex, tell=(BEN,)))
router_back, plex_back = (
    Recovered(at=NOON, monitor_id=ROUTER),
    Recovered(at=NOON, monitor_id=PLEX),
)
closed = Closed(at=NOON)


def strike(cause: Struck, monitor: Struck) -> Strike:
    return Strike(incident_id=THE_INCIDENT, now=NOON, cause=cause, monitor=monitor)


def back(monitor_id: UUID) -> Recover:
    return Recover(now=NOON, monitor_id=monitor_id)


def test_what_is_down_opens_it() -> None:
    spec.given().when(strike(router, router)).then(opened)
    spec.given(opened).when(strike(router, router)).then()


def test_what_is_down_because_of_it_joins_and_nobody_is_told_twice() -> None:
    spec.given(opened).when(strike(router, plex)).then(spread)
    spec.given(opened, spread).when(strike(router, plex)).then()


def test_what_depends_on_it_may_be_noticed_first() -> None:
    spec.given().when(strike(router, plex)).then(opened, spread)
    spec.given(opened, spread).when(strike(router, router)).then()


def test_it_closes_when_the_last_is_back() -> None:
    spec.given(opened, spread).when(back(ROUTER)).then(router_back)
    spec.given(opened, spread, router_back).when(back(PLEX)).then(plex_back, closed)
    spec.given(opened).when(back(WISHES)).then()
    spec.given().when(back(ROUTER)).then()


def test_what_goes_down_again_while_it_is_open_is_in_it_again() -> None:
    again = replace(spread, monitor=replace(plex, tell=()))
    spec.given(opened, spread, plex_back).when(strike(router, plex)).then(again)


def test_it_is_acknowledged_once() -> None:
    acknowledge, acknowledged = Acknowledge(by=OWNER, now=NOON), Acknowledged(by=OWNER, at=NOON)
    spec.given(opened).when(acknowledge).then(acknowledged)
    spec.given(opened, acknowledged).when(acknowledge).then()
    spec.given(opened, router_back, closed).when(acknowledge).then()


def test_notes_are_taken_also_after_its_end() -> None:
    note = Note(by=OWNER, now=NOON, text="The cable was loose.")
    noted = Noted(by=OWNER, at=NOON, text="The cable was loose.")
    spec.given(opened).when(note).then(noted)
    spec.given(opened, router_back, closed).when(note).then(noted)


def test_what_somebody_closed_stays_closed() -> None:
    by_hand = Closed(at=NOON, by=OWNER)
    spec.given(opened).when(Close(by=OWNER, now=NOON)).then(by_hand)
    spec.given(opened, by_hand).when(Close(by=OWNER, now=NOON)).then()
    spec.given(opened, by_hand).when(strike(router, plex)).then()
    spec.given(opened, by_hand).when(back(ROUTER)).then(router_back)


@pytest.mark.parametrize(
    "command",
    [
        Acknowledge(by=OWNER, now=NOON),
        Note(by=OWNER, now=NOON, text="x"),
        Close(by=OWNER, now=NOON),
    ],
)
def test_nobody_handles_what_never_was(command: IncidentCommand) -> None:
    spec.given().when(command).refused(NoSuchIncident)


GRAPH = {WISHES: (PLEX,), PLEX: (ROUTER,), ROUTER: ()}


@pytest.mark.parametrize(
    ("down", "cause"),
    [
        ({WISHES}, WISHES),
        ({WISHES, PLEX}, PLEX),
        ({WISHES, PLEX, ROUTER}, ROUTER),
        ({WISHES, ROUTER}, WISHES),
    ],
)
def test_the_cause_is_the_deepest_that_is_down(down: set[UUID], cause: UUID) -> None:
    assert root_of(WISHES, GRAPH, dict.fromkeys(down, NOON)) == cause


def test_of_two_causes_it_is_the_one_that_went_down_first() -> None:
    graph = {WISHES: (PLEX, ROUTER)}
    down: dict[UUID, datetime] = {
        WISHES: NOON,
        PLEX: NOON + timedelta(seconds=5),
        ROUTER: NOON + timedelta(seconds=2),
    }
    assert root_of(WISHES, graph, down) == ROUTER


def test_a_circle_has_no_end_but_an_answer() -> None:
    circle = {PLEX: (ROUTER,), ROUTER: (PLEX,)}
    assert root_of(PLEX, circle, {PLEX: NOON, ROUTER: NOON}) == PLEX
