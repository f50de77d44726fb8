"""The rules of what one member may ask for."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from medianest.contracts.record import replace
from medianest.downloads.domain.allowance import (
    Allowance,
    DaySpent,
    HourSpent,
    Limits,
    SpaceSpent,
    Take,
    Taken,
    Use,
    decide,
    evolve,
)
from medianest.downloads.domain.sources import rest_s, source_of, video_key
from medianest.downloads.domain.video import Video

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEST = UUID(int=1)
FIVE = Limits(per_hour=5)
take = Take(download_id=NEST, now=NOON, limits=FIVE, use=Use())


def used(*minutes_ago: int) -> Allowance:
    state = Allowance()
    for ago in minutes_ago:
        at = NOON - timedelta(minutes=ago)
        state = evolve(state, Taken(download_id=NEST, taken_at=at))
    return state


def test_five_an_hour_are_five() -> None:
    assert decide(take, used(50, 40, 30, 20)) == [Taken(download_id=NEST, taken_at=NOON)]
    with pytest.raises(HourSpent) as refused:
        decide(take, used(50, 40, 30, 20, 10))
    assert refused.value.retry_after_s == 600


def test_after_the_limit_was_lowered_one_is_told_when_enough_of_the_hour_is_over() -> None:
    with pytest.raises(HourSpent) as refused:
        decide(replace(take, limits=Limits(per_hour=2)), used(50, 40, 30, 20, 10))
    assert refused.value.retry_after_s == 2400


def test_what_is_older_than_an_hour_counts_no_more() -> None:
    assert decide(take, used(60, 40, 30, 20, 10))
    assert len(used(90, 80, 5).taken_at) == 1


def test_without_a_limit_nothing_is_counted_against_anybody() -> None:
    assert decide(replace(take, limits=Limits()), used(*range(59, 0, -1)))


def test_a_day_has_so_many_bytes() -> None:
    limits = Limits(bytes_per_day=100)
    assert decide(replace(take, limits=limits, use=Use(bytes_today=99)), Allowance())
    with pytest.raises(DaySpent):
        decide(replace(take, limits=limits, use=Use(bytes_today=100)), Allowance())


def test_space_is_freed_only_by_removing_something() -> None:
    limits = Limits(bytes_in_all=100)
    with pytest.raises(SpaceSpent):
        decide(replace(take, limits=limits, use=Use(bytes_in_all=100)), Allowance())


def test_nobody_may_ask_for_nothing_at_all() -> None:
    with pytest.raises(HourSpent):
        decide(replace(take, limits=Limits(per_hour=0)), Allowance())


@pytest.mark.parametrize(
    "url", ["https://www.youtube.com/watch?v=a", "https://m.youtube.com/x", "https://youtu.be/a"]
)
def test_the_fronts_of_a_site_are_one_site(url: str) -> None:
    assert source_of(url) == "youtube.com"


def test_a_site_that_goes_on_turning_us_away_rests_longer() -> None:
    assert [rest_s(times, 1) for times in (0, 1, 2)] == [60, 120, 240]
    assert rest_s(50, 10) == 6 * 3600


def test_two_urls_are_one_video_only_where_the_site_says_so() -> None:
    known = Video(title="A nest", site="Youtube", source_id="a1B_")
    assert video_key("https://youtu.be/a1B_", known) == video_key("https://m.youtube.com/x", known)
    guessed = Video(title="A nest", site="videos.example", source_id="nest")
    one, other = "https://videos.example/a/nest.mp4", "https://videos.example/b/nest.mp4"
    assert video_key(one, guessed) != video_key(other, guessed)
