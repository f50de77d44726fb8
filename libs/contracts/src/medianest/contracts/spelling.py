"""One spelling of a name, for who counts it at the door and who looks it up behind.

And one rule of what a mail address is, for whoever keeps one to write to.
"""

import re
import unicodedata
from typing import Final

MAIL_ADDRESS_MAX: Final = 254
# Neither blanks nor commas nor anything else that could end a header, or begin another address.
_MAIL_ADDRESS: Final = re.compile(
    r"(?=[^@]{1,64}@)"
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]"
    r"(?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)


def folded(text: str) -> str:
    """The same text for every spelling of it: width, case, accents, space around it."""
    # Folding may take the text out of its composed form, so it is composed once more.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).strip().casefold())


def is_mail_address(text: str) -> bool:
    """Whether it is exactly one address, which can stand in a header as it is."""
    if len(text) > MAIL_ADDRESS_MAX or "=?" in text:  # how a header says words in other letters
        return False
    return _MAIL_ADDRESS.fullmatch(text) is not None
