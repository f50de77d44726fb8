"""How much may be wished for, and that nothing is wished for twice."""

from datetime import datetime, timedelta
from uuid import UUID

from medianest.requests.app import ALLOWANCE, CLAIM
from medianest.requests.domain import allowance, claim
from medianest.requests.domain.allowance import (
    Allow,
    Allowed,
    GiveBack,
    GivenBack,
    House,
    Quota,
    QuotaUsedUp,
    Spend,
    Spent,
    TooManyWishes,
)
from medianest.requests.domain.claim import AlreadyRequested, Release, Released, Take, Taken
from medianest.testkit import NOON, Spec

HOUSE = House(an_hour=2, films=Quota(at_most=2, days=7), seasons=Quota(at_most=3, days=7))
FIRST, SECOND, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)
AN_HOUR, A_WEEK = timedelta(hours=1), timedelta(days=7)

allowances = Spec(ALLOWANCE, allowance.decide)
claims = Spec(CLAIM, claim.decide)


def a_film(request_id: UUID, now: datetime = NOON, house: House = HOUSE, units: int = 1) -> Spend:
    return Spend(request_id=request_id, media_type="movie", units=units, house=house, now=now)


def seasons(request_id: UUID, units: int, now: datetime = NOON) -> Spend:
    return Spend(request_id=request_id, media_type="tv", units=units, house=HOUSE, now=now)


def spent_film(request_id: UUID, at: datetime = NOON, units: int = 1) -> Spent:
    return Spent(request_id=request_id, media_type="movie", units=units, spent_at=at)


def spent_seasons(request_id: UUID, units: int, at: datetime = NOON) -> Spent:
    return Spent(request_id=request_id, media_type="tv", units=units, spent_at=at)


def test_so_many_wishes_an_hour_and_no_more() -> None:
    two = allowances.given(spent_film(FIRST), spent_seasons(SECOND, 1))
    refusal = two.when(seasons(THIRD, 1, NOON + timedelta(minutes=20))).refused(TooManyWishes)
    assert isinstance(refusal, TooManyWishes)
    assert refusal.retry_after_s == 40 * 60
    two.when(seasons(THIRD, 1, NOON + AN_HOUR)).then(spent_seasons(THIRD, 1, NOON + AN_HOUR))


def test_a_member_may_have_a_limit_of_their_own() -> None:
    none_at_all = Allowed(an_hour=0, set_at=NOON)
    allowances.given().when(Allow(an_hour=0, now=NOON)).then(none_at_all)
    allowances.given(none_at_all).when(Allow(an_hour=0, now=NOON)).then()
    allowances.given(none_at_all).when(a_film(FIRST)).refused(TooManyWishes)


def test_films_are_counted_for_days() -> None:
    two = allowances.given(spent_film(FIRST), spent_film(SECOND))
    two.when(a_film(THIRD, NOON + 2 * AN_HOUR)).refused(QuotaUsedUp)
    two.when(a_film(THIRD, NOON + A_WEEK)).then(spent_film(THIRD, NOON + A_WEEK))


def test_one_is_told_to_come_back_when_there_is_room_for_all_of_it() -> None:
    days = timedelta(days=1)
    history = (
        spent_seasons(FIRST, 1),
        GivenBack(request_id=FIRST, given_back_at=NOON),
        spent_seasons(SECOND, 1, NOON + days),
        spent_seasons(THIRD, 2, NOON + 2 * days),
    )
    for units, frees_on in ((1, 8), (2, 9), (3, 9), (4, 10)):
        wish = seasons(UUID(int=4), units, NOON + 3 * days)
        refusal = allowances.given(*history).when(wish).refused(QuotaUsedUp)
        assert isinstance(refusal, QuotaUsedUp)
        assert refusal.retry_after_s == (frees_on - 3) * 86_400, units


def test_after_the_limit_was_lowered_one_is_told_when_enough_of_the_hour_is_over() -> None:
    minute = timedelta(minutes=1)
    many = [spent_film(UUID(int=10 + n), NOON + n * minute) for n in range(10)]
    refusal = (
        allowances.given(*many, Allowed(an_hour=3, set_at=NOON))
        .when(a_film(FIRST, NOON + 10 * minute))
        .refused(TooManyWishes)
    )
    assert isinstance(refusal, TooManyWishes)
    assert refusal.retry_after_s == 57 * 60


def test_what_was_given_back_is_forgotten_with_what_was_spent() -> None:
    back = GivenBack(request_id=FIRST, given_back_at=NOON)
    later = NOON + allowance.REMEMBERED
    state = allowances.given(spent_film(FIRST), back, spent_film(SECOND, later)).state
    assert (state.spent, state.given_back) == ((spent_film(SECOND, later),), frozenset())


def test_seasons_are_counted_one_by_one_and_apart_from_films() -> None:
    some = allowances.given(spent_seasons(FIRST, 2))
    some.when(seasons(SECOND, 2)).refused(QuotaUsedUp)
    some.when(seasons(SECOND, 1)).then(spent_seasons(SECOND, 1))
    some.when(a_film(SECOND)).then(spent_film(SECOND))


def test_what_was_given_back_counts_no_more_in_the_quota_but_in_the_hour() -> None:
    given_back = GivenBack(request_id=FIRST, given_back_at=NOON)
    allowances.given(spent_film(FIRST)).when(GiveBack(request_id=FIRST, now=NOON)).then(given_back)
    history = (spent_film(FIRST), spent_film(SECOND), given_back)
    allowances.given(*history).when(a_film(THIRD)).refused(TooManyWishes)
    later = NOON + 2 * AN_HOUR
    allowances.given(*history).when(a_film(THIRD, later)).then(spent_film(THIRD, later))


def test_a_wish_that_is_opened_again_is_counted_once() -> None:
    history = (spent_film(FIRST), spent_film(SECOND))
    allowances.given(*history).when(a_film(SECOND)).then(spent_film(SECOND))


def test_without_a_quota_there_is_no_end() -> None:
    house = House(an_hour=100)
    many = [spent_film(UUID(int=n)) for n in range(10, 60)]
    allowances.given(*many).when(a_film(FIRST, house=house)).then(spent_film(FIRST))


def test_what_is_here_already_takes_a_place_in_the_hour_and_none_in_the_quota() -> None:
    house = House(an_hour=3, films=Quota(at_most=1, days=7))
    nothing = a_film(THIRD, house=house, units=0)
    spent = spent_film(THIRD, units=0)
    two = (spent_film(FIRST), spent_film(SECOND))
    allowances.given(*two).when(nothing).then(spent)
    allowances.given(*two, spent).when(a_film(UUID(int=4), house=house, units=0)).refused(
        TooManyWishes
    )


def take(request_id: UUID, *numbers: int, over: UUID | None = None) -> Take:
    done = frozenset() if over is None else frozenset({over})
    return Take(request_id=request_id, seasons=numbers, now=NOON, over=done)


def taken(request_id: UUID, *numbers: int) -> Taken:
    return Taken(request_id=request_id, seasons=numbers, taken_at=NOON)


def test_a_title_is_wished_for_once() -> None:
    claims.given().when(take(FIRST)).then(taken(FIRST))
    claims.given(taken(FIRST)).when(take(FIRST)).then()
    claims.given(taken(FIRST)).when(take(SECOND)).refused(AlreadyRequested)


def test_seasons_that_nobody_wished_for_are_free() -> None:
    claims.given(taken(FIRST, 1, 2)).when(take(SECOND, 3)).then(taken(SECOND, 3))
    claims.given(taken(FIRST, 1, 2)).when(take(SECOND, 2, 3)).refused(
        AlreadyRequested, match="season 2 already"
    )
    claims.given(taken(FIRST, 1)).when(take(SECOND)).refused(AlreadyRequested)


def test_what_is_released_can_be_wished_for_again() -> None:
    released = Released(request_id=FIRST, released_at=NOON)
    claims.given(taken(FIRST)).when(Release(request_id=FIRST, now=NOON)).then(released)
    claims.given(taken(FIRST), released).when(Release(request_id=FIRST, now=NOON)).then()
    claims.given(taken(FIRST), released).when(take(SECOND)).then(taken(SECOND))


def test_what_has_come_can_be_wished_for_again() -> None:
    released = Released(request_id=FIRST, released_at=NOON)
    claims.given(taken(FIRST)).when(take(SECOND, over=FIRST)).then(released, taken(SECOND))
    claims.given(taken(FIRST)).when(take(SECOND, 6, over=FIRST)).then(released, taken(SECOND, 6))


def test_what_is_still_to_come_stands_in_the_way_beside_what_has_come() -> None:
    both = claims.given(taken(FIRST, 1), taken(SECOND, 2))
    both.when(take(THIRD, 1, 2, over=FIRST)).refused(AlreadyRequested, match="season 2 already")
    both.when(take(THIRD, 3, over=FIRST)).then(taken(THIRD, 3))
