"""The web app's files: hashed assets for ever, pages asked for anew each time, a 404 of its own."""

from typing import Final
from urllib.parse import unquote

from medianest.gateway.api.answering import Ready
from medianest.gateway.api.export import Export, File
from medianest.gateway.api.finishing import has
from medianest.gateway.api.incoming import Incoming
from medianest.gateway.api.packing import coding_of
from medianest.gateway.api.visit import Visit

FOR_EVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "no-cache"
_NOTHING: Final = b"There is nothing at this address.\n"
_NOT_BUILT: Final = b"The web app is not built yet: `make web`. The API is at /api/docs.\n"


class Pages:
    """Serves the export."""

    def __init__(self, export: Export, base_path: str) -> None:
        self._export = export
        self._home = f"{base_path}/"
        self._reports = f'csp="{base_path}/api/csp-report"'

    async def __call__(self, visit: Visit) -> None:
        """A file, or the page that says that there is none."""
        await visit.answer(self._found(visit.incoming))

    def _found(self, incoming: Incoming) -> Ready:
        if not incoming.path:
            return _moved(self._home, incoming.query)
        if self._export.is_empty:
            return _plain(_NOT_BUILT)
        found = self._export.find(unquote(incoming.path))
        status = 200
        if found is None:
            found, status = self._export.find("404"), 404
        return _plain(_NOTHING) if found is None else self._ready(found, status, incoming)

    def _ready(self, file: File, status: int, incoming: Incoming) -> Ready:
        headers = {
            "content-type": file.media_type,
            "etag": file.etag,
            "vary": "accept-encoding",
            "cache-control": FOR_EVER if file.is_immutable and status == 200 else ASK_AGAIN,  # noqa: PLR2004 - 200 is 200
        }
        if file.policy is not None:
            headers["content-security-policy"] = file.policy
            headers["reporting-endpoints"] = self._reports
        if status == 200 and has(incoming, file.etag):  # noqa: PLR2004 - as above
            return Ready(status=304, headers=headers)
        coding = coding_of(incoming.headers.get("accept-encoding", ""))
        if coding is not None and coding in file.packed:
            headers["content-encoding"] = coding
            return Ready(status=status, headers=headers, body=file.packed[coding])
        return Ready(status=status, headers=headers, body=file.body)


def _moved(home: str, query: str) -> Ready:
    """What a page names beside itself would else be looked for beside the base path.

    Not for ever: another day this house may stand elsewhere.
    """
    return Ready(status=307, headers={"location": f"{home}?{query}" if query else home})


def _plain(text: bytes) -> Ready:
    return Ready(status=404, headers={"content-type": "text/plain; charset=utf-8"}, body=text)
