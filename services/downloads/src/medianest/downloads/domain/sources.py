"""Which site a URL belongs to, how long that one rests, and when two URLs are one video."""

from typing import Final
from urllib.parse import urlsplit

from medianest.downloads.domain.video import Video

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


def hosts_of(url: str) -> frozenset[str]:
    """The names under which this URL's site knows people: its own, and the site's plain one."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    plain = source_of(url).partition(":")[0]
    return frozenset({host, plain, f"www.{plain}"}) - {"", "www."}


def video_key(url: str, video: Video) -> str:
    """What is alike for two URLs of one video: the site's own id, where a site has such.

    What was read off a page by guessing is told apart by its URL: there an id is any file's name.
    """
    is_a_site = video.site is not None and "." not in video.site and ":" not in video.site
    if is_a_site and video.source_id:
        return f"{video.site} {video.source_id}"
    return url


def rest_s(turned_away_before: int, base_s: float) -> float:
    """How long nobody asks a site that has turned us away, in units of the operator's patience."""
    return float(min(base_s * 60 * 2 ** min(turned_away_before, 20), _LONGEST_REST_S))
