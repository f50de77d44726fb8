"""The rules of problem reports, and of how much is said to them."""

from datetime import timedelta
from functools import reduce
from uuid import UUID

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as some

from medianest.contracts.events.requests import IssueCommented, IssueOpened
from medianest.contracts.facts import Sealed
from medianest.contracts.refusals import Refusal
from medianest.requests.app import ISSUE, SPEAKER
from medianest.requests.domain import issue, speaking
from medianest.requests.domain.issue import (
    COMMENTS_MOST,
    AlreadyReported,
    Comment,
    Commented,
    IssueCommand,
    IssueFact,
    NoSuchIssue,
    OnlySeriesHaveSeasons,
    Reopen,
    Reopened,
    Report,
    Reported,
    Resolve,
    Resolved,
    TooManyComments,
)
from medianest.requests.domain.speaking import AT_MOST, SaidALot, Speak, Spoke
from medianest.requests.domain.wish import Title
from medianest.requests.publishing import of_issue
from medianest.testkit import ANNA, BEN, NOON, THE_OWNER, Spec

spec = Spec(ISSUE, issue.decide)
speakers = Spec(SPEAKER, speaking.decide)
WHICH = UUID(int=5)
WORDS = Sealed(subject=ANNA, box="c2VhbGVk")
SEVERANCE = Title(media_type="tv", tmdb_id=95396)


def report(season: int | None = 1, episode: int | None = 2, title: Title = SEVERANCE) -> Report:
    return Report(
        issue_id=WHICH,
        by=ANNA,
        now=NOON,
        title=title,
        season=season,
        episode=episode,
        kind="audio",
        text=WORDS,
    )


REPORTED = Reported(
    issue_id=WHICH,
    by=ANNA,
    reported_at=NOON,
    title=SEVERANCE,
    season=1,
    episode=2,
    kind="audio",
    text=WORDS,
)
COMMENTED = Commented(comment_id=UUID(int=6), by=BEN, commented_at=NOON, text=WORDS)
RESOLVED = Resolved(by=THE_OWNER, resolved_at=NOON)
REOPENED = Reopened(by=ANNA, reopened_at=NOON)
comment = Comment(comment_id=UUID(int=6), by=BEN, now=NOON, text=WORDS)
resolve = Resolve(by=THE_OWNER, now=NOON)
reopen = Reopen(by=ANNA, now=NOON)


def test_a_problem_is_reported_once_talked_about_solved_and_there_again() -> None:
    spec.given().when(report()).then(REPORTED)
    spec.given(REPORTED).when(report()).refused(AlreadyReported)
    spec.given(REPORTED).when(comment).then(COMMENTED)
    spec.given(REPORTED, COMMENTED).when(resolve).then(RESOLVED)
    spec.given(REPORTED, RESOLVED).when(resolve).then()
    spec.given(REPORTED, RESOLVED).when(comment).then(COMMENTED)
    spec.given(REPORTED, RESOLVED).when(reopen).then(REOPENED)
    spec.given(REPORTED).when(reopen).then()


def test_what_nobody_reported_is_not_talked_about() -> None:
    for command in (comment, resolve, reopen):
        spec.given().when(command).refused(NoSuchIssue)


def test_a_film_has_no_seasons_and_an_episode_is_of_a_season() -> None:
    film = Title(media_type="movie", tmdb_id=603)
    spec.given().when(report(1, None, film)).refused(OnlySeriesHaveSeasons)
    spec.given().when(report(None, 2)).refused(OnlySeriesHaveSeasons)


def test_at_some_point_enough_was_said() -> None:
    said = [COMMENTED] * COMMENTS_MOST
    spec.given(REPORTED, *said).when(comment).refused(TooManyComments)


def test_nobody_says_more_than_so_much_within_an_hour() -> None:
    said = [Spoke(spoke_at=NOON)] * AT_MOST
    speakers.given(*said[1:]).when(Speak(now=NOON)).then(Spoke(spoke_at=NOON))
    speakers.given(*said).when(Speak(now=NOON)).refused(SaidALot)
    later = NOON + timedelta(hours=1)
    speakers.given(*said).when(Speak(now=later)).then(Spoke(spoke_at=later))


def test_what_people_say_is_never_announced() -> None:
    state = ISSUE.evolve(ISSUE.initial, REPORTED)
    opened = of_issue(state, REPORTED)
    assert isinstance(opened, IssueOpened)
    assert (opened.kind, opened.heard) == ("audio", (ANNA,))
    state = ISSUE.evolve(state, COMMENTED)
    commented = of_issue(state, COMMENTED)
    assert isinstance(commented, IssueCommented)
    assert (commented.by, commented.heard) == (BEN, (ANNA, BEN))
    assert WORDS.box not in f"{opened} {commented}"


@pytest.mark.parametrize("fact", [COMMENTED, RESOLVED, REOPENED])
def test_of_nothing_nothing_is_announced(fact: IssueFact) -> None:
    assert of_issue(ISSUE.initial, fact) is None
    assert ISSUE.evolve(ISSUE.initial, fact) == ISSUE.initial


@any_of(some.lists(some.sampled_from([report(), comment, resolve, reopen]), max_size=20))
def test_any_history_of_a_problem_replays_and_repeats_change_nothing(
    commands: list[IssueCommand],
) -> None:
    state, facts = ISSUE.initial, []
    for command in commands:
        try:
            new = issue.decide(command, state)
        except Refusal:
            continue
        facts += new
        state = reduce(ISSUE.evolve, new, state)
        if isinstance(command, Resolve | Reopen):
            assert not issue.decide(command, state)
    assert reduce(ISSUE.evolve, facts, ISSUE.initial) == state
