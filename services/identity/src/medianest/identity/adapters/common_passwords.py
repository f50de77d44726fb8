"""Passwords that are tried first: the 5,000 most common ones that would be long enough.

From the list of zxcvbn (MIT), which comes from ten million passwords that became known.
"""

import gzip
from functools import cache
from importlib.resources import files


@cache
def common_passwords() -> frozenset[str]:
    """All of them, in small letters."""
    packed = files("medianest.identity").joinpath("adapters/common_passwords.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode().splitlines())
