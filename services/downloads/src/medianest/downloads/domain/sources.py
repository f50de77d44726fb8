"""Which site a URL belongs to, as far as being turned away by it goes."""

from typing import Final
from urllib.parse import urlsplit

_FRONTS: Final = ("www.", "m.", "music.")
_LONGEST_REST_S: Final = 6 * 3600
_SAME: Final = {"youtu.be": "youtube.com", "youtube-nocookie.com": "youtube.com"}


def source_of(url: str) -> str:
    """The site's name; its fronts for telephones and the like are the same site."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    for front in _FRONTS:
        host = host.removeprefix(front)
    host = _SAME.get(host, host)
    return f"{host}:{parts.port}" if parts.port else host


def rest_s(turned_away_before: int, base_s: float) -> float:
    """How long nobody asks a site that has turned us away, in units of the operator's patience."""
    return float(min(base_s * 60 * 2 ** min(turned_away_before, 20), _LONGEST_REST_S))
