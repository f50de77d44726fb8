"""The exported web app, read once at start: rewritten for its base path, its scripts hashed.

Next.js writes absolute addresses (`/_next/…`, `href="/downloads"`); behind `/medianest` they are
rewritten here, so that one build serves every address. Inline scripts and styles are hashed after
that, and each page gets a policy that allows exactly its own.
"""

import base64
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from medianest.contracts.record import Record
from medianest.gateway.api.packing import BYTES_MIN, CODINGS, is_text, packed

FILE_BYTES_MAX: Final = 16 * 1024 * 1024
FILES_MAX: Final = 5000
_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
}
_UNKNOWN: Final = "application/octet-stream"
_REWRITTEN: Final = (".html", ".js", ".css", ".txt", ".json", ".webmanifest")
# Quoted absolute addresses of ours: of assets anywhere, of pages in attributes.
_ASSET: Final = re.compile(r"""(?P<before>["'(`\\])/_next/""")
_ATTRIBUTE: Final = re.compile(r"""(?P<before>\s(?:href|src|action)=")/(?!/)""")

_POLICY: Final = (
    "default-src 'none'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    # No text becomes a script or markup, but by the pages' own few rules.
    "require-trusted-types-for 'script'",
    "report-to csp",
)

# A worker lives by the policy that comes with its own script: it asks this house, and nobody else.
_OF_WORKERS: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_HASHED: Final = "_next/static/"


class File(Record):
    """One file as it is served; `packed` by coding. `policy` for pages, and for workers."""

    body: bytes
    packed: Mapping[str, bytes]
    media_type: str
    etag: str
    is_immutable: bool
    policy: str | None = None


class Export:
    """All files of the web app by the path they are served under."""

    def __init__(self, folder: Path, base_path: str) -> None:
        self._base_path = base_path
        self._files: dict[str, File] = {}
        if folder.is_dir():
            self._read(folder)

    @property
    def is_empty(self) -> bool:
        """Whether there is no web app to serve."""
        return not self._files

    def find(self, path: str) -> File | None:
        """The file for a path: itself, `<path>.html`, or the index of a folder."""
        path = path.strip("/")
        for name in (path, f"{path}.html", f"{path}/index.html" if path else "index.html"):
            if name in self._files:
                return self._files[name]
        return None

    def _read(self, folder: Path) -> None:
        root = folder.resolve()
        for path in sorted(root.rglob("*"))[:FILES_MAX]:
            # A link could lead out of the folder.
            if path.is_symlink() or not path.is_file() or path.stat().st_size > FILE_BYTES_MAX:
                continue
            name = path.relative_to(root).as_posix()
            if any(part.startswith(".") for part in name.split("/")):
                continue
            self._files[name] = self._file(name, path.read_bytes())

    def _file(self, name: str, body: bytes) -> File:
        suffix = Path(name).suffix.lower()
        if self._base_path and suffix in _REWRITTEN:
            body = rewritten(body.decode(), self._base_path).encode()
        media_type = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or _UNKNOWN
        # Nothing secret is in these files, so compressing them gives nothing away.
        is_worth_it = is_text(media_type) and len(body) >= BYTES_MIN
        return File(
            body=body,
            packed={coding: packed(coding, body) for coding in CODINGS if is_worth_it},
            media_type=media_type,
            etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
            is_immutable=name.startswith(_HASHED),
            policy=_policy(name, suffix, body),
        )


def _policy(name: str, suffix: str, body: bytes) -> str | None:
    """None: it is used by a page, and the page's holds."""
    if suffix == ".html":
        return policy_of(body.decode())
    return _OF_WORKERS if suffix == ".js" and not name.startswith(_HASHED) else None


def rewritten(text: str, base_path: str) -> str:
    """The same text, its own absolute addresses behind the base path."""
    text = _ASSET.sub(rf"\g<before>{base_path}/_next/", text)
    return _ATTRIBUTE.sub(rf"\g<before>{base_path}/", text).replace(
        f"{base_path}{base_path}/", f"{base_path}/"
    )


def policy_of(html: str) -> str:
    """The Content-Security-Policy of a page: its own inline scripts and styles, by hash."""
    inline = _Inline()
    inline.feed(html)
    inline.close()
    scripts = " ".join(["script-src 'self'", *map(_hash, inline.scripts)])
    styles = " ".join(["style-src 'self'", *map(_hash, inline.styles)])
    return "; ".join([scripts, styles, *_POLICY])


class _Inline(HTMLParser):
    """Collects the text of inline scripts and styles exactly as a browser hashes it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._within: list[str] | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "style" or (tag == "script" and not any(name == "src" for name, _ in attrs)):
            self._within = self.styles if tag == "style" else self.scripts
            self._text = []

    def handle_data(self, data: str) -> None:
        if self._within is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self._within is not None:
            text = "".join(self._text)
            if text not in self._within:
                self._within.append(text)
            self._within = None


def _hash(text: str) -> str:
    # A browser hashes the text after it has made every line end a single line feed.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
