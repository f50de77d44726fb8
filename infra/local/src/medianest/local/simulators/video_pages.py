"""The pages of the video origin: what a person, and yt-dlp's generic extractor, would read."""

import html
import json
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from medianest.local.simulators.films import FILMS, Film

# Titles that would do harm where somebody takes them for a path, an option, a template or a page.
HOSTILE_TITLES: Final = (
    "../../../../etc/cron.d/nest",
    "..\\..\\windows\\system32",
    "/etc/passwd",
    "--exec=touch /tmp/nest",
    "-rf",
    "%(id)s %(title)q %(url)j",
    "$(touch nest) `touch nest`; touch nest | touch nest",
    "a\x00b\x1b[2Jc\r\nd",
    "\u202egpj.txet\u202c",
    "CON",
    "aux.mp4",
    ".hidden",
    "~root",
    "x" * 400,
    "\U0001f423" * 200,
    "e\u0301te\u0301",
    "<script>alert(1)</script>",
    "'; drop table facts; --",
    "   ",
)


def watch_page(
    base: str, film: Film, onward: Mapping[str, str], *, title: str | None = None
) -> str:
    """Return the page of one film; `onward` is asked of the file, `title` is another one."""
    query = f"?{urlencode(onward)}" if onward else ""
    file, poster = f"{base}/files/{film.file}{query}", f"{base}/thumbs/{film.slug}.jpg"
    name = film.title if title is None else title
    title, about = html.escape(name), html.escape(film.about)
    about_it = {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": name,
        "description": film.about,
        "duration": f"PT{film.seconds}S",
        "thumbnailUrl": poster,
        "contentUrl": file,
    }
    # As on most sites the player is put there by a script; what it plays stands in the JSON-LD.
    return f"""<!doctype html>
<html lang="en"><head>
<meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}">
<meta property="og:description" content="{about}">
<meta property="og:type" content="video.other">
<meta property="og:video" content="{html.escape(file)}">
<meta property="og:image" content="{poster}">
<script type="application/ld+json">{_in_a_script(about_it)}</script>
</head><body>
<h1>{title}</h1><p>{about}</p><div id="player"></div>
<script>
const film = JSON.parse(document.querySelector('[type="application/ld+json"]').textContent);
const player = Object.assign(document.createElement("video"), {{
  src: film.contentUrl, poster: film.thumbnailUrl, controls: true, width: 640, height: 360 }});
document.getElementById("player").append(player);
</script>
</body></html>
"""


def front_page(base: str) -> str:
    """Return the list of everything that is here."""
    films = "".join(
        f'<li><a href="{base}/watch/{film.slug}">{html.escape(film.title)}</a></li>'
        for film in FILMS
    )
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Small cinema</title></head><body>
<h1>Small cinema</h1><ul>{films}</ul>
<p><a href="{base}/playlist.rss">All of them as a list</a></p>
</body></html>
"""


def _in_a_script(words: object) -> str:
    return json.dumps(words).replace("<", "\\u003c")


def playlist(base: str, length: int | None = None) -> str:
    """Return all short films as an RSS feed, which is a playlist to yt-dlp; or so many of them."""
    films = [film for film in FILMS if film.mbit_s is None]
    if length is None:
        return _feed(base, "the short ones", [(f.title, f"/watch/{f.slug}", f) for f in films])
    turns = [(turn, films[turn % len(films)]) for turn in range(length)]
    items = [(f"{f.title} {turn}", f"/watch/{f.slug}?turn={turn}", f) for turn, f in turns]
    return _feed(base, f"{length} of them", items)


def hostile_playlist(base: str) -> str:
    """Return one film under each of the hostile titles."""
    film = FILMS[0]
    numbered = enumerate(HOSTILE_TITLES)
    return _feed(base, "bad names", [("", f"/titled/{turn}", film) for turn, _ in numbered])


def _feed(base: str, name: str, films: list[tuple[str, str, Film]]) -> str:
    items = "".join(
        f"<item><title>{escape(title)}</title>"
        f"<link>{base}{path}</link>"
        f'<guid isPermaLink="false">{path}</guid>'
        f"<description>{escape(film.about)}</description></item>"
        for title, path, film in films
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Small cinema: {name}</title>
<link>{base}/</link><description>{len(films)} short films.</description>{items}</channel></rss>
"""
