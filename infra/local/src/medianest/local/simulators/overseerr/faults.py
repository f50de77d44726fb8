"""How it misbehaves when it is told to."""

import asyncio
from typing import Final

from starlette.responses import HTMLResponse, JSONResponse, Response

_HANGS_S: Final = 60.0
_HUGE: Final = 50_000_000
_BODIES: Final = {"empty": b"", "garbage": b"\xff\xfe{[", "huge": b" " * _HUGE}
_WORDS: Final = {"words": 200, "refused words": 400}
_MESSAGES: Final = {
    "nothing-created": (202, "No seasons available to request"),
    "conflict": (409, "Request for this media already exists."),
    "may-not": (403, "You do not have permission to make movie requests."),
    "blocklisted": (403, "This media is blocklisted."),
    "csrf": (403, "invalid csrf token"),
}


async def misbehave(fault: str, words: bytes) -> Response:
    """One answer of this kind; `words` are what it says to those that are named so."""
    if fault in _MESSAGES:
        status, message = _MESSAGES[fault]
        return JSONResponse({"message": message}, status_code=status)
    if fault in _BODIES:
        return Response(_BODIES[fault], media_type="application/json")
    if fault in _WORDS:
        return Response(words, status_code=_WORDS[fault], media_type="application/json")
    if fault == "guarded":
        words_of_guard = "You do not have permission to access this endpoint"
        return JSONResponse({"status": 403, "error": words_of_guard}, status_code=403)
    if fault == "html":
        return HTMLResponse("<!doctype html><title>Sign in to the proxy</title>")
    if fault == "hang":
        await asyncio.sleep(_HANGS_S)
    return JSONResponse({"message": "Something went wrong"}, status_code=500)
