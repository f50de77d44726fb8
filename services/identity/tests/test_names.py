"""What names and passwords may look like."""

import pytest

from medianest.contracts.refusals import Invalid
from medianest.identity.domain import names

PEPPER = b"pepper"


@pytest.mark.parametrize("spelling", ["ANNA", " anna ", "Anna", "\uff41nna"])
def test_every_spelling_of_a_username_is_the_same_name(spelling: str) -> None:
    assert names.username_key(spelling, pepper=PEPPER) == names.username_key("anna", pepper=PEPPER)


@pytest.mark.parametrize("spelling", ["strasse", "STRASSE", "straße"])
def test_folding_knows_more_than_lower_case(spelling: str) -> None:
    assert names.username_key(spelling, pepper=PEPPER) == names.username_key(
        "straße", pepper=PEPPER
    )


def test_another_pepper_gives_another_index() -> None:
    assert names.username_key("anna", pepper=PEPPER) != names.username_key("anna", pepper=b"salt")


@pytest.mark.parametrize(
    "text", ["", "   ", "a" * 65, "an\x00na", "an\u200bna", "\u202eanna", "an\nna"]
)
def test_a_username_is_short_and_can_be_seen(text: str) -> None:
    with pytest.raises(names.UnfitUsername) as refused:
        names.username(text)
    assert refused.value.errors[0].pointer == "/username"


def test_names_are_kept_as_they_were_meant() -> None:
    assert names.username(" Anna ") == "Anna"
    assert names.display_name(" Anna-Lena Müller ") == "Anna-Lena Müller"
    assert names.email(" anna@example.org ") == "anna@example.org"


@pytest.mark.parametrize("text", ["", "x" * 101, "\x07bell"])
def test_a_display_name_is_short_and_can_be_seen(text: str) -> None:
    with pytest.raises(names.UnfitDisplayName):
        names.display_name(text)


@pytest.mark.parametrize("text", ["", "anna", "@b", "a@", "a b@c.de", "a@b\x00", "a@x.org,b@y.org"])
def test_an_address_is_one_and_no_more(text: str) -> None:
    with pytest.raises(names.UnfitEmail):
        names.email(text)


def fit(text: str, name: str = "anna-lena") -> str:
    return names.new_password(text, name=name, is_common={"sunshine"}.__contains__)


@pytest.mark.parametrize("text", ["", "seven77", "x" * 257, "Anna-Lena"])
def test_a_password_is_not_short_and_not_the_name(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        fit(text)
    assert refused.value.errors[0].pointer == "/password"


@pytest.mark.parametrize(
    "text", ["sunshine", "MediaNest2026!", "2026 plex-server", "anna.lena1", "ANNALENA"]
)
def test_a_password_is_not_what_is_tried_first(text: str) -> None:
    with pytest.raises(names.WeakPassword):
        fit(text)


@pytest.mark.parametrize("text", ["12 34 56 78 90", "*" * 8, "a sunshine of my own", "x" * 256])
def test_a_password_may_be_made_of_anything(text: str) -> None:
    assert fit(text) == text
    assert fit(text, name="4711") == text


def test_a_password_is_the_same_from_every_keyboard() -> None:
    assert fit("pa\u0308sswort") == "p\u00e4sswort"
    assert names.typed_password("pa\u0308sswort") == "p\u00e4sswort"


def test_what_providers_say_is_kept_apart_by_provider_and_by_what_it_is_of() -> None:
    told = [(provider, word) for provider in ("a", "b") for word in ("1", "2")]
    links = [names.link_key(*one, pepper=b"pepper") for one in told]
    sessions = [names.session_key(*one, pepper=b"pepper") for one in told]
    assert len({*links, *sessions}) == 8
    assert names.session_key("a", "1", pepper=b"pepper") == sessions[0]
    assert names.session_key("a", "1", pepper=b"another") != sessions[0]
