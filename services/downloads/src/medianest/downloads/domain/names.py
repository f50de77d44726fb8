"""The name of a file on the shelf: readable by people and Plex, harmless to every file system.

Guarantees, for any title whatsoever: two or three components; none is empty, `.`, `..`, hidden, an
option (`-x`), a Windows device, or longer than 255 bytes; no separators, control or direction
characters; composed (NFC), and full-width letters, digits and signs are read as the plain ones that
some file systems make of them, so that twins which look alike are one name.
"""

import hashlib
import re
import unicodedata
from datetime import date
from typing import Final, Literal

from medianest.contracts.record import Record

_LONGEST_BYTES: Final = 255
# Room for ` (99)` when the name is taken, and for the shelf's own mark while it is placed.
_RESERVE_BYTES: Final = 16
_CHANNEL_BYTES: Final = 80
_FULL_WIDTH: Final = {0xFF01 + step: 0x21 + step for step in range(0x7E - 0x20)}
_FORBIDDEN: Final = {
    "/": "-", "\\": "-", "|": "-", ":": " -", '"': "'", "?": "", "*": "", "<": "(", ">": ")",
}  # fmt: skip
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$| )", re.IGNORECASE)
_PLAIN_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_SPACES: Final = re.compile(r"\s+")

EXTENSIONS: Final = frozenset({"mp4", "mkv", "webm", "mov", "m4a", "mp3", "opus", "ogg"})


Layout = Literal["videos", "series", "films"]
"""How Plex shall take them: other videos by channel, a series by date for each channel, films."""


class Titled(Record):
    """What a name is made of."""

    title: str
    source_id: str
    channel: str | None = None
    site: str | None = None
    published_on: date | None = None


def shelf_path(about: Titled, extension: str, layout: Layout = "videos") -> str:
    """Relative to the library, with `/`. Where a date is wanted and none is known: as `videos`.

    `videos`: `<channel or site>/<title> [<id>].mp4`
    `series`: `<channel>/Season <year>/<channel> - <date> - <title> [<id>].mp4`
    `films`:  `<title> (<year>) [<id>]/<title> (<year>) [<id>].mp4`
    """
    if extension not in EXTENSIONS:
        raise ValueError(f"not a kind of file for the shelf: {extension!r}")
    mark = f" [{_plain_id(about.source_id)}]"
    ending, day = f"{mark}.{extension}", about.published_on
    channel = _component(about.channel or about.site or "", otherwise="Videos", ending="")
    title = _component(about.title, otherwise="Untitled", ending=ending)
    if layout == "series" and day is not None:
        name = f"{_shortened(channel, _CHANNEL_BYTES).strip()} - {day.isoformat()} - {about.title}"
        file = _component(name, otherwise="Untitled", ending=ending)
        return f"{channel}/Season {day.year}/{file}"
    if layout == "films" and day is not None:
        year = f" ({day.year})"
        # Two films may have one name: each lies in a folder of its own.
        folder = _component(about.title, otherwise="Untitled", ending=f"{year}{mark}")
        return f"{folder}/{_component(about.title, otherwise='Untitled', ending=year + ending)}"
    return f"{channel}/{title}"


def taken(path: str, times: int) -> str:
    """The next name to try when `path` belongs to another file: `… [id] (2).mp4`."""
    stem, _, extension = path.rpartition(".")
    return f"{stem} ({times + 1}).{extension}"


def _component(text: str, *, otherwise: str, ending: str) -> str:
    text = "".join(
        _harmless(char) for char in unicodedata.normalize("NFC", text.translate(_FULL_WIDTH))
    )
    text = _SPACES.sub(" ", text).strip(" .").lstrip("-~. ")
    text = _shortened(text, _LONGEST_BYTES - _RESERVE_BYTES - len(ending.encode())).strip(" .")
    text = text or otherwise
    if _DEVICE.match(text):
        text = f"_{text}"
    return f"{text}{ending}"


def _harmless(char: str) -> str:
    if char.isspace():
        return " "
    # C*: controls, direction marks, lone surrogates, private and unassigned characters
    if unicodedata.category(char).startswith("C"):
        return ""
    return _FORBIDDEN.get(char, char)


def _shortened(text: str, longest_bytes: int) -> str:
    return text.encode()[:longest_bytes].decode(errors="ignore")


def _plain_id(source_id: str) -> str:
    """The site's id where it is plain; else a digest of it, which is as good for telling apart."""
    if _PLAIN_ID.fullmatch(source_id):
        return source_id
    return hashlib.sha256(source_id.encode(errors="surrogatepass")).hexdigest()[:16]
