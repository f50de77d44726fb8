"""The link that stops mail is for one address and can't be made by others."""

from uuid import UUID

import pytest

from medianest.notify.domain.unsubscribing import BadToken, channel_of, token

KEY = b"a key of ours"
ID = UUID(int=7)


def test_a_token_says_which_channel() -> None:
    assert channel_of(KEY, token(KEY, ID)) == ID
    assert len(token(KEY, ID)) == 43


@pytest.mark.parametrize(
    "text",
    ["", "x", token(b"another", ID), token(KEY, ID)[:-1], token(KEY, ID) + "A", "é" * 43, "\x00"],
)
def test_what_is_not_ours_is_refused(text: str) -> None:
    with pytest.raises(BadToken):
        channel_of(KEY, text)
    one = token(KEY, ID)
    for at in range(0, 43, 3):
        forged = one[:at] + ("A" if one[at] != "A" else "B") + one[at + 1 :]
        with pytest.raises(BadToken):
            channel_of(KEY, forged)
