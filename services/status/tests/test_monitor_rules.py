"""A monitor's state changes when beats or reports say so, and only then."""

from datetime import timedelta
from uuid import UUID

import pytest

from medianest.status.app import STREAMS
from medianest.status.domain.health import (
    Blipped,
    MaintenanceBegan,
    MaintenanceEnded,
    MonitorFact,
    OutageConfirmed,
    OutageEnded,
    Renamed,
    SightLost,
    Slowed,
    WatchBegan,
    WatchEnded,
    WentDown,
    WentUp,
)
from medianest.status.domain.looks import Answered, Failed, Outcome
from medianest.status.domain.monitor import (
    Beat,
    Confirm,
    Dismiss,
    Enlist,
    LoseSight,
    MonitorCommand,
    Report,
    Rest,
    Wake,
    decide,
)
from medianest.testkit.given_when_then import Spec
from medianest.testkit.people import NOON

THE_DOOR, THE_MAINTENANCE = UUID(int=5), UUID(int=6)
LATER = NOON + timedelta(minutes=1)
spec = Spec(STREAMS.monitor, decide)
answered = Answered(response_ms=12)
refused = Failed(detail="It refused the connection.")

began = WatchBegan(monitor_id=THE_DOOR, name="Plex", source="uptime_kuma", at=NOON)
up = WentUp(monitor_id=THE_DOOR, name="Plex", at=NOON)
down = WentDown(monitor_id=THE_DOOR, name="Plex", at=NOON, detail="It refused the connection.")
slowed = Slowed(monitor_id=THE_DOOR, name="Plex", at=NOON, detail="It took 2.4 s to answer.")
resting = MaintenanceBegan(monitor_id=THE_DOOR, name="Plex", at=NOON)
lost = SightLost(monitor_id=THE_DOOR, name="Plex", at=NOON, detail="It is away.")
ended = WatchEnded(monitor_id=THE_DOOR, name="Plex", at=NOON)


blipped = Blipped(monitor_id=THE_DOOR, name="Plex", at=NOON, since=NOON)
outage = OutageConfirmed(
    monitor_id=THE_DOOR,
    name="Plex",
    at=LATER,
    since=NOON,
    detail="It refused the connection.",
    serves="plex",
)
outage_ended = OutageEnded(monitor_id=THE_DOOR, name="Plex", at=NOON, serves="plex")
planned_rest = MaintenanceBegan(
    monitor_id=THE_DOOR, name="Plex", at=NOON, maintenance_id=THE_MAINTENANCE
)
rested = MaintenanceEnded(monitor_id=THE_DOOR, name="Plex", at=NOON, maintenance_id=THE_MAINTENANCE)
rest = Rest(monitor_id=THE_DOOR, maintenance_id=THE_MAINTENANCE, now=NOON)
wake = Wake(monitor_id=THE_DOOR, maintenance_id=THE_MAINTENANCE, now=NOON)
confirm = Confirm(monitor_id=THE_DOOR, since=NOON, serves="plex", now=LATER)


def beat(
    outcome: Outcome, failures_before: int = 0, *, slow: str | None = None, slow_before: int = 0
) -> Beat:
    return Beat(
        monitor_id=THE_DOOR,
        name="Plex",
        outcome=outcome,
        now=NOON,
        failures_before=failures_before,
        slow=slow,
        slow_before=slow_before,
    )


def enlist(name: str = "Plex", *, is_resting: bool = False) -> Enlist:
    return Enlist(
        monitor_id=THE_DOOR, name=name, source="uptime_kuma", resting=is_resting, now=NOON
    )


lose = LoseSight(monitor_id=THE_DOOR, why="It is away.", now=NOON)
dismiss = Dismiss(monitor_id=THE_DOOR, now=NOON)
says_up = Report(monitor_id=THE_DOOR, says="up", now=NOON)
says_down = Report(monitor_id=THE_DOOR, says="down", now=NOON)
says_maintenance = Report(monitor_id=THE_DOOR, says="maintenance", now=NOON)


def test_the_first_answer_makes_it_up_and_the_second_says_nothing() -> None:
    spec.given().when(beat(answered)).then(up)
    spec.given(up).when(beat(answered)).then()


def test_one_lost_beat_is_a_blip() -> None:
    spec.given(up).when(beat(refused)).then()


def test_two_lost_beats_are_an_outage_said_once() -> None:
    spec.given(up).when(beat(refused, failures_before=1)).then(down)
    spec.given(up, down).when(beat(refused, failures_before=2)).then()


def test_it_comes_back_at_the_first_answer() -> None:
    spec.given(up, down, outage).when(beat(answered, failures_before=2)).then(outage_ended, up)


def test_down_and_up_within_a_moment_is_a_blip() -> None:
    spec.given(up, down).when(beat(answered, failures_before=2)).then(blipped, up)
    spec.given(began, up, down).when(says_up).then(blipped, up)


def test_what_stays_down_is_an_outage_once() -> None:
    spec.given(up, down).when(confirm).then(outage)
    spec.given(up, down, outage).when(confirm).then()


def test_what_came_back_or_went_down_anew_meanwhile_is_no_outage() -> None:
    spec.given(up, down, blipped, up).when(confirm).then()
    later = WentDown(monitor_id=THE_DOOR, name="Plex", at=LATER, detail="timeout")
    spec.given(up, down, blipped, up, later).when(confirm).then()
    spec.given().when(confirm).then()


def test_an_outage_ends_whatever_comes_after_it() -> None:
    spec.given(up, down, outage).when(lose).then(outage_ended, lost)
    spec.given(up, down, outage).when(rest).then(outage_ended, planned_rest)
    spec.given(up, down, outage).when(dismiss).then(outage_ended, ended)


def test_while_it_rests_as_planned_nothing_is_said_of_it() -> None:
    spec.given(up).when(rest).then(planned_rest)
    spec.given(up, planned_rest).when(rest).then()
    spec.given(up, planned_rest).when(beat(refused, failures_before=5)).then()
    spec.given(began, up, planned_rest).when(says_down).then()
    spec.given(began, up, planned_rest).when(lose).then()


def test_after_its_rest_it_is_unknown_until_somebody_looks() -> None:
    spec.given(up, planned_rest).when(wake).then(rested)
    spec.given(up, planned_rest, rested).when(wake).then()
    spec.given(up, planned_rest, rested).when(beat(answered)).then(up)


def test_slow_once_or_twice_is_nothing_and_three_times_is_degraded() -> None:
    slow = Answered(response_ms=2400)
    words = "It took 2.4 s to answer."
    spec.given(up).when(beat(slow, slow=words)).then()
    spec.given(up).when(beat(slow, slow=words, slow_before=1)).then()
    spec.given(up).when(beat(slow, slow=words, slow_before=2)).then(slowed)
    spec.given(up, slowed).when(beat(slow, slow=words, slow_before=3)).then()
    spec.given(up, slowed).when(beat(answered)).then(up)


def test_a_missing_part_degrades_it() -> None:
    half = Answered(response_ms=3, detail="NATS is away; news come later.")
    (fact,) = spec.decide(beat(half), spec.state_after(up))
    assert fact == Slowed(
        monitor_id=THE_DOOR, name="Plex", at=NOON, detail="NATS is away; news come later."
    )


def test_what_another_system_watches_is_unknown_until_it_speaks() -> None:
    spec.given().when(enlist()).then(began)
    spec.given(began).when(enlist()).then()
    spec.given(began).when(says_up).then(up)


def test_its_word_is_taken_at_once_because_it_waited_out_the_blips_itself() -> None:
    spec.given(began, up).when(says_down).then(
        WentDown(monitor_id=THE_DOOR, name="Plex", at=NOON, detail="Uptime Kuma says so.")
    )


def test_the_same_word_twice_is_one_fact() -> None:
    spec.given(began, up).when(says_up).then()
    spec.given(began, resting).when(says_maintenance).then()


def test_maintenance_is_no_outage_and_ends_with_the_next_word() -> None:
    spec.given(began, up).when(says_maintenance).then(resting)
    spec.given(began, up, resting).when(says_up).then(up)


def test_when_the_watcher_is_away_nobody_knows_and_nothing_is_called_down() -> None:
    spec.given(began, up).when(lose).then(lost)
    spec.given(began, up, lost).when(lose).then()
    spec.given(began, up, lost).when(says_up).then(up)


def test_a_paused_monitor_is_unknown() -> None:
    spec.given(began, up).when(enlist(is_resting=True)).then(
        SightLost(monitor_id=THE_DOOR, name="Plex", at=NOON, detail="It is paused.")
    )
    spec.given(began).when(enlist(is_resting=True)).then()


def test_a_new_name_keeps_its_state() -> None:
    renamed = Renamed(monitor_id=THE_DOOR, name="Plex at home", at=NOON)
    spec.given(began, up).when(enlist("Plex at home")).then(renamed)
    spec.given(began, up, renamed).when(says_up).then()


def test_what_is_gone_says_no_more_until_it_is_watched_again() -> None:
    spec.given(began, up).when(dismiss).then(ended)
    spec.given(began, up, ended).when(says_down).then()
    spec.given(began, up, ended).when(enlist()).then(began)


@pytest.mark.parametrize("command", [dismiss, lose, says_up, says_down, says_maintenance])
def test_of_what_nobody_watches_nothing_is_said(command: MonitorCommand) -> None:
    spec.given().when(command).then()


HISTORIES: list[tuple[MonitorFact, ...]] = [
    (began,),
    (began, up),
    (began, down),
    (began, slowed),
    (began, resting),
    (began, lost),
]


@pytest.mark.parametrize("history", HISTORIES)
def test_gone_is_gone_from_every_state(history: tuple[MonitorFact, ...]) -> None:
    spec.given(*history).when(dismiss).then(ended)
