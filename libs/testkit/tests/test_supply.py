"""Tests say where their servers come from; what is not understood is not guessed at."""

import pytest

from medianest.testkit.supply import WHICH, Embedded, supply


def test_servers_come_from_the_wheels_unless_somebody_asks_for_containers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(WHICH, raising=False)
    assert isinstance(supply(forgetful=True), Embedded)
    monkeypatch.setenv(WHICH, "containers")
    assert not isinstance(supply(forgetful=True), Embedded)


def test_a_wish_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WHICH, "cloud")
    with pytest.raises(ValueError, match="not 'cloud'"):
        supply(forgetful=True)
