"""Whoever counts a name and whoever looks it up mean the same one."""

from email.headerregistry import Address

import pytest

from medianest.contracts.spelling import folded, is_mail_address


@pytest.mark.parametrize("spelled", ["olga", " OLGA ", "ｏｌｇａ", "𝐨𝓵𝗀𝑎"])  # noqa: RUF001
def test_every_spelling_of_a_name_is_one(spelled: str) -> None:
    assert folded(spelled) == "olga"


def test_what_is_folded_once_stays_as_it_is() -> None:
    assert folded(folded("ŸJ̌")) == folded("ŸJ̌")


@pytest.mark.parametrize(
    "text", ["anna@example.org", "a.b+c@x-y.z1.example", "o'neil=x@example.org"]
)
def test_a_mail_address_can_stand_in_a_header(text: str) -> None:
    assert is_mail_address(text)
    assert str(Address(addr_spec=text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "anna",
        "@example.org",
        "anna@",
        "anna@nest",
        "a@x.org,b@y.org",
        "a@x.org, b@y.org",
        "a@x.org;b@y.org",
        "a@b@x.org",
        "Anna <anna@example.org>",
        "<anna@example.org>",
        "family:a@x.org;",
        '"a b"@x.org',
        "(a)b@x.org",
        "a..b@x.org",
        ".a@x.org",
        "a.@x.org",
        "=?utf-8?q?a?=@x.org",
        "a@x.org\n",
        "a@x.org\r\nBcc: b@y.org",
        "a" * 65 + "@x.org",
        "a@" + "x" * 64 + ".org",
        "a@" + "x." * 126 + "org",
    ],
)
def test_what_is_no_address_or_more_than_one_is_none(text: str) -> None:
    assert not is_mail_address(text)
