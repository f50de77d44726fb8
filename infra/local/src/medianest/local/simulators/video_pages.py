"""The pages of the video origin: what a person, and yt-dlp's generic extractor, would read."""

import html
import json
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from medianest.local.simulators.films import FILMS, Film


def watch_page(base: str, film: Film, rate: str | None) -> str:
    """Return the page of one film; `rate` is handed on to the file."""
    query = f"?{urlencode({'rate': rate})}" if rate else ""
    file, poster = f"{base}/files/{film.file}{query}", f"{base}/thumbs/{film.slug}.jpg"
    title, about = html.escape(film.title), html.escape(film.about)
    about_it = {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": film.title,
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
<script type="application/ld+json">{json.dumps(about_it)}</script>
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


def playlist(base: str) -> str:
    """Return all short films as an RSS feed, which is a playlist to yt-dlp."""
    items = "".join(
        f"<item><title>{escape(film.title)}</title>"
        f"<link>{base}/watch/{film.slug}</link>"
        f'<guid isPermaLink="false">{film.slug}</guid>'
        f"<description>{escape(film.about)}</description></item>"
        for film in FILMS
        if film.mbit_s is None
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Small cinema: the short ones</title>
<link>{base}/</link><description>Three short films.</description>{items}</channel></rss>
"""
