"""What a telephone shares, and the address in it."""

import time

import pytest

from medianest.downloads.domain.sharing import NoAddressShared, address_in

VIDEO = "https://youtu.be/a1B_?si=x"


@pytest.mark.parametrize(
    ("shared", "address"),
    [
        ((VIDEO, None, "A nest"), VIDEO),
        ((None, f"Look at this: {VIDEO}", None), VIDEO),
        ((None, f"A nest\n{VIDEO}\n\nSent from my telephone", None), VIDEO),
        ((None, f"(see {VIDEO}).", None), VIDEO),
        ((None, f"\u201c{VIDEO}\u201d", None), VIDEO),
        ((None, f"<{VIDEO}>", None), VIDEO),
        ((None, f"**{VIDEO}**", None), VIDEO),
        (("", "", f"A nest {VIDEO}"), VIDEO),
        ((None, "HTTPS://Videos.example/A", None), "HTTPS://Videos.example/A"),
        ((None, "https://a.example/b_(c)", None), "https://a.example/b_(c)"),
        ((None, "(https://a.example/b_(c))", None), "https://a.example/b_(c)"),
        ((None, "https://a.example/käfer!", None), "https://a.example/käfer"),
        ((None, "youtu.be/a1B_, quick!", None), "https://youtu.be/a1B_"),
        ((None, "write to anna@nest.example/x or see b.example/y", None), "https://b.example/y"),
        ((None, "https://one.example/1 https://two.example/2", None), "https://one.example/1"),
    ],
)
def test_the_address_is_found_among_the_words(
    shared: tuple[str | None, str | None, str | None], address: str
) -> None:
    assert address_in(*shared) == address


@pytest.mark.parametrize(
    "text",
    [None, "", "A nest", "1.5/2", "javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/b"],
)
def test_without_an_address_it_says_so(text: str | None) -> None:
    with pytest.raises(NoAddressShared):
        address_in(text)


@pytest.mark.parametrize("text", ["a." * 2500, "https://" * 700, "a" * 5000, "a.a/" * 1250])
def test_s44_no_text_takes_long_to_read(text: str) -> None:
    began = time.process_time()
    for _ in range(10):
        try:
            address_in(text)
        except NoAddressShared:
            continue
    assert (time.process_time() - began) / 10 < 0.05
