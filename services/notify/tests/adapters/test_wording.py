"""Every letter reads as it did: words by locale, and one mail in full."""

import json
from pathlib import Path

import pytest
from letters import PUBLIC_URL, letter

from medianest.contracts.record import replace
from medianest.notify.adapters.wording import LOCALES, TemplateWording
from medianest.notify.ports import UNNAMED, House, Letter

SNAPSHOTS = Path(__file__).parent / "snapshots"
STOP = f"{PUBLIC_URL}/stop"


def sample(template: str, locale: str = "en") -> Letter:
    written = letter(template=template, locale=locale, title="The title", body="The body")
    return replace(written, values={**written.values, "code": "123456"})


@pytest.mark.parametrize("locale", LOCALES)
def test_every_template_says_what_it_said(wording: TemplateWording, locale: str) -> None:
    said = {}
    for template in wording.templates:
        words = wording.words(sample(template, locale))
        said[template] = {"title": words.title, "body": words.body, "action": words.action}
    kept = json.loads((SNAPSHOTS / f"words.{locale}.json").read_text("utf-8"))
    assert said == kept


def test_a_mail_looks_as_it_looked(wording: TemplateWording) -> None:
    text, page = wording.mail(sample("download-completed"), STOP, UNNAMED)
    assert text == (SNAPSHOTS / "mail.txt").read_text("utf-8")
    assert page == (SNAPSHOTS / "mail.html").read_text("utf-8")


def test_what_has_no_words_of_its_own_or_lacks_a_value_says_what_the_inbox_says(
    wording: TemplateWording,
) -> None:
    for template in ("of-tomorrow", "confirm-address"):
        words = wording.words(letter(template=template, title="A title", body="A body"))
        assert (words.title, words.body) == ("A title", "A body")


def test_a_language_that_is_not_known_is_english(wording: TemplateWording) -> None:
    spoken = wording.words(letter(locale="tlh", template="channel-test"))
    assert spoken.title == "It works"


def test_without_a_public_address_there_are_no_links() -> None:
    text, page = TemplateWording(None).mail(letter(), None, UNNAMED)
    assert "http" not in text
    assert "<a " not in page


def test_a_house_that_has_a_name_and_a_colour_writes_under_both(wording: TemplateWording) -> None:
    roost = House(name="The Roost & <b>Co</b>", accent="iris")
    text, page = wording.mail(sample("channel-test"), STOP, roost)
    assert "because you use The Roost & <b>Co</b> with" in text
    assert wording.words(sample("role-changed"), roost).action == "Open The Roost & <b>Co</b>"
    assert "The Roost &amp; &lt;b&gt;Co&lt;/b&gt;" in page
    assert "#5c4d7c" in page
    assert "<b>" not in page
    assert "MediaNest" not in text + page


def test_a_colour_of_a_later_release_is_the_first_one(wording: TemplateWording) -> None:
    _, page = wording.mail(sample("channel-test"), STOP, House(accent="of-tomorrow"))
    assert "#00636c" in page


def test_a_long_title_is_shortened(wording: TemplateWording) -> None:
    words = wording.words(letter(title="x" * 500, body="y" * 9000))
    assert (len(words.title), len(words.body)) == (200, 4000)
    assert words.title.endswith("…")
