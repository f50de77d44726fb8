"""What a file carries beside picture and sound."""

import pytest

from medianest.downloads.api.choosing import ExtrasBody, chosen
from medianest.downloads.domain.extras import (
    Extras,
    NoSuchLanguage,
    TooManyLanguages,
    agreed,
)


def test_the_same_wish_is_said_in_the_same_words() -> None:
    one = Extras(subtitles=("en", "de", "en"), sponsors_removed=("outro", "intro"))
    other = Extras(subtitles=("de", "en"), sponsors_removed=("intro", "outro", "intro"))
    assert agreed(one) == agreed(other)


def test_what_is_cut_out_is_not_marked_as_well() -> None:
    wish = agreed(Extras(sponsors_marked=("intro", "sponsor"), sponsors_removed=("sponsor",)))
    assert (wish.sponsors_marked, wish.sponsors_removed) == (("intro",), ("sponsor",))
    assert wish.sponsors == ("intro", "sponsor")


@pytest.mark.parametrize(
    "language", ["", "all", "-live_chat", "en.*", "e", "en;rm", "../en", "EN", "--exec"]
)
def test_s39_a_language_is_a_language_and_no_pattern_or_option(language: str) -> None:
    with pytest.raises(NoSuchLanguage):
        agreed(Extras(subtitles=(language,)))


def test_a_file_takes_only_so_many_languages() -> None:
    with pytest.raises(TooManyLanguages):
        agreed(Extras(subtitles=tuple(f"a{letter}" for letter in "abcdefghijk")))


def test_what_is_not_chosen_is_as_the_house_has_it() -> None:
    house = Extras(subtitles=("en",), thumbnail=True)
    assert chosen(None, house) == house
    assert chosen(ExtrasBody(subtitles=(), tags=False), house) == Extras(thumbnail=True, tags=False)
