"""Browsers are told apart in words; what is none is none, however it is spelled."""

import pytest

from medianest.identity.adapters.user_agents import device_words


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Firefox on Windows",
        ),
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
                "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
            ),
            "Safari on iPhone",
        ),
        (
            (
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/126.0.0.0 Mobile Safari/537.36"
            ),
            "Chrome on Pixel 8",
        ),
        ("curl/8.5.0", "curl"),
        ("", None),
        ("\x00<script>", None),
    ],
)
def test_a_browser_has_a_name_that_people_know(user_agent: str, words: str | None) -> None:
    assert device_words(user_agent) == words
