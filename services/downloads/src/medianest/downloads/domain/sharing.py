"""Finds the address in what a telephone shares: a link, or some words with a link among them."""

import re
from typing import Final

from medianest.contracts.refusals import Invalid

LONGEST: Final = 5000
# Up to where a link may go: white space, quotes and brackets around it end it.
_WEB: Final = re.compile(
    r"https?://[^\s<>\"'`{}|\\^\u201c\u201d\u00ab\u00bb]{3,2048}", re.IGNORECASE
)
_BARE: Final = re.compile(
    r"(?<![\w@./:-])((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}/[^\s<>\"'`{}|\\^]{1,1024})",
    re.IGNORECASE,
)
# No `_` and no `-`: ids of videos end with them.
_TRAILING: Final = ".,;:!?*~\u2026"
_PAIRS: Final = (("(", ")"), ("[", "]"))


class NoAddressShared(Invalid):
    """There is no address in what was shared."""


def address_in(*shared: str | None) -> str:
    """The first address, in the order in which the texts are given. Raises `NoAddressShared`."""
    texts = [text[:LONGEST] for text in shared if text]
    for text in texts:
        found = _WEB.search(text)
        if found is not None:
            return _without_punctuation(found[0])
    for text in texts:
        found = _BARE.search(text)
        if found is not None:
            return f"https://{_without_punctuation(found[1])}"
    raise NoAddressShared


def _without_punctuation(link: str) -> str:
    """As people write: `(see https://a.example/b).` ends before the bracket."""
    while link:
        before = link
        link = link.rstrip(_TRAILING)
        for opening, closing in _PAIRS:
            if link.endswith(closing) and link.count(closing) > link.count(opening):
                link = link[:-1]
        if link == before:
            break
    return link
