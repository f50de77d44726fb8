"""A breaker opens on failures, and lets one probe through before it closes."""

import asyncio

import pytest
from chassis_house import sample
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from medianest.chassis.breaker import Breaker, Resting, State
from medianest.chassis.watching.metrics import Metrics


class SteppingClock:
    def __init__(self) -> None:
        self.at_s = 0.0

    def now(self) -> object:
        raise NotImplementedError

    def monotonic(self) -> float:
        return self.at_s


class FarEndAway(Exception):
    """The far end does not answer."""


async def well() -> str:
    return "well"


async def ill() -> str:
    raise FarEndAway


class BreakerStories(RuleBasedStateMachine):
    """Any history of calls: open refuses, one probe at a time, and it always finds back."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = SteppingClock()
        self.seen: list[State] = []
        self.breaker = Breaker(
            "far",
            calls_min=3,
            rest_s=10,
            clock=self.clock,
            on_change=lambda _, state: self.seen.append(state),
        )
        self.opened_at_s = 0.0

    @rule(goes_well=st.booleans())
    def call(self, *, goes_well: bool) -> None:
        before = self.breaker.state
        may_pass = before != "open" or self.clock.at_s >= self.opened_at_s + 10
        try:
            asyncio.run(self.breaker.call(well if goes_well else ill))
        except Resting:
            assert not may_pass
            assert 1 <= self.breaker.retry_after_s() <= 10
        except FarEndAway:
            assert may_pass
            if before != "closed":
                assert self.breaker.state == "open"
            if self.breaker.state == "open":
                self.opened_at_s = self.clock.at_s
        else:
            assert may_pass
            assert self.breaker.state == "closed"

    @rule(seconds=st.floats(0, 20))
    def time_goes_by(self, seconds: float) -> None:
        self.clock.at_s += seconds

    @precondition(lambda self: self.breaker.state == "open")
    @rule()
    def it_finds_back(self) -> None:
        self.clock.at_s = self.opened_at_s + 10
        assert asyncio.run(self.breaker.call(well)) == "well"
        assert self.breaker.state == "closed"

    @invariant()
    def it_is_never_half_open_without_a_probe(self) -> None:
        assert self.breaker.state in ("closed", "open")


TestBreakerStories = BreakerStories.TestCase


async def opened(clock: SteppingClock, **options: object) -> Breaker:
    breaker = Breaker("far", calls_min=5, rest_s=10, clock=clock, **options)
    for _ in range(5):
        with pytest.raises(FarEndAway):
            await breaker.call(ill)
    return breaker


async def test_it_opens_after_five_failures_and_says_so() -> None:
    metrics = Metrics("requests")
    breaker = await opened(SteppingClock(), metrics=metrics)
    assert breaker.state == "open"
    with pytest.raises(Resting):
        await breaker.call(well)
    assert sample(metrics, "medianest_breaker_state", breaker="far") == 2
    assert sample(metrics, "medianest_breaker_calls_total", breaker="far", outcome="refused") == 1


async def test_only_one_probe_passes_at_a_time() -> None:
    clock = SteppingClock()
    breaker = await opened(clock)
    clock.at_s = 10
    let_go = asyncio.Event()

    async def slowly() -> str:
        await let_go.wait()
        return "well"

    probe = asyncio.create_task(breaker.call(slowly))
    await asyncio.sleep(0)
    with pytest.raises(Resting):
        await breaker.call(well)
    let_go.set()
    assert await probe == "well"
    assert breaker.state == "closed"


async def test_a_probe_that_is_given_up_leaves_room_for_the_next() -> None:
    clock = SteppingClock()
    breaker = await opened(clock)
    clock.at_s = 10
    probe = asyncio.create_task(breaker.call(asyncio.Event().wait))
    await asyncio.sleep(0)
    probe.cancel()
    await asyncio.gather(probe, return_exceptions=True)
    assert breaker.state == "half_open"
    assert await breaker.call(well) == "well"


async def test_a_probe_that_says_nothing_of_the_far_end_leaves_room_for_the_next() -> None:
    clock = SteppingClock()
    breaker = Breaker("far", counts_as_failure=lambda error: None, clock=clock)
    breaker._become("open")  # noqa: SLF001  no failure of this one counts
    clock.at_s = 10
    with pytest.raises(FarEndAway):
        await breaker.call(ill)
    assert breaker.state == "half_open"
    assert await breaker.call(well) == "well"


async def test_a_call_from_before_the_change_says_nothing_about_now() -> None:
    clock = SteppingClock()
    breaker = Breaker("far", calls_min=5, rest_s=10, clock=clock)
    let_go = asyncio.Event()

    async def late() -> str:
        await let_go.wait()
        raise FarEndAway

    straggler = asyncio.create_task(breaker.call(late))
    await asyncio.sleep(0)
    for _ in range(5):
        with pytest.raises(FarEndAway):
            await breaker.call(ill)
    clock.at_s = 10
    await breaker.call(well)
    let_go.set()
    await asyncio.gather(straggler, return_exceptions=True)
    assert breaker.state == "closed"


async def test_a_fault_of_ours_does_not_open_it_and_old_failures_are_forgotten() -> None:
    clock = SteppingClock()
    ours = Breaker("far", counts_as_failure=lambda error: False, clock=clock)
    for _ in range(9):
        with pytest.raises(FarEndAway):
            await ours.call(ill)
    assert ours.state == "closed"
    slow = Breaker("far", calls_min=2, window_s=5, clock=clock)
    for _ in range(3):
        with pytest.raises(FarEndAway):
            await slow.call(ill)
        clock.at_s += 6
    assert slow.state == "closed"
