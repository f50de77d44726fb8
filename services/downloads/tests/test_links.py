"""A link to a finished file is for one person, one file and one minute."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from medianest.contracts.record import replace
from medianest.downloads.api.files import disposition
from medianest.downloads.domain.links import FileLink, LinkAltered, LinkExpired, check, signature

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY, ANNA, BEN, NEST = b"k" * 32, UUID(int=1), UUID(int=2), UUID(int=3)
LINK = FileLink(
    member_id=ANNA, download_id=NEST, index=0, path="Nests/a.mp4", until=int(NOON.timestamp()) + 60
)
SAID = signature(KEY, LINK)


@pytest.mark.parametrize("by", [ANNA, None])
def test_it_is_good_for_a_minute(by: UUID | None) -> None:
    check(KEY, LINK, SAID, by=by, now=NOON + timedelta(seconds=59))
    with pytest.raises(LinkExpired):
        check(KEY, LINK, SAID, by=by, now=NOON + timedelta(seconds=60))


@pytest.mark.parametrize(
    "altered",
    [
        replace(LINK, member_id=BEN),
        replace(LINK, download_id=BEN),
        replace(LINK, index=1),
        replace(LINK, path="Nests/b.mp4"),
        replace(LINK, until=LINK.until + 1),
    ],
)
def test_s42_a_link_that_was_altered_is_refused(altered: FileLink) -> None:
    with pytest.raises(LinkAltered):
        check(KEY, altered, SAID, by=None, now=NOON)


@pytest.mark.parametrize("said", ["", "x", SAID[:-1], SAID + "A", SAID.swapcase(), "ü" * 43])
def test_s42_a_signature_that_was_altered_is_refused(said: str) -> None:
    with pytest.raises(LinkAltered):
        check(KEY, LINK, said, by=ANNA, now=NOON)


def test_s42_somebody_else_who_is_signed_in_is_refused() -> None:
    with pytest.raises(LinkAltered):
        check(KEY, LINK, SAID, by=BEN, now=NOON)


def test_s42_another_key_makes_other_links() -> None:
    with pytest.raises(LinkAltered):
        check(b"l" * 32, LINK, SAID, by=ANNA, now=NOON)


def test_a_name_is_said_so_that_no_browser_can_misread_it() -> None:
    said = disposition('Käfer "und"\r\nX-Evil: 1; [a].mp4')
    assert said.isascii()
    assert "\r" not in said
    assert "\n" not in said
    plain = said.partition('filename="')[2].partition('"')[0]
    assert plain == "K_fer _und___X-Evil_ 1_ [a].mp4"
    assert "filename*=UTF-8''K%C3%A4fer%20%22und%22%0D%0AX-Evil%3A%201%3B%20%5Ba%5D.mp4" in said
