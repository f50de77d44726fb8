"""A member's jar: what is one, whose site it is for, and that it is kept and forgotten."""

import pytest

from medianest.downloads.domain.cookies import Jar, NotACookieFile, jar_in

HEAD = "# Netscape HTTP Cookie File\n"


def line(domain: str, name: str = "session", value: str = "secret") -> str:
    return f"{domain}\tTRUE\t/\tTRUE\t0\t{name}\t{value}"


def names(jar: Jar) -> list[str]:
    return [one[1].split("\t")[5] for one in jar.lines]


def test_a_browsers_export_is_read_with_and_without_its_head() -> None:
    hidden = "#HttpOnly_" + line(".example.org", "hidden")
    for text in (HEAD + line(".example.org"), f"{line('.example.org')}\r\n\n# a word\n{hidden}"):
        assert jar_in(text).text().startswith(HEAD)
    assert names(jar_in(f"{line('.example.org')}\n{hidden}")) == ["session", "hidden"]


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        "session=secret; path=/",
        '[{"domain": ".example.org", "name": "session"}]',
        line("example.org").replace("\t", " "),
        line("org"),
        line(""),
        line("https://example.org/"),
        line("example.org") + "\textra",
        line("example.org").replace("TRUE", "yes"),
        line("example.org", value="a\x1bb"),
        line("example.org").replace("\t0\t", "\tsoon\t"),
        "\n".join(line("example.org") for _ in range(2001)),
        HEAD + line("example.org", value="x" * 200_000),
    ],
)
def test_what_is_no_file_of_cookies_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(NotACookieFile) as refused:
        jar_in(text)
    assert "secret" not in str(refused.value)
    assert refused.value.errors[0].pointer == "/text"


def test_s41_a_download_takes_the_cookies_of_its_own_site_only() -> None:
    text = "\n".join(
        (
            line(".youtube.com", "tube"),
            line("www.youtube.com", "www"),
            line(".google.com", "google"),
            line("bank.example", "bank"),
            line("evilyoutube.com", "evil"),
        )
    )
    jar = jar_in(text)
    for url in ("https://www.youtube.com/watch?v=a", "https://youtu.be/a", "https://m.youtube.com"):
        assert names(jar.of(url)) == ["tube", "www"], url
    assert names(jar.of("https://login.bank.example:8443/v")) == ["bank"]
    assert names(jar.of("https://notbank.example/v")) == []
    assert names(jar.of("https://com/")) == []
