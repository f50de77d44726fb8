"""One spelling of a name, for who counts it at the door and who looks it up behind."""

import unicodedata


def folded(text: str) -> str:
    """The same text for every spelling of it: width, case, accents, space around it."""
    # Folding may take the text out of its composed form, so it is composed once more.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).strip().casefold())
