"""The name of a file on the shelf: readable by people and Plex, harmless to every file system.

Guarantees, for any title whatsoever: exactly two components; none is empty, `.`, `..`, hidden, an
option (`-x`), a Windows device, or longer than 255 bytes; no separators, control or direction
characters; composed (NFC), so that twins which look alike are one name.
"""

import hashlib
import re
import unicodedata
from typing import Final

_LONGEST_BYTES: Final = 255
# Room for ` (99)` when the name is taken, and for the shelf's own mark while it is placed.
_RESERVE_BYTES: Final = 16
_FORBIDDEN: Final = {
    "/": "-", "\\": "-", "|": "-", ":": " -", '"': "'", "?": "", "*": "", "<": "(", ">": ")",
}  # fmt: skip
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$| )", re.IGNORECASE)
_PLAIN_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_SPACES: Final = re.compile(r"\s+")

EXTENSIONS: Final = frozenset({"mp4", "mkv", "webm", "mov", "m4a", "mp3", "opus", "ogg"})


def shelf_path(
    *, channel: str | None, site: str | None, title: str, source_id: str, extension: str
) -> str:
    """`<channel or site>/<title> [<id>].<extension>`, relative to the library, with `/`."""
    if extension not in EXTENSIONS:
        raise ValueError(f"not a kind of file for the shelf: {extension!r}")
    ending = f" [{_plain_id(source_id)}].{extension}"
    folder = _component(channel or site or "", otherwise="Videos", ending="")
    return f"{folder}/{_component(title, otherwise='Untitled', ending=ending)}"


def taken(path: str, times: int) -> str:
    """The next name to try when `path` belongs to another file: `… [id] (2).mp4`."""
    stem, _, extension = path.rpartition(".")
    return f"{stem} ({times + 1}).{extension}"


def _component(text: str, *, otherwise: str, ending: str) -> str:
    text = "".join(_harmless(char) for char in unicodedata.normalize("NFC", text))
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
