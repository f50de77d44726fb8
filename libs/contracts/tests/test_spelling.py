"""Whoever counts a name and whoever looks it up mean the same one."""

import pytest

from medianest.contracts.spelling import folded


@pytest.mark.parametrize("spelled", ["olga", " OLGA ", "ｏｌｇａ", "𝐨𝓵𝗀𝑎"])  # noqa: RUF001
def test_every_spelling_of_a_name_is_one(spelled: str) -> None:
    assert folded(spelled) == "olga"


def test_what_is_folded_once_stays_as_it_is() -> None:
    assert folded(folded("ŸJ̌")) == folded("ŸJ̌")
